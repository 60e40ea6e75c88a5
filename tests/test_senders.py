"""The ready message in the hands of others: a signer, a spam filter, a mail program."""

import os
import pty
import random
import re
import select
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import dkim  # type: ignore[import-untyped]  # dkimpy has no types
import pytest

from builds import the_real_project
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import Edition
from cchr_feeds.model.part import EML
from cchr_feeds.model.values import Localised
from cchr_feeds.newsletter import newsletter
from cchr_feeds.render.newsletter.editions import edition_artifacts
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.run import Run
from factories import a_khmer_entry, a_site, an_edition, an_entry
from patience import PATIENCE

NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
SETTINGS = """
newsletter:
  from: {name: {en: CCHR, km: ម.ស.ម.ក}, address: news@cchrcambodia.org}
  postal_address: {en: "1 Example Street, Phnom Penh", km: ភ្នំពេញ}
  unsubscribe: https://cchrcambodia.org/unsubscribe?list=monthly&token=0123456789abcdef0123456789abcdef0123456789
  reply_to: info@cchrcambodia.org
  list_id: monthly.cchrcambodia.org
"""
FROM = {"en": "CCHR", "km": "ម.ស.ម.ក"}
LANGUAGES = ("en", "km")
SIGNED = [
    b"From",
    b"Subject",
    b"Date",
    b"Message-ID",
    b"To",
    b"List-Id",
    b"List-Unsubscribe",
]


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the mails of October 2024, of this repository's own project and made-up settings."""
    folder = the_real_project(tmp_path_factory.mktemp("senders"))
    with (folder / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    run = Run(folder, folder / "out", NOW, progress=lambda message: None)
    newsletter(run, Period.of_month(2024, 10))
    return folder / "out/newsletters/2024-10/mail"


def output_of(*command: str, given: bytes = b"") -> str:
    """What a program writes, given something to read."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": os.devnull}
    done = subprocess.run(command, input=given, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def message(mails: Path, language: str) -> bytes:
    """A message with the recipient that is added when it is sent."""
    return b"To: reader@example.org\r\n" + (mails / f"{language}.eml").read_bytes()


@pytest.mark.usefixtures("debian")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spam_filter_lets_it_pass(mails: Path, language: str) -> None:
    """SpamAssassin's own rules, without the network, give it less than one point of the five it takes."""
    assert_not_spam(message(mails, language))


def assert_not_spam(*messages: bytes, points: float = 1) -> None:
    """That SpamAssassin gives each message less than one point, or than fewer."""
    options = ("--mbox", "--local", "--nocreate-prefs", "--prefspath", os.devnull)
    judged = output_of("spamassassin", *options, given=b"".join(map(in_an_mbox, messages)))
    found = re.findall(r"^X-Spam-Status: (\w+), score=(-?[\d.]+)", judged, re.MULTILINE)
    assert [(said, float(score) < points) for said, score in found] == [("No", True)] * len(messages), judged


def in_an_mbox(message: bytes) -> bytes:
    """A message as it stands in a file of messages."""
    return b"From sender Thu Oct 10 08:12:33 2024\n" + message.replace(b"\r\n", b"\n") + b"\n"


SYLLABLES = {"en": ("bdfklmnprst", "aeiou"), "km": ("កខគងចជដតទនបពមយរលវសហអ", "ាិីុូេែៃោ")}


def an_edition_of_many_words(language: str) -> Edition:
    """A hundred entries, all too long for a mail together, of words that none shares with the next."""
    chance = random.Random(2024)
    first, second = SYLLABLES[language]
    words = ["".join(chance.choice(first) + chance.choice(second) for _ in range(2)) for _ in range(8000)]
    make = an_entry if language == "en" else a_khmer_entry
    join = " ".join if language == "en" else "".join
    entries = [
        make(
            publication_id=f"number-{number}",
            title=join(chance.sample(words, 6)),
            summary=" ".join(join(chance.sample(words, 6)) for _ in range(20)),
        )
        for number in range(100)
    ]
    return an_edition(*entries, language=language)


@pytest.mark.usefixtures("debian")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spam_filter_lets_a_folded_mail_pass(language: str) -> None:
    """Its text and its HTML leave the same entries to the web; parts that differ cost 2.8 points."""
    sender = a_site(list_id=Localised("monthly.cchrcambodia.org"))
    made = edition_artifacts(an_edition_of_many_words(language), sender, Templates(), [EML])
    (content,) = [bytes(artifact.content) for artifact in made if artifact.path.endswith(".eml")]
    assert_not_spam(b"To: reader@example.org\r\n" + content)


@dataclass(frozen=True)
class Key:
    """A private key, and what the DNS says of its public half."""

    private: bytes
    record: bytes

    def signed(self, message: bytes) -> bytes:
        """The message with a signature over the headers that Gmail and Yahoo ask for."""
        return (
            bytes(dkim.sign(message, b"mail", b"cchrcambodia.org", self.private, include_headers=SIGNED))
            + message
        )

    def verifies(self, message: bytes) -> bool:
        """Whether a receiver finds the message as it was signed."""
        return bool(dkim.verify(message, dnsfunc=lambda *_args, **_options: self.record))


@pytest.fixture(scope="module")
def key(debian: Callable[[str], str]) -> Key:
    """A new one."""
    private = output_of(debian("openssl"), "genrsa", "-traditional", "2048").encode()
    public = output_of(debian("openssl"), "rsa", "-pubout", given=private)
    encoded = "".join(line for line in public.splitlines() if not line.startswith("-"))
    return Key(private, f"v=DKIM1; k=rsa; p={encoded}".encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_signature_holds_and_covers_the_way_out(mails: Path, key: Key, language: str) -> None:
    """RFC 8058 §4 wants List-Unsubscribe signed; a change to one, or to the text, is noticed."""
    signed = key.signed(message(mails, language))
    assert key.verifies(signed)
    for old, new in (
        (b"token=0123", b"token=0124"),
        (b"List-Id: <monthly", b"List-Id: <weekly"),
        (b"\r\n\r\n--=_", b"\r\n\r\nx--=_"),
    ):
        assert signed.count(old) >= 1
        assert not key.verifies(signed.replace(old, new, 1))


@pytest.mark.usefixtures("debian")
@pytest.mark.parametrize("language", LANGUAGES)
def test_neomutt_shows_it_right(mails: Path, language: str, tmp_path: Path) -> None:
    """Sender and subject are read in their own script, and the text is the one that was written."""
    shown = shown_by_neomutt(message(mails, language), tmp_path)
    head, _, body = shown.partition("\n\n")
    title = {"en": "CCHR newsletter, October 2024", "km": "ខែតុលា ឆ្នាំ២០២៤"}[language]
    assert re.search(f'^From: "?{FROM[language]}"? <news@cchrcambodia.org>$', head, re.MULTILINE)
    assert re.search(f"^Subject: .*{title}$", " ".join(head.split("\n ")), re.MULTILINE)
    assert body.split() == (mails / f"{language}.txt").read_text(encoding="utf-8").split()


def shown_by_neomutt(message: bytes, folder: Path) -> str:
    """A message as neomutt prints it, decoded."""
    box, printed, settings = folder / "box", folder / "printed", folder / "rc"
    box.write_bytes(in_an_mbox(message))
    settings.write_text(
        f"""\
set print=yes print_decode=yes print_command="cat > {printed}"
set charset=utf-8 wait_key=no quit=yes folder="{folder}" mail_check_stats=no
alternative_order text/plain
"""
    )
    on_a_terminal(
        ["neomutt", "-n", "-F", settings, "-R", "-f", box, "-e", 'push "<print-message><exit>"'], folder
    )
    return printed.read_text(encoding="utf-8")


def on_a_terminal(words: list[str | Path], home: Path) -> None:
    """Runs a program that wants a terminal, to its end."""
    controller, terminal = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": str(home)}
    with subprocess.Popen(
        list(map(str, words)), stdin=terminal, stdout=terminal, stderr=terminal, env=environment
    ) as process:
        os.close(terminal)
        try:
            while select.select([controller], [], [], PATIENCE)[0] and os.read(controller, 65536):
                pass
        except OSError:  # Linux says so when the last writer has gone
            pass
        process.terminate()
    os.close(controller)
