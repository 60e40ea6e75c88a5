"""What must hold for every document as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from cchr_feeds.lint.entry_rules import FEED_TIME, is_address
from cchr_feeds.lint.seen import Finding, Promised, SeenEntry, SeenFeed
from cchr_feeds.messages import all_of, said

FeedRule = Callable[[SeenFeed, Promised], Iterator[Finding]]


def language_faults(feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """It says that it is in the language of its folder."""
    if feed.language != feed.scope[0]:
        yield Finding(1, "language", said("feed-says-language", language=feed.language))


def id_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """Its id is that of its folder's feed, for the archives too."""
    if feed.format == "Atom" and feed.id != promised.site.tag(f"feeds/{feed.folder}"):
        yield Finding(1, "id", said("not-feed-id", id=feed.id))


def home_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It has one home page, the organisation's, and names it before any other link."""
    homes = feed.hrefs("alternate")
    if homes != [promised.site.url[feed.scope[0]]]:
        shown = all_of(homes) or said("none-named")
        yield Finding(1, "alternate", said("feed-home-page", pages=shown))
    elif feed.links[0].rel != "alternate":
        yield Finding(1, "alternate", said("link-before-home-page"))


def self_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It says its own address, once."""
    if feed.hrefs("self") != [promised.site.address(feed.path)]:
        yield Finding(1, "self", said("no-own-address"))


def related_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It names the same feed in every other language; JSON Feed has no such link, an archive needs none."""
    languages = [link.hreflang for link in feed.links if link.rel == "related"]
    others = [language for language in promised.site.languages if language != feed.scope[0]]
    expected = [] if feed.year or feed.format == "JSON Feed" else others
    if languages != expected:
        yield Finding(1, "translation", said("translations-not-named"))


def hub_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It names the site's hub, so that a subscriber finds it; an archive, which never changes, does not."""
    hub = promised.site.feeds.hub
    if feed.hrefs("hub") != ([hub[feed.scope[0]]] if hub and not feed.year else []):
        yield Finding(1, "hub", said("hub-not-named"))


def license_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It names the site's licence."""
    license_ = promised.site.feeds.license
    if feed.hrefs("license") != ([license_[feed.scope[0]]] if license_ else []):
        yield Finding(1, "license", said("license-not-named"))


def address_faults(feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """Every address is whole and in ASCII."""
    for link in feed.links:
        if not is_address(link.href):
            yield Finding(1, "address", said("not-a-web-address", address=link.href))


def updated_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It was updated when its newest entry was, never when it was built."""
    if feed.format == "JSON Feed":
        return
    known = [moment for entry in feed.entries for moment in entry.dates.values() if moment]
    if feed.updated is None:
        yield Finding(1, "date", said("feed-without-date"))
    elif feed.updated > promised.now + FEED_TIME:
        yield Finding(1, "date", said("feed-in-future"))
    elif known and feed.updated < max(known):
        yield Finding(1, "date", said("feed-older-than-entry"))
    elif known and feed.format == "Atom" and feed.updated != max(known):
        yield Finding(1, "date", said("feed-without-its-entry"))


def count_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It holds the newest of the entries there are, as many as the site wants, and every notice."""
    count = promised.counts.get(feed.scope, 0)
    if feed.year is None and len(feed.entries) != promised.live.get(feed.scope, 0):
        yield Finding(1, "entries", said("feed-holds", held=len(feed.entries), count=count))


def year_faults(feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """An archive is marked as one, and holds its year; a live feed is no archive."""
    year = feed.year
    if feed.is_archive != (year is not None):
        yield Finding(1, "archive", said("archive-not-marked"))
    for entry in feed.entries if year else ():
        published = entry.dates["published"]
        if published and published.astimezone(promised.site.timezone).year != year:
            yield Finding(entry.line, "archive", said("archive-of-another-year", id=entry.id))


def order_faults(feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """The newest entry stands first."""
    for newer, older in pairwise(feed.entries):
        first, second = newer.dates["published"], older.dates["published"]
        if first and second and first < second:
            yield Finding(older.line, "order", said("newer-than-before", id=older.id))


def repetition_faults(feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """No two entries have one id or, which makes some readers lose one, were updated in one second."""
    ids: set[str] = set()
    moments: dict[object, SeenEntry] = {}
    for entry in feed.entries:
        if entry.id in ids:
            yield Finding(entry.line, "id", said("here-twice", id=entry.id))
        ids.add(entry.id)
        moment = entry.dates.get("updated")
        # Readers keep a live feed's entries apart; nobody goes through archives by their times.
        if moment and feed.year is None and (other := moments.setdefault(moment, entry)) is not entry:
            message = said("same-second", id=entry.id, other=other.id)
            yield Finding(entry.line, "same-time", message, said("another-time"))


FEED_RULES: tuple[FeedRule, ...] = (
    language_faults,
    id_faults,
    home_faults,
    self_faults,
    related_faults,
    hub_faults,
    license_faults,
    address_faults,
    updated_faults,
    count_faults,
    year_faults,
    order_faults,
    repetition_faults,
)
