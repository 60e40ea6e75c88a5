"""Tests of the ready message: what a mail server gets, what clients read, and what can't be smuggled in."""

import base64
import binascii
import quopri
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.message import Message as Parsed
from email.parser import BytesParser
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.render.newsletter.eml import HeaderRefused, Message, _transferable, eml
from cchr_feeds.segmentation.clusters import clusters
from factories import RESILIENCE, a_moment, changed
from mail_server import an_smtp_server

ORGANISATION = "មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា"
LONG_LINK = "https://example.org/leave?token=" + "a1B2" * 120


def a_message(**changes: object) -> Message:
    """The Khmer newsletter of October 2024 in small."""
    message = Message(
        sender=(ORGANISATION, "news@cchrcambodia.org"),
        subject=f"ព្រឹត្តិបត្រព័ត៌មានរបស់{ORGANISATION} ខែតុលា ឆ្នាំ២០២៤",
        language="km",
        moment=a_moment(),
        identity="newsletter.2024-10.km@cchrcambodia.org",
        text=f"{RESILIENCE}\n.\nFrom here\n",
        html=f"<p>{RESILIENCE}</p>\n",
        ways_out=("https://cchrcambodia.org/leave",),
        reply_to="info@cchrcambodia.org",
        list_id="monthly.cchrcambodia.org",
    )
    return changed(message, changes)


def parsed(message: Message) -> EmailMessage:  # type: ignore[explicit-any]  # by typeshed
    """The message as Python's own modern parser reads it."""
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(eml(message))


def header_lines(message: Message) -> list[str]:
    """The lines before the body."""
    return eml(message).split(b"\r\n\r\n")[0].decode("ascii").split("\r\n")


def test_a_mail_server_receives_it_unchanged() -> None:
    """Not a byte changes on the way through SMTP, also where a line is a lone dot."""
    content = eml(a_message())
    with an_smtp_server() as (client, mailbox):
        client.sendmail("news@cchrcambodia.org", ["reader@example.org"], content)
    assert mailbox.received == [content]


def test_it_says_what_was_meant() -> None:
    """Subject, sender and both parts are read back as they were given, each part with its language."""
    message = a_message()
    read = parsed(message)
    plain, html = read.iter_parts()
    assert str(make_header(decode_header(read["Subject"]))) == message.subject
    assert read["From"].addresses[0].addr_spec == "news@cchrcambodia.org"
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert (plain["Content-Language"], html["Content-Language"]) == ("km", "km")
    assert [part.get_content().replace("\r\n", "\n") for part in (plain, html)] == [
        message.text,
        message.html,
    ]


def test_its_headers_are_these_and_no_others() -> None:
    """There is no recipient, and nothing a mail server would have to guess."""
    read = parsed(a_message())
    assert (
        read.keys()
        == """
    From Subject Date Message-ID Reply-To List-Id List-Unsubscribe X-Unsent
    MIME-Version Content-Type
    """.split()
    )
    assert read["Date"] == "Thu, 10 Oct 2024 08:12:33 +0700"
    assert read["Message-ID"] == "<newsletter.2024-10.km@cchrcambodia.org>"
    assert read["List-Id"] == "<monthly.cchrcambodia.org>"
    assert read["X-Unsent"] == "1"


def test_encoded_words_end_between_letters() -> None:
    """Each has at most 75 characters, stands in a line of at most 76, and holds whole Khmer clusters."""
    message = a_message()
    name, subject = (
        re.findall(r"=\?utf-8\?b\?(.+?)\?=", str(header)) for header in _raw(message, "From", "Subject")
    )
    for words, text in ((name, ORGANISATION), (subject, message.subject)):
        pieces = [base64.b64decode(word).decode() for word in words]
        assert "".join(pieces) == text
        assert [part for piece in pieces for part in clusters(piece)] == clusters(text)
        assert all(len(f"=?utf-8?b?{word}?=") <= 75 for word in words)
    assert all(len(line) <= 76 for line in header_lines(message) if "=?" in line)


def _raw(message: Message, *names: str) -> list[object]:
    read = message_from_bytes(eml(message))
    return [read[name] for name in names]


def test_a_long_unsubscribe_address_is_not_encoded() -> None:
    """Clients read it byte by byte; Python's own generator would turn it into an encoded-word."""
    lines = header_lines(a_message(ways_out=(LONG_LINK,)))
    assert f"List-Unsubscribe: <{LONG_LINK}>" in lines


def test_one_click_is_not_promised_with_an_address_for_all() -> None:
    """It could not know who leaves (RFC 8058 §3.1)."""
    assert parsed(a_message())["List-Unsubscribe"] == "<https://cchrcambodia.org/leave>"
    assert parsed(a_message())["List-Unsubscribe-Post"] is None


def test_all_ways_out_that_fit_stand_in_the_header() -> None:
    """In their order, in one line."""
    ways_out = ("mailto:leave@example.org?subject=leave", LONG_LINK, f"{LONG_LINK}2", "https://example.org/l")
    assert parsed(a_message(ways_out=ways_out))["List-Unsubscribe"] == (
        f"<mailto:leave@example.org?subject=leave>, <{LONG_LINK}>, <https://example.org/l>"
    )


def test_every_line_is_short_ascii() -> None:
    """A body's lines have at most 76 bytes, all are 7-bit, and each ends in CRLF."""
    content = eml(a_message(html=f"<p>{'x' * 3000}</p>", ways_out=(LONG_LINK,)))
    head, _, body = content.partition(b"\r\n\r\n")
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert max(map(len, head.split(b"\r\n"))) <= 998


