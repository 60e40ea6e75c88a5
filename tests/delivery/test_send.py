"""Tests of sending: to a list or a file of readers, once to each, whatever the mail server does."""

import base64
import json
import os
import random
import re
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import dkim  # type: ignore[import-untyped]  # dkimpy has no types
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from builds import environment
from cchr_feeds.delivery.ledger import ledger_path, opened
from cchr_feeds.delivery.smtp import Pace
from commands import DONE, NOT_WRITTEN, NOTHING, PROBLEMS, USAGE, command, conversation, run
from delivery.editions import EDITION, NOW, Post, Posting
from extent import FULL, a_few, examples
from patience import PATIENCE
from scripted_relay import DROP, END, Script, as_usual

READERS = ("ann@example.org,en", "bo@example.org,km", "chan@example.org")
ADDRESSES = {line.partition(",")[0] for line in READERS}
LIST = "news@lists.example.org"


def at(step: str, answer: str, recipient: str = "", times: int = 1000) -> Script:
    """A script that gives an answer at a step, for all or for one recipient, so many times."""
    left = [times]

    def script(verb: str, to: str, _number: int) -> str | None:
        if verb != step or recipient not in to or not left[0]:
            return None
        left[0] -= 1
        return answer

    return script


def bodies(post: Post) -> Counter[bytes]:
    """What follows the head of each message."""
    return Counter(content.partition(b"\r\n\r\n")[2] for _, content in post.relay.received)


def issued(post: Post, language: str) -> bytes:
    """The issued mail of a language."""
    return (post.folder / f"issued/{EDITION}/{language}.eml").read_bytes()


def assert_nothing_of_readers(post: Post, *said: str) -> None:
    """No address of a reader is in the project, in the ledger, or in what a command said."""
    files = [path for path in post.folder.rglob("*") if path.is_file()]
    files += [path for path in post.readers.parent.iterdir() if path != post.readers]
    for path in files:
        content = path.read_bytes()
        assert not [each for each in ADDRESSES if each.encode() in content], path
    assert not [each for each in ADDRESSES for text in said if each in text]


# --- to a list ------------------------------------------------------------------------------------


def test_a_list_gets_each_language_once(posting: Posting) -> None:
    """The body is what was issued, byte for byte; the head gains To, Date and Auto-Submitted."""
    post = posting()
    assert post.send("--to", LIST).returncode == DONE
    assert post.relay.recipients() == [LIST, LIST]
    for language, (_, content) in zip(("en", "km"), post.relay.received, strict=True):
        head, _, body = content.partition(b"\r\n\r\n")
        issued_head, _, issued_body = issued(post, language).partition(b"\r\n\r\n")
        added = f"\r\nTo: {LIST}\r\nDate: Wed, 25 Nov 2026 09:00:00 +0700\r\nAuto-Submitted: auto-generated"
        assert body == issued_body
        assert head == issued_head + added.encode()
    assert f'"sent": {{"{LIST}": "sent"}}' in (post.folder / "published.lock").read_text()


def test_a_list_never_gets_it_twice(posting: Posting) -> None:
    """A second time there is nothing to do."""
    post = posting()
    post.send("--to", LIST)
    assert post.send("--to", LIST).returncode == NOTHING
    assert len(post.relay.received) == 2


def test_each_language_may_have_a_list(posting: Posting) -> None:
    """And one without a list is not sent."""
    post = posting()
    assert post.send("--to", f"km={LIST}").returncode == DONE
    assert post.got()[0]["Message-ID"] == f"<newsletter.{EDITION}.km@cchrcambodia.org>"
    assert len(post.relay.received) == 1


def test_a_list_that_may_have_got_it_is_not_tried_again(posting: Posting) -> None:
    """The connection is lost after the end of the data: a person has to look."""
    post = posting(at(END, DROP))
    for _ in range(2):
        ended = post.send("--to", f"en={LIST}")
        assert ended.returncode == NOT_WRITTEN
        assert "look into its archive" in ended.stderr
    assert len(post.relay.received) == 1


def test_the_other_language_is_told_how_it_goes_out(posting: Posting) -> None:
    """It stops before it too, for a person to look first; the command that is named sends it, once."""
    post = posting(at(END, DROP, times=1))
    for _ in range(2):
        ended = post.send("--to", LIST)
        assert ended.returncode == NOT_WRITTEN
        assert f"cchr-feeds send {EDITION} --to km={LIST}\n" in ended.stderr
    assert post.send("--to", f"km={LIST}").returncode == DONE
    assert "cchr-feeds send" not in post.send("--to", LIST).stderr
    assert [message["Message-ID"].split(".")[2][:2] for message in post.got()] == ["en", "km"]


