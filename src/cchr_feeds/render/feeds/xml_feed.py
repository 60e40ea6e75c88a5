"""Atom 1.0 and RSS 2.0: feedgen writes the feed, and the entries are put into it. Only this knows feedgen."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from feedgen.feed import FeedGenerator
from lxml import etree

from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Author, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import content_html, markdown_of
from cchr_feeds.render.formats import ATOM, RSS, FeedFormat
from cchr_feeds.render.layout import follow_path
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.formatting import shown_date
from cchr_feeds.text.scripts import unmistakable
from cchr_feeds.text.wording import wording

Link = dict[str, str]
"""The attributes of an `atom:link` (RFC 4287 §4.2.7), in the order they are written."""

Write = Callable[[Entry, str, Site], str]
"""Gives an entry as it stands in a document of some format, from it and its full text as HTML."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_XHTML = "http://www.w3.org/1999/xhtml"

_PLAIN_TEXT = re.compile("<(?:title|description|managingEditor)>[^<]+")


class SerialisedEntries:
    """The entries of a site as they stand in documents, each written once however many feeds hold it.

    `content` gives the full text of one as HTML.
    """

    def __init__(self, site: Site, content: Callable[[Entry, Site], str] = content_html) -> None:
        self.site, self.made_from, self._content = site, (site,), content
        self._contents: dict[str, str] = {}
        self._written: dict[tuple[Write, str], bytes] = {}

    def written(self, entries: Iterable[Entry], write: Write) -> list[bytes]:
        """These entries in the format that `write` gives, in UTF-8."""
        return [self._once(entry, write) for entry in entries]

    def _once(self, entry: Entry, write: Write) -> bytes:
        if (write, entry.tag) not in self._written:
            if entry.tag not in self._contents:
                html = self._content(entry, self.site)
                # A reader shows it on a page of its own, which reads from the left unless told.
                is_rtl = direction(entry.language) == "rtl"
                self._contents[entry.tag] = f'<div dir="rtl">{html}</div>' if is_rtl else html
            text = write(entry, self._contents[entry.tag], self.site)
            self._written[write, entry.tag] = text.encode()
        return self._written[write, entry.tag]


