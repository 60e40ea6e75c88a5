"""Who wants no more: an address, a token, or the messages of a mailbox: bounces, complaints, requests."""

import contextlib
import imaplib
import mailbox
import os
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cchr_feeds.delivery.smtp import MAILBOX, RelayFailed, password
from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import email_address
from cchr_feeds.problem import InvalidValue
from cchr_feeds.regular_file import reason_of

_TOKEN = re.compile(r"[0-9a-f]{32}")
_OUR_MESSAGE = re.compile(rb"Message-ID:\s*<newsletter\.[^\s@<>]+\.([0-9a-f]{32})@", re.IGNORECASE)
_NOT_PLAIN = re.compile(r"&|[^ -~]+")
# A title that is answered may have the other two.
_REQUEST = re.compile(
    r"\bunsubscribe\b|^\W*(?:(?:re|please)\W+)*(?:leave|remove)(?:\W+me)?\W*$", re.IGNORECASE
)
# An address that is not, or is no more (RFC 3463 §3.2 and §3.3): not the sender's, nor a full mailbox, nor a
# policy. Exim says 5.0.0.
_GONE = re.compile(r"5\.(?:0\.0|1\.(?![78]$)\d+|2\.[01])")
_STATUS = re.compile(r"\b5\d\d[- ](5\.\d{1,3}\.\d{1,3})\b")
# Of a message: what names the reader stands in its first part.
_MOST_BYTES = 200_000

TokenOf = Callable[[str], str]
"""The token of an address."""


def who_leaves(given: str, token_of: TokenOf, project: Path) -> Iterator[str]:
    """The tokens of those who leave, by an address, a token, an mbox file or `imaps://user@host/folder`.

    Raises `WrongUsage` for anything else, and `RelayFailed` where a mailbox can't be opened. Of messages the
    tokens may be anybody's: only those that the ledger knows are readers'.
    """
    if _TOKEN.fullmatch(given):
        yield given
    elif given.startswith("imaps://"):
        for content in _imap_messages(given, project):
            yield from _in_message(content, token_of)
    elif os.path.exists(given):  # noqa: PTH110 - pathlib's raises where a name is too long
        for content in _mbox_messages(Path(given)):
            yield from _in_message(content, token_of)
    else:
        try:
            yield token_of(email_address(given))
        except InvalidValue as refused:
            why = _("--leave: {given!r} is no address, token, mbox file or imaps:// address", given=given)
            raise WrongUsage(why) from refused


def _in_message(content: bytes, token_of: TokenOf) -> Iterator[str]:
    """Who leaves by a message: whom a mail server could not reach for good, who complains, who asks."""
    message = message_from_bytes(content, policy=compat32)
    report = str(message.get_param("report-type", "")).lower()
    if report in ("delivery-status", "feedback-report"):  # RFC 3464, RFC 5965
        if report == "feedback-report" or _is_gone(message):
            yield from (match[1].decode("ascii") for match in _OUR_MESSAGE.finditer(content))
    elif str(message.get("Auto-Submitted", "no")).lower().startswith("no"):
        yield from _asking(message, token_of)


def _is_gone(report: Message) -> bool:
    """Whether a mail server gave up for good on its one recipient (RFC 3464 §2.3)."""
    blocks = [part for part in report.walk() if part.get("Action")]
    return bool(blocks) and all(
        str(each["Action"]).strip().lower() == "failed" and _GONE.fullmatch(_status(each)) for each in blocks
    )


def _status(block: Message) -> str:
    """Why it failed, as the reader's own mail server says; else as the one that reports it."""
    said = _STATUS.search(str(block["Diagnostic-Code"]))
    return said[1] if said else str(block["Status"]).strip()


def _asking(message: Message, token_of: TokenOf) -> Iterator[str]:
    """Who asks to leave: whose token stands in the subject or the address, or who says so in the subject."""
    subject = _decoded(str(message.get("Subject", "")))
    to = [address for name, address in getaddresses([str(message.get("To", ""))])]
    if named := [match[0] for text in (subject, *to) for match in _TOKEN.finditer(text)]:
        yield from named
    elif _REQUEST.search(subject):
        with contextlib.suppress(InvalidValue):
            yield token_of(email_address(parseaddr(str(message.get("From", "")))[1]))


def _decoded(field: str) -> str:
    """A field in words where it is encoded (RFC 2047)."""
    # Its sender may have written anything.
    with contextlib.suppress(LookupError, ValueError, HeaderParseError):
        return str(make_header(decode_header(field)))
    return field


def _mbox_messages(path: Path) -> Iterator[bytes]:
    try:
        box = mailbox.mbox(path, create=False)
        for key in box.iterkeys():
            yield box.get_bytes(key)[:_MOST_BYTES]
    except (OSError, mailbox.Error) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise WrongUsage(_("{path} can't be read: {reason}", path=path.name, reason=reason)) from error


def _imap_messages(address: str, project: Path) -> Iterator[bytes]:
    """The messages of a folder, which stay as they are; raises `RelayFailed`."""
    user = host = folder = ""
    with contextlib.suppress(ValueError):
        parts = urlsplit(address)
        port, host, folder = parts.port or 993, parts.hostname or "", unquote(parts.path.strip("/"))
        user = unquote(parts.username or "")
    if not user or not host:
        raise WrongUsage(_("--leave: write the mailbox as imaps://user@host/folder"))
    try:
        context = ssl.create_default_context()
        with imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=60) as imap:
            imap.login(user, password(MAILBOX, user, host, project))
            if imap.select(_quoted(folder or "INBOX"), readonly=True)[0] != "OK":
                raise RelayFailed(_("{host} has no folder {folder}", host=host, folder=folder))
            for number in imap.search(None, "ALL")[1][0].split():
                for part in imap.fetch(number, f"(BODY.PEEK[]<0.{_MOST_BYTES}>)")[1]:
                    if isinstance(part, tuple):
                        yield part[1]
    except (OSError, imaplib.IMAP4.error) as error:
        raise RelayFailed(_("{host} can't be used: {reason}", host=host, reason=_reason(error))) from error


def _reason(error: OSError | imaplib.IMAP4.error) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, imaplib.IMAP4.abort):
        return _("the answer broke off")
    return _("it refused the user name or the password")


def _quoted(folder: str) -> str:
    """A name as IMAP writes it (RFC 3501 §4.3 and §5.1.3)."""
    return '"' + re.sub(r'(["\\])', r"\\\1", _NOT_PLAIN.sub(_in_utf_7, folder)) + '"'


def _in_utf_7(match: re.Match[str]) -> str:
    coded = b64encode(match[0].encode("utf-16-be"), b"+,").rstrip(b"=").decode("ascii")
    return f"&{'' if match[0] == '&' else coded}-"
