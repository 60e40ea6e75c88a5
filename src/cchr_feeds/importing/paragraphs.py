"""HTML that somebody else wrote, as plain paragraphs, and as a tree that Markdown can be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from cchr_feeds.text.characters import forbidden

if TYPE_CHECKING:
    from lxml.etree import _Element

DROPPED = frozenset(
    "script style head title noscript template svg math object embed applet audio video canvas input select"
    " textarea option iframe frame frameset map area".split()
)
"""What has no words for readers, or no place in an entry."""
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot"
    " th thead tr ul".split()
)
_BREAK = "\u2029"  # which no text may hold
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_DEEPEST = 100  # levels; pages have about 20
_TAG = re.compile(r"<[^<>]*>")
_OF_DOCUMENTS = re.compile(r"</?(?:html|head|body|frameset|frame)\b[^<>]*>|<!doctype[^<>]*>", re.I)
_BLANK = re.compile(r"[ \t\n\r\f\xa0]+")


def without_forbidden(text: str) -> str:
    """The text without characters that no text may hold."""
    unfit = {each.character for each in forbidden(text)}
    return text.translate({ord(char): None for char in unfit}) if unfit else text


def tree(html: str) -> _Element:
    """A piece of HTML as the body of a document; libxml2 repairs it, and loads nothing."""
    from lxml import etree

    reader = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(_whole(html), reader)
    if any("depth" in error.message for error in reader.error_log) or _depth(root) > _DEEPEST:
        # Where libxml2 finds it too deep it stops in the middle; without tags all of the words are left.
        root = etree.fromstring(_whole(_TAG.sub(" ", html)), reader)
    return root


def _depth(root: _Element) -> int:
    from lxml import etree

    steps = (1 if event == "start" else -1 for event, _ in etree.iterwalk(root, events=("start", "end")))
    return max(accumulate(steps))


def _whole(html: str) -> bytes:
    """A document of its own; what follows the end of another one in it would be passed over."""
    inside = _OF_DOCUMENTS.sub(" ", without_forbidden(html))
    return f"<html><body>{inside}</body></html>".encode("utf-8", "replace")


def paragraphs(html: str) -> list[str]:
    """The words of a piece of HTML as paragraphs of plain text; without tags, of a plain text."""
    if "<" not in html and "&" not in html:
        return _split(_EMPTY_LINES.sub(_BREAK, html))
    return _split("".join(_pieces(tree(html))))


def line(html: str) -> str:
    """The words of a piece of HTML in one line."""
    return " ".join(paragraphs(html))


def _split(text: str) -> list[str]:
    parts = (_BLANK.sub(" ", part).strip() for part in text.split(_BREAK))
    return [without_forbidden(part) for part in parts if part]


def _pieces(element: _Element) -> Iterator[str]:
    if element.tag in DROPPED:
        return
    edge = _BREAK if element.tag in BLOCKS or element.tag == "br" else ""
    yield edge
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield edge


def contents(element: _Element) -> Iterator[str | _Element]:
    """The texts and the elements in an element, in their order, without those that are dropped."""
    yield element.text or ""
    for child in element:
        if child.tag not in DROPPED:
            yield child
        yield child.tail or ""


def letters(element: _Element) -> str:
    """All that an element says, as it stands there; a break is a new line."""
    if element.tag == "br":
        return "\n"
    return "".join(node if isinstance(node, str) else letters(node) for node in contents(element))
