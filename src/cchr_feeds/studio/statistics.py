"""Figures of what readers have: how much is translated, and how much came out by month and category."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cchr_feeds.model.publication import Listing
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


def shares(labels: Mapping[str, str], found: Sequence[Collection[str]]) -> list[Share]:
    """How many publications have each of the keys that have labels; `found` are the keys of each of them."""
    return [Share(label, sum(key in each for each in found), len(found)) for key, label in labels.items()]


def by_month(preview: Preview) -> list[tuple[str, list[int]]]:
    """Twelve months, oldest first, up to the newest with a publication: a pause does not empty the chart.

    Each has how many publications came out in it, by category in the site's order. A publication counts once,
    in the month of the language it came out in.
    """
    first: dict[str, Listing] = {}
    for listing in reversed(preview.selection.listings):
        if listing.period and not listing.withdrawn:
            first.setdefault(listing.publication_id, listing)
    counts = Counter((str(each.period), each.categories[0]) for each in first.values())
    end = max((each.period for each in first.values() if each.period), default=preview.today)
    last = end.year * 12 + end.month - 1
    periods = [f"{each // 12:04}-{each % 12 + 1:02}" for each in range(last - MONTHS + 1, last + 1)]
    return [(period, [counts[period, term] for term in preview.site.categories]) for period in periods]


def undated(preview: Preview) -> int:
    """How many publications came out in no month that is known."""
    dated = {each.publication_id for each in preview.selection.listings if each.period}
    return sum(each.id not in dated for each in preview.public)
