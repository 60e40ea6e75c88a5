"""Atom, RSS and JSON feeds, read back by independent parsers."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import get_type_hints
from zoneinfo import ZoneInfo

import feedparser
import pytest
from lxml import etree

from cchr_feeds.model.dates import partial_date
from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Alternative, Author, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import Picture
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries, for_rss, render_atom, render_rss
from cchr_feeds.render.formats import FORMATS, FeedFormat
from cchr_feeds.text.wording import wording
from factories import a_feed, a_moment, a_site, an_enclosure, an_entry

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KHMER = Alternative("km", "របាយការណ៍", "https://example.org/km/report")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_format_names_its_renderer(format_: FeedFormat) -> None:
    """Types can't tell whether the name leads to a function that takes what it is given."""
    renderer = resolve_name(f"cchr_feeds.render.feeds.{format_.renderer}")
    assert [*get_type_hints(renderer).values()] == [Feed, Site, SerialisedEntries, bytes]


def atom(*entries: Entry) -> etree._Element:
    """The entries' Atom feed as a tree."""
    site = a_site()
    return etree.fromstring(render_atom(a_feed(*entries), site, SerialisedEntries(site)))


def rss(*entries: Entry) -> etree._Element:
    """The entries' RSS feed as a tree."""
    site = a_site()
    return etree.fromstring(render_rss(a_feed(*entries), site, SerialisedEntries(site)))


def found(tree: etree._Element, path: str) -> etree._Element:
    """The element at a path, which must be there."""
    element = tree.find(path, ATOM)
    assert element is not None, path
    return element


def text(tree: etree._Element, path: str) -> str:
    """The text of the element at a path."""
    return found(tree, path).text or ""


def links(element: etree._Element) -> list[tuple[str | None, str | None, str | None]]:
    """Relation, language and type of an Atom element's links, in order."""
    return [
        (link.get("rel"), link.get("hreflang"), link.get("type")) for link in element.findall("a:link", ATOM)
    ]


def test_entry_has_one_alternate_and_it_stands_first() -> None:
    """Clients take the first or the last alternate; so there is one, and translations are related."""
    entry = an_entry(translations=(KHMER,), enclosures=(an_enclosure(), an_enclosure()))
    assert links(found(atom(entry), "a:entry")) == [
        ("alternate", "en", "text/html"),
        ("related", "km", "text/html"),
        ("enclosure", "en", "application/pdf"),
        ("enclosure", "en", "application/pdf"),
    ]


def test_feed_has_one_alternate_and_it_stands_first() -> None:
    """The other language's feed is related, never an alternate."""
    shown = links(atom(an_entry()))
    assert shown[:3] == [
        ("alternate", "en", "text/html"),
        ("self", None, "application/atom+xml"),
        ("related", "km", "application/atom+xml"),
    ]
    assert [rel for rel, _, _ in shown].count("alternate") == 1


def test_enclosure_without_a_known_length_has_none_in_atom_and_zero_in_rss() -> None:
    """A length is never invented; RSS demands one and takes 0 for unknown."""
    entry = an_entry(enclosures=(replace(an_enclosure(), length=None),))
    assert found(atom(entry), "a:entry/a:link[@rel='enclosure']").get("length") is None
    assert found(rss(entry), "channel/item/enclosure").get("length") == "0"


def test_rss_item_carries_only_the_first_enclosure() -> None:
    """RSS allows one enclosure an item."""
    first, second = an_enclosure(), replace(an_enclosure(), url="https://example.org/b.pdf")
    shown = rss(an_entry(enclosures=(first, second))).findall("channel/item/enclosure")
    assert [element.get("url") for element in shown] == [first.url]


def test_rss_links_are_the_pages_and_not_the_feeds() -> None:
    """Feedgen writes the last link added; ours are the home page and the entry's own page."""
    entry = an_entry(translations=(KHMER,))
    tree = rss(entry)
    assert tree.findtext("channel/link") == "https://cchrcambodia.org/feeds/en/"
    assert tree.findtext("channel/item/link") == entry.url


