"""Which publications readers may see, in which order, feed and edition: pure functions of model and `now`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import nsmallest
from itertools import chain, compress

from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication import RECENT_DAYS, Dated, Listing
from cchr_feeds.model.site import Site


@dataclass(frozen=True, slots=True)
class History:
    """What readers have of a language's archives, so far as its feeds must go on from there.

    `archived` are the years that have a document. The live feed holds all of the years in `held`, and those
    publications, by id, that moved into an archive lately (`moved`).
    """

    archived: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()
    # Readers may have read the archive before these moved into it.
    moved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Selection:
    """What is public at a moment, by release, newest first, and the ids of publications that wait.

    Drafts and future dates wait, wholly or in a language. `gone` are withdrawn entries whose notice has had
    its time; their `updated` is when they were withdrawn. `histories` are what readers have of each
    language's archives, and `issued` the editions issued so far, with when, once that is known.
    """

    listings: tuple[Listing, ...]
    # The ids are for leaving things out; only their number may be told.
    held_back: frozenset[str]
    now: datetime
    gone: tuple[Listing, ...] = ()
    histories: Mapping[str, History] = field(default_factory=dict)
    issued: Mapping[Period, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Membership:
    """The listings of a feed or a list: of a language, or of a category in it. Newest first, all of them.

    Of a list, `elsewhere` are the others, each in the first of the site's languages that it has.
    """

    language: str
    term: str | None
    listings: tuple[Listing, ...]
    elsewhere: tuple[Listing, ...] = ()

    @property
    def newest_year(self) -> int:
        """The year of the newest release; 0 where there is none."""
        return self.listings[0].released.year if self.listings else 0


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
        withdrawn_on = publication.withdrawn_on
        if withdrawn_on and recent_until(withdrawn_on.start(site.timezone)) <= now:
            gone += listings  # even its notice has had its time
        else:
            public += listings
    return Selection(by_release(public), frozenset(held_back), now, by_release(gone))


def dates_of(publication: Dated, language: str) -> Iterator[PartialDate]:
    """Those that must have come before readers may see it in a language."""
    # A text with a future `updated` is a text of the future.
    dates = (publication.published_in, publication.added_in, publication.updated_in)
    yield from filter(None, (date(language) for date in dates))


def _waits(publication: Dated, language: str, site: Site, now: datetime) -> bool:
    dates = dates_of(publication, language)
    return publication.draft or any(date.start(site.timezone) > now for date in dates)


def is_withdrawn(publication: Dated, site: Site, now: datetime) -> bool:
    """Whether the publication is taken back as of `now`."""
    since = publication.withdrawn_on
    return since is not None and since.start(site.timezone) <= now


def recent_until(moment: datetime) -> datetime:
    """The end of the last day on which live feeds hold what happened then."""
    # The day counts whole: a date without a time may mean any moment of it.
    return moment.replace(hour=0, minute=0, second=0) + timedelta(days=RECENT_DAYS + 1)


def next_moment(publications: Iterable[Dated], site: Site, selection: Selection) -> datetime:
    """When a date comes that may change what readers see; the month's end at latest, when its editions do."""
    dates = (moment for publication in publications for moment in _moments(publication, site))
    ends = (recent_until(listing.updated) for listing in selection.listings)  # of its time in live feeds
    local = selection.now.astimezone(site.timezone)
    month_over = Period.of_month(local.year, local.month).end(site.timezone)
    return min(moment for moment in chain(dates, ends, [month_over]) if moment > selection.now)


def starts(publication: Dated, site: Site) -> Iterator[datetime]:
    """The moments from which each of its texts may be seen."""
    for language in publication.translations:
        for date in dates_of(publication, language):
            yield date.start(site.timezone)


def _moments(publication: Dated, site: Site) -> Iterator[datetime]:
    yield from starts(publication, site)
    if publication.withdrawn_on is not None:
        start = publication.withdrawn_on.start(site.timezone)
        yield from (start, recent_until(start))


def listing_of(publication: Dated, language: str, site: Site, withdrawn: bool) -> Listing:
    """A publication in one language, or the notice that it was withdrawn."""
    published, released, updated = moments(publication, language, site, withdrawn)
    return Listing(
        publication_id=publication.id,
        language=language,
        published=published,
        released=released,
        updated=updated,
        categories=publication.category,
        period=None if withdrawn else _period(publication, language, site),
        withdrawn=withdrawn,
        dated=publication.published_in(language) is not None,
    )


