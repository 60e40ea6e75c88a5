"""Atom 1.0 and RSS 2.0 through feedgen: the one module that knows it, and cures its faults.

feedgen 1.0.0 writes the required fields; what it gets wrong is put right where it lets an extension
touch the finished element: links (entry.py:139 drops rel, type and hreflang), the RSS channel's and
item's `<link>` (the last one added wins), authors without e-mail (dropped from RSS), the order of the
description and the content. Every date is set, because feedgen's default is the clock.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from cchr_feeds.model.outcome import Feed
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import content_html
from cchr_feeds.render.links import Link, atom_feed_links, entry_links, rss_feed_links

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_HISTORY = "http://purl.org/syndication/history/1.0"

_TITLE = re.compile(rb"<title>([^<]*)</title>")
# In an RSS title, which some readers take for HTML, these must be character references (RSS Advisory Board).
_IN_TITLE = {b"&amp;": b"&#x26;", b"&lt;": b"&#x3C;", b"&gt;": b"&#x3E;"}


class SerialisedEntries:
    """The entries as feedgen's, each turned into XML once however many feeds hold it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[str, _OnceSerialised] = {}
        self._contents: dict[str, str] = {}

    def __getitem__(self, entry: Entry) -> FeedEntry:
        if entry.tag not in self._made:
            self._made[entry.tag] = _feed_entry(entry, self._site, self.content(entry))
        return self._made[entry.tag]

    def content(self, entry: Entry) -> str:
        """The entry's full text as HTML."""
        if entry.tag not in self._contents:
            self._contents[entry.tag] = content_html(entry, self._site)
        return self._contents[entry.tag]