def render_atom(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as Atom 1.0 (RFC 4287), or the archive as RFC 5005 has it."""
    generator = feed_generator(feed, site, feed_links(feed, site, ATOM))
    # As bytes, because an interrupted writing to a file would leave half of it.
    atom = _with_stylesheet(generator.atom_str(pretty=True), feed.path(ATOM.file))
    return _filled(atom, "</feed>", entries.written(feed.in_atom or feed.entries, atom_entry))


def render_rss(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as RSS 2.0."""
    # RSS has no tombstones and no history; without them, their namespaces are not declared either.
    bare = replace(feed, tombstones=(), is_complete=False)
    generator = feed_generator(bare, site, feed_links(feed, site, RSS))
    items = entries.written(feed.entries, rss_item)
    generator.fixes.has_markdown = any(b"<source:markdown>" in item for item in items)
    rss = _with_stylesheet(generator.rss_str(pretty=True), feed.path(RSS.file))
    plain = _PLAIN_TEXT.sub(lambda found: plain_text(found[0]), rss)
    return _filled(plain, "  </channel>", items)


def _with_stylesheet(xml: bytes, path: str) -> str:
    """Adds the CSS that lets a browser show the feed."""
    # Not XSLT, which is leaving the browsers.
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
    # Entries are not written by feedgen, which takes ten times as long: archives may hold 100,000, and the
    # live feeds of one build a thousand. `tests/render/test_entries.py` compares every byte.
    generator = FeedGenerator()
    generator.register_extension("fixes", FeedFixes)
    generator.fixes.feed, generator.fixes.site, generator.fixes.links = feed, site, links
    generator.id(feed.tag)
    generator.title(unmistakable(feed.title, feed.language))
    generator.subtitle(feed.subtitle)
    generator.description(feed.subtitle)
    generator.language(feed.language)
    generator.link(href=site.address(feed.home), rel="alternate")
    # Every date is set, because feedgen's default is the clock.
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


def feed_links(feed: Feed, site: Site, kind: FeedFormat) -> list[Link]:
    """Home page and archives (RFC 5005 §4), but in RSS; itself, other languages' feeds, hub, licence."""
    language, license_ = feed.language, site.feeds.license
    links = [*_other_feeds(feed, site, kind)]
    # The home page is RSS's `<link>`.
    if kind is ATOM:
        links.insert(0, link("alternate", type="text/html", hreflang=language, href=site.address(feed.home)))
    if license_:
        links.append(link("license", type="text/html", href=license_[language]))
    return links


def _other_feeds(feed: Feed, site: Site, kind: FeedFormat) -> Iterator[Link]:
    def at(rel: str, path: str, language: str = "", title: str = "") -> Link:
        return link(rel, type=kind.media_type, hreflang=language, title=title, href=site.address(path))

    yield at("self", feed.path(kind.file))
    if feed.year:
        yield at("current", f"{feed.folder}/{kind.file}")
    else:
        for language, info in site.languages.items():
            if language != feed.language:
                yield at("related", f"{feed.folder_in(language)}/{kind.file}", language, info.name)
        if site.feeds.hub:
            yield link("hub", href=site.feeds.hub[feed.language])
    # RSS has no archives.
    if feed.previous_year and kind is ATOM:
        yield at("prev-archive", f"{feed.folder}/archive/{feed.previous_year}.xml")


class FeedFixes:
    """feedgen's extension of a feed; its fields are set after feedgen has made it.

    `links` are those in the format that is being written; `has_markdown` is for RSS that holds some.
    """

    # What feedgen 1.0.0 gets wrong (feed.py) is corrected here, on the finished elements: the link added last
    # becomes RSS's `<link>`, and of the others RSS gets `self` alone; an author without e-mail is dropped
    # from RSS; a subtitle is text.
    feed: Feed
    site: Site
    links: Sequence[Link]
    has_markdown: bool = False

    def extend_ns(self) -> dict[str, str]:
        """The namespaces of the feed and of its entries."""
        used = {
            "media": "http://search.yahoo.com/mrss/",
            "dc": "http://purl.org/dc/elements/1.1/",
            "schema": "https://schema.org/",
            "fh": _HISTORY if self.feed.year or self.feed.is_complete else "",
            "at": _TOMBSTONES if self.feed.tombstones else "",
            "source": "http://source.scripting.com/" if self.has_markdown else "",
        }
        return {prefix: uri for prefix, uri in used.items() if uri}

    def extend_atom(self, element: etree._Element) -> etree._Element:
        """Right links, a way to the page of feeds, the mark of an archive or a complete feed, icon, logo."""
        _replace_links(element, "link", "updated", self.links)
        _add_help(element, self.feed, self.site)
        if self.feed.year or self.feed.is_complete:  # RFC 5005 §2 and §4
            mark = "archive" if self.feed.year else "complete"
            etree.SubElement(element, f"{{{_HISTORY}}}{mark}")
        brand = self.site.brand
        for name, address in (("icon", brand.icon), ("logo", brand.logo)):
            if address:
                etree.SubElement(element, name).text = address[self.feed.language].url
        for tag, when in self.feed.tombstones:  # RFC 6721
            attributes = {"ref": tag, "when": when.isoformat()}
            etree.SubElement(element, f"{{{_TOMBSTONES}}}deleted-entry", attributes)
        return element

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        """The language, right links, the address to write to, the icon or else the logo."""
        channel = rss[0]
        rss.set(_XML_LANG, self.feed.language)
        _replace_links(channel, f"{{{_ATOM}}}link", "description", self.links)
        feed, site = self.feed, self.site
        if site.contact and site.contact.email:
            organisation = site.languages[feed.language].organisation
            name = site.contact.name[feed.language] if site.contact.name else organisation
            editor = f"{site.contact.email[feed.language]} ({name})"
            etree.SubElement(channel, "managingEditor").text = editor
        if picture := site.brand.icon or site.brand.logo:
            image = etree.SubElement(channel, "image")
            etree.SubElement(image, "url").text = picture[feed.language].url
            etree.SubElement(image, "title").text = feed.title
            etree.SubElement(image, "link").text = site.address(feed.home)
        return rss


def _replace_links(parent: etree._Element, name: str, before: str, links: Sequence[Link]) -> None:
    """Puts our links right after `before`, the alternate first."""
    for wrong in parent.findall(name):
        parent.remove(wrong)
    place = [child.tag for child in parent].index(before) + 1
    # Many clients take the first link or the last.
    for offset, attributes in enumerate(links):
        parent.insert(place + offset, etree.Element(name, attributes))


def _add_help(element: etree._Element, feed: Feed, site: Site) -> None:
    """Puts links to the page on following and to the newsletter into the subtitle."""
    # Browsers make nothing else that a feed may hold a link to click on.
    subtitle = element.find("subtitle")
    if subtitle is None:
        raise ValueError(f"feedgen wrote {feed.folder} without its subtitle")
    subtitle.text = None
    subtitle.set("type", "xhtml")  # RFC 4287 §3.1.1.3
    default = {None: _XHTML}  # readers that know no prefixes find `div` and `a` by these names
    division = etree.SubElement(subtitle, f"{{{_XHTML}}}div", nsmap=default)  # type: ignore[arg-type]
    division.text = feed.subtitle
    words, join = wording(feed.language, site), site.newsletter.subscribe
    links = {words.feed_help: site.address(follow_path(feed.language))}
    if join:
        links[words.get_newsletter] = join[feed.language]
    for text, address in links.items():
        # Browsers hide it (assets/feed.css); a reader that drops tags keeps the texts apart.
        etree.SubElement(division, f"{{{_XHTML}}}span").text = " · "
        etree.SubElement(division, f"{{{_XHTML}}}a", href=address).text = text


def escaped(text: str) -> str:
    """A text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(maxsize=1024)  # languages, media types, schemes and labels come again with most entries
def quoted(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    inside = escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{inside}"'


def empty(name: str, attributes: Mapping[str, str]) -> str:
    """An element with nothing inside."""
    return f"<{name}{''.join([f' {key}={quoted(value)}' for key, value in attributes.items()])}/>"


def link(rel: str, **attributes: str) -> Link:
    """A link, without its empty attributes."""
    return {"rel": rel, **{name: value for name, value in attributes.items() if value}}


def entry_links(entry: Entry) -> list[Link]:
    """The entry's own page, the one alternate; its translations as related; its documents."""
    language = entry.language
    return [
        link("alternate", type="text/html", hreflang=language, href=entry.url),
        # With a second alternate, 5 to 9 of 15 clients open the other language (measured).
        *translation_links(entry),
        *(
            link(
                "enclosure",
                type=file.type,
                length=str(file.length or ""),
                title=file.title,
                hreflang=language,
                href=file.url,
            )
            for file in entry.enclosures
        ),
    ]


def translation_links(entry: Entry) -> list[Link]:
    """The entry in other languages."""
    return [
        link("related", type="text/html", hreflang=other.language, title=other.title, href=other.url)
        for other in entry.translations
    ]


def atom_entry(entry: Entry, content: str, site: Site) -> str:
    """The entry of RFC 4287 §4.1.2; `content` is its full text as HTML."""
    lines = [
        f"<id>{escaped(entry.tag)}</id>",
        f"<title>{escaped(unmistakable(entry.title, entry.language))}</title>",
        f"<updated>{entry.updated.isoformat()}</updated>",
        *[empty("link", each) for each in entry_links(entry)],
        *map(_author, entry.authors),
        *[
            empty("category", {"term": term, "scheme": scheme, "label": label})
            for term, scheme, label in _categories(entry, site)
        ],
        f"<published>{entry.published.isoformat()}</published>",
        *([f"<summary>{escaped(entry.summary)}</summary>"] if entry.summary else ()),
        f'<content type="html">{escaped(content)}</content>',
        *_thumbnail(entry),
        *_shown_date(entry, site),
    ]
    inside = "\n    ".join(lines)
    return f"  <entry xml:lang={quoted(entry.language)}>\n    {inside}\n  </entry>\n"


@lru_cache(maxsize=256)  # most publications are by the organisation itself
def _author(author: Author) -> str:
    uri = f"\n      <uri>{escaped(author.uri)}</uri>" if author.uri else ""
    return f"<author>\n      <name>{escaped(author.name)}</name>{uri}\n    </author>"


def rss_item(entry: Entry, content: str, site: Site) -> str:
    """The item of RSS 2.0; what it has no element for stands in those of other namespaces."""
    markdown = markdown_of(entry, site)
    lines = [
        f"<title>{plain_text(escaped(unmistakable(entry.title, entry.language)))}</title>",
        f"<link>{escaped(entry.url)}</link>",
        f'<guid isPermaLink="false">{escaped(entry.tag)}</guid>',
        *[
            f"<category domain={quoted(scheme)}>{plain_text(escaped(label))}</category>"
            for _, scheme, label in _categories(entry, site)
        ],
        f"<pubDate>{format_datetime(for_rss(entry.published))}</pubDate>",
        *[f"<dc:creator>{escaped(author.name)}</dc:creator>" for author in entry.authors],
        f"<dc:language>{escaped(entry.language)}</dc:language>",
        # RSS's description is HTML: text in it is escaped here, and once more as XML. It stands before the
        # content, also an empty one (RSS Advisory Board's profile).
        f"<description>{escaped(escape(entry.summary, quote=False))}</description>",
        f"<content:encoded>{escaped(content)}</content:encoded>",
        *([f"<source:markdown>{escaped(markdown)}</source:markdown>"] if markdown else ()),
        # RSS takes one; an unknown length is written 0 (RSS Advisory Board's profile).
        *[
            empty("enclosure", {"url": file.url, "length": str(file.length or 0), "type": file.type})
            for file in entry.enclosures[:1]
        ],
        *_thumbnail(entry),
        *[empty("atom:link", each) for each in translation_links(entry)],
        *_shown_date(entry, site),
    ]
    inside = "\n      ".join(lines)
    return f"    <item>\n      {inside}\n    </item>\n"


def plain_text(markup: str) -> str:
    """Escaped text for those elements of RSS that hold plain text, which some readers take for HTML."""
    # Character references mean the same in both (RSS Advisory Board's profile).
    return markup.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;").replace("&gt;", "&#x3E;")


def for_rss(moment: datetime) -> datetime:
    """A moment in its own zone, or in UTC where that is off by quarters of an hour."""
    # W3C's validator does not take +0545.
    return moment if f"{moment:%z}"[3:5] in ("00", "30") else moment.astimezone(UTC)


def _categories(entry: Entry, site: Site) -> list[tuple[str, str, str]]:
    """Term, scheme and label of the entry's categories and topics (RFC 4287 §4.2.2), in their order."""
    kinds = [(item.term, site.tag("categories"), item.label) for item in entry.categories]
    return kinds + [(topic, site.tag("topics"), topic) for topic in entry.topics]


def _shown_date(entry: Entry, site: Site) -> list[str]:
    """When it came out, as readers are told it and a browser shows it."""
    # Feeds' own dates name a second. Feed readers ignore this one; an element of Dublin Core they would take
    # for their own date.
    date = shown_date(entry, site)
    element = "schema:datePublished"
    return [f"<{element} content={quoted(date.iso)}>{escaped(date.words)}</{element}>"] if date else []


def _thumbnail(entry: Entry) -> list[str]:
    if entry.image is None:
        return []
    known = {"width": entry.image.width, "height": entry.image.height}
    sizes = {name: str(value) for name, value in known.items() if value}
    return [empty("media:thumbnail", {"url": entry.image.url, **sizes})]
