"""An issued mail as it goes out: its body byte for byte, with the fields that differ between messages."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from cchr_feeds.model.addresses import TOKEN
from cchr_feeds.render.newsletter.eml import list_unsubscribe

_END_OF_HEAD = b"\r\n\r\n"
_FIELD = re.compile(rb"([!-9;-~]+):[ \t]*((?:.|\r\n[ \t])*)\r\n")
_ADDED = (b"to", b"date", b"auto-submitted")


@dataclass(frozen=True, slots=True)
class IssuedMail:
    """A mail of `issued/`: its fields, in order and as they stand, and all that follows them."""

    fields: Mapping[bytes, bytes]
    body: bytes

    @property
    def message_id(self) -> str:
        """The Message-ID without its brackets."""
        return self.fields[b"Message-ID"].decode("ascii").strip("<>")

    @property
    def sender(self) -> str:
        """The address in From, to which bounces go (RFC 5321 §4.4)."""
        last = self.fields[b"From"].split()[-1]
        return last.decode("ascii").strip("<>")


def as_issued(ready: bytes, archived_at: str) -> bytes:
    """A ready message (`.eml`) as it is issued: without what only a draft has.

    `archived_at` is the address of its copy on the web (RFC 5064). Without a List-Id of the site's it gets
    one: SpamAssassin counts a point for a List-Unsubscribe alone (LIST_PARTIAL).
    """
    mail = issued_mail(ready)
    fields = {name: value for name, value in mail.fields.items() if name not in (b"X-Unsent", b"Date")}
    fields.setdefault(b"List-Id", f"<newsletter.{mail.message_id.rpartition('@')[2]}>".encode())
    fields[b"Archived-At"] = f"<{archived_at}>".encode("ascii")
    head = b"".join(_line(name, value) for name, value in fields.items())
    return head + b"\r\n" + mail.body


def issued_mail(content: bytes) -> IssuedMail:
    """The mail that a file of `issued/` holds; raises `ValueError` for one that is none."""
    head, end, body = content.partition(_END_OF_HEAD)
    head += b"\r\n"
    fields = {match[1]: match[2] for match in _FIELD.finditer(head)}
    as_written = b"".join(_line(name, value) for name, value in fields.items())
    if not end or as_written != head or not {b"From", b"Message-ID"} <= fields.keys():
        raise ValueError("not a mail that was issued")
    return IssuedMail(fields, body)


def to_list(mail: IssuedMail, address: str, now: datetime) -> bytes:
    """The message for a mailing list's address."""
    return _message(mail, {b"To": address.encode()}, now)


def to_reader(mail: IssuedMail, address: str, token: str, ways_out: tuple[str, ...], now: datetime) -> bytes:
    """The message for one reader, with a Message-ID and ways out of their own.

    `ways_out` are addresses, https or mailto, in which `TOKEN` stands for the reader's token; those that a
    header can't hold are left out. One click is promised only for an https address that names the reader
    (RFC 8058 §3.1).
    """
    local, _, domain = mail.message_id.rpartition("@")
    own = {
        b"To": address.encode(),
        b"Message-ID": f"<{local}.{token}@{domain}>".encode(),
        b"List-Unsubscribe": list_unsubscribe([way.replace(TOKEN, token) for way in ways_out]).encode(),
        b"Feedback-ID": _feedback_id(local, domain),
    }
    by_click = any(way.startswith("https:") and TOKEN in way for way in ways_out)
    own[b"List-Unsubscribe-Post"] = b"List-Unsubscribe=One-Click" if by_click else b""
    return _message(mail, own, now)


def _feedback_id(edition: str, domain: str) -> bytes:
    """What Gmail counts complaints by: campaign, customer, kind, and a sender of 5 to 15 characters.

    It says nothing of the reader (support.google.com/mail/answer/6254652).
    """
    sender = hashlib.sha256(domain.encode()).hexdigest()[:12]
    return f"{edition.removeprefix('newsletter.')}:{domain}:newsletter:{sender}".encode()


def to_test(mail: IssuedMail, address: str, now: datetime) -> bytes:
    """A trial for the sender: with another Message-ID, so that the real one is not taken for a copy of it."""
    local, _, domain = mail.message_id.rpartition("@")
    identity = f"<{local}.test.{now:%Y%m%d%H%M%S}@{domain}>"
    return _message(mail, {b"To": address.encode(), b"Message-ID": identity.encode()}, now)


def _message(mail: IssuedMail, own: dict[bytes, bytes], now: datetime) -> bytes:
    """The message with its own fields instead of issued ones, or after them; an empty one is left out."""
    sent = {b"Date": format_datetime(now).encode(), b"Auto-Submitted": b"auto-generated"}
    fields = {name: value for name, value in mail.fields.items() if name.lower() not in _ADDED}
    head = b"".join(_line(name, value) for name, value in (fields | own | sent).items() if value)
    return head + b"\r\n" + mail.body


def _line(name: bytes, value: bytes) -> bytes:
    return name + b": " + value + b"\r\n"