def render_atom(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as Atom 1.0 (RFC 4287)."""
    generator = _generator(feed, site, entries, atom_feed_links(feed, site))
    return _with_stylesheet(generator.atom_str(pretty=True), feed.path("atom.xml"))


def render_rss(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as RSS 2.0."""
    generator = _generator(feed, site, entries, rss_feed_links(feed, site))
    rss = _with_stylesheet(generator.rss_str(pretty=True), feed.path("rss.xml"))
    return _TITLE.sub(lambda match: re.sub(rb"&(amp|lt|gt);", lambda found: _IN_TITLE[found[0]], match[0]), rss)


def _with_stylesheet(xml: bytes, path: str) -> bytes:
    """Adds the CSS that lets a browser show the feed; XSLT is leaving the browsers."""
    up = "../" * path.count("/")
    instruction = f'<?xml-stylesheet type="text/css" href="{up}assets/feed.css"?>\n'.encode()
    head, body = xml.split(b"?>\n", 1)
    return head.replace(b"'", b'"').replace(b"UTF-8", b"utf-8") + b"?>\n" + instruction + body


def _generator(feed: Feed, site: Site, entries: SerialisedEntries, links: Sequence[Link]) -> FeedGenerator:
    info, home = site.languages[feed.language], site.url[feed.language]
    generator = FeedGenerator()
    generator.register_extension("ours", _FeedMends, _EntryMends)
    generator.ours.mends = _Feed(feed, site, links)
    generator.id(feed.tag)
    generator.title(feed.title)
    generator.subtitle(feed.subtitle)
    generator.description(feed.subtitle)
    generator.language(feed.language)
    generator.link(href=home, rel="alternate")
    generator.updated(feed.updated)
    generator.lastBuildDate(feed.updated)
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.generator("cchr-feeds")
    generator.ttl(60)
    generator.author(_author(info.organisation, home, site.contact.email if site.contact else None))
    if feed.entries:
        generator.pubDate(max(entry.published for entry in feed.entries))
    for entry in feed.entries:
        generator.add_entry(entries[entry], order="append")  # feedgen prepends unless told (feed.py, add_entry)
    return generator


def _author(name: str, uri: str | None, email: str | None = None) -> dict[str, str]:
    return {key: value for key, value in (("name", name), ("uri", uri), ("email", email)) if value}


class _OnceSerialised(FeedEntry):  # type: ignore[misc]
    """A feedgen entry that builds its XML once and hands out copies."""

    def __init__(self) -> None:
        super().__init__()
        self._elements: dict[str, etree._Element] = {}

    def atom_entry(self, extensions: bool = True) -> etree._Element:
        """The Atom element; its parent is the caller's."""
        if "atom" not in self._elements:
            self._elements["atom"] = super().atom_entry(extensions)
        return copy.deepcopy(self._elements["atom"])

    def rss_entry(self, extensions: bool = True) -> etree._Element:
        """The RSS element; its parent is the caller's."""
        if "rss" not in self._elements:
            self._elements["rss"] = super().rss_entry(extensions)
        return copy.deepcopy(self._elements["rss"])


def _feed_entry(entry: Entry, site: Site, content: str) -> _OnceSerialised:
    made = _OnceSerialised()
    made.register_extension("ours", _EntryMends)
    made.ours.mends = _Entry(entry, content)
    made.id(entry.tag)
    made.title(entry.title)
    made.link(href=entry.url)
    made.published(entry.published)
    made.updated(entry.updated)
    made.author([_author(author.name, author.uri) for author in entry.authors])
    made.category(
        [
            *({"term": item.term, "scheme": site.tag("categories"), "label": item.label} for item in entry.categories),
            *({"term": topic, "scheme": site.tag("topics"), "label": topic} for topic in entry.topics),
        ]
    )
    return made


@dataclass(frozen=True, slots=True)
class _Feed:
    """What the extension adds to a feed."""

    feed: Feed
    site: Site
    links: Sequence[Link]


class _FeedMends(BaseExtension):  # type: ignore[misc]
    mends: _Feed

    def extend_ns(self) -> Mapping[str, str]:
        # The namespaces of entries must be declared here: feedgen ignores those of entry extensions.
        return {"media": _MEDIA, "dc": _DC, **({"fh": _HISTORY} if self.mends.feed.year else {})}

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        _replace_links(feed, self.mends.links)
        if self.mends.feed.year:
            etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        if self.mends.site.brand.logo:
            _element("logo", self.mends.site.brand.logo[self.mends.feed.language], feed)
        return feed

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        channel = rss[0]
        rss.set(_XML_LANG, self.mends.feed.language)
        for link in channel.findall(f"{{{_ATOM}}}link"):
            channel.remove(link)
        for offset, link in enumerate(self.mends.links):
            channel.insert(3 + offset, etree.Element(f"{{{_ATOM}}}link", link))
        self._add_editor_and_logo(channel)
        return rss

    def _add_editor_and_logo(self, channel: etree._Element) -> None:
        feed, site = self.mends.feed, self.mends.site
        if site.contact and site.contact.email:
            _element("managingEditor", f"{site.contact.email} ({site.contact.name[feed.language]})", channel)
        if site.brand.logo:
            image = etree.SubElement(channel, "image")
            _element("url", site.brand.logo[feed.language], image)
            _element("title", feed.title, image)
            _element("link", site.url[feed.language], image)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the extension adds to an entry."""

    entry: Entry
    content: str


class _EntryMends(BaseEntryExtension):  # type: ignore[misc]
    mends: _Entry

    def extend_atom(self, element: etree._Element) -> etree._Element:
        entry = self.mends.entry
        element.set(_XML_LANG, entry.language)
        _replace_links(element, entry_links(entry))
        if entry.summary:
            _element("summary", entry.summary, element)
        if self.mends.content:
            _element("content", self.mends.content, element).set("type", "html")
        _add_thumbnail(element, entry)
        return element

    def extend_rss(self, item: etree._Element) -> etree._Element:
        entry = self.mends.entry
        for author in entry.authors:
            _element(f"{{{_DC}}}creator", author.name, item)
        _element(f"{{{_DC}}}language", entry.language, item)
        # RSS's description is HTML: text in it is escaped here, and once more as XML.
        _element("description", escape(entry.summary or entry.title, quote=False), item)
        if self.mends.content:
            _element(f"{{{_CONTENT}}}encoded", self.mends.content, item)
        self._add_enclosure(item)
        _add_thumbnail(item, entry)
        for link in entry_links(entry):
            if link["rel"] == "related":
                etree.SubElement(item, f"{{{_ATOM}}}link", link)
        return item

    def _add_enclosure(self, item: etree._Element) -> None:
        # RSS takes one; a length nobody knows is written 0 (RSS Advisory Board's profile).
        for enclosure in self.mends.entry.enclosures[:1]:
            length = str(enclosure.length or 0)
            etree.SubElement(item, "enclosure", url=enclosure.url, length=length, type=enclosure.type)


def _element(name: str, text: str, parent: etree._Element) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element


def _replace_links(element: etree._Element, links: Sequence[Link]) -> None:
    """Puts our links right after `updated`, the alternate first, because many clients take the first or the last."""
    for link in element.findall("link"):
        element.remove(link)
    place = element.index(element.find("updated")) + 1
    for offset, link in enumerate(links):
        element.insert(place + offset, etree.Element("link", link))


def _add_thumbnail(element: etree._Element, entry: Entry) -> None:
    if entry.image:
        sizes: dict[str, Any] = {"width": entry.image.width, "height": entry.image.height}
        known = {name: str(value) for name, value in sizes.items() if value}
        etree.SubElement(element, f"{{{_MEDIA}}}thumbnail", url=entry.image.url, **known)
