"""The mail server that takes our messages: the way to it, its pace, and what became of each message."""

import contextlib
import os
import re
import smtplib
import ssl
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from cchr_feeds.delivery.ledger import State
from cchr_feeds.errors import Unfinished, WrongUsage
from cchr_feeds.i18n import N_, Text, _
from cchr_feeds.model.site import Relay
from cchr_feeds.regular_file import read_regular, reason_of

TIMEOUT = 60
"""Seconds to wait for an answer."""
TIMEOUT_AFTER_DATA = 600
"""Seconds to wait for it after the end of data (RFC 5321 §4.5.3.2.6)."""

MOST_WAITS = 6
"""Times in a row that a busy server is waited for, 1, 2, 4 … seconds, before the rest is left for later."""

RELAY = "CCHR_FEEDS_RELAY_PASSWORD"
MAILBOX = "CCHR_FEEDS_MAILBOX_PASSWORD"
"""The variables of the environment; the same with `_FILE` name a file instead."""

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_WHY = (  # of an error that is of several kinds, the first
    (TimeoutError, N_("it did not answer in time")),
    (ssl.SSLError, N_("it does not speak TLS at this port")),
    (smtplib.SMTPServerDisconnected, N_("it ended the connection")),
    (smtplib.SMTPException, N_("it takes no user name and password at this port")),
)
# It wants a login, or takes nothing from this sender (RFC 3463 §3.8 and §3.2).
_POLICY = re.compile(rb"5\.(?:7\.|1\.[78]\b)")
_LEADING_DOT = re.compile(rb"(?m)^\.")


class RelayFailed(Unfinished):
    """The mail server could not be used: nothing was given to it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a message, and the code that the server gave; 0 where it gave none."""

    state: State
    code: int = 0
    # A server may name the reader, so this is shown for a list or a test alone, and never kept.
    said: str = ""

    @property
    def is_busy(self) -> bool:
        """Whether the server asks us to go slower, or ended the conversation."""
        return self.code in (421, 450, 451, 452, 454) or (self.state is State.DEFERRED and self.code == 0)

    @property
    def is_about_us(self) -> bool:
        """Whether it was refused for good, but not because of the reader: the sender, or what it says."""
        return self.state is State.DEFERRED and self.code // 100 == 5


@dataclass(slots=True)
class Pace:
    """How fast messages may follow each other: so many a minute, and slower where a server asks for that."""

    per_minute: int | None = None
    _start: float = field(default_factory=time.monotonic)
    _due: float = 0.0
    _waits: int = 0

    @property
    def elapsed(self) -> timedelta:
        """The time since the first message could go."""
        return timedelta(seconds=time.monotonic() - self._start)

    def await_turn(self) -> None:
        """Waits until another message may go."""
        if self.per_minute:
            time.sleep(max(0.0, self._due - time.monotonic()))
            self._due = time.monotonic() + 60 / self.per_minute

    def heed(self, answer: Answer) -> bool:
        """Waits as long as a busy server needs; `False` where it has been busy too often in a row."""
        if not answer.is_busy:
            self._waits = 0
            return True
        if self._waits == MOST_WAITS:
            return False
        time.sleep(2.0**self._waits)
        self._waits += 1
        return True


class Refusals:
    """Which messages were refused though nothing says because of their readers, and whether it was for that.

    It was, where the server has taken the message for others since: in this run, or before it, as the states
    of all messages at its beginning say.
    """

    def __init__(self, states: Mapping[str, State]) -> None:
        self.in_a_row = 0
        self._refused = {token for token, state in states.items() if state is State.DEFERRED}
        self._theirs = set(self._refused if State.SENT in states.values() else ())

    def judged(self, token: str, answer: Answer) -> Answer:
        """The answer, as one about its reader where it is."""
        if answer.state is State.SENT:
            self._theirs |= self._refused
        if answer.is_about_us and token in self._theirs:
            return replace(answer, state=State.FAILED)
        if answer.is_about_us:
            self._refused.add(token)
            self.in_a_row += 1
        elif answer.code not in (0, 421):  # a connection that ends says nothing of the message
            self.in_a_row = 0
        return answer


