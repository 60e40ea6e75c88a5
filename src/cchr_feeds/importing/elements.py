"""Elements of a feed: their words, their language, and the texts of an entry that is made of them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cchr_feeds.importing.markdown import markdown
from cchr_feeds.importing.paragraphs import line, paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MORE_THAN_WORDS = re.compile(r"<(?:a|img|table|ul|ol|h[1-6]|blockquote|pre)\b", re.IGNORECASE)
SUMMARY_AT_MOST = 2000
"""Characters; the only text of an entry is its summary up to here, and its body beyond."""


def words(element: _Element, *names: str) -> str:
    """What the first child has, of those with one of the names, that has anything."""
    found = ("".join(map(str, child.itertext())).strip() for child in element.iterchildren(*names))
    return next(filter(None, found), "")


def absolute(base: str, target: str) -> str:
    """Where a link leads, in full; empty if that is no address at all."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return ""


def entry_texts(title: str, short: str, full: str, base: str) -> tuple[str, str, str]:
    """Title, summary and body of an entry, from HTML; a body that says what the summary says is left out."""
    summary = "\n".join(paragraphs(short))
    if not full and len(summary) > SUMMARY_AT_MOST:
        full, summary = short, ""
    said = "\n".join(paragraphs(full))
    if said == summary or (
        not summary and len(said) <= SUMMARY_AT_MOST and not _MORE_THAN_WORDS.search(full)
    ):
        return line(title), said, ""
    return line(title), summary, markdown(full, base)


def language_of(element: _Element) -> str:
    """The language that is said for an element, for what holds it, or by `state_language` for the feed."""
    own = words(element, f"{DUBLIN_CORE}language", "language")
    said = (each.get(_LANGUAGE) for each in (element, *element.iterancestors()))
    return (element.get(_LANGUAGE) or own or next(filter(None, said), "")) or ""


def state_language(root: _Element) -> None:
    """Puts the language of the whole feed at its root, so that no entry looks for it among all the others.

    The channel says it, which stands beside the items in RSS 1.0 and around them in the other versions.
    """
    for each in (*islice(root.iter("channel"), 1), root):
        said = each.get(_LANGUAGE) or words(each, f"{DUBLIN_CORE}language", "language")
        if said:
            root.set(_LANGUAGE, said)
            return
