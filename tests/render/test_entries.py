"""Entries are written without feedgen, and have the bytes that feedgen gives them once it is put right.

feedgen 1.0.0: entry.py:139 drops rel, type and hreflang of links; authors without e-mail are dropped from
RSS; nothing knows dc:language or a thumbnail that is not in a group.
"""

import json
import re
from datetime import datetime
from html import escape
from typing import TypeVar
from zoneinfo import ZoneInfo

from feedgen.feed import FeedGenerator
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Alternative, Author, Category, Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import Picture
from cchr_feeds.render.content import content_html, markdown_of
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.xml_feed import (
    Link,
    SerialisedEntries,
    entry_links,
    feed_generator,
    feed_links,
    render_atom,
    render_rss,
)
from cchr_feeds.render.formats import ATOM, RSS
from cchr_feeds.text.formatting import shown_date
from cchr_feeds.text.scripts import unmistakable
from extent import examples
from factories import a_date, a_feed, a_khmer_entry, a_site, an_entry

T = TypeVar("T")

DC = "http://purl.org/dc/elements/1.1/"
NAUGHTY = st.sampled_from(["&amp;", "]]>", "<title>", "\r", "\t", "\n", '"', "'", " ", "</entry>", "\u2028"])
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf"))
TEXTS = st.lists(NAUGHTY | CHARACTERS, min_size=1, max_size=20).map("".join)
ADDRESSES = st.sampled_from(
    ["https://example.org/?a=1&b='2'", "https://example.org/%20(x)", "mailto:a@b.org"]
)
NUMBERS = st.none() | st.integers(1, 9_999_999)
ZONES = st.sampled_from(["Asia/Phnom_Penh", "America/St_Johns", "UTC"]).map(ZoneInfo)
FIRST, LAST = datetime.fromisoformat("1950-01-02"), datetime.fromisoformat("2199-12-30")
MOMENTS = st.datetimes(FIRST, LAST, timezones=ZONES)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry with any texts, and with or without whatever an entry may lack."""
    make = draw(st.sampled_from([an_entry, a_khmer_entry]))
    return make(
        publication_id=draw(TEXTS),
        title=draw(TEXTS),
        summary=draw(st.just("") | TEXTS),
        body=draw(st.just("") | TEXTS),
        url=draw(ADDRESSES),
        published=draw(MOMENTS),
        updated=draw(MOMENTS),
        categories=draw(tuples(st.builds(Category, TEXTS, TEXTS, st.just("en")))),
        date=draw(st.sampled_from([None, *map(a_date, ("2024", "2024-10", "2024-10-10"))])),
        topics=draw(tuples(TEXTS)),
        authors=draw(tuples(st.builds(Author, TEXTS, st.none() | ADDRESSES))),
        enclosures=draw(tuples(st.builds(Enclosure, ADDRESSES, TEXTS, NUMBERS, st.just("") | TEXTS))),
        image=draw(st.none() | st.builds(Picture, ADDRESSES, TEXTS, NUMBERS, NUMBERS)),
        translations=draw(tuples(st.builds(Alternative, st.sampled_from(["km", "fr-CA"]), TEXTS, ADDRESSES))),
        withdrawn=draw(st.booleans()),
    )


def tuples(of: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """None, one or two of them."""
    return st.lists(of, max_size=2).map(tuple)


@st.composite
def feeds(draw: st.DrawFn) -> Feed:
    """A live feed or an archive, with no entries or a few."""
    some = draw(st.lists(entries(), max_size=3, unique_by=lambda entry: entry.tag))
    year = draw(st.none() | st.just(2024))
    return a_feed(
        entries=tuple(some), year=year, title=draw(TEXTS), language=draw(st.sampled_from(["en", "km"]))
    )


class Mends:
    """feedgen's extension of an entry; its fields are set after feedgen has made it."""

    entry: Entry
    content: str

    def extend_atom(self, element: etree._Element) -> None:
        """The language, right links, summary, content, thumbnail."""
        element.set("{http://www.w3.org/XML/1998/namespace}lang", self.entry.language)
        for wrong in element.findall("link"):
            element.remove(wrong)
        for place, link in enumerate(entry_links(self.entry), start=3):  # after id, title and updated
            element.insert(place, etree.Element("link", link))
        if self.entry.summary:
            add(element, "summary", self.entry.summary)
        add(element, "content", self.content).set("type", "html")
        add_thumbnail(element, self.entry)
        add_shown_date(element, self.entry)

    def extend_rss(self, item: etree._Element) -> None:
        """Authors, language, description before content, the first document, thumbnail, translations."""
        entry = self.entry
        for author in entry.authors:
            add(item, f"{{{DC}}}creator", author.name)
        add(item, f"{{{DC}}}language", entry.language)
        add(item, "description", escape(entry.summary, quote=False))
        add(item, "{http://purl.org/rss/1.0/modules/content/}encoded", self.content)
        if markdown := markdown_of(entry, a_site()):
            add(item, "{http://source.scripting.com/}markdown", markdown)
        for document in entry.enclosures[:1]:
            length = str(document.length or 0)
            add(item, "enclosure", None, url=document.url, length=length, type=document.type)
        add_thumbnail(item, entry)
        for link in entry_links(entry):
            if link["rel"] == "related":
                add(item, "{http://www.w3.org/2005/Atom}link", None, **link)
        add_shown_date(item, entry)