@pytest.mark.parametrize(
    ("step", "answer", "advice"),
    [
        ("RCPT", "550 5.7.1 only members may post", "show this answer to your mail provider"),
        (END, "451 4.7.1 greylisted", "try again in a quarter of an hour"),
        ("MAIL", "421 too many", "try again in a quarter of an hour"),
    ],
)
def test_what_the_server_answers_is_told_with_what_to_do(
    posting: Posting, step: str, answer: str, advice: str
) -> None:
    """For a list and for a test: there is no reader in it."""
    post = posting(at(step, answer))
    for words in ("--to", LIST), ("--test", "me@example.org"):
        told = post.send(*words).stderr
        assert f"it answered {answer}; " in told
        assert advice in told


def test_a_list_that_refused_can_be_tried_again(posting: Posting) -> None:
    """It has got nothing."""
    post = posting(at("RCPT", "450 later", times=1))
    assert post.send("--to", f"en={LIST}").returncode == NOT_WRITTEN
    assert post.send("--to", f"en={LIST}").returncode == DONE
    assert len(post.relay.received) == 1


def test_withdrawing_says_what_becomes_of_a_mail_that_goes_out(posting: Posting) -> None:
    """It is no advice to issue it anew, which is refused by then."""
    post = posting()
    post.send("--to", f"en={LIST}")
    ended = run(post.folder, "withdraw", "forced-evictions-2024", "--reason", "A mistake", "--now", NOW)
    assert f"Mails that have begun to go out hold it: {EDITION}. Nobody else gets them." in ended.stdout
    assert "--issue" not in ended.stdout


# --- to readers -----------------------------------------------------------------------------------


def test_each_reader_gets_a_message_of_their_own(posting: Posting) -> None:
    """In their language, with an identity of its own, and a body that is the same for all."""
    post = posting()
    post.with_readers("Address,Language", *READERS)
    ended = post.to_readers()
    assert ended.returncode == DONE, ended.stderr
    messages = {message["To"]: message for message in post.got()}
    assert messages.keys() == ADDRESSES
    languages = {to: message["Message-ID"].split(".")[2] for to, message in messages.items()}
    assert languages == {"ann@example.org": "en", "bo@example.org": "km", "chan@example.org": "en"}
    assert len({message["Message-ID"] for message in messages.values()}) == 3
    assert sorted(bodies(post).values()) == [1, 2]
    assert issued(post, "en").partition(b"\r\n\r\n")[2] in bodies(post)
    feedback = {to: message["Feedback-ID"] for to, message in messages.items()}
    assert feedback["ann@example.org"] == feedback["chan@example.org"] != feedback["bo@example.org"]
    assert re.fullmatch(rf"{EDITION}\.en:[a-z.]+:newsletter:[0-9a-f]{{5,15}}", feedback["ann@example.org"])


def test_nothing_of_a_reader_stays_anywhere(posting: Posting) -> None:
    """Not in the project, its cache, the ledger, the log, nor in what programs are told."""
    post = posting(at("RCPT", "550 no such user ann@example.org", "ann"))
    post.with_readers(*READERS)
    ended = post.to_readers("--json", "--verbose")
    status = run(post.folder, "send", "--status", "--readers", post.readers)
    assert_nothing_of_readers(post, ended.stdout, ended.stderr, status.stdout, status.stderr)
    assert f"{EDITION}: 1 refused for good and 2 sent" in status.stdout
    assert ledger_path(post.readers).stat().st_mode & 0o077 == 0


def test_all_have_it(posting: Posting) -> None:
    """A second time there is nothing to do; a reader who came to the file meanwhile gets it."""
    post = posting()
    post.with_readers(*READERS)
    post.to_readers()
    assert post.to_readers().returncode == NOTHING
    post.with_readers(*READERS, "dara@example.org,km")
    assert post.to_readers("--resume").returncode == DONE
    assert post.relay.recipients()[3:] == ["dara@example.org"]


