"""Tests of who leaves: by address, by token, by what arrives in a mailbox; nobody else."""

import mailbox
from email.message import Message
from pathlib import Path

import pytest

from cchr_feeds.delivery.ledger import ledger_path, opened
from commands import DONE, USAGE, Ended, run
from delivery.editions import EDITION, Post, Posting, parsed


@pytest.fixture
def sent(posting: Posting) -> Post:
    """A project whose edition went to two readers."""
    post = posting()
    post.with_readers("ann@example.org,en", "bo@example.org,km")
    assert post.to_readers().returncode == DONE
    return post


def leave(post: Post, who: str | Path) -> Ended:
    """`send --leave`."""
    return run(post.folder, "send", "--leave", who, "--readers", post.readers)


def left(post: Post) -> set[str]:
    """Which of the readers have left, by the ledger."""
    with opened(ledger_path(post.readers)) as ledger:
        known = {
            ledger.token(name): name for name in ("ann@example.org", "bo@example.org", "eve@example.org")
        }
        return {known[token] for token in ledger.suppressed}


def token_of(post: Post, address: str) -> str:
    """A reader's token, as it stands in their Message-ID."""
    message = next(each for each in post.got() if each["To"] == address)
    return str(message["Message-ID"]).partition("@")[0].rpartition(".")[2]


def a_mailbox(tmp_path: Path, *messages: Message) -> Path:
    """An mbox file with these messages."""
    path = tmp_path / "returned.mbox"
    box = mailbox.mbox(path)
    for message in messages:
        box.add(message)
    box.close()
    return path


def a_request(sender: str, subject: str, **fields: str) -> Message:
    """A message to the address where readers leave."""
    message = Message()
    message["From"], message["To"], message["Subject"] = sender, "leave@example.org", subject
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_payload("Thank you.")
    return message


def a_report(about: bytes, kind: str, part: str, fields: str) -> Message:
    """A report of a mail server about one of our messages (RFC 6522)."""
    head = about.partition(b"\r\n\r\n")[0].decode("ascii")
    text = (
        f"From: mailer-daemon@example.org\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; "
        f'report-type={kind}; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSorry.\n'
        f"--b\nContent-Type: message/{part}\n\n{fields}\n"
        f"--b\nContent-Type: message/rfc822\n\n{head}\n\n--b--\n"
    )
    return parsed(text.encode("ascii"))


def a_bounce(
    post: Post, address: str, action: str = "failed", status: str = "5.1.1", said: str = ""
) -> Message:
    """A delivery status notification (RFC 3464)."""
    about = next(content for to, content in post.relay.received if to == address)
    recipient = f"Final-Recipient: rfc822; x\nAction: {action}\nStatus: {status}\n"
    recipient += f"Diagnostic-Code: smtp; {said}\n" if said else ""
    fields = f"Reporting-MTA: dns; mx.example.org\n\n{recipient}"
    return a_report(about, "delivery-status", "delivery-status", fields)


def test_an_address_leaves(sent: Post) -> None:
    """In whichever capitals; the next edition is not for them."""
    assert leave(sent, "Ann@example.org").returncode == DONE
    assert left(sent) == {"ann@example.org"}


def test_a_token_leaves(sent: Post) -> None:
    """As a web page gets it from an unsubscribe address."""
    leave(sent, token_of(sent, "bo@example.org"))
    assert left(sent) == {"bo@example.org"}


def test_who_left_gets_nothing(posting: Posting) -> None:
    """Also where the file still has them."""
    post = posting()
    post.with_readers("ann@example.org,en", "bo@example.org,km")
    leave(post, "ann@example.org")
    assert post.to_readers().returncode == DONE
    assert post.relay.recipients() == ["bo@example.org"]


def test_a_stranger_is_not_noted(sent: Post) -> None:
    """Or anybody could fill the ledger."""
    ended = leave(sent, "eve@example.org")
    assert "Nobody new has left: they had left already, or are not in " in ended.stdout
    assert left(sent) == set()


@pytest.mark.parametrize(
    "who", ["nobody", "x" * 300, "imaps://u@h.example:99999/INBOX", "imaps://[x/INBOX", "imaps://h.example/"]
)
def test_what_is_none_of_these_is_refused(sent: Post, who: str) -> None:
    """With what it may be."""
    assert leave(sent, who).returncode == USAGE


@pytest.mark.parametrize(
    ("status", "said"), [("5.1.1", ""), ("5.2.1", ""), ("5.0.0", "550 unknown"), ("5.0.0", "550 5.1.10 no")]
)
def test_a_bounce_for_good_ends_it(sent: Post, tmp_path: Path, status: str, said: str) -> None:
    """The address is gone."""
    leave(sent, a_mailbox(tmp_path, a_bounce(sent, "ann@example.org", status=status, said=said)))
    assert left(sent) == {"ann@example.org"}


