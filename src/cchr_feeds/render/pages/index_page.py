"""The page that shows every feed in every language: how to follow them, and how to embed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from cchr_feeds.model.outcome import Contents, Feed
from cchr_feeds.model.publication import Category
from cchr_feeds.model.site import Site
from cchr_feeds.render.colours import palette
from cchr_feeds.render.embed import Script, component_snippet, embed_script, frame_snippet
from cchr_feeds.render.pages.autodiscovery import feed_links
from cchr_feeds.render.shown_date import ShownDate, shown_date
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.text.dates import digits
from cchr_feeds.text.wording import Wording, wording

TEMPLATE = "pages/index.html.j2"

READERS: Mapping[str, str] = {
    "Feedly": "https://feedly.com/i/subscription/feed%2F",
    "Inoreader": "https://www.inoreader.com/?add_feed=",
    "NewsBlur": "https://www.newsblur.com/?url=",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url=",
}
"""Readers that take a feed's address, percent-encoded, at the end of one of their own."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a feed with entries: its size, its newest date, its address, and how to follow it."""

    feed: Feed
    count: str
    newest: ShownDate | None
    address: str
    readers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One language's part of the page. `empty` holds the categories without entries."""

    language: str
    name: str
    title: str
    words: Wording
    cards: Sequence[Card]
    empty: Sequence[Category]
    has_editions: bool
    subscribe: str
    snippets: Mapping[str, str]


def index_html(contents: Contents, templates: Templates) -> str:
    """The whole page; the main language comes first."""
    site = contents.site
    return templates.html(
        TEMPLATE,
        site=site,
        root="",
        language=site.main_language,
        words=wording(site.main_language),
        sections=_sections(contents, embed_script(templates)),
        feed_links=list(feed_links(contents.feeds)),
        colours=palette(site.brand.colour),
    )


def _sections(contents: Contents, script: Script) -> list[Section]:
    return [_section(language, contents, script) for language in contents.site.languages]


def _section(language: str, contents: Contents, script: Script) -> Section:
    site, words = contents.site, wording(language)
    feeds = [feed for feed in contents.feeds if feed.language == language]
    subscribe = site.newsletter.subscribe
    return Section(
        language=language,
        name=site.languages[language].name,
        title=feeds[0].title,
        words=words,
        cards=[_card(feed, site) for feed in feeds if feed.entries],
        empty=[feed.category for feed in feeds if feed.category and not feed.entries],
        has_editions=bool(contents.editions),
        subscribe=subscribe[language] if subscribe else "",
        snippets={
            words.embed_explained: component_snippet(language, site),
            words.embed_pinned: component_snippet(language, site, script),
            words.embed_frame: frame_snippet(language, site),
        },
    )


def _card(feed: Feed, site: Site) -> Card:
    words, address = wording(feed.language), site.address(feed.path("rss.xml"))
    pattern = words.entries_count_one if feed.total == 1 else words.entries_count
    dates = (shown_date(entry, site) for entry in feed.entries)
    return Card(
        feed=feed,
        count=pattern.format(count=digits(feed.total, feed.language)),
        newest=next(filter(None, dates), None),
        address=address,
        readers={
            words.feed_app: f"feed:{address}",
            **{name: base + quote(address, safe="") for name, base in READERS.items()},
        },
    )
