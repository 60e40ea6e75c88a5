"""Atom 1.0 and RSS 2.0: feedgen writes the feed, and the entries are put into it. Only this knows feedgen.

`feedgen_fixes.py` corrects what feedgen gets wrong. Every date is set here, because feedgen's default is the
clock; XML is taken as bytes, because an interrupted writing to a file would leave half of it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from feedgen.feed import FeedGenerator

from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import content_html
from cchr_feeds.render.feeds.feedgen_fixes import FeedFixes
from cchr_feeds.render.feeds.links import Link, atom_feed_links, rss_feed_links
from cchr_feeds.render.feeds.xml_entries import atom_entry, for_rss, plain_text, rss_item
from cchr_feeds.render.formats import ATOM, RSS
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.direction import unmistakable

Write = Callable[[Entry, str, Site], str]
"""Gives an entry as it stands in a document of some format, from it and its full text as HTML."""

Content = Callable[[Entry, Site], str]

_PLAIN_TEXT = re.compile("<(?:title|description|managingEditor)>[^<]+")


class SerialisedEntries:
    """The entries of a site as they stand in documents, each written once however many feeds hold it.

    `content` gives the full text of one as HTML.
    """

    def __init__(self, site: Site, content: Content = content_html) -> None:
        self.site, self.made_from, self._content = site, (site,), content
        self._contents: dict[str, str] = {}
        self._written: dict[tuple[Write, str], bytes] = {}

    def written(self, entries: Iterable[Entry], write: Write) -> list[bytes]:
        """These entries in the format that `write` gives, in UTF-8."""
        return [self._once(entry, write) for entry in entries]

    def _once(self, entry: Entry, write: Write) -> bytes:
        if (write, entry.tag) not in self._written:
            if entry.tag not in self._contents:
                self._contents[entry.tag] = _directed(self._content(entry, self.site), entry.language)
            text = write(entry, self._contents[entry.tag], self.site)
            self._written[write, entry.tag] = text.encode()
        return self._written[write, entry.tag]


def _directed(html: str, language: str) -> str:
    """The full text as a reader shows it on a page of its own, which reads from the left unless told."""
    return f'<div dir="rtl">{html}</div>' if direction(language) == "rtl" else html


def render_atom(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as Atom 1.0 (RFC 4287), or the archive as RFC 5005 has it."""
    generator = feed_generator(feed, site, atom_feed_links(feed, site))
    atom = _with_stylesheet(generator.atom_str(pretty=True), feed.path(ATOM.file))
    return _filled(atom, "</feed>", entries.written(feed.in_atom or feed.entries, atom_entry))


def render_rss(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as RSS 2.0."""
    # RSS has no tombstones and no history; without them, their namespaces are not declared either.
    bare = replace(feed, tombstones=(), is_complete=False)
    generator = feed_generator(bare, site, rss_feed_links(feed, site))
    items = entries.written(feed.entries, rss_item)
    generator.fixes.has_markdown = any(b"<source:markdown>" in item for item in items)
    rss = _with_stylesheet(generator.rss_str(pretty=True), feed.path(RSS.file))
    plain = _PLAIN_TEXT.sub(lambda found: plain_text(found[0]), rss)
    return _filled(plain, "  </channel>", items)


def _with_stylesheet(xml: bytes, path: str) -> str:
    """Adds the CSS that lets a browser show the feed; XSLT is leaving the browsers."""
    up = "../" * path.count("/")
    instruction = f'<?xml-stylesheet type="text/css" href="{up}assets/feed.css"?>\n'
    head, body = xml.decode().split("?>\n", 1)
    return head.replace("'", '"').replace("UTF-8", "utf-8") + "?>\n" + instruction + body


def _filled(document: str, end: str, entries: Sequence[bytes]) -> bytes:
    """A document without entries and the entries before its `end`, in UTF-8."""
    before, end, after = document.rpartition(end)
    return b"".join([before.encode(), *entries, (end + after).encode()])


def feed_generator(feed: Feed, site: Site, links: Sequence[Link]) -> FeedGenerator:
    """The feed as feedgen's, without its entries but with the date of the newest."""
    generator = FeedGenerator()
    generator.register_extension("fixes", FeedFixes)
    generator.fixes.feed, generator.fixes.site, generator.fixes.links = feed, site, links
    generator.id(feed.tag)
    generator.title(unmistakable(feed.title, feed.language))
    generator.subtitle(feed.subtitle)
    generator.description(feed.subtitle)
    generator.language(feed.language)
    generator.link(href=site.address(feed.home), rel="alternate")
    generator.updated(feed.updated)
    generator.lastBuildDate(for_rss(feed.updated))
    if feed.entries:
        generator.pubDate(for_rss(max(entry.published for entry in feed.entries)))
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.generator("cchr-feeds")
    generator.ttl(60)
    author = {"name": site.languages[feed.language].organisation, "uri": site.url[feed.language]}
    if site.contact and site.contact.email:
        author["email"] = site.contact.email[feed.language]
    generator.author(author)
    return generator
