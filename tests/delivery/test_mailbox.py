"""Tests of `send --leave imaps://…`: a mailbox is read over verified TLS, and stays as it is."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from commands import DONE, NOT_WRITTEN, USAGE, Ended, run
from delivery.editions import Post
from delivery.test_leaving import a_bounce, a_request, left, sent
from extent import a_few
from scripted_mailbox import FOLDER, PASSWORD, USER, ScriptedMailbox, running
from scripted_relay import certificate_for, closed_port

__all__ = ["sent"]


@pytest.fixture
def mailbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedMailbox]:
    """An empty mailbox at localhost, whose certificate this system trusts."""
    path, context = certificate_for("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with running(ScriptedMailbox(context)) as server:
        yield server


def read(
    post: Post, port: int, folder: str = FOLDER, host: str = "localhost", password: str = PASSWORD
) -> Ended:
    """`send --leave` with the address of a mailbox."""
    address = f"imaps://{quote(USER)}@{host}:{port}/{quote(folder)}"
    words = ("send", "--leave", address, "--readers", post.readers)
    return run(post.folder, *words, CCHR_FEEDS_MAILBOX_PASSWORD=password)


def test_who_asks_and_who_cannot_be_reached_leaves(sent: Post, mailbox: ScriptedMailbox) -> None:
    """Whoever it is of those who wrote; no message is changed, marked as read, or deleted."""
    asks = a_request("Bo <bo@example.org>", "unsubscribe")
    thanks = a_request("eve@example.org", "Thank you")
    mailbox.messages = [each.as_bytes() for each in (thanks, a_bounce(sent, "ann@example.org"), asks)]
    ended = read(sent, mailbox.port)
    assert (ended.returncode, ended.stdout) == (DONE, "2 readers have left.\n")
    assert left(sent) == {"ann@example.org", "bo@example.org"}
    assert mailbox.asked == [
        "CAPABILITY",
        f"LOGIN {USER}",
        f"EXAMINE {FOLDER}",
        "SEARCH ALL",
        *(f"FETCH {number} (BODY.PEEK[]<0.200000>)" for number in (1, 2, 3)),
        "LOGOUT",
    ]


def test_an_empty_mailbox_is_no_fault(sent: Post, mailbox: ScriptedMailbox) -> None:
    """Nobody has left."""
    ended = read(sent, mailbox.port)
    assert (ended.returncode, ended.stdout.startswith("Nobody new has left")) == (DONE, True)


def test_a_wrong_password_is_told_without_it(sent: Post, mailbox: ScriptedMailbox) -> None:
    """Nothing but the log-in is tried."""
    ended = read(sent, mailbox.port, password="a mistyped one")
    assert ended.returncode == NOT_WRITTEN
    assert "localhost can't be used: it refused the user name or the password" in ended.stderr
    assert "mistyped" not in ended.stdout + ended.stderr
    assert mailbox.asked == ["CAPABILITY", f"LOGIN {USER}", "LOGOUT"]


def test_a_folder_that_is_not_there_is_named(sent: Post, mailbox: ScriptedMailbox) -> None:
    """As it was typed."""
    ended = read(sent, mailbox.port, folder='The "others"')
    assert ended.returncode == NOT_WRITTEN
    assert 'localhost has no folder The "others"' in ended.stderr


def test_no_password_goes_to_whom_nobody_vouches_for(
    sent: Post, mailbox: ScriptedMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown certificate, and one for another name, end it before the log-in."""
    assert read(sent, mailbox.port, host="127.0.0.1").returncode == NOT_WRITTEN
    monkeypatch.delenv("SSL_CERT_FILE")
    ended = read(sent, mailbox.port)
    assert ended.returncode == NOT_WRITTEN
    assert "certificate" in ended.stderr
    assert mailbox.asked == []


@pytest.mark.parametrize(
    ("name", "written"),
    a_few(
        [
            ("Envoyés", "Envoy&AOk-s"),
            ("R&D", "R&-D"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),  # the example of RFC 3501 §5.1.3
        ],
        1,
    ),
)
def test_a_folder_may_have_a_name_in_any_script(
    sent: Post, mailbox: ScriptedMailbox, name: str, written: str
) -> None:
    """Which IMAP writes in a form of its own."""
    assert read(sent, mailbox.port, folder=name).returncode == NOT_WRITTEN
    assert f"EXAMINE {written}" in mailbox.asked


@pytest.mark.parametrize("step", a_few(["LOGIN", "SEARCH", "FETCH"], 1))
def test_a_connection_that_ends_is_no_wrong_password(sent: Post, mailbox: ScriptedMailbox, step: str) -> None:
    """What was read before counts for nothing, and can be read again."""
    mailbox.messages, mailbox.hangs_up_at = [a_bounce(sent, "ann@example.org").as_bytes()], step
    ended = read(sent, mailbox.port)
    assert ended.returncode == NOT_WRITTEN
    assert "localhost can't be used: the answer broke off" in ended.stderr
    assert left(sent) == set()


def test_nobody_listens(sent: Post) -> None:
    """With the system's reason."""
    ended = read(sent, closed_port())
    assert ended.returncode == NOT_WRITTEN
    assert "localhost can't be used: Connection refused" in ended.stderr


@pytest.mark.parametrize("address", ["imaps://example.org/INBOX", "imaps://leave@/INBOX"])
def test_a_mailbox_needs_a_user_and_a_host(sent: Post, address: str) -> None:
    """And is told how it is written."""
    ended = run(sent.folder, "send", "--leave", address, "--readers", sent.readers)
    assert ended.returncode == USAGE
    assert "write the mailbox as imaps://user@host/folder" in ended.stderr


def test_a_password_that_nobody_gave_is_asked_for(sent: Post, mailbox: ScriptedMailbox) -> None:
    """By the name of its variable."""
    address = f"imaps://{quote(USER)}@localhost:{mailbox.port}"
    ended = run(sent.folder, "send", "--leave", address, "--readers", sent.readers)
    assert ended.returncode == USAGE
    assert f"the password of {USER} at localhost is not known" in ended.stderr
    assert "CCHR_FEEDS_MAILBOX_PASSWORD" in ended.stderr
