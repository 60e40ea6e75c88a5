"""Which publications readers may see, in which order, feed and edition: pure functions of model and `now`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication import WITHDRAWN_DAYS, Listing
from cchr_feeds.model.publication_meta import Dated
from cchr_feeds.model.site import Site


@dataclass(frozen=True, slots=True)
class Selection:
    """What is public at a moment, newest first, and the ids of publications that wait (drafts, future dates).

    They wait wholly or in a language. The ids are for leaving things out; only their number may be told.
    `gone` are withdrawn entries whose notice has had its time; their `updated` is when they were withdrawn.
    """

    listings: tuple[Listing, ...]
    held_back: frozenset[str]
    gone: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """The listings of one feed: of a language, or of a category in it. Newest first, all of them."""

    language: str
    term: str | None
    listings: tuple[Listing, ...]


def select(publications: Iterable[Dated], site: Site, now: datetime) -> Selection:
    """Everything public at `now`."""
    public: list[Listing] = []
    gone: list[Listing] = []
    held_back: set[str] = set()
    for publication in publications:
        withdrawn = is_withdrawn(publication, site, now)
        listings = [
            listing_of(publication, language, site, withdrawn)
            for language in site.languages
            if language in publication.translations and not _waits(publication, language, site, now)
        ]
        if len(listings) < len(publication.translations):
            held_back.add(publication.id)
        if is_withdrawn(publication, site, now, WITHDRAWN_DAYS):  # even its notice has had its time
            gone += listings
        else:
            public += listings
    return Selection(newest_first(public), frozenset(held_back), newest_first(gone))


def release_date(publication: Dated, language: str) -> PartialDate:
    """The date feeds go by: when it was published or, where that is not known, when it was added."""
    date = publication.published_in(language) or publication.added
    if date is None:
        raise ValueError(f"{publication.id} was read without a date")
    return date


def _waits(publication: Dated, language: str, site: Site, now: datetime) -> bool:
    # A text with a future `updated` is a text of the future: it waits as well.
    if publication.draft:
        return True
    dates = (release_date(publication, language), publication.updated_in(language))
    return any(date and date.start(site.timezone) > now for date in dates)


def is_withdrawn(publication: Dated, site: Site, now: datetime, days: int = 0) -> bool:
    """Whether the publication is taken back as of `now`, and has been for so many days."""
    since = publication.withdrawn_on
    return since is not None and since.start(site.timezone) + timedelta(days=days) <= now


def next_moment(publications: Iterable[Dated], site: Site, now: datetime) -> datetime | None:
    """When, after `now`, a date comes that changes what readers may see; `None` when nothing is announced."""
    moments = (moment for publication in publications for moment in _moments(publication, site))
    return min((moment for moment in moments if moment > now), default=None)


def starts(publication: Dated, site: Site) -> Iterator[datetime]:
    """The moments from which each of its texts may be seen."""
    for language in publication.translations:
        for date in (release_date(publication, language), publication.updated_in(language)):
            if date is not None:
                yield date.start(site.timezone)


def _moments(publication: Dated, site: Site) -> Iterator[datetime]:
    yield from starts(publication, site)
    if publication.withdrawn_on is not None:
        start = publication.withdrawn_on.start(site.timezone)
        yield from (start, start + timedelta(days=WITHDRAWN_DAYS))


def listing_of(publication: Dated, language: str, site: Site, withdrawn: bool) -> Listing:
    """A publication in one language, or the notice that it was withdrawn."""
    published, updated = moments(publication, language, site, withdrawn)
    return Listing(
        publication_id=publication.id,
        language=language,
        published=published,
        updated=updated,
        categories=publication.category,
        period=None if withdrawn else _period(publication, language, site),
        withdrawn=withdrawn,
        dated=publication.published_in(language) is not None,
    )


def moments(publication: Dated, language: str, site: Site, withdrawn: bool) -> tuple[datetime, datetime]:
    """When feeds say that it was published and updated, in the site's time zone."""
    published = release_date(publication, language).feed_time(publication.id, site.timezone)
    changed = publication.updated_in(language)
    updated = max(published, changed.feed_time(publication.id, site.timezone)) if changed else published
    if publication.withdrawn_on and withdrawn:
        # Later than all that readers saw, also where it was published and taken back on one day.
        taken_back = publication.withdrawn_on.feed_time(publication.id, site.timezone)
        updated = max(taken_back, updated + timedelta(seconds=1))
    return published, updated


