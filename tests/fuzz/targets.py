"""What must hold of any bytes: each target takes some, and raises where something does not hold.

They need nothing but the product, so that `make fuzz` can run them where its guide watches every branch.
"""

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.khmer.order import misordered
from cchr_feeds.model.addresses import email_address, unsubscribe_address, web_address
from cchr_feeds.problem import InvalidValue
from cchr_feeds.render.newsletter.eml import HeaderRefused, Message, eml
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.fit import wrap
from cchr_feeds.segmentation.words import word_ends
from cchr_feeds.source import read_project
from cchr_feeds.text.characters import forbidden, is_plain, stored_form
from cchr_feeds.text.markdown import markdown_html

SITE = """\
authority: example.org
since: 2024
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, organisation: The Organisation}
  km: {name: Khmer, organisation: The Organisation}
categories:
  report: {en: Reports, km: Reports}
"""
HEADERS = 8
_TAGS = {
    *"a blockquote br code div em hr img li ol p pre s strong table tbody td th thead tr ul".split(),
    *"h2 h3 h4 h5 h6".split(),
}


def reading(content: bytes) -> None:
    """As an entry, as site.yaml and as an edition file: read, or refused at a place of that very file."""
    for path in ("entries/a.yaml", "site.yaml", "editions/2024-10.yaml"):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "site.yaml").write_text(SITE, encoding="utf-8")
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
            _read(folder, path, content)


def _read(folder: Path, path: str, content: bytes) -> None:
    try:
        read_project(folder)
    except ProblemsFound as found:
        last = content.count(b"\n") + content.count(b"\r") + 2
        for problem in found.problems:
            assert problem.path == path
            assert 1 <= problem.line <= last
            assert 1 <= problem.column <= len(content) + 1
            assert problem.message
            assert problem.fix


def khmer(content: bytes) -> None:
    """Text is stored in one form, divided without loss, and wrapped without one either."""
    text = khmer_text(content)
    assert "".join(clusters(text)) == text
    assert all(text[slip.start : slip.end] == slip.found != slip.meant for slip in misordered(text))
    stored = stored_form(text)
    assert stored_form(stored) == stored
    assert not is_plain(text) or (stored == text and not forbidden(text))
    assert all(0 < end < len(text) for end in word_ends(text))
    lines = wrap(stored, 20)
    assert "".join("".join(lines).split()) == "".join(stored.split())


def khmer_text(content: bytes) -> str:
    """Bytes as text in which nearly every other character is Khmer, or what meets it."""
    others = "\u200b\u200c\u200d\u25cc\u00ad\u2060\ufeff\u0301\u0327\u0e33 \n«»។ៗab1"
    return "".join(
        chr(0x1780 + number)
        if number < 0x60
        else others[number % len(others)]
        if number < 0xC0
        else chr(number * 7)
        for number in content
    )


def headers(content: bytes) -> None:
    """A mail with any sender, subject and addresses has its own headers only, or is refused."""
    subject, name, address, unsubscribe, *_ = [
        *content.decode("utf-8", "replace").split("\x1e"),
        "",
        "",
        "",
        "",
    ]
    message = Message(
        sender=(name, address or "news@example.org"),
        subject=subject,
        language="en",
        moment=datetime(2024, 10, 1, tzinfo=UTC),
        identity="newsletter.2024-10.en@example.org",
        text=subject,
        html=name,
        ways_out=(unsubscribe or "mailto:leave@example.org",),
    )
    try:
        mail = message_from_bytes(eml(message))
    except HeaderRefused:
        return
    assert len(mail.keys()) == HEADERS + (mail["List-Unsubscribe-Post"] is not None)
    assert str(make_header(decode_header(re.sub(r"\r?\n", "", mail["Subject"])))) == subject
    assert len([part for part in mail.walk() if not part.is_multipart()]) == len(("text", "html"))


def addresses(content: bytes) -> None:
    """What is accepted is plain ASCII of a known scheme, one host, and accepted again as it is."""
    text = content.decode("utf-8", "replace")
    for accepted, schemes in ((web_address, ("http", "https")), (unsubscribe_address, ("https", "mailto"))):
        form = _accepted(accepted, text)
        if form is None:
            continue
        assert form.isascii()
        assert not re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", form)
        assert urlsplit(form).scheme in schemes
        assert form.startswith("mailto:") or re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", urlsplit(form).netloc)
        assert _accepted(accepted, form) == form
    mailbox = _accepted(email_address, text)
    assert mailbox is None or re.fullmatch(r"[!-?A-~]+@[a-z0-9.-]+", mailbox)


def _accepted(check: Callable[[str], str], text: str) -> str | None:
    try:
        return check(text)
    except InvalidValue:
        return None


def markdown(content: bytes) -> None:
    """A body brings no element, attribute or address but those that are allowed."""
    text = content.decode("utf-8", "replace")
    if forbidden(text):  # refused at reading
        return
    for element in html.fromstring(f"<div>{markdown_html(text, 'en', ('example.org',))}</div>").iter():
        assert element.tag in _TAGS, element.tag
        assert not any(str(name).startswith("on") or name == "style" for name in element.attrib)
        for name in ("href", "src"):
            assert urlsplit(element.get(name, "https://x.org")).scheme in ("http", "https", "mailto")


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (reading, khmer, headers, addresses, markdown)
}