HOSTILE: dict[str, tuple[Script, dict[str, int]]] = {
    "one is refused": (at("RCPT", "550 unknown", "bo@"), {"sent": 2, "failed": 1}),
    "one is lost": (at(END, DROP, "bo@", 1), {"sent": 2, "uncertain": 1}),
    "421 in the midst": (at("MAIL", "421 too many", times=1), {"sent": 3}),
    "hangs up before": (at("RCPT", DROP, "bo@", 1), {"sent": 3}),
    "454 after the data": (at(END, "454 not now", "bo@", 1), {"sent": 2, "deferred": 1}),
}


@pytest.mark.parametrize("name", a_few(HOSTILE, 3))
def test_a_hostile_server_brings_nobody_two(posting: Posting, name: str) -> None:
    """What is left is sent by --resume, once; what is uncertain never."""
    script, expected = HOSTILE[name]
    post = posting(script)
    post.with_readers(*READERS)
    first = post.to_readers("--json")
    again = post.to_readers("--resume")
    unclear = expected.get("uncertain", 0) + expected.get("deferred", 0)
    assert first.returncode == (NOT_WRITTEN if unclear else DONE), first.stderr
    assert max(Counter(post.relay.recipients()).values(), default=0) <= 1
    assert again.returncode in (NOTHING, DONE)
    received = 3 - expected.get("failed", 0)
    assert len(post.relay.received) == received
    with opened(ledger_path(post.readers)) as ledger:
        states = ledger.counts()[EDITION]
    assert states["sent"] + states["failed"] + states["uncertain"] == 3
    assert states["uncertain"] == expected.get("uncertain", 0)


@pytest.mark.parametrize(
    ("step", "answer", "told"),
    [
        ("MAIL", "550 5.7.1 sender ann@example.org not allowed", "whoever it is for (it answered 550)"),
        (END, "552 too large for ann", "whoever it is for (it answered 552)"),
        ("RCPT", "554 5.7.1 ann@example.org: relay access denied", "3 to be tried again"),
        ("RCPT", "550 relay not permitted", "3 refused for good"),
    ],
)
def test_what_is_refused_to_all_is_not_because_of_a_reader(
    posting: Posting, step: str, answer: str, told: str
) -> None:
    """Nobody is left out for good; it is told what to do, and when that is done all get it."""
    post = posting(at(step, answer))
    post.with_readers(*READERS)
    ended = post.to_readers()
    assert ended.returncode == NOT_WRITTEN
    assert told in ended.stderr
    assert "--resume" in ended.stderr
    assert_nothing_of_readers(post, ended.stdout, ended.stderr)
    post.relay.script = as_usual
    assert post.to_readers("--resume").returncode == DONE
    assert sorted(post.relay.recipients()) == sorted(ADDRESSES)


def test_what_one_readers_server_refuses_keeps_it_from_nobody_else(posting: Posting) -> None:
    """The others get theirs first; it is tried once more, and then it is theirs."""
    post = posting(at(END, "554 5.7.1 looks like spam", "ann@"))
    post.with_readers(*READERS)
    ended = post.to_readers()
    assert ended.returncode == DONE
    assert "Refused for good, in line 1" in ended.stdout
    assert sorted(post.relay.recipients()) == sorted(ADDRESSES - {"ann@example.org"})


def test_what_is_refused_though_others_got_it_is_because_of_its_reader(posting: Posting) -> None:
    """It holds nobody up, nor the end of the sending."""
    post = posting(at("RCPT", "550 5.7.1 not in our office", "ann@"))
    post.with_readers(*READERS)
    ended = post.to_readers()
    assert ended.returncode == DONE
    assert "Refused for good, in line 1" in ended.stdout
    assert sorted(post.relay.recipients()) == sorted(ADDRESSES - {"ann@example.org"})


def test_the_last_of_all_may_be_refused_for_either_reason(posting: Posting) -> None:
    """It is tried once more by --resume; then it is because of its reader."""
    post = posting(at("RCPT", "550 5.7.1 not in our office", "chan@"))
    post.with_readers(*READERS)
    assert post.to_readers().returncode == NOT_WRITTEN
    ended = post.to_readers("--resume")
    assert ended.returncode == DONE
    assert "Refused for good, in line 3" in ended.stdout
    assert post.to_readers("--resume").returncode == NOTHING


