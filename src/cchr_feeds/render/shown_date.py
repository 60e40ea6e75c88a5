"""A date as a page shows it: in words for people, and in ISO form for `<time datetime>`."""

from __future__ import annotations

from dataclasses import dataclass

from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.text.dates import date_in_words, iso_date


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The same date twice, both with the precision it is known with."""

    iso: str
    words: str


def shown_date(entry: Entry, site: Site) -> ShownDate | None:
    """When the entry came out, in its language; `None` when nobody knows."""
    if entry.date is None:
        return None
    return ShownDate(
        iso_date(entry.date, site.timezone), date_in_words(entry.date, entry.language, site.timezone)
    )