class Connection:
    """An open connection to a relay; one message after the other goes through it."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    @property
    def is_open(self) -> bool:
        """Whether another message can go through it."""
        return self._smtp.sock is not None

    def deliver(self, sender: str, recipient: str, message: bytes, before_end: Callable[[], None]) -> Answer:
        """Gives the relay one message, whose lines end in CRLF, for one recipient.

        `before_end` is called when all of the data but their end is given.
        """
        # smtplib's `sendmail` does not tell whether the data had ended, and so whether a message may have
        # been accepted. So the steps of a transaction are taken one by one (RFC 5321 §3.3).
        steps = ((f"MAIL FROM:<{sender}>", 2), (f"RCPT TO:<{recipient}>", 2), ("DATA", 3))
        try:
            for command, wanted in steps:
                code, said = self._smtp.docmd(command)
                if code // 100 != wanted:
                    if code == 421 or self._smtp.docmd("RSET")[0] != 250:  # it does not go on
                        self._smtp.close()
                    about_reader = command.startswith("RCPT") and code != 530 and not _POLICY.match(said)
                    return _answer(code, said, State.FAILED if about_reader else State.DEFERRED)
            self._smtp.send(_LEADING_DOT.sub(b"..", message))
        except OSError:  # smtplib's exceptions are among them
            self._smtp.close()
            return Answer(State.DEFERRED)
        # Until its data end, a server drops a message (RFC 5321 §4.1.1.4): what is written down now is
        # needed, and enough, if the computer stops then.
        before_end()
        return self._end_of_data()

    def _end_of_data(self) -> Answer:
        try:
            self._wait_at_most(TIMEOUT_AFTER_DATA)
            self._smtp.send(b".\r\n")
            code, said = self._smtp.getreply()
            self._wait_at_most(TIMEOUT)
        except OSError:
            self._smtp.close()
            return Answer(State.UNCERTAIN)
        if code == 421:
            self._smtp.close()
        return _answer(code, said, State.DEFERRED, State.UNCERTAIN)

    def _wait_at_most(self, seconds: int) -> None:
        if self._smtp.sock:
            self._smtp.sock.settimeout(seconds)


def _answer(code: int, said: bytes, refused: State, unknown: State = State.DEFERRED) -> Answer:
    """What an answer's first digit says (RFC 5321 §4.2.1); `unknown` where it says nothing."""
    state = {2: State.SENT, 4: State.DEFERRED, 5: refused}.get(code // 100, unknown)
    return Answer(state, code, _in_one_line(code, said))


def _in_one_line(code: int, said: bytes | str) -> str:
    text = said if isinstance(said, str) else said.decode("utf-8", "replace")
    return " ".join([str(code), *text.split()])[:200]


def refusal(code: int, said: str) -> Text:
    """What a server answered instead of yes, and what to do about it."""
    if code // 100 == 4:
        step = _("try again in a quarter of an hour")
    else:
        step = _("check the address, or show this answer to your mail provider or to the list's owner")
    return _("it answered {answer}; {step}", answer=said, step=step)


@contextlib.contextmanager
def connected(relay: Relay, password: str) -> Iterator[Connection]:
    """An open connection, encrypted to a server whose certificate is its own; raises `RelayFailed`."""
    with contextlib.ExitStack() as at_end:
        try:
            smtp = _opened(relay, ssl.create_default_context())
            at_end.callback(_end, smtp)
            smtp.ehlo_or_helo_if_needed()
            if relay.user:
                smtp.login(relay.user, password)
        except OSError as error:
            raise _failed(relay, _reason(error)) from error
        yield Connection(smtp)


def _opened(relay: Relay, context: ssl.SSLContext) -> smtplib.SMTP:
    """A connection to the relay, encrypted as its `security` asks, or not opened at all."""
    port = relay.port or _PORTS[relay.security]
    if relay.security == "tls":
        return smtplib.SMTP_SSL(relay.host, port, timeout=TIMEOUT, context=context)
    smtp = smtplib.SMTP(relay.host, port, timeout=TIMEOUT)
    if relay.security == "none":
        return smtp
    try:
        smtp.ehlo_or_helo_if_needed()
        # An attacker who takes STARTTLS out of an answer wants to read along.
        if not smtp.has_extn("starttls"):
            raise _failed(relay, _to_check(_("it offers no encryption (STARTTLS)")))
        if smtp.starttls(context=context)[0] != 220:
            raise _failed(relay, _to_check(_("it offers encryption (STARTTLS) and then refuses it")))
        return smtp
    finally:
        if not isinstance(smtp.sock, ssl.SSLSocket):
            smtp.close()


def _end(smtp: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError):
        if smtp.sock:
            smtp.quit()
    smtp.close()


def _reason(error: OSError) -> Text:
    if isinstance(error, smtplib.SMTPResponseException):
        said = _in_one_line(error.smtp_code, error.smtp_error)
        if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code // 100 == 5:
            return _("it does not accept the user name or the password ({answer}); check both", answer=said)
        return refusal(error.smtp_code, said)
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message
        return _(
            "its certificate is not valid for this name ({reason}); check host: in site.yaml", reason=why
        )
    found = (_(why) for kind, why in _WHY if isinstance(error, kind))
    return _to_check(next(found, error.strerror or str(error)))


def _to_check(reason: str) -> Text:
    return _(
        "{reason}; check host:, port: and security: below relay: in site.yaml (starttls is for port 587, "
        "tls for 465)",
        reason=reason,
    )


def _failed(relay: Relay, reason: Text) -> RelayFailed:
    return RelayFailed(_("{host} can't be used: {reason}", host=relay.host, reason=reason))


# --- passwords: in the environment, the system's keyring, or a file only its owner reads ----------


def password(variable: str, user: str, host: str, project: Path) -> str:
    """The password of a user at a host; raises `WrongUsage` where there is none, with where to put it."""
    if not (found := os.environ.get(variable)):
        path = os.environ.get(f"{variable}_FILE")
        found = _in_file(Path(path), project) if path else _in_keyring(f"{user}@{host}")
    if found is None:
        why = _(
            "the password of {user} at {host} is not known; put it into {variable}, or name a file with it "
            "in {variable}_FILE",
            user=user,
            host=host,
            variable=variable,
        )
        raise WrongUsage(why)
    if not f"{user}{found}".isascii():  # smtplib and imaplib raise UnicodeEncodeError
        why = _("user names and passwords may hold ASCII characters only; {host} needs another", host=host)
        raise WrongUsage(why)
    return found


def _in_keyring(account: str) -> str | None:
    """What the keyring holds, where the package `keyring` is installed: `keyring set cchr-feeds ACCOUNT`."""
    if not find_spec("keyring"):
        return None
    import keyring

    return keyring.get_password("cchr-feeds", account) or None


def _in_file(path: Path, project: Path) -> str:
    if path.resolve().is_relative_to(project.resolve()):
        raise WrongUsage(_("{path} lies in the project; move it to a folder outside", path=path.name))
    try:
        if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise WrongUsage(_("others can read {path}; run chmod 600 {path}", path=path))
        return read_regular(path, 1000).decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("it is not in UTF-8")
        raise WrongUsage(_("{path} can't be read: {reason}", path=path, reason=reason)) from error
