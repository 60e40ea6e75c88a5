"""Tests of the way to the mail server: what becomes of a message is known, and nothing goes in clear text."""

from pathlib import Path

import pytest

from cchr_feeds.delivery.ledger import State
from cchr_feeds.delivery.smtp import Answer, Connection, RelayFailed, connected
from cchr_feeds.model.site import Relay
from extent import a_few
from scripted_relay import DROP, END, Script, ScriptedRelay, certificate_for, closed_port, running

MESSAGE = b"Subject: hello\r\n\r\n.begins with a dot\r\n..and two\r\nends\r\n"
TO_SERVER = ("MAIL", "RCPT", "DATA", END)


def settings(relay: ScriptedRelay, **changes: object) -> Relay:
    """How the server is written in site.yaml."""
    fields = {"host": "127.0.0.1", "port": relay.port, "security": "none", **changes}
    return Relay(**fields)  # type: ignore[arg-type]


def deliver(
    connection: Connection, recipient: str = "reader@example.org", ended: list[str] | None = None
) -> Answer:
    """What becomes of a message; `ended` notes whose data were about to end."""
    noted = ended if ended is not None else []
    return connection.deliver("news@example.org", recipient, MESSAGE, lambda: noted.append(recipient))


def at(step: str, answer: str) -> Script:
    """A script that gives one answer at one step."""
    return lambda verb, _recipient, _number: answer if verb == step else None


def fate_with(script: Script) -> tuple[Answer, bool, int]:
    """What becomes of a message, whether its data were about to end, and how many the server received."""
    ended: list[str] = []
    with running(ScriptedRelay(script)) as relay, connected(settings(relay), "") as connection:
        answer = deliver(connection, ended=ended)
    return answer, bool(ended), len(relay.received)


def test_a_message_arrives_byte_for_byte() -> None:
    """Lines that begin with a dot too (RFC 5321 §4.5.2)."""
    with running(ScriptedRelay()) as relay, connected(settings(relay), "") as connection:
        assert deliver(connection) == Answer(State.SENT, 250, "250 taken")
    assert relay.received == [("reader@example.org", MESSAGE)]


@pytest.mark.parametrize("step", a_few(reversed(TO_SERVER), 2))
@pytest.mark.parametrize(
    ("code", "state"),
    [(450, State.DEFERRED), (454, State.DEFERRED), (550, State.FAILED), (421, State.DEFERRED)],
)
def test_a_refusal_is_for_now_or_for_good(step: str, code: int, state: State) -> None:
    """By the first digit of its code; for good only of the reader, whom one step names."""
    answer, _, received = fate_with(at(step, f"{code} no"))
    about_us = state is State.FAILED and step != "RCPT"
    assert (answer.code, answer.is_about_us, received) == (code, about_us, 0)
    assert answer.state is (State.DEFERRED if about_us else state)


@pytest.mark.parametrize(
    "answer", ["530 log in first", "554 5.7.1 <reader@example.org>: relay access denied"]
)
def test_a_relay_that_takes_nothing_from_us_says_nothing_of_the_reader(answer: str) -> None:
    """Though it says so where the reader is named."""
    assert fate_with(at("RCPT", answer))[0].is_about_us


@pytest.mark.parametrize("step", TO_SERVER)
def test_a_lost_connection_is_uncertain_only_after_the_end(step: str) -> None:
    """Before the data end, a server drops them; after that, nobody knows."""
    answer, ended, received = fate_with(at(step, DROP))
    assert answer.state is (State.UNCERTAIN if step == END else State.DEFERRED)
    assert ended is (step == END)
    assert received == (step == END)


def test_a_senseless_answer_to_the_end_is_uncertain() -> None:
    """It says neither yes nor no."""
    assert fate_with(at(END, "what?"))[0].state is State.UNCERTAIN


def test_one_connection_serves_all_of_whom_one_is_refused() -> None:
    """The others get theirs."""
    refused = "second@example.org"

    def script(verb: str, recipient: str, _number: int) -> str | None:
        return "550 unknown" if verb == "RCPT" and recipient == refused else None

    names = ["first@example.org", refused, "third@example.org"]
    with running(ScriptedRelay(script)) as relay, connected(settings(relay), "") as connection:
        fates = [deliver(connection, name).state for name in names]
        assert connection.is_open
    assert fates == [State.SENT, State.FAILED, State.SENT]
    assert (relay.recipients(), relay.connections) == ([names[0], names[2]], 1)


def test_a_certificate_for_the_name_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then everything after STARTTLS is encrypted."""
    trusted, context = certificate_for("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with (
        running(ScriptedRelay(tls=context)) as relay,
        connected(settings(relay, host="localhost", security="starttls"), "") as connection,
    ):
        assert deliver(connection).state is State.SENT
    assert relay.recipients() == ["reader@example.org"]


def test_a_certificate_for_another_name_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a name, a password or an address of a reader is sent."""
    trusted, context = certificate_for("relay.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with running(ScriptedRelay(tls=context)) as relay:
        assert_unusable(settings(relay, host="localhost", security="starttls"), "certificate is not valid")
    assert relay.received == []


def test_an_unknown_certificate_ends_it(tmp_path: Path) -> None:
    """One that nobody trusted vouches for."""
    _, context = certificate_for("localhost", tmp_path)
    with running(ScriptedRelay(tls=context)) as relay:
        assert_unusable(settings(relay, host="localhost", security="starttls"), "certificate is not valid")


def test_a_stripped_starttls_ends_it() -> None:
    """Somebody on the way may have taken it out to read along."""
    with running(ScriptedRelay()) as relay:
        assert_unusable(settings(relay, security="starttls"), "offers no encryption")


def test_nobody_listens() -> None:
    """It is said, not shown as a traceback."""
    assert_unusable(Relay("127.0.0.1", closed_port(), security="none"), "refused; check host:, port:")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("535 5.7.8 no such user", r"password \(535 5.7.8 no such user\); check both"),
        ("454 4.7.0 not now", "it answered 454 4.7.0 not now; try again"),
    ],
)
def test_a_password_that_is_not_accepted_is_told_with_the_answer(answer: str, why: str) -> None:
    """Which may say more than its code does."""
    answers = {"EHLO": "250-relay.example\r\n250 AUTH PLAIN", "AUTH": answer}
    with running(ScriptedRelay(lambda verb, _recipient, _number: answers.get(verb))) as relay:
        assert_unusable(settings(relay, user="news"), why)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"security": "tls"}, "does not speak TLS at this port; check"),
        ({"user": "news"}, "takes no user name and password"),
    ],
)
def test_a_wrong_port_is_told_with_what_to_check(changes: dict[str, object], why: str) -> None:
    """Instead of what a library calls it."""
    with running(ScriptedRelay()) as relay:
        assert_unusable(settings(relay, **changes), why)


def assert_unusable(relay: Relay, why: str) -> None:
    """Nothing can be given to this server."""
    with pytest.raises(RelayFailed, match=why), connected(relay, "secret"):
        pass
