"""Figures of what readers have: how much is translated, and how much came out by month and category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cchr_feeds.model.dates import Period
from cchr_feeds.model.publication import Listing, Publication
from cchr_feeds.studio.project_state import Preview

MONTHS = 12
"""How many the chart shows, the newest of them the last one with a publication."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with its label."""

    label: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        """In hundredths of the whole, rounded; 100 only where it is all of it."""
        if self.count == self.of:
            return 100 if self.of else 0
        return min(round(100 * self.count / self.of), 99)


Month = tuple[str, list[int]]
"""A month, and how many publications came out in it, by category in the site's order."""


def coverage(preview: Preview) -> list[Share]:
    """How many of all publications each language has."""
    public = preview.public
    return [
        Share(info.name, sum(language in each.translations for each in public), len(public))
        for language, info in preview.site.languages.items()
    ]


def untranslated(preview: Preview) -> list[Publication]:
    """The publications that are not in every language."""
    return [each for each in preview.public if len(each.translations) < len(preview.site.languages)]


def by_month(preview: Preview) -> list[Month]:
    """Twelve months, oldest first. A publication counts once, in the month of the language it came out in."""
    first: dict[str, Listing] = {}
    for listing in reversed(preview.selection.listings):
        if listing.period and not listing.withdrawn:
            first.setdefault(listing.publication_id, listing)
    counts = Counter((str(each.period), each.categories[0]) for each in first.values())
    periods = _months(max((each.period for each in first.values() if each.period), default=None), preview)
    return [(period, [counts[period, term] for term in preview.site.categories]) for period in periods]


def undated(preview: Preview) -> int:
    """How many publications came out in no month that is known."""
    dated = {each.publication_id for each in preview.selection.listings if each.period}
    return sum(each.id not in dated for each in preview.public)


def _months(newest: Period | None, preview: Preview) -> list[str]:
    """The months up to the newest that has something, so that a pause does not empty the chart."""
    end = newest or preview.today
    last = end.year * 12 + end.month - 1
    return [f"{each // 12:04}-{each % 12 + 1:02}" for each in range(last - MONTHS + 1, last + 1)]


def by_category(preview: Preview, labels: Mapping[str, str]) -> list[Share]:
    """How many publications each category, by its label, has; one of several counts in each."""
    public = preview.public
    return [
        Share(label, sum(term in each.category for each in public), len(public))
        for term, label in labels.items()
    ]