def moments(
    publication: Dated, language: str, site: Site, withdrawn: bool
) -> tuple[datetime, datetime, datetime]:
    """When feeds say that it was published, released and updated, in the site's time zone.

    It is released when it was published or added, whichever is later.
    """
    added = publication.added_in(language)
    date = publication.published_in(language) or added
    if date is None:
        raise ValueError(f"{publication.id} was read without a date")
    published = date.feed_time(publication.id, site.timezone)
    later = (added, publication.updated_in(language))
    came, changed = (each.feed_time(publication.id, site.timezone) if each else published for each in later)
    # So old material that comes in late reaches those who follow.
    released = max(published, came)
    updated = max(released, changed)
    if publication.withdrawn_on and withdrawn:
        # Later than all that readers saw, also where it was published and taken back on one day.
        taken_back = publication.withdrawn_on.feed_time(publication.id, site.timezone)
        updated = max(taken_back, updated + timedelta(seconds=1))
    return published, released, updated


def _period(publication: Dated, language: str, site: Site) -> Period | None:
    """The month it belongs to; none where no month is known, and `added` never counts."""
    if edition := publication.translations[language].edition or publication.edition:
        return edition
    date = publication.published_in(language)
    if date is None:
        return None
    local = date.start(site.timezone)
    return None if date.precision is Precision.YEAR else Period.of_month(local.year, local.month)