@pytest.mark.parametrize(
    ("status", "said"), [("5.7.26", ""), ("5.0.0", "550-5.7.26 not signed"), ("5.2.2", ""), ("5.1.8", "")]
)
def test_a_bounce_for_another_reason_does_not(sent: Post, tmp_path: Path, status: str, said: str) -> None:
    """What is wrong with our mail, or a mailbox that is full, takes nobody's newsletter away."""
    leave(sent, a_mailbox(tmp_path, a_bounce(sent, "ann@example.org", status=status, said=said)))
    assert left(sent) == set()


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0")]
)
def test_a_bounce_for_now_does_not(sent: Post, tmp_path: Path, action: str, status: str) -> None:
    """A full mailbox may be emptied."""
    leave(sent, a_mailbox(tmp_path, a_bounce(sent, "ann@example.org", action, status)))
    assert left(sent) == set()


def test_a_complaint_ends_it(sent: Post, tmp_path: Path) -> None:
    """Who calls it spam does not want it (RFC 5965)."""
    about = next(content for to, content in sent.relay.received if to == "bo@example.org")
    report = a_report(about, "feedback-report", "feedback-report", "Feedback-Type: abuse\nVersion: 1\n")
    leave(sent, a_mailbox(tmp_path, report))
    assert left(sent) == {"bo@example.org"}


def test_a_request_ends_it(sent: Post, tmp_path: Path) -> None:
    """By the subject that our link writes, or by the token in it."""
    by_name = a_request("Ann <ANN@example.org>", "Re: unsubscribe")
    by_token = a_request("other@example.net", f"unsubscribe {token_of(sent, 'bo@example.org')}")
    leave(sent, a_mailbox(tmp_path, by_name, by_token))
    assert left(sent) == {"ann@example.org", "bo@example.org"}


@pytest.mark.parametrize(
    "subject", ["Please remove me.", "LEAVE", "Re: Unsubscribe", "=?utf-8?b?VW5zdWJzY3JpYmUg4Z6f4Z684Z6Y?="]
)
def test_a_request_is_written_in_many_ways(sent: Post, tmp_path: Path, subject: str) -> None:
    """Coded ones among them (RFC 2047)."""
    leave(sent, a_mailbox(tmp_path, a_request("ann@example.org", subject)))
    assert left(sent) == {"ann@example.org"}


@pytest.mark.parametrize(
    "subject", ["Re: Families told to leave Boeung Kak: CCHR newsletter", "=?none?b?AA?=", "=?utf-8?b?A?="]
)
def test_a_title_is_no_request(sent: Post, tmp_path: Path, subject: str) -> None:
    """An answer to a newsletter has one in its subject."""
    leave(sent, a_mailbox(tmp_path, a_request("ann@example.org", subject)))
    assert left(sent) == set()


def test_a_mistake_in_the_file_keeps_nobody(sent: Post) -> None:
    """Nor does one in an entry: who wants to leave leaves."""
    sent.with_readers("ann@example.org,en", "bo@example,km", "ann@example.org,fr")
    (sent.folder / "entries/broken.yaml").write_text("id: [", encoding="utf-8")
    assert leave(sent, "ann@example.org").returncode == DONE
    assert left(sent) == {"ann@example.org"}


def test_an_answer_is_no_request(sent: Post, tmp_path: Path) -> None:
    """Nor is a note that somebody is away, though it names our message."""
    ours = next(message for message in sent.got() if message["To"] == "ann@example.org")
    away = a_request(
        "ann@example.org",
        "Away until Monday: unsubscribe",
        Auto_Submitted="auto-replied",
        In_Reply_To=ours["Message-ID"],
    )
    thanks = a_request("bo@example.org", "Thank you for the newsletter")
    leave(sent, a_mailbox(tmp_path, away, thanks))
    assert left(sent) == set()


def test_forgetting_keeps_who_left_and_who_got_what(sent: Post) -> None:
    """So that nothing can be sent again by it."""
    leave(sent, "ann@example.org")
    assert run(sent.folder, "send", "--forget", "--readers", sent.readers).returncode == DONE
    sent.to_readers("--resume")
    assert len(sent.relay.received) == 2
    assert left(sent) == {"ann@example.org"}
    with opened(ledger_path(sent.readers)) as ledger:
        assert set(ledger.states(EDITION).values()) == {"sent"}
