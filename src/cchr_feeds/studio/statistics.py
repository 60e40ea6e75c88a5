"""Figures of what readers have: how much is translated, and how much came out by month and category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cchr_feeds.model.dates import Period
from cchr_feeds.model.publication import Listing, Publication
from cchr_feeds.studio.project_state import Preview

MONTHS = 12
"""How many the chart shows, the newest of them the last one with a publication."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with what it is called."""

    label: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        """In hundredths of the whole, rounded; 100 only where it is all of it."""
        if self.count == self.of:
            return 100 if self.of else 0
        return min(round(100 * self.count / self.of), 99)


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A publication that readers of some languages can't read."""

    path: str
    title: str
    language: str
    languages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Month:
    """A month, and how many publications came out in it, by category in the site's order."""

    period: str
    counts: Sequence[int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


def coverage(preview: Preview) -> list[Share]:
    """How many of all publications each language has."""
    publications = _public(preview)
    return [
        Share(info.name, sum(language in each.translations for each in publications), len(publications))
        for language, info in preview.site.languages.items()
    ]


def untranslated(preview: Preview) -> list[Untranslated]:
    """What is not in every language, by file."""
    languages = preview.site.languages
    found = []
    for each in _public(preview):
        missing = [info.name for language, info in languages.items() if language not in each.translations]
        if missing:
            first = next(language for language in languages if language in each.translations)
            path = preview.project.places[each.id]
            found.append(Untranslated(path, each.translations[first].title, first, missing))
    return found


def _public(preview: Preview) -> list[Publication]:
    """The publications that readers have, in whichever language; what was withdrawn is not among them."""
    ids = dict.fromkeys(each.publication_id for each in preview.selection.listings if not each.withdrawn)
    return [preview.project.publications[each] for each in ids]


def by_month(preview: Preview) -> list[Month]:
    """Twelve months, oldest first. A publication counts once, in the month of the language it came out in."""
    first: dict[str, Listing] = {}
    for listing in reversed(preview.selection.listings):
        if listing.period and not listing.withdrawn:
            first.setdefault(listing.publication_id, listing)
    counts = Counter((str(each.period), each.categories[0]) for each in first.values())
    periods = _months(max((each.period for each in first.values() if each.period), default=None), preview)
    return [Month(period, [counts[period, term] for term in preview.site.categories]) for period in periods]


def undated(preview: Preview) -> int:
    """How many publications came out in no month that is known."""
    dated = {each.publication_id for each in preview.selection.listings if each.period}
    return sum(each.id not in dated for each in _public(preview))


def _months(newest: Period | None, preview: Preview) -> list[str]:
    """The months up to the newest that has something, so that a pause does not empty the chart."""
    local = preview.now.astimezone(preview.site.timezone)
    year, month = (newest.year, newest.month) if newest else (local.year, local.month)
    last = year * 12 + month - 1
    return [f"{each // 12:04}-{each % 12 + 1:02}" for each in range(last - MONTHS + 1, last + 1)]


def by_category(preview: Preview, language: str) -> list[Share]:
    """How many publications each category, by its label in a language, has; one of several counts in each."""
    publications = _public(preview)
    return [
        Share(label[language], sum(term in each.category for each in publications), len(publications))
        for term, label in preview.site.categories.items()
    ]
