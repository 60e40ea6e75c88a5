"""The feeds that a page points browsers and feed readers to, with `<link rel="alternate">`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchr_feeds.model.output import Feed
from cchr_feeds.render.formats import FORMATS


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One format of a feed: its media type, its language and title, and its path in the output."""

    type: str
    language: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class FollowableFeed:
    """What a page says of a feed that has entries: its language, its category if it has one, its links."""

    language: str
    term: str | None
    links: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class Followable:
    """The feeds of a site that have entries."""

    feeds: tuple[FollowableFeed, ...]


def followable(feeds: Iterable[Feed]) -> Followable:
    """Those of these feeds that have entries."""
    filled = (feed for feed in feeds if feed.entries)
    return Followable(
        tuple(
            FollowableFeed(
                feed.language, feed.category.term if feed.category else None, (*feed_links([feed]),)
            )
            for feed in filled
        )
    )


def feed_links(feeds: Iterable[Feed]) -> Iterator[FeedLink]:
    """The links to feeds, in their order: readers offer the first one."""
    for feed in feeds:
        for each in FORMATS:
            yield FeedLink(each.media_type, feed.language, feed.title, feed.path(each.file))
