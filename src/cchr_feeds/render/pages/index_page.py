"""The page that shows every feed in every language: how to follow them, and how to embed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Category
from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import (
    LIMIT,
    MOST_ENTRIES,
    ListHeight,
    Script,
    component_snippet,
    embed_script,
    frame_snippet,
    list_height,
    plain_snippet,
)
from cchr_feeds.render.formats import FORMATS, RSS, Followable
from cchr_feeds.render.layout import layout
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.formatting import ShownDate, counted, digits, shown_date
from cchr_feeds.text.wording import Wording, wording

TEMPLATE = "pages/index.html.j2"

READERS: Mapping[str, str] = {
    "Feedly": "https://feedly.com/i/subscription/feed%2F",
    "Inoreader": "https://www.inoreader.com/?add_feed=",
    "NewsBlur": "https://www.newsblur.com/?url=",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url=",
}
"""Readers that take a feed's address, percent-encoded, at the end of one of their own."""
COUNTS = (1, 2, 3, 4, LIMIT, 6, 7, 8, 9, 10, 15, 20)
"""How many entries a webmaster may choose to show."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a feed with entries: what it carries, its size and newest date, how to follow it."""

    feed: Feed
    carries: str
    count: str
    newest: ShownDate | None
    address: str
    readers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EmbedOption:
    """One way to show publications on another site: its name here and for readers, and the HTML to paste."""

    name: str
    title: str
    explanation: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Section:
    """One language's part of the page. `empty` holds the categories' feeds without entries."""

    language: str
    name: str
    title: str
    words: Wording
    cards: Sequence[Card]
    empty: Sequence[Feed]
    has_editions: bool
    subscribe: str
    ways: Sequence[EmbedOption]
    room: ListHeight


def index_html(
    feeds: Sequence[Feed], links: Followable, has_editions: bool, site: Site, templates: Templates
) -> str:
    """The whole page; the main language comes first."""
    script = embed_script(templates)
    return templates.html(
        TEMPLATE,
        **layout(site, site.main_language, "index.html"),
        current="publications",
        direction=direction,
        sections=[_section(language, feeds, has_editions, site, script) for language in site.languages],
        feed_formats=FORMATS,
        counts=COUNTS,
        limit=LIMIT,
        digits=partial(digits, site=site),
        label=partial(_label, site),
        feed_links=[*links.publications, *links.newsletters],
        newsletter_feeds={link.language: link for link in links.newsletters},
    )


def _label(site: Site, category: Category | None, language: str) -> str:
    """A feed's category for readers of a language; in the feed's own language too, if that differs."""
    if category is None:
        return wording(language, site).all_publications
    return " · ".join(dict.fromkeys([site.categories[category.term].label[language], category.label]))


def _section(
    language: str, all_feeds: Sequence[Feed], has_editions: bool, site: Site, script: Script
) -> Section:
    words, feeds = wording(language, site), [feed for feed in all_feeds if feed.language == language]
    subscribe = site.newsletter.subscribe
    return Section(
        language=language,
        name=site.languages[language].name,
        title=feeds[0].title,
        words=words,
        cards=[_card(feed, site) for feed in feeds if feed.total],
        empty=[feed for feed in feeds if feed.category and not feed.total],
        has_editions=has_editions,
        subscribe=subscribe[language] if subscribe else "",
        ways=list(_ways(feeds[0], site, script)),
        room=list_height(language),
    )


def _ways(feed: Feed, site: Site, script: Script) -> Iterator[EmbedOption]:
    """The ways to show a language's feed of all categories, the best for most sites first."""
    language, words = feed.language, wording(feed.language, site)
    framed = words.frame_explained.format(count=digits(MOST_ENTRIES, language, site))
    yield EmbedOption("script", words.script, words.script_explained, component_snippet(language, site))
    yield EmbedOption(
        "pinned", words.pinned, words.pinned_explained, component_snippet(language, site, script)
    )
    yield EmbedOption("frame", words.frame, framed, frame_snippet(language, site))
    yield EmbedOption("plain", words.plain, words.plain_explained, plain_snippet(feed, site))


def _card(feed: Feed, site: Site) -> Card:
    words, category = wording(feed.language, site), feed.category
    address = site.address(feed.path(RSS.file))
    dates = (shown_date(entry, site) for entry in feed.newest)
    return Card(
        feed=feed,
        carries=words.carries_category.format(category=category.label) if category else feed.subtitle,
        count=counted(words.entries_count, feed.total, feed.language, site),
        newest=next(filter(None, dates), None),
        address=address,
        readers={
            words.feed_app: f"feed:{address}",
            **{name: base + quote(address, safe="") for name, base in READERS.items()},
        },
    )
