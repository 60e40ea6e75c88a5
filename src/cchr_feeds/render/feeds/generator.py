"""Atom 1.0 and RSS 2.0 through feedgen: the one module that knows it.

feedgen writes the required fields, `mends.py` puts right what it gets wrong. Every date is set here,
because feedgen's default is the clock, and XML is taken as bytes, because its own writing to a file
can be caught half done.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import replace

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from cchr_feeds.model.outcome import Feed
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import content_html
from cchr_feeds.render.feeds.links import Link, atom_feed_links, rss_feed_links
from cchr_feeds.render.feeds.mends import EntryMends, EntryWithContent, FeedMends, FeedWithLinks

_PLAIN_TEXT = re.compile(rb"<(title|category|managingEditor)\b[^>]*>[^<]+<")
# In RSS's plain text, which some readers take for HTML, these must be character references
# (RSS Advisory Board's profile).
_REFERENCES = {b"&amp;": b"&#x26;", b"&lt;": b"&#x3C;", b"&gt;": b"&#x3E;"}


class SerialisedEntries:
    """The entries as feedgen's, each turned into XML once however many feeds hold it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[str, _OnceSerialised] = {}
        self._contents: dict[str, str] = {}

    def __getitem__(self, entry: Entry) -> _OnceSerialised:
        if entry.tag not in self._made:
            self._made[entry.tag] = _feed_entry(entry, self._site, self.content(entry))
        return self._made[entry.tag]

    def content(self, entry: Entry) -> str:
        """The entry's full text as HTML."""
        if entry.tag not in self._contents:
            self._contents[entry.tag] = content_html(entry, self._site)
        return self._contents[entry.tag]


def render_atom(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as Atom 1.0 (RFC 4287), or the archive as RFC 5005 has it."""
    generator = _generator(feed, site, entries, atom_feed_links(feed, site))
    return _with_stylesheet(generator.atom_str(pretty=True), feed.path("atom.xml"))


def render_rss(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as RSS 2.0."""
    # RSS has no tombstones; without them, their namespace is not declared either.
    generator = _generator(replace(feed, tombstones=()), site, entries, rss_feed_links(feed, site))
    rss = _with_stylesheet(generator.rss_str(pretty=True), feed.path("rss.xml"))
    return _PLAIN_TEXT.sub(_with_references, rss)


def _with_references(element: re.Match[bytes]) -> bytes:
    tag, text = element[0].split(b">", 1)
    return tag + b">" + re.sub(rb"&(amp|lt|gt);", lambda found: _REFERENCES[found[0]], text)


def _with_stylesheet(xml: bytes, path: str) -> bytes:
    """Adds the CSS that lets a browser show the feed; XSLT is leaving the browsers."""
    up = "../" * path.count("/")
    instruction = f'<?xml-stylesheet type="text/css" href="{up}assets/feed.css"?>\n'.encode()
    head, body = xml.split(b"?>\n", 1)
    return head.replace(b"'", b'"').replace(b"UTF-8", b"utf-8") + b"?>\n" + instruction + body


def _generator(feed: Feed, site: Site, entries: SerialisedEntries, links: Sequence[Link]) -> FeedGenerator:
    home = site.url[feed.language]
    generator = FeedGenerator()
    generator.register_extension("mends", FeedMends, EntryMends)
    generator.mends.about = FeedWithLinks(feed, site, links)
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
    generator.author(_organisation(feed, site))
    _add_entries(generator, feed, entries)
    return generator


def _organisation(feed: Feed, site: Site) -> dict[str, str]:
    email = site.contact.email[feed.language] if site.contact and site.contact.email else None
    return _author(site.languages[feed.language].organisation, site.url[feed.language], email)


def _author(name: str, uri: str | None, email: str | None = None) -> dict[str, str]:
    return {key: value for key, value in (("name", name), ("uri", uri), ("email", email)) if value}


def _add_entries(generator: FeedGenerator, feed: Feed, entries: SerialisedEntries) -> None:
    if feed.entries:
        generator.pubDate(max(entry.published for entry in feed.entries))
    for entry in feed.entries:
        generator.add_entry(
            entries[entry], order="append"
        )  # feedgen prepends unless told (feed.py, add_entry)


class _OnceSerialised(FeedEntry):  # type: ignore[misc]  # feedgen has no types
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
    made.register_extension("mends", EntryMends)
    made.mends.about = EntryWithContent(entry, content)
    made.id(entry.tag)
    made.title(entry.title)
    made.link(href=entry.url)
    made.published(entry.published)
    made.updated(entry.updated)
    made.author([_author(author.name, author.uri) for author in entry.authors])
    made.category(categories(entry, site))
    return made


def categories(entry: Entry, site: Site) -> list[dict[str, str]]:
    """The attributes of the entry's categories and topics (RFC 4287 §4.2.2), in their order."""
    kinds = [(item.term, "categories", item.label) for item in entry.categories]
    topics = [(topic, "topics", topic) for topic in entry.topics]
    return [
        {"term": term, "scheme": site.tag(scheme), "label": label} for term, scheme, label in kinds + topics
    ]
