"""The feeds that readers have the addresses of, editions that went out, and what a build does to both."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from cchr_feeds.lockfile import conflicts
from cchr_feeds.lockfile.conflicts import Conflict
from cchr_feeds.model.dates import Period, period
from cchr_feeds.model.lock import Lock, PublishedFeed, moved_entries
from cchr_feeds.model.project import Project
from cchr_feeds.model.site import Site
from cchr_feeds.select import History, Selection, division, members_of, recent_until


def histories(lock: Lock, site: Site, now: datetime) -> dict[str, History]:
    """What readers have of each language's archives at `now`."""
    moved = [(key, language) for key, language, when in moved_entries(lock) if recent_until(when) > now]
    return {
        language: History(
            archived=frozenset(each.year for each in _archives(lock, language)),
            held=frozenset(each.year for each in _archives(lock, language) if _is_held(each, now)),
            moved=frozenset(key for key, other in moved if other == language),
        )
        for language in site.languages
    }


def _archives(lock: Lock, language: str) -> Iterator[PublishedFeed]:
    return (each for each in lock.feeds.values() if each.year and each.language == language)


def _is_held(archive: PublishedFeed, now: datetime) -> bool:
    """Whether the live feed holds its whole year: readers may have read it before that was over."""
    closed = archive.closed
    return archive.is_open or bool(closed and recent_until(datetime.fromisoformat(closed)) > now)


def ends_of_history(lock: Lock, now: datetime) -> Iterator[datetime]:
    """The moments after `now` from which a live feed holds less because of what readers have."""
    closed = (datetime.fromisoformat(each.closed) for each in lock.feeds.values() if each.closed)
    moved = (when for _, _, when in moved_entries(lock))
    yield from (end for end in map(recent_until, (*closed, *moved)) if end > now)


def given_feeds(lock: Lock, site: Site, selection: Selection) -> dict[str, PublishedFeed]:
    """The feeds that a build gives to readers, by their paths."""
    before = histories(lock, site, selection.now)
    found = []
    for language in site.languages:
        found.append(PublishedFeed(f"{language}/atom.xml", f"feeds/{language}"))
        found.append(PublishedFeed(f"newsletters/{language}/atom.xml", f"newsletters/{language}"))
        for term, current in site.current_terms.items():  # copies under former terms are feeds as well
            tag = site.feed_tag(language, current)
            found.append(PublishedFeed(f"{language}/{term}/atom.xml", tag.removeprefix(site.tag(""))))
        members = members_of(language, selection)
        for year in division(members, site, selection.now, before[language]).archives:
            path = f"{language}/archive/{year}.xml"
            known = lock.feeds.get(path, PublishedFeed(path, ""))
            # A year that was over may go on again, as when a clock was wrong.
            is_open = path in lock.feeds and year >= members.newest_year
            closed = selection.now.isoformat(timespec="seconds") if known.is_open else known.closed
            found.append(PublishedFeed(path, f"feeds/{language}", is_open, "" if is_open else closed))
    return {each.path: each for each in found}


def feed_conflicts(lock: Lock, site: Site, given: Mapping[str, PublishedFeed]) -> Iterator[Conflict]:
    """What would end the address of a feed, or give it another id; nothing before there was an entry."""
    if not lock.lines:
        return
    if lock.feeds_url not in ("", site.feeds_url):
        yield conflicts.another_address(lock.feeds_url)
    ids = {each.id for each in lock.feeds.values()}
    for feed in lock.feeds.values():
        now = given.get(feed.path)
        if feed.language not in site.languages:
            yield conflicts.language_lost(feed.language)
        elif now is None:
            yield conflicts.category_lost(feed.term, _newcomer(lock, site))
        elif feed.id and now.id != feed.id and (feed.term in site.categories or now.id not in ids):
            yield conflicts.another_feed_id(site.current_terms[feed.term], feed.id)


def _newcomer(lock: Lock, site: Site) -> str:
    """The one category that readers have no feed of yet, which probably takes the place of another."""
    known = {each.term for each in lock.feeds.values()}
    new = [term for term in site.categories if term not in known]
    return new[0] if len(new) == 1 else ""


def issued_periods(lock: Lock) -> dict[Period, datetime]:
    """The periods with an issued edition, and when the first language of each was issued."""
    found: dict[Period, datetime] = {}
    for edition in lock.editions.values():
        span, moment = period(edition.period), datetime.fromisoformat(edition.issued)
        found[span] = min(moment, found.get(span, moment))
    return found


def late_entries(lock: Lock, project: Project, selection: Selection) -> Iterator[Conflict]:
    """Entries of a month whose edition went out without them: who reads by mail would never see them."""
    if not lock.editions:
        return
    local = selection.now.astimezone(project.site.timezone)
    upcoming = _next_edition(Period.of_month(local.year, local.month), issued_periods(lock))
    late: dict[str, dict[str, Period]] = defaultdict(dict)
    for listing in selection.listings:
        edition = lock.editions.get((str(listing.period), listing.language))
        if listing.period and edition and listing.publication_id not in edition.entries:
            late[listing.publication_id][listing.language] = listing.period
    for publication_id, missed in late.items():
        meta = project.metadata[publication_id]
        has_own = any(each.edition for each in meta.translations.values())
        is_whole = len(missed) == len(meta.translations) and not has_own
        blocks = [()] if is_whole else [(language,) for language in missed]
        for block in blocks:
            yield conflicts.too_late(meta, block, next(iter(missed.values())), upcoming)


def _next_edition(month: Period, issued: Collection[Period]) -> Period:
    """The first month, from this one on, whose edition has not left yet."""
    while month in issued:
        month = Period.of_month(month.year + month.month // 12, month.month % 12 + 1)
    return month