def test_guid_is_the_atom_id_and_no_address() -> None:
    """The same id in both formats, and readers do not open it."""
    entry = an_entry()
    guid = found(rss(entry), "channel/item/guid")
    assert (guid.text, guid.get("isPermaLink")) == (entry.tag, "false")
    assert atom(entry).findtext("a:entry/a:id", namespaces=ATOM) == entry.tag


def test_dates_come_from_the_entries() -> None:
    """`updated` of the feed is that of its newest change, not of the build."""
    entry = an_entry()
    tree = atom(entry)
    assert tree.findtext("a:updated", namespaces=ATOM) == a_feed(entry).updated.isoformat()
    assert tree.findtext("a:entry/a:published", namespaces=ATOM) == entry.published.isoformat()


def test_rss_says_when_its_newest_entry_came_out() -> None:
    """In the words of RFC 2822; a feed without entries does not say it."""
    older = an_entry(publication_id="older", published=a_moment("2024-02-03T07:00:01"))
    tree = rss(older, an_entry())
    assert tree.findtext("channel/pubDate") == "Thu, 10 Oct 2024 08:12:33 +0700"
    assert tree.findtext("channel/item/pubDate") == "Sat, 03 Feb 2024 07:00:01 +0700"
    site, empty = a_site(), a_feed(entries=())
    assert b"pubDate" not in render_rss(empty, site, SerialisedEntries(site))


def test_language_is_declared_on_feed_and_entry() -> None:
    """`xml:lang` stands on both, and RSS says it in its own words too."""
    assert (atom(an_entry()).get(LANG), found(atom(an_entry()), "a:entry").get(LANG)) == ("en", "en")
    assert rss(an_entry()).findtext("channel/language") == "en"


def test_content_from_the_right_says_so_in_every_format() -> None:
    """Readers show it on a page that reads from the left; a Latin paragraph in it says so as well."""
    arabic = an_entry(language="ar", title="CCHR: تقرير", summary="ملخص\n\nUPR 2024", body="")
    feed, site = a_feed(arabic), a_site()
    wanted = '<div dir="rtl"><p>ملخص</p>\n<p dir="ltr">UPR 2024</p></div>'
    (item,) = json.loads(render_json_feed(feed, site, SerialisedEntries(site)))["items"]
    entry = found(etree.fromstring(render_atom(feed, site, SerialisedEntries(site))), "a:entry")
    shown = etree.fromstring(render_rss(feed, site, SerialisedEntries(site)))
    contents = (
        item["content_html"],
        text(entry, "a:content"),
        text(shown, "channel/item/{http://purl.org/rss/1.0/modules/content/}encoded"),
    )
    titles = (item["title"], text(entry, "a:title"), text(shown, "channel/item/title"))
    assert set(contents) == {wanted}
    assert set(titles) == {"\u2067CCHR: تقرير\u2069"}
    assert (item["id"], item["url"]) == (arabic.tag, arabic.url)


def test_content_from_the_left_says_nothing() -> None:
    """It is what every page does."""
    assert " dir=" not in text(atom(an_entry()), "a:entry/a:content")


def test_author_without_an_address_stands_in_rss() -> None:
    """Feedgen drops such authors; dc:creator keeps them."""
    entry = an_entry(authors=(Author("Sok & Chan"), Author("សុខ ចាន់ដារា")))
    shown = rss(entry).findall("channel/item/{http://purl.org/dc/elements/1.1/}creator")
    assert [element.text for element in shown] == ["Sok & Chan", "សុខ ចាន់ដារា"]