def _period(publication: Dated, language: str, site: Site) -> Period | None:
    """The month it belongs to; none where no month is known, and `added` never counts."""
    if publication.edition:
        return publication.edition
    date = publication.published_in(language)
    if date is None:
        return None
    local = date.start(site.timezone)
    return None if date.precision is Precision.YEAR else Period.of_month(local.year, local.month)


def newest_first(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """By publication time, newest first; ties by id and language, so that the order is always the same."""
    ordered = sorted(listings, key=lambda listing: (listing.publication_id, listing.language))
    return tuple(sorted(ordered, key=lambda listing: listing.published, reverse=True))


def feeds(listings: Sequence[Listing], site: Site) -> Iterator[Membership]:
    """The members of every feed, also of empty ones: per language, and per category in it."""
    groups: dict[tuple[str, str | None], list[Listing]] = defaultdict(list)
    for listing in listings:
        groups[listing.language, None].append(listing)
        for term in listing.categories:
            groups[listing.language, term].append(listing)
    terms: list[str | None] = [None, *site.categories]
    for language in site.languages:
        for scope in terms:
            yield Membership(language, scope, tuple(groups[language, scope]))


def archives(members: Membership, site: Site) -> dict[int, tuple[Listing, ...]]:
    """The members by their year in the site's time zone, oldest first, each year newest first.

    There are none for a category, or while the live feed holds all.
    """
    if members.term is not None or len(members.listings) <= site.feeds.limit:
        return {}
    by_year: dict[int, list[Listing]] = defaultdict(list)
    for listing in members.listings:
        by_year[listing.published.year].append(listing)
    return {year: tuple(by_year[year]) for year in sorted(by_year)}


def periods(listings: Iterable[Listing]) -> tuple[Period, ...]:
    """The months that have entries, oldest first."""
    found = {listing.period for listing in listings if listing.period}
    return tuple(sorted(period for period in found if period.is_month))


@dataclass(frozen=True, slots=True)
class EditionMembers:
    """The listings of an edition: its own per term, and one per publication in other languages only."""

    language: str
    groups: tuple[tuple[str, tuple[Listing, ...]], ...]
    elsewhere: tuple[Listing, ...]


def editions(
    listings: Sequence[Listing], site: Site, wanted: Iterable[Period]
) -> Iterator[tuple[Period, tuple[EditionMembers, ...]]]:
    """The editions of each wanted period that has entries, one per language; the oldest period first."""
    by_period: dict[Period, list[Listing]] = defaultdict(list)
    for listing in listings:
        if listing.period:
            by_period[listing.period].append(listing)
    for period in sorted(set(wanted)):
        covered = [period] if period.is_month else filter(period.covers, by_period)
        inside = [listing for each in covered for listing in by_period.get(each, ())]
        made = (_edition(inside, site, language) for language in site.languages)
        members = tuple(each for each in made if each.groups or each.elsewhere)
        if members:
            yield period, members


def _edition(inside: Sequence[Listing], site: Site, language: str) -> EditionMembers:
    here = {(listing.publication_id, listing.language) for listing in inside}
    groups: dict[str, list[Listing]] = {term: [] for term in site.categories}
    elsewhere: dict[str, Listing] = {}
    order = list(site.languages)
    for listing in sorted(inside, key=lambda listing: order.index(listing.language)):
        if listing.language == language:
            groups[listing.categories[0]].append(listing)
        elif (listing.publication_id, language) not in here:
            elsewhere.setdefault(listing.publication_id, listing)
    return EditionMembers(
        language,
        tuple((term, newest_first(members)) for term, members in groups.items() if members),
        newest_first(elsewhere.values()) if site.newsletter.other_languages == "titles" else (),
    )