@pytest.mark.parametrize("other", [DROP, "421 too many"])
def test_a_relay_that_refuses_and_hangs_up_in_turn_is_left(posting: Posting, other: str) -> None:
    """It is offered no message again and again, however many there are."""
    steps: list[str] = []

    def script(verb: str, _to: str, _number: int) -> str | None:
        if verb not in ("MAIL", END):
            return None
        steps.append(verb)
        if verb == END:
            return "554 no"
        return other if len(steps) > 1 and steps[-2] == END else None

    post = posting(script)
    post.with_readers(*(f"reader{number}@example.org" for number in range(10)))
    assert post.to_readers().returncode == NOT_WRITTEN
    assert steps.count(END) == 3
    assert post.relay.received == []


def test_no_more_than_so_many_go_in_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """In no minute, also after the server was busy for some."""
    now = 0.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr("cchr_feeds.delivery.smtp.time", SimpleNamespace(monotonic=lambda: now, sleep=sleep))
    pace, gone = Pace(per_minute=30), []
    for number in range(90):
        pace.await_turn()
        gone.append(now)
        sleep(60 if number < 6 else 0.1)
    assert all(later - earlier >= 60 for earlier, later in zip(gone, gone[30:], strict=False))
    assert gone[-1] < 6 * 60 + 84 * 2.1


def test_a_reader_of_another_language_is_passed_over(posting: Posting) -> None:
    """Where the edition was not issued in it; how many they are is told."""
    post = posting()
    lock = post.folder / "published.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    english = {"edition": EDITION, "language": "en"}
    kept = [line for line in lines if not english.items() <= json.loads(line).items()]
    lock.write_text("".join(kept), encoding="utf-8")
    post.with_readers(*READERS, "dara@example.org")
    ended = post.to_readers()
    assert (ended.returncode, post.relay.recipients()) == (DONE, ["bo@example.org"])
    assert "Readers in whose language nothing was issued: 3" in ended.stdout


def test_an_uncertain_reader_is_named_on_a_terminal_only(posting: Posting) -> None:
    """Elsewhere the line of the file is."""
    post = posting(at(END, DROP, "bo@", 1))
    post.with_readers(*READERS)
    words = ("send", EDITION, "--readers", str(post.readers), "--now", NOW)
    code, shown = conversation(post.folder, [("Send 3 messages now?", "y")], *words)
    assert code == NOT_WRITTEN
    assert "uncertain: line 2, bo@example.org" in shown
    assert "for line 2 arrived" in shown


def test_it_asks_first(posting: Posting) -> None:
    """With what would go out; a no sends nothing, and without anybody to ask it is refused."""
    post = posting()
    post.with_readers(*READERS)
    words = ("send", EDITION, "--readers", str(post.readers), "--now", NOW)
    _, shown = conversation(post.folder, [("Send 3 messages now?", "n")], *words)
    assert "en: 2 messages" in shown
    assert "digest " in shown
    assert run(post.folder, *words).returncode == USAGE
    assert post.relay.received == []


def test_a_second_send_waits_for_none(posting: Posting) -> None:
    """While one is at work, another is refused."""
    post = posting()
    post.with_readers(*READERS)
    with opened(ledger_path(post.readers)):
        ended = post.to_readers()
    assert ended.returncode == NOT_WRITTEN
    assert "another `send` is at work" in ended.stderr
    assert post.relay.received == []


