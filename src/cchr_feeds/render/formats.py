"""The formats of feeds, and the links that point browsers and feed readers to a feed in each of them.

To add a format, write its renderer in `render/feeds/` and name it here: everything that writes, links,
serves, announces or compares feeds goes through `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchr_feeds.model.output import Feed


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format: what its files and itself are called, its media type, the type that web servers give it.

    `renderer` is a function in `render/feeds/`, which is imported where feeds are made and nowhere else:
    feedgen and lxml take 40 ms.
    """

    file: str
    name: str
    media_type: str
    served_as: str
    renderer: str


# Browsers style a feed only as application/xml; another type shows its source or downloads it.
ATOM = FeedFormat("atom.xml", "Atom", "application/atom+xml", "application/xml", "xml_feed.render_atom")
RSS = FeedFormat("rss.xml", "RSS", "application/rss+xml", "application/xml", "xml_feed.render_rss")
JSON = FeedFormat(
    "feed.json", "JSON Feed", "application/feed+json", "application/feed+json", "json_feed.render_json_feed"
)

FORMATS = (ATOM, RSS, JSON)
FILES = tuple(each.file for each in FORMATS)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One format of a feed: its media type, its language, category and title, and its path in the output."""

    type: str
    language: str
    term: str | None
    title: str
    path: str


def feed_links(feeds: Iterable[Feed]) -> Iterator[FeedLink]:
    """The links to feeds, in their order: readers offer the first one."""
    for feed in feeds:
        term = feed.category.term if feed.category else None
        for each in FORMATS:
            yield FeedLink(each.media_type, feed.language, term, feed.title, feed.path(each.file))


@dataclass(frozen=True, slots=True)
class Followable:
    """The links to the feeds that have entries; one object, which the cache's keys write down only once."""

    links: tuple[FeedLink, ...]


def followable(feeds: Iterable[Feed]) -> Followable:
    """The links to those of these feeds that have entries."""
    return Followable(tuple(feed_links(feed for feed in feeds if feed.entries)))