def add(parent: etree._Element, name: str, text: str | None, **attributes: str) -> etree._Element:
    """One more element, at the end."""
    element = etree.SubElement(parent, name, attributes)
    element.text = text
    return element


def add_thumbnail(parent: etree._Element, entry: Entry) -> None:
    """The picture, with what is known of its size."""
    if entry.image:
        known = {"url": entry.image.url, "width": entry.image.width, "height": entry.image.height}
        sizes = {name: str(value) for name, value in known.items() if value}
        add(parent, "{http://search.yahoo.com/mrss/}thumbnail", None, **sizes)


def add_shown_date(parent: etree._Element, entry: Entry) -> None:
    """When it came out, as far as that is known."""
    if date := shown_date(entry, a_site()):
        add(parent, "{https://schema.org/}datePublished", date.words, content=date.iso)


def by_feedgen(feed: Feed, site: Site, links: list[Link]) -> FeedGenerator:
    """The feed with its entries as feedgen's."""
    generator = feed_generator(feed, site, links)
    for entry in feed.entries:
        made = generator.add_entry(order="append")  # feedgen prepends unless told (feed.py, add_entry)
        made.register_extension("mends_of_entry", Mends)
        made.mends_of_entry.entry, made.mends_of_entry.content = entry, content_html(entry, site)
        made.id(entry.tag)
        made.title(unmistakable(entry.title, entry.language))
        made.link(href=entry.url)
        made.published(entry.published)
        made.updated(entry.updated)
        made.author([known(name=author.name, uri=author.uri) for author in entry.authors])
        kinds = [(item.term, "categories", item.label) for item in entry.categories]
        kinds += [(topic, "topics", topic) for topic in entry.topics]
        made.category(
            [{"term": term, "scheme": site.tag(kind), "label": label} for term, kind, label in kinds]
        )
    return generator


def known(**values: str | None) -> dict[str, str]:
    """Those that have a value."""
    return {name: value for name, value in values.items() if value}


@given(feeds())
@settings(max_examples=examples(60), deadline=None)
def test_atom_has_the_bytes_that_feedgen_gives_it(feed: Feed) -> None:
    """A live feed and an archive, whatever the entries say."""
    site = a_site()
    made = render_atom(feed, site, SerialisedEntries(site))
    expected = by_feedgen(feed, site, feed_links(feed, site, ATOM)).atom_str(pretty=True)
    assert made[made.index(b"<feed") :] == expected[expected.index(b"<feed") :]


@given(feeds())
@settings(max_examples=examples(60), deadline=None)
def test_rss_has_the_bytes_that_feedgen_gives_it(feed: Feed) -> None:
    """But for the references in plain text."""
    site = a_site()
    made = render_rss(feed, site, SerialisedEntries(site))
    generator = by_feedgen(feed, site, feed_links(feed, site, RSS))
    generator.fixes.has_markdown = any(markdown_of(entry, site) for entry in feed.entries)
    written = generator.rss_str(pretty=True)
    expected = re.sub(rb"<(title|category)[^>]*>[^<]+<", with_references, written)
    assert made[made.index(b"<rss") :] == expected[expected.index(b"<rss") :]


def with_references(element: re.Match[bytes]) -> bytes:
    """RSS's plain text, in which these must be character references (RSS Advisory Board's profile)."""
    return element[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").replace(b"&gt;", b"&#x3E;")


@given(feeds())
@settings(max_examples=examples(60), deadline=None)
def test_json_has_the_bytes_that_the_standard_library_gives_it(feed: Feed) -> None:
    """Each item is written by itself, and stands in its document as if they had been written together."""
    site = a_site()
    made = render_json_feed(feed, site, SerialisedEntries(site))
    assert made.decode() == json.dumps(json.loads(made), ensure_ascii=False, indent=1) + "\n"