def test_category_has_term_scheme_and_label() -> None:
    """The term is the same in every language, the label is in the feed's."""
    entry = an_entry(topics=("land",))
    shown = [dict(element.attrib) for element in atom(entry).findall("a:entry/a:category", ATOM)]
    assert shown == [
        {"term": "infographic", "scheme": a_site().tag("categories"), "label": "Infographics"},
        {"term": "land", "scheme": a_site().tag("topics"), "label": "land"},
    ]


def test_picture_is_a_thumbnail_and_stands_in_the_content() -> None:
    """Readers that show thumbnails find one; the content shows the picture with its description."""
    entry = an_entry(image=Picture("https://example.org/a.jpg", 'A "view"', 1200, 630))
    thumbnail = found(atom(entry), "a:entry/{http://search.yahoo.com/mrss/}thumbnail")
    assert {name: str(value) for name, value in thumbnail.attrib.items()} == {
        "url": "https://example.org/a.jpg",
        "width": "1200",
        "height": "630",
    }
    content = text(atom(entry), "a:entry/a:content")
    assert 'alt="A &quot;view&quot;" width="1200"' in content


def test_entry_with_only_a_title_has_content() -> None:
    """Atom wants text in an entry; where there is nothing else, the title stands."""
    entry = an_entry(title="Outcomes", summary="", body="")
    assert text(atom(entry), "a:entry/a:content") == "<p>Outcomes</p>"


def test_year_archive_is_marked_and_linked() -> None:
    """An archive document (RFC 5005) names the current feed and the archive before it."""
    site = a_site()
    archive = replace(a_feed(an_entry()), year=2024, previous_year=2022)
    tree = etree.fromstring(render_atom(archive, site, SerialisedEntries(site)))
    assert tree.find("{http://purl.org/syndication/history/1.0}archive") is not None
    hrefs = {str(link.get("rel")): str(link.get("href")) for link in tree.findall("a:link", ATOM)}
    assert hrefs["current"].endswith("/en/atom.xml")
    assert hrefs["self"].endswith("/en/archive/2024.xml")
    assert hrefs["prev-archive"].endswith("/en/archive/2022.xml")


@pytest.mark.parametrize("render", [render_atom, render_rss, render_json_feed])
def test_same_entries_give_the_same_bytes(render: object) -> None:
    """Nothing of the clock, and nothing of what was rendered before."""
    site, feed = a_site(), a_feed(an_entry(), an_entry(tag="tag:example.org,2024:other/en"))
    entries = SerialisedEntries(site)
    assert callable(render)
    assert (
        render(feed, site, entries)
        == render(feed, site, entries)
        == render(feed, site, SerialisedEntries(site))
    )


def test_month_precision_stands_for_its_first_day() -> None:
    """`2024-10` is given between 07:00 and 09:00 of 1 October, local time."""
    moment = partial_date("2024-10").feed_time("forced-evictions-2024", a_site().timezone)
    assert (moment.year, moment.month, moment.day) == (2024, 10, 1)
    assert 7 <= moment.hour < 9


def test_a_tombstone_stands_in_atom_only() -> None:
    """RSS does not know it, and declares no namespace for it."""
    site, feed = (
        a_site(),
        replace(a_feed(an_entry()), tombstones=(("tag:example.org,2024:a/en", a_moment()),)),
    )
    assert b"tombstone" not in render_rss(feed, site, SerialisedEntries(site))


