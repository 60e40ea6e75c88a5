"""A newsletter as a ready e-mail message (`.eml`) with headers that survive, and as it is issued and sent."""

import base64
import hashlib
import quopri
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, quote

from cchr_feeds.errors import CchrFeedsError
from cchr_feeds.i18n import N_, _
from cchr_feeds.model.addresses import TOKEN
from cchr_feeds.model.values import ENCODED_WORD
from cchr_feeds.segmentation.clusters import clusters

LINE_LIMIT = 78
"""Characters a header's line should not exceed (RFC 5322 §2.1.1)."""

_WORD_LIMIT = 75  # an encoded-word's (RFC 2047 §2)
_ENCODED_WORD_LINE = 76  # a line's that holds one (RFC 2047 §2)
_HARD_LIMIT = 998  # any line's (RFC 5322 §2.1.1)
_ASCII = bytes(range(128))
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}")
_PLAIN_WORDS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TRICKS = (
    (_CONTROL, N_("{header}: {value!r} has a line break or a control character; remove it")),
    (ENCODED_WORD, N_("{header}: {value!r} looks like encoded text (=?…?=); write it as plain text")),
)
_NO_ADDRESS = N_("{header}: {value!r} is not an address in Latin letters; write name@example.org")
_NOT_HERE = N_("{header}: {value!r} can't be used here; write it shorter, in Latin letters")

_FIELD = re.compile(rb"([!-9;-~]+):[ \t]*((?:.|\r\n[ \t])*)\r\n")  # of an issued mail
_ADDED = (b"to", b"date", b"auto-submitted")


class HeaderRefused(CchrFeedsError):
    """A text can't be put into a header: it could change what the message says or whom it goes to."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a message says.

    `moment` is its date, `identity` makes its Message-ID (`newsletter.2024-10.km@example.org`), and
    `ways_out` are https or mailto addresses. Recipients are added by the program that sends it.
    """

    sender: tuple[str, str]
    subject: str
    language: str
    moment: datetime
    identity: str
    text: str
    html: str
    ways_out: tuple[str, ...]
    reply_to: str = ""
    list_id: str = ""


def eml(message: Message) -> bytes:
    """The message, ready to send: ASCII lines ending in CRLF; the same message gives the same bytes.

    Raises `HeaderRefused` for a control character, text like `=?…?=`, or an address beyond ASCII in a header.
    """
    language = message.language
    parts = [_part("plain", message.text, language), _part("html", message.html, language)]
    boundary = f"=_{hashlib.sha256(b''.join(parts)).hexdigest()[:32]}"  # "=_" occurs in neither encoding
    # The headers are written here because Python's own `EmailMessage` folds a long List-Unsubscribe into an
    # encoded-word, cuts Khmer letters apart in encoded-words and, before 3.12.5, decodes `=?…?=` in a
    # subject, line breaks included, so that a title could add recipients (cpython #85725, CVE-2024-6923). Its
    # generator would take longer for the body, which it writes line by line, than all the rest of a message.
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(message, boundary)).encode("ascii")
    opening = b"\r\n--" + boundary.encode()
    return head + b"".join(opening + b"\r\n" + part for part in parts) + opening + b"--\r\n"


def _headers(message: Message, boundary: str) -> Iterator[tuple[str, str]]:
    """Each header's name, and its value as it stands in the message, folded."""
    yield "From", _mailbox(*message.sender)
    yield "Subject", _text("Subject", message.subject)
    yield "Date", format_datetime(message.moment)
    yield "Message-ID", _verbatim("Message-ID", f"<{message.identity}>")
    if message.reply_to:
        yield "Reply-To", _address("Reply-To", message.reply_to)
    if message.list_id:
        yield "List-Id", _verbatim("List-Id", f"<{message.list_id}>")
    # One click is not promised (RFC 8058 §3.1): no address that is the same for all knows who leaves.
    ways_out = [_verbatim("List-Unsubscribe", each) for each in message.ways_out]
    yield "List-Unsubscribe", list_unsubscribe(ways_out)
    yield "X-Unsent", "1"  # desktop clients open the file as a draft
    yield "MIME-Version", "1.0"
    yield "Content-Type", f'multipart/alternative;\r\n boundary="{boundary}"'


def list_unsubscribe(addresses: Sequence[str]) -> str:
    """The field's value: as many of the addresses, in brackets, as one line holds."""
    kept = ""
    for address in addresses:
        longer = f"{kept}, <{address}>" if kept else f"<{address}>"
        kept = longer if len("List-Unsubscribe: ") + len(longer) <= _HARD_LIMIT else kept
    return kept


def _text(name: str, text: str) -> str:
    """Free text: as it is where every client reads it so, else in encoded-words."""
    _refuse_tricks(name, text)
    used, words = len(name) + 2, text.split(" ")
    if not text.isascii() or not all(words) or max(map(len, words)) >= LINE_LIMIT - used:
        return _encoded(text, used)
    # Unfolded (each CRLF removed), the words stand as they were, one space apart.
    lines = textwrap.wrap(
        " " * used + text, LINE_LIMIT, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False
    )
    return "\r\n".join(lines)[used:]