def by_release(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """As feeds have them, newest first; ties by id and language, so that the order is always the same."""
    ordered = sorted(listings, key=lambda listing: (listing.publication_id, listing.language))
    return tuple(sorted(ordered, key=lambda listing: listing.released, reverse=True))


def by_date(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """As pages and newsletter have them: newest first, those without a date last."""
    return tuple(sorted(by_release(listings), key=_age))


def newest(members: Membership, number: int) -> list[Listing]:
    """As many as lists of the newest show, which name nothing that was withdrawn."""
    return nsmallest(number, (each for each in members.listings if not each.withdrawn), key=_age)


def _age(listing: Listing) -> tuple[bool, float]:
    return not listing.dated, -listing.published.timestamp()


def members_of(language: str, selection: Selection) -> Membership:
    """The members of a language's feed."""
    return Membership(language, None, tuple(each for each in selection.listings if each.language == language))


def feeds(listings: Sequence[Listing], site: Site) -> Iterator[Membership]:
    """The members of every feed, also of empty ones: per language, and per category in it."""
    for language in site.languages:
        shelves = _shelved(each for each in listings if each.language == language)
        for term in (None, *site.categories):
            yield Membership(language, term, tuple(shelves[term]))


@dataclass(frozen=True, slots=True)
class Division:
    """Which members of a feed its documents hold: the live ones, its Atom document, its archives by year.

    The archives are in the order of their years, and all are newest first.
    """

    live: tuple[Listing, ...]
    in_atom: tuple[Listing, ...]
    is_complete: bool
    archives: Mapping[int, tuple[Listing, ...]]


def division(members: Membership, site: Site, now: datetime, history: History) -> Division:
    """What the documents of a feed hold (RFC 5005 §4.2).

    A live one holds as many entries as its limit allows, and whatever was updated or withdrawn lately. The
    Atom document of a language holds all of the newest year as well. Once that is not everything, every year
    before that of the newest release has an archive; and so has every year that had one before.
    """
    limit, later = site.feeds.limit, members.listings[site.feeds.limit :]
    since = now - timedelta(days=RECENT_DAYS + 1)  # most are older, which is seen sooner
    recent = [each.withdrawn or (each.updated > since and recent_until(each.updated) > now) for each in later]
    live = members.listings[:limit] + tuple(compress(later, recent))
    if members.term is not None:
        return Division(live, live, is_complete=False, archives={})
    # With these years, a reader who stops at an archive that was read before, and comes by every
    # `RECENT_DAYS`, misses nothing.
    years = history.held | {members.newest_year}
    kept = (
        is_recent or each.released.year in years or each.publication_id in history.moved
        for each, is_recent in zip(later, recent, strict=True)
    )
    in_atom = members.listings[:limit] + tuple(compress(later, kept))
    is_complete = len(in_atom) == len(members.listings)
    by_year: dict[int, list[Listing]] = {year: [] for year in history.archived}
    for listing in members.listings:
        year = listing.released.year
        if year in history.archived or (not is_complete and year < members.newest_year):
            by_year.setdefault(year, []).append(listing)
    return Division(live, in_atom, is_complete, {year: tuple(by_year[year]) for year in sorted(by_year)})


def periods(listings: Iterable[Listing]) -> tuple[Period, ...]:
    """The months that have entries, oldest first."""
    found = {listing.period for listing in listings if listing.period}
    return tuple(sorted(period for period in found if period.is_month))


def edition_published(period: Period, site: Site, now: datetime, issued: datetime | None) -> datetime | None:
    """When feeds say that an edition came out: when it was issued, or at latest the morning after its month.

    `None` where it has not come out; quarters and years come out only by being issued.
    """
    end = period.end(site.timezone)
    by_itself = end + timedelta(hours=7) if period.is_month and end <= now else None
    return min(filter(None, (by_itself, issued)), default=None)


def lists(listings: Sequence[Listing], site: Site) -> Iterator[Membership]:
    """Every list of publications, also an empty one, as pages have it: per language, and category in it."""
    for language in site.languages:
        own = _shelved(by_date(each for each in listings if each.language == language))
        others = _shelved(_elsewhere(listings, site, language))
        for term in (None, *site.categories):
            yield Membership(language, term, tuple(own[term]), tuple(others[term]))


def _shelved(listings: Iterable[Listing]) -> Mapping[str | None, Sequence[Listing]]:
    """The listings of each category, and all of them, in their order."""
    shelves: dict[str | None, list[Listing]] = defaultdict(list)
    for listing in listings:
        for term in (None, *listing.categories):
            shelves[term].append(listing)
    return shelves


def leading(members: Membership, highlight: str | None, site: Site) -> Listing | None:
    """What a list begins with: the highlighted, else the newest with a date, else of the first category."""
    own = [each for each in members.listings if not each.withdrawn]
    chosen = (each for each in own if each.publication_id == highlight)
    order = [*site.categories]
    first = min(own, key=lambda each: (not each.dated, order.index(each.categories[0])), default=None)
    dated = (each for each in own if each.dated)
    return next(chosen, next(dated, first))


@dataclass(frozen=True, slots=True)
class EditionMembers:
    """The listings of an edition: its own per term, and one per publication in other languages only."""

    groups: tuple[tuple[str, tuple[Listing, ...]], ...]
    elsewhere: tuple[Listing, ...]


def editions(
    listings: Sequence[Listing], site: Site, wanted: Iterable[Period]
) -> Iterator[tuple[Period, Mapping[str, EditionMembers]]]:
    """The editions of each wanted period that has entries, by language; the oldest period first."""
    by_period: dict[Period, list[Listing]] = defaultdict(list)
    for listing in listings:
        if listing.period:
            by_period[listing.period].append(listing)
    for period in sorted(set(wanted)):
        covered = [period] if period.is_month else filter(period.covers, by_period)
        inside = [listing for each in covered for listing in by_period.get(each, ())]
        made = {language: _edition(inside, site, language) for language in site.languages}
        members = {language: each for language, each in made.items() if each.groups or each.elsewhere}
        if members:
            yield period, members


def _edition(inside: Sequence[Listing], site: Site, language: str) -> EditionMembers:
    groups: dict[str, list[Listing]] = {term: [] for term in site.categories}
    for listing in inside:
        if listing.language == language:
            groups[listing.categories[0]].append(listing)
    return EditionMembers(
        tuple((term, by_date(members)) for term, members in groups.items() if members),
        _elsewhere(inside, site, language) if site.newsletter.other_languages == "titles" else (),
    )


def _elsewhere(listings: Sequence[Listing], site: Site, language: str) -> tuple[Listing, ...]:
    """Newest first, what is not there in a language, in the first of the site's languages that it has."""
    here = {each.publication_id for each in listings if each.language == language}
    others: dict[str, Listing] = {}
    order = {each: number for number, each in enumerate(site.languages)}
    for listing in sorted(listings, key=lambda listing: order[listing.language]):
        if listing.publication_id not in here and not listing.withdrawn:
            others.setdefault(listing.publication_id, listing)
    return by_date(others.values())