def test_each_part_takes_the_smaller_encoding() -> None:
    """Khmer goes as base64, English as quoted-printable."""
    read = parsed(a_message(text="Plain English, written for people to read.\n"))
    encodings = [part["Content-Transfer-Encoding"] for part in read.iter_parts()]
    assert encodings == ["quoted-printable", "base64"]


@given(st.text("a=é ក.\n\rFrom ", max_size=400) | st.text())
def test_the_encoding_is_known_before_it_is_done(text: str) -> None:
    """It is the smaller of what Python's own two make of the text; base64 where they are equal."""
    content = re.sub(r"\r\n|\r|\n", "\r\n", text).encode()
    in_base64 = base64.encodebytes(content).replace(b"\n", b"\r\n")
    quoted = quopri.encodestring(content.replace(b"\r\n", b"\n"))
    quoted = re.sub(rb"(?m)^From ", b"=46rom ", quoted).replace(b"\n", b"\r\n")
    wanted = ("base64", in_base64) if len(in_base64) <= len(quoted) else ("quoted-printable", quoted)
    assert _transferable(text) == wanted
    decode = binascii.a2b_base64 if wanted[0] == "base64" else binascii.a2b_qp
    assert decode(wanted[1]) == content


def test_the_same_message_gives_the_same_bytes() -> None:
    """Nothing is random; another text has another boundary."""
    assert eml(a_message()) == eml(a_message())
    assert parsed(a_message()).get_boundary() != parsed(a_message(text="x")).get_boundary()


@pytest.mark.parametrize(
    "subject", ["October news", "a" * 300, "x " * 100 + "x", "double  space", " edges ", "ខ្មែរ " * 40]
)
def test_any_subject_is_read_back(subject: str) -> None:
    """Long, spaced or foreign, it arrives as it was written."""
    (header,) = _raw(a_message(subject=subject), "Subject")
    unfolded = str(header).replace("\r\n", "").replace("\n", "")
    assert str(make_header(decode_header(unfolded))) == subject


@pytest.mark.parametrize(
    "name", ["CCHR", "CCHR, Phnom Penh", 'The "Centre"', "O'Neil (CCHR)", "", ORGANISATION * 3]
)
def test_any_sender_is_read_back(name: str) -> None:
    """A display name with commas, quotes or Khmer stays one sender's."""
    (header,) = _raw(a_message(sender=(name, "news@example.org")), "From")
    shown = str(make_header(decode_header(str(header).replace("\n", ""))))
    address = EmailMessage(policy.default)
    address["From"] = shown if name.isascii() else "x <news@example.org>"
    assert [each.addr_spec for each in address["From"].addresses] == ["news@example.org"]
    assert not name.isascii() or address["From"].addresses[0].display_name == name
    assert name.isascii() or shown == f"{name} <news@example.org>"


TRICKS = [
    "x\r\nBcc: evil@example.org",
    "x\nBcc: evil@example.org",
    "=?utf-8?q?hi=0D=0ABcc:_evil@example.org?=",
    "=?utf-8?b?aGkNCkJjYzogZXZpbEBleGFtcGxlLm9yZw==?=",
    "half =?utf-8?q?open",
    "x\x00y",
    "x\x85Bcc: evil@example.org",
    "x\u2028Bcc: evil@example.org",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_header_can_be_smuggled_in(trick: str) -> None:
    """A line break, a control character or coded text is refused in every header, with its name."""
    refused = {
        "From": a_message(sender=(trick, "news@example.org")),
        "Subject": a_message(subject=trick),
        "Message-ID": a_message(identity=trick),
        "List-Id": a_message(list_id=trick),
        "List-Unsubscribe": a_message(ways_out=(f"https://example.org/{trick}",)),
        "Reply-To": a_message(reply_to=trick),
        "Content-Language": a_message(language=trick),
    }
    for name, message in refused.items():
        with pytest.raises(HeaderRefused, match=name):
            eml(message)


@pytest.mark.parametrize(
    "address", ["ខ្មែរ@example.org", "a@b@c", "a b@example.org", "a@example.org, b@example.org", ""]
)
def test_an_odd_address_is_refused(address: str) -> None:
    """Python would encode a foreign address as text, and take a comma for a second sender."""
    with pytest.raises(HeaderRefused, match="From"):
        eml(a_message(sender=("CCHR", address)))


@given(subject=st.text(max_size=200), name=st.text(max_size=80))
def test_any_text_is_refused_or_arrives(subject: str, name: str) -> None:
    """Whatever is written as subject and sender, the message has its own headers and no others."""
    message = replace(a_message(), subject=subject, sender=(name, "news@example.org"))
    try:
        content = eml(message)
    except HeaderRefused:
        return
    read = message_from_bytes(content)
    assert len(read.keys()) == 10
    assert str(make_header(decode_header(str(read["Subject"]).replace("\n", "")))) == subject
    assert sender_of(read) == (name, "news@example.org")


def sender_of(read: Parsed) -> tuple[str, str]:
    """Name and address in a message's From, as RFC 5322 and RFC 2047 say."""
    header = str(read["From"]).replace("\r", "").replace("\n", "")
    ((shown, address),) = getaddresses([header])
    return str(make_header(decode_header(shown))) if shown.startswith("=?") else shown, address