@pytest.mark.usefixtures("at_length")
def test_a_killed_run_goes_on_where_it_was(posting: Posting, at_random: random.Random) -> None:
    """Nobody gets it twice, and nobody is lost but as uncertain; in a full run 500 readers, and 50 kills."""
    post, (count, kills) = posting(), (500, 50) if FULL else (60, examples(6))
    post.with_readers(*_names(count))
    words = ("send", EDITION, "--yes", "--now", NOW, "--readers", str(post.readers))
    for kill in range(kills):
        resume = ["--resume"] if kill else []
        enough = len(post.relay.received) + at_random.randrange(1, count // kills)
        with subprocess.Popen(
            command(*words, *resume),
            cwd=post.folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            while len(post.relay.received) < enough and process.poll() is None:
                os.sched_yield()
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)
    post.to_readers("--resume")
    times = Counter(post.relay.recipients())
    with opened(ledger_path(post.readers)) as ledger:
        states = ledger.states(EDITION)
        lost = [name for name in _names(count) if name not in times]
        unclear = {name for name in _names(count) if states[ledger.token(name)] == "uncertain"}
    assert max(times.values()) == 1
    assert set(lost) <= unclear


def _names(count: int) -> list[str]:
    return [f"reader{number}@example.org" for number in range(count)]


@pytest.fixture
def at_random() -> random.Random:
    """The same chances each time."""
    return random.Random(20_241_010)


# --- what may go out ------------------------------------------------------------------------------


def test_a_test_issues_nothing(posting: Posting) -> None:
    """It has another identity than the edition, and may be sent again and again."""
    post = posting()
    shutil.rmtree(post.folder / "issued")
    for count in (1, 2):
        assert post.send("--test", "me@example.org").returncode == DONE
        assert len(post.relay.received) == 2 * count
    assert not (post.folder / "issued").exists()
    assert all(".test." in message["Message-ID"] for message in post.got())


def test_a_test_that_was_not_confirmed_says_so(posting: Posting) -> None:
    """Instead of an answer that the server did not give."""
    post = posting()
    post.relay.script = at(END, DROP)
    ended = post.send("--test", "me@example.org")
    assert ended.returncode == NOT_WRITTEN
    assert "the mail server broke off before it confirmed the message for me@example.org" in ended.stderr


def test_what_was_withdrawn_stays_here(posting: Posting) -> None:
    """Until it is issued anew without it."""
    post = posting()
    run(post.folder, "withdraw", "forced-evictions-2024", "--reason", "A mistake", "--now", NOW)
    ended = post.send("--to", LIST)
    assert ended.returncode == PROBLEMS
    assert "forced-evictions-2024" in ended.stderr
    run(post.folder, "build", "--now", NOW)
    anew = run(post.folder, "newsletter", EDITION, "--issue", "--offline", "--now", NOW)
    assert anew.returncode == DONE, anew.stderr
    assert post.send("--to", LIST).returncode == DONE
    assert b"FORCED EVICTIONS" not in post.relay.received[0][1]


def test_what_is_issued_anew_meanwhile_does_not_go_out(posting: Posting) -> None:
    """While the mail server is asked: the record would be of a mail that nobody got."""
    post = posting()
    lock = post.folder / "published.lock"
    (issued,) = re.findall(r'"edition".*"language": ?"en".*"sha256": ?"(\w{64})"', lock.read_text())

    def issues_anew(verb: str, _to: str, _number: int) -> None:
        if verb == "EHLO":
            lock.write_text(lock.read_text().replace(issued, "0" * 64))

    post.relay.script = issues_anew
    ended = post.send("--to", f"en={LIST}")
    assert "it was issued anew" in ended.stderr
    assert ended.returncode == PROBLEMS
    assert post.relay.received == []


@pytest.mark.usefixtures("at_length")
def test_what_is_withdrawn_meanwhile_goes_to_nobody_else(posting: Posting) -> None:
    """It is noticed before the next message; who has not got it yet is not lost."""
    post = posting()

    def withdraws(verb: str, _to: str, number: int) -> None:
        if (verb, number) == (END, 1):
            words = command("withdraw", "forced-evictions-2024", "--reason", "A mistake", "--now", NOW)
            subprocess.run(words, cwd=post.folder, env=environment(), check=True, capture_output=True)

    post.relay.script = withdraws
    post.with_readers(*READERS)
    ended = post.to_readers()
    assert ended.returncode == NOT_WRITTEN
    assert "withdrawn since it was issued: forced-evictions-2024" in ended.stderr
    assert "it can't be issued anew, and nobody else gets it" in ended.stderr
    assert "--resume" not in ended.stderr
    assert len(post.relay.received) == 2
    for again in post.to_readers("--resume"), post.send("--to", LIST):
        assert again.returncode == PROBLEMS
        assert "nobody else gets it" in again.stderr
    anew = run(post.folder, "newsletter", EDITION, "--issue", "--offline", "--now", NOW)
    assert "it can't be issued anew" in anew.stderr


@pytest.mark.usefixtures("at_length")
def test_a_mistake_that_is_made_meanwhile_stops_it(posting: Posting) -> None:
    """It is told how far it came; once the mistake is gone the others get theirs."""
    post = posting()
    [entry] = post.folder.glob("entries/**/2024-10-forced-evictions.yaml")
    text = entry.read_text(encoding="utf-8")

    def breaks(verb: str, _to: str, number: int) -> None:
        if (verb, number) == (END, 1):
            entry.write_text("published: soon\n", encoding="utf-8")

    post.relay.script = breaks
    post.with_readers(*READERS)
    ended = post.to_readers()
    assert ended.returncode == NOT_WRITTEN
    assert "has a mistake now; see cchr-feeds check; 1 message is waiting" in ended.stderr
    entry.write_text(text, encoding="utf-8")
    assert post.to_readers("--resume").returncode == DONE
    assert sorted(post.relay.recipients()) == sorted(ADDRESSES)


def test_why_it_stopped_is_said_in_the_language_of_the_rest(posting: Posting) -> None:
    """Not in English between Khmer words."""
    post = posting()
    post.relay.script = lambda verb, _to, _number: "554 no" if verb in ("EHLO", "HELO") else None
    post.with_readers(*READERS)
    ended = post.to_readers("--ui", "km")
    assert ended.returncode == NOT_WRITTEN
    assert "it answered" not in ended.stderr
    assert "កំពុងរង់ចាំ" in ended.stderr


def test_an_issued_mail_that_was_changed_stays_here(posting: Posting) -> None:
    """What the lock knows is what goes out."""
    post = posting()
    with (post.folder / f"issued/{EDITION}/en.eml").open("ab") as file:
        file.write(b"more")
    ended = post.send("--to", LIST)
    assert ended.returncode == PROBLEMS
    assert "has changed since it was issued" in ended.stderr
    assert post.relay.received == []


def test_an_edition_is_issued_by_its_first_send(posting: Posting) -> None:
    """With the same look at it."""
    post = posting()
    shutil.rmtree(post.folder / "issued")
    lock = post.folder / "published.lock"
    kept = [line for line in lock.read_text().splitlines(keepends=True) if '"edition"' not in line]
    lock.write_text("".join(kept))
    run(post.folder, "build", "--now", NOW)
    assert post.send("--to", LIST, "--offline").returncode == DONE
    assert (post.folder / f"issued/{EDITION}/km.eml").exists()


def test_no_mail_server_is_told_where_it_goes(issued_project: Path) -> None:
    """At site.yaml, with what to write."""
    ended = run(issued_project, "send", EDITION, "--to", LIST, "--yes", "--now", NOW)
    assert ended.returncode == PROBLEMS
    assert "site.yaml:5:1" in ended.stderr
    assert "relay: {host: smtp.example.org" in ended.stderr


# --- what arrives ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("debian")
def test_a_spam_filter_lets_what_arrives_pass(posting: Posting) -> None:
    """Four days after the newest entry's date, less than half a point of the five that SpamAssassin takes."""
    post = posting()
    post.with_readers(*READERS)
    post.to_readers()
    for _, content in post.relay.received[:2]:
        received = b"Received: from relay.example.org (relay.example.org [9.9.9.9]) by mx.example.org; "
        filtered = subprocess.run(
            ["spamassassin", "--local", "--test-mode"],
            input=received + b"Wed, 25 Nov 2026 09:00:05 +0700\r\n" + content,
            capture_output=True,
            check=True,
        ).stdout.decode("utf-8", "replace")
        points = re.search(r"\((-?[\d.]+) points, ", filtered)
        assert points
        assert float(points[1]) < 0.5, filtered.partition("Content analysis")[2][:1000]


def test_a_signature_of_the_relay_holds(posting: Posting) -> None:
    """Its lines are as mail servers keep them, so that what DKIM signs is what arrives."""
    post = posting()
    post.with_readers(*READERS)
    post.to_readers()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    for _, content in post.relay.received:
        signature = dkim.sign(content, b"news", b"example.org", secret)
        assert dkim.verify(signature + content, dnsfunc=lambda *_args, **_named: record)


TWO_WAYS = "[mailto:leave@example.org?subject=unsubscribe, 'https://example.org/leave?t={token}']"


def test_a_reader_leaves_by_an_address_of_their_own(posting: Posting) -> None:
    """Where it names the reader, one click is promised; the mail's body is the same for all."""
    post = posting()
    site = post.folder / "site.yaml"
    text = site.read_text(encoding="utf-8")
    site.write_text(text.replace("mailto:leave@example.org?subject=unsubscribe", TWO_WAYS), encoding="utf-8")
    post.with_readers("ann@example.org", "bo@example.org")
    assert post.to_readers().returncode == DONE
    for message in post.got():
        token = message["Message-ID"].partition("@")[0].rpartition(".")[2]
        ways = f"<mailto:leave@example.org?subject=unsubscribe>, <https://example.org/leave?t={token}>"
        assert message["List-Unsubscribe"] == ways
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len(bodies(post)) == 1
