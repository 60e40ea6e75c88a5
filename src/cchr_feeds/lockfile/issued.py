"""Editions that have left the house: since when, and what comes too late for them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from cchr_feeds.lockfile import conflicts
from cchr_feeds.lockfile.conflicts import Conflict
from cchr_feeds.model.dates import Period, period
from cchr_feeds.model.lock import Lock
from cchr_feeds.model.project import Project
from cchr_feeds.select import Selection


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
        is_whole = len(missed) == len(meta.translations) and not any(
            each.edition for each in meta.translations.values()
        )
        blocks = [()] if is_whole else [(language,) for language in missed]
        for block in blocks:
            yield conflicts.too_late(meta, block, next(iter(missed.values())), upcoming)


def _next_edition(month: Period, issued: Collection[Period]) -> Period:
    """The first month, from this one on, whose edition has not left yet."""
    while month in issued:
        month = Period.of_month(month.year + month.month // 12, month.month % 12 + 1)
    return month
