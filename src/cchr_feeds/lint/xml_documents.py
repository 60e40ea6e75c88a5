"""Atom, RSS and OPML documents as feed readers see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from cchr_feeds.lint.seen import Finding, Link, SeenEntry, SeenFeed, rfc_822, rfc_3339
from cchr_feeds.messages import said

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
_DC_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
# Readers that take RSS's plain text for HTML need these as character references.
_BARE_TITLE = re.compile(rb"<title>[^<]*&(?:amp|lt|gt);")
_ATTRIBUTES = ("rel", "href", "hreflang", "type", "title", "length")


def parsed(content: bytes) -> etree._Element:
    """The document's root; raises `etree.XMLSyntaxError`."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def read_atom(path: str, content: bytes) -> SeenFeed:
    """An Atom feed or archive."""
    root = parsed(content)
    entries = root.findall(f"{_ATOM}entry")
    return SeenFeed(
        path=path,
        format="Atom",
        language=root.get(_LANG, ""),
        id=_text(root, f"{_ATOM}id"),
        links=_atom_links(root),
        updated=rfc_3339(_text(root, f"{_ATOM}updated")),
        entries=tuple(map(_atom_entry, entries)),
        is_archive=root.find(_ARCHIVE) is not None,
        faults=tuple(fault for entry in entries for fault in _atom_faults(entry)),
    )


def _atom_entry(entry: etree._Element) -> SeenEntry:
    return SeenEntry(
        line=_line(entry),
        id=_text(entry, f"{_ATOM}id"),
        language=entry.get(_LANG, ""),
        title=_text(entry, f"{_ATOM}title"),
        links=_atom_links(entry),
        dates={name: rfc_3339(_text(entry, _ATOM + name)) for name in ("published", "updated")},
        content=_text(entry, f"{_ATOM}content"),
    )


def _atom_links(element: etree._Element) -> tuple[Link, ...]:
    return tuple(map(_atom_link, element.findall(f"{_ATOM}link")))


def _atom_link(element: etree._Element) -> Link:
    return Link(*(element.get(name, "") for name in _ATTRIBUTES))


def _atom_faults(entry: etree._Element) -> Iterator[Finding]:
    title, content = entry.find(f"{_ATOM}title"), entry.find(f"{_ATOM}content")
    # RFC 4287 §4.2.14; most readers show the entities of a title of type "html" literally.
    if title is not None and title.get("type", "text") != "text":
        yield Finding(_line(title), "title", said("title-is-plain"))
    if content is not None and content.get("type") != "html":
        yield Finding(_line(content), "content", said("content-is-html"))
    yield from _markup_in_title(title)


def _markup_in_title(title: etree._Element | None) -> Iterator[Finding]:
    if title is not None and len(title):
        yield Finding(_line(title), "title", said("markup-in-title"))


def read_rss(path: str, content: bytes) -> SeenFeed:
    """An RSS feed."""
    root = parsed(content)
    channel = root.find("channel")
    channel = root if channel is None else channel
    items = channel.findall("item")
    return SeenFeed(
        path=path,
        format="RSS",
        language=root.get(_LANG, ""),
        id="",
        links=_rss_links(channel),
        updated=rfc_822(_text(channel, "lastBuildDate")),
        entries=tuple(_rss_entry(item) for item in items),
        faults=(
            *_rss_language_faults(root, channel),
            *_bare_title_faults(content),
            *(fault for item in items for fault in _rss_faults(item)),
        ),
    )


def _rss_entry(item: etree._Element) -> SeenEntry:
    return SeenEntry(
        line=_line(item),
        id=_text(item, "guid"),
        language=_text(item, _DC_LANGUAGE),
        title=_text(item, "title"),
        links=_rss_links(item),
        dates={"published": rfc_822(_text(item, "pubDate"))},
        content=_text(item, _ENCODED),
    )


def _rss_links(element: etree._Element) -> tuple[Link, ...]:
    """In document order: `<link>` is RSS's alternate."""
    return tuple(_rss_link(child) for child in element.iterchildren("link", f"{_ATOM}link", "enclosure"))


def _rss_link(element: etree._Element) -> Link:
    if element.tag == "link":
        return Link("alternate", element.text or "")
    if element.tag == "enclosure":
        return Link(
            "enclosure", element.get("url", ""), "", element.get("type", ""), "", element.get("length", "")
        )
    return _atom_link(element)


def _rss_language_faults(root: etree._Element, channel: etree._Element) -> Iterator[Finding]:
    if _text(channel, "language") != root.get(_LANG, ""):
        yield Finding(_line(channel), "language", said("two-languages"))


def _bare_title_faults(content: bytes) -> Iterator[Finding]:
    for found in _BARE_TITLE.finditer(content):
        line = content.count(b"\n", 0, found.start()) + 1
        yield Finding(line, "title", said("taken-for-html"))


def _rss_faults(item: etree._Element) -> Iterator[Finding]:
    guid, enclosures = item.find("guid"), item.findall("enclosure")
    if guid is not None and guid.get("isPermaLink") != "false":
        yield Finding(_line(guid), "id", said("id-opened-as-address"))
    if len(enclosures) > 1:
        yield Finding(_line(enclosures[1]), "enclosure", said("one-enclosure"))
    for enclosure in enclosures:
        if not enclosure.get("length", "").isdecimal():
            yield Finding(_line(enclosure), "enclosure", said("enclosure-length"))
    yield from _markup_in_title(item.find("title"))


def read_outlines(content: bytes) -> list[tuple[int, Link, str]]:
    """The feeds that an OPML list names: at which line, its address, and the address of its home page."""
    outlines = parsed(content).iter("outline")
    return [
        (
            _line(outline),
            Link("self", outline.get("xmlUrl", ""), title=outline.get("text", "")),
            outline.get("htmlUrl", ""),
        )
        for outline in outlines
        if outline.get("type")
    ]


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(name) or ""


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 1  # which lxml-stubs do not know
