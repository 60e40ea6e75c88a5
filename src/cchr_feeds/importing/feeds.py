"""RSS (0.9 to 2.0, and 1.0 with its RDF) and Atom feeds as items; WordPress's export is an RSS with more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from cchr_feeds.i18n import _
from cchr_feeds.importing.dates import stated
from cchr_feeds.importing.documents import xml_of
from cchr_feeds.importing.elements import (
    DUBLIN_CORE,
    absolute,
    entry_texts,
    language_of,
    state_language,
    words,
)
from cchr_feeds.importing.items import ANY, MOST_ITEMS, Document, Given, Item, ItemText, Source
from cchr_feeds.importing.paragraphs import line, without_forbidden
from cchr_feeds.importing.wordpress import is_export, renamed, wordpress_item

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
_OF_RSS = ("{http://purl.org/rss/1.0/}", "{http://my.netscape.com/rdf/simple/0.9/}")

Read = Callable[["_Element", str, tzinfo], Item]


def feed(given: Given, timezone: tzinfo) -> Source:
    """The entries of a feed; raises `ProblemsFound`."""
    root = xml_of(given)
    if root.tag == f"{ATOM}feed":
        return Source(given.name, _("an Atom feed"), _items(given, root, _atom_item, timezone))
    if root.tag not in ("rss", _RDF):
        message = _("this XML is no feed; it begins with <{element}>", element=_local(root.tag))
        raise given.refused("feed", message, _("give the address or the file of an RSS, Atom or JSON feed"))
    for each in root.iter():
        each.tag = renamed(_without_namespace(each.tag))
    if is_export(root):
        return Source(given.name, _("a WordPress export"), _items(given, root, wordpress_item, timezone))
    return Source(given.name, _("an RSS feed"), _items(given, root, _rss_item, timezone))


def _without_namespace(tag: str) -> str:
    """The name of an element, RSS's own always as in the versions that have no namespace."""
    return next((tag.removeprefix(space) for space in _OF_RSS if tag.startswith(space)), tag)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2][:40]


def _items(given: Given, root: _Element, read: Read, timezone: tzinfo) -> list[Item]:
    """All of them, or one more than may be: so many are refused, and the rest need not be read."""
    state_language(root)
    found = islice(root.iter("item", f"{ATOM}entry"), MOST_ITEMS + 1)
    return [read(each, given.address, timezone) for each in found]


# --- RSS ------------------------------------------------------------------------------------------


def _rss_item(item: _Element, base: str, timezone: tzinfo) -> Item:
    link = absolute(base, words(item, "link") or _atom_link(item))
    title, summary, body = entry_texts(
        words(item, "title"), words(item, "description"), words(item, CONTENT), link
    )
    date = words(item, "pubDate", f"{DUBLIN_CORE}date")
    published = stated(date, timezone)
    return Item(
        key=words(item, "guid") or link or title,
        texts={ANY: ItemText(title, summary, body, link, tuple(_enclosures(item)))},
        published=published,
        said="" if published else date,
        language=language_of(item),
        categories=tuple(line(each.text or "") for each in item.iterchildren("category")),
    )


def _atom_link(item: _Element) -> str:
    links = item.iterchildren(f"{ATOM}link")
    return next((each.get("href", "") for each in links if each.get("rel", "alternate") == "alternate"), "")


def _enclosures(item: _Element) -> Iterator[Document]:
    for each in item.iterchildren("enclosure"):
        yield Document(each.get("url", ""), each.get("type", ""), each.get("length", ""))


# --- Atom -----------------------------------------------------------------------------------------


def _atom_item(entry: _Element, base: str, timezone: tzinfo) -> Item:
    links = list(entry.iterchildren(f"{ATOM}link"))
    link = next((_address(each, base) for each in links if each.get("rel", "alternate") == "alternate"), "")
    full = entry.find(f"{ATOM}content")
    short = entry.find(f"{ATOM}summary")
    title, summary, body = entry_texts(
        _html(entry.find(f"{ATOM}title")),
        _html(short),
        _html(full),
        _base(entry if full is None else full, base),
    )
    date = words(entry, f"{ATOM}published")
    published = stated(date, timezone)
    return Item(
        key=words(entry, f"{ATOM}id") or link or title,
        texts={ANY: ItemText(title, summary, body, link, tuple(_linked_documents(links, base)))},
        published=published,
        said="" if published else date,
        language=language_of(entry),
        categories=tuple(_atom_categories(entry)),
    )


def _html(element: _Element | None) -> str:
    """A text construct (RFC 4287 §3.1) as HTML; content that lies elsewhere or is no text is nothing."""
    from lxml.etree import tostring

    if element is None or element.get("src"):
        return ""
    kind = element.get("type", "text")
    if kind == "xhtml":
        for each in element.iterdescendants():
            each.tag = each.tag.removeprefix(_XHTML)
        return "".join(tostring(child, encoding="unicode", method="html") for child in element)
    said = "".join(map(str, element.itertext()))
    if kind in ("html", "text/html"):
        return said
    return escape(said) if kind in ("text", "text/plain") else ""


def _base(element: _Element, base: str) -> str:
    """What links within an element are relative to: its xml:base, or where the feed came from."""
    return absolute(base, element.base or "")


def _address(link: _Element, base: str) -> str:
    return absolute(_base(link, base), link.get("href", ""))


def _linked_documents(links: list[_Element], base: str) -> Iterator[Document]:
    for each in links:
        if each.get("rel") == "enclosure":
            title = without_forbidden(each.get("title", ""))
            yield Document(_address(each, base), each.get("type", ""), each.get("length", ""), title)


def _atom_categories(entry: _Element) -> Iterator[str]:
    for each in entry.iterchildren(f"{ATOM}category"):
        said = each.get("term") or each.get("label") or ""
        yield " ".join(without_forbidden(said).split())