def _encoded(text: str, used: int) -> str:
    """The text in encoded-words of at most 75 characters (RFC 2047), cut where readers see letters end."""
    words = [""]
    for cluster in clusters(text):
        room = _ENCODED_WORD_LINE - used if len(words) == 1 else _WORD_LIMIT
        if words[-1] and len(_encoded_word(words[-1] + cluster)) > room:
            words.append("")
        words[-1] += cluster
    return "\r\n ".join(_encoded_word(word) for word in words)


def _encoded_word(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


def _mailbox(name: str, address: str) -> str:
    """A display name and an address (RFC 5322 §3.4)."""
    address = _address("From", address)
    if not name:
        return address
    _refuse_tricks("From", name)
    if not name.isascii() or len(name) >= 60:
        return f"{_encoded(name, len('From: '))}\r\n <{address}>"
    shown = name if _PLAIN_WORDS.fullmatch(name) else f'"{quote(name)}"'
    return f"{shown} <{address}>"


def _address(name: str, address: str) -> str:
    _refuse_tricks(name, address)
    if not _ADDRESS.fullmatch(address):
        raise HeaderRefused(_(_NO_ADDRESS, header=name, value=address))
    return address


def _verbatim(name: str, value: str) -> str:
    """A value that clients read byte by byte, so never folded nor encoded."""
    _refuse_tricks(name, value)
    if not value.isascii() or " " in value or len(name) + 2 + len(value) > _HARD_LIMIT:
        raise HeaderRefused(_(_NOT_HERE, header=name, value=value))
    return value


def _refuse_tricks(name: str, text: str) -> None:
    for trick, message in _TRICKS:
        if trick.search(text):
            raise HeaderRefused(_(message, header=name, value=text))


def _part(subtype: str, text: str, language: str) -> bytes:
    encoding, body = _transferable(text)
    head = (
        f"Content-Type: text/{subtype}; charset=utf-8\r\n"
        f"Content-Language: {_verbatim('Content-Language', language)}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode("ascii") + body


def _transferable(text: str) -> tuple[str, bytes]:
    """The name of the smaller of two encodings, for Khmer base64, and the text in it."""
    content = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    canonical = content.replace(b"\n", b"\r\n")  # RFC 2046 §4.1.1
    base64_size = -(-len(canonical) // 3) * 4 + -(-len(canonical) // 57) * 2  # lines have 76 characters
    tripled = len(content.translate(None, _ASCII)) + content.count(b"=")  # in quoted-printable
    if len(canonical) + 2 * tripled < base64_size:
        # No line may begin as mailboxes separate messages, or as SMTP ends one.
        encoded = b"\n" + quopri.encodestring(content)
        quoted = encoded.replace(b"\nFrom ", b"\n=46rom ")[1:].replace(b"\n", b"\r\n")
        if len(quoted) < base64_size:
            return "quoted-printable", quoted
    return "base64", base64.encodebytes(canonical).replace(b"\n", b"\r\n")


# --- as it goes out: its body byte for byte, with the fields that differ between messages ---------


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
    """A ready message (`.eml`) as it is issued: without what only a draft has, and always with a List-Id.

    `archived_at` is the address of its copy on the web (RFC 5064).
    """
    mail = issued_mail(ready)
    fields = {name: value for name, value in mail.fields.items() if name not in (b"X-Unsent", b"Date")}
    # SpamAssassin counts a point for a List-Unsubscribe alone (LIST_PARTIAL).
    fields.setdefault(b"List-Id", f"<newsletter.{mail.message_id.rpartition('@')[2]}>".encode())
    fields[b"Archived-At"] = f"<{archived_at}>".encode("ascii")
    head = b"".join(_line(name, value) for name, value in fields.items())
    return head + b"\r\n" + mail.body


def issued_mail(content: bytes) -> IssuedMail:
    """The mail that a file of `issued/` holds; raises `ValueError` for one that is none."""
    head, end, body = content.partition(b"\r\n\r\n")
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
    header can't hold are left out.
    """
    local, _, domain = mail.message_id.rpartition("@")
    # What Gmail counts complaints by: campaign, customer, kind, and a sender of 5 to 15 characters. It says
    # nothing of the reader (support.google.com/mail/answer/6254652).
    sender = hashlib.sha256(domain.encode()).hexdigest()[:12]
    own = {
        b"To": address.encode(),
        b"Message-ID": f"<{local}.{token}@{domain}>".encode(),
        b"List-Unsubscribe": list_unsubscribe([way.replace(TOKEN, token) for way in ways_out]).encode(),
        b"Feedback-ID": f"{local.removeprefix('newsletter.')}:{domain}:newsletter:{sender}".encode(),
    }
    # One click is promised only for an https address that names the reader (RFC 8058 §3.1).
    by_click = any(way.startswith("https:") and TOKEN in way for way in ways_out)
    own[b"List-Unsubscribe-Post"] = b"List-Unsubscribe=One-Click" if by_click else b""
    return _message(mail, own, now)


def to_test(mail: IssuedMail, address: str, now: datetime) -> bytes:
    """A test for the sender, with another Message-ID."""
    # With the same one, the real message would be taken for a copy of the test.
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
