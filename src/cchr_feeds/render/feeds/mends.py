"""What feedgen gets wrong, put right on the finished elements; feedgen calls these as extensions.

feedgen 1.0.0: entry.py:139 drops rel, type and hreflang of links; the last link added becomes RSS's
`<link>`; authors without e-mail are dropped from RSS; nothing knows dc:language or a thumbnail that
is not in a group. Inside Atom its elements have no namespace, so names are bare here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lxml import etree

from cchr_feeds.model.outcome import Feed
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.links import Link, entry_links
from cchr_feeds.text.wording import wording

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class FeedWithLinks:
    """A feed, its site, and its links in the format that is being written."""

    feed: Feed
    site: Site
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class EntryWithContent:
    """An entry, and its full text as HTML."""

    entry: Entry
    content: str


class FeedMends:
    """feedgen's extension of a feed; `about` is set after feedgen has made it."""

    about: FeedWithLinks

    def extend_ns(self) -> dict[str, str]:
        """Namespaces; those of entries must be declared here, because feedgen ignores an entry's."""
        optional = (("fh", _HISTORY, self.about.feed.year), ("at", _TOMBSTONES, self.about.feed.tombstones))
        return {"media": _MEDIA, "dc": _DC, **{prefix: uri for prefix, uri, needed in optional if needed}}

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Right links, a way to the page of feeds, the archive's mark, the logo."""
        _replace_links(feed, self.about.links)
        _add_help(feed, self.about.feed, self.about.site)
        if self.about.feed.year:
            etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        if self.about.site.brand.logo:
            _element("logo", self.about.site.brand.logo[self.about.feed.language], feed)
        for tag, when in self.about.feed.tombstones:  # RFC 6721
            etree.SubElement(feed, f"{{{_TOMBSTONES}}}deleted-entry", {"ref": tag, "when": when.isoformat()})
        return feed

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        """The language, right links, whom to write to, the logo."""
        channel = rss[0]
        rss.set(_XML_LANG, self.about.feed.language)
        for wrong in channel.findall(f"{{{_ATOM}}}link"):
            channel.remove(wrong)
        for offset, link in enumerate(self.about.links):
            channel.insert(3 + offset, etree.Element(f"{{{_ATOM}}}link", link))
        self._add_editor_and_logo(channel)
        return rss

    def _add_editor_and_logo(self, channel: etree._Element) -> None:
        feed, site = self.about.feed, self.about.site
        if site.contact and site.contact.email:
            organisation = site.languages[feed.language].organisation
            name = site.contact.name[feed.language] if site.contact.name else organisation
            _element("managingEditor", f"{site.contact.email[feed.language]} ({name})", channel)
        if site.brand.logo:
            image = etree.SubElement(channel, "image")
            _element("url", site.brand.logo[feed.language], image)
            _element("title", feed.title, image)
            _element("link", site.url[feed.language], image)


class EntryMends:
    """feedgen's extension of an entry; `about` is set after feedgen has made it."""

    about: EntryWithContent

    def extend_ns(self) -> dict[str, str]:
        """Nothing: feedgen ignores it."""
        return {}

    def extend_atom(self, element: etree._Element) -> etree._Element:
        """The language, right links, summary, content, thumbnail."""
        entry = self.about.entry
        element.set(_XML_LANG, entry.language)
        _replace_links(element, entry_links(entry))
        if entry.summary:
            _element("summary", entry.summary, element)
        _element("content", self.about.content, element).set("type", "html")
        _add_thumbnail(element, entry)
        return element

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """Authors, language, description before content, the first document, thumbnail, translations."""
        entry = self.about.entry
        for author in entry.authors:
            _element(f"{{{_DC}}}creator", author.name, item)
        _element(f"{{{_DC}}}language", entry.language, item)
        # RSS's description is HTML: text in it is escaped here, and once more as XML.
        _element("description", escape(entry.summary or entry.title, quote=False), item)
        _element(f"{{{_CONTENT}}}encoded", self.about.content, item)
        _add_first_enclosure(item, entry)
        _add_thumbnail(item, entry)
        for link in entry_links(entry):
            if link["rel"] == "related":
                etree.SubElement(item, f"{{{_ATOM}}}link", link)
        return item


def _element(name: str, text: str, parent: etree._Element) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element


def _replace_links(element: etree._Element, links: Sequence[Link]) -> None:
    """Puts our links right after `updated`, the alternate first: many clients take the first or the last."""
    for wrong in element.findall("link"):
        element.remove(wrong)
    updated = element.find("updated")
    place = 0 if updated is None else element.index(updated) + 1
    for offset, link in enumerate(links):
        element.insert(place + offset, etree.Element("link", link))


def _add_help(element: etree._Element, feed: Feed, site: Site) -> None:
    """Puts a link into the subtitle: of what a feed may hold, browsers make this alone a link to click on."""
    subtitle = element.find("subtitle")
    if subtitle is None:
        raise ValueError(f"feedgen wrote {feed.folder} without its subtitle")
    subtitle.text = None
    subtitle.set("type", "xhtml")  # RFC 4287 §3.1.1.3
    default = {None: _XHTML}  # readers that know no prefixes find `div` and `a` by these names
    division = etree.SubElement(subtitle, f"{{{_XHTML}}}div", nsmap=default)  # type: ignore[arg-type]
    division.text = feed.subtitle
    # Browsers hide it (assets/feed.css); a reader that drops tags keeps the two texts apart.
    etree.SubElement(division, f"{{{_XHTML}}}span").text = " · "
    address = f"{site.address('index.html')}#{feed.language}"
    etree.SubElement(division, f"{{{_XHTML}}}a", href=address).text = wording(feed.language).feed_help


def _add_first_enclosure(item: etree._Element, entry: Entry) -> None:
    # RSS takes one; a length nobody knows is written 0 (RSS Advisory Board's profile).
    for enclosure in entry.enclosures[:1]:
        length = str(enclosure.length or 0)
        etree.SubElement(item, "enclosure", {"url": enclosure.url, "length": length, "type": enclosure.type})


def _add_thumbnail(element: etree._Element, entry: Entry) -> None:
    if entry.image:
        known = {"width": entry.image.width, "height": entry.image.height}
        sizes = {name: str(value) for name, value in known.items() if value}
        etree.SubElement(element, f"{{{_MEDIA}}}thumbnail", {"url": entry.image.url, **sizes})