def test_atom_has_a_link_to_the_page_of_feeds_that_browsers_follow() -> None:
    """In the feed's language, after the description; RSS's description is text and stays it."""
    site = a_site()
    feed = a_feed(subtitle="Reports & <b>", language="km", folder="km")
    tree = etree.fromstring(render_atom(feed, site, SerialisedEntries(site)))
    subtitle = found(tree, "a:subtitle")
    division = found(subtitle, "{http://www.w3.org/1999/xhtml}div")
    link = found(division, "{http://www.w3.org/1999/xhtml}a")
    assert (subtitle.get("type"), division.text) == ("xhtml", "Reports & <b>")
    assert (link.get("href"), link.text) == (
        "https://cchrcambodia.org/feeds/km/follow.html",
        wording("km", None).feed_help,
    )
    read = etree.fromstring(render_rss(feed, site, SerialisedEntries(site)))
    assert read.findtext("channel/description") == "Reports & <b>"


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_link_leads_to_the_page_of_its_language(nasty_project: Path, language: str) -> None:
    """And the anchor that feeds named before still leads there."""
    read = feedparser.parse((nasty_project / f"out/{language}/atom.xml").read_bytes())
    address = read.feed.subtitle.partition('href="')[2].partition('"')[0]
    path = address.removeprefix("https://rights.example.org/feeds/")
    assert f'lang="{language}"' in (nasty_project / "out" / path).read_text(encoding="utf-8")
    index = (nasty_project / "out/index.html").read_text(encoding="utf-8")
    section = index.partition(f'id="{language}"')[2].partition("</section>")[0]
    assert f"{language}/index.html" in section


def test_hub_and_licence_are_named_in_every_format(nasty_project: Path) -> None:
    """RSS names them after its home page, because a client loses that otherwise; an archive has no hub."""
    hub, licence = "https://hub.example.org/", "https://creativecommons.org/licenses/by/4.0/"
    out = nasty_project / "out/en"
    for name, first in (("atom.xml", "alternate"), ("rss.xml", "link"), ("archive/2024.xml", "alternate")):
        tree = etree.fromstring((out / name).read_bytes())
        top = tree if name != "rss.xml" else found(tree, "channel")
        links = [(each.get("rel", "link"), each.get("href")) for each in top.iterchildren("{*}link")]
        assert links[0][0] == first
        assert (("hub", hub) in links) == (name != "archive/2024.xml")
        assert ("license", licence) in links
    document = json.loads((out / "feed.json").read_bytes())
    assert (document["hubs"], document["_license"]) == ([{"type": "WebSub", "url": hub}], {"url": licence})


def test_tags_of_json_are_no_two_alike() -> None:
    """Where a topic is called as the category is."""
    site, feed = a_site(), a_feed(an_entry(topics=("Infographics", "upr")))
    made = json.loads(render_json_feed(feed, site, SerialisedEntries(site)))
    assert made["items"][0]["tags"] == ["Infographics", "upr"]


def test_a_withdrawn_entry_leaves_a_tombstone_where_the_site_wants_it() -> None:
    """RFC 6721's element names the entry and since when it is gone."""
    site = a_site()
    feed = replace(a_feed(an_entry()), tombstones=(("tag:example.org,2024:gone/en", an_entry().updated),))
    tree = etree.fromstring(render_atom(feed, site, SerialisedEntries(site)))
    tombstone = found(tree, "{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert (tombstone.get("ref"), tombstone.get("when")) == (
        "tag:example.org,2024:gone/en",
        an_entry().updated.isoformat(),
    )


def test_what_rss_says_of_a_feed_is_plain_text_to_every_reader() -> None:
    """Title and description have character references, which readers of HTML and of text read alike."""
    site, feed = a_site(), a_feed(an_entry(), title="A & B", subtitle="About <A> & B")
    written = render_rss(feed, site, SerialisedEntries(site))
    assert b"<title>A &#x26; B</title>" in written
    assert b"<description>About &#x3C;A&#x3E; &#x26; B</description>" in written


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Kathmandu", "04:00:00 +0000"),
        ("Asia/Kolkata", "09:45:00 +0530"),
        ("Asia/Tokyo", "09:45:00 +0900"),
    ],
)
def test_zones_that_are_off_by_quarters_are_written_in_utc(zone: str, shown: str) -> None:
    """In RSS, whose validator knows whole and half hours only; the moment is the same."""
    moment = datetime(2024, 11, 5, 9, 45, tzinfo=ZoneInfo(zone))
    assert for_rss(moment) == moment
    assert f"{for_rss(moment):%H:%M:%S %z}" == shown
