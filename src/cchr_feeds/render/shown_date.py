"""A date as a page shows it: in words for people, and in ISO form for `<time datetime>`."""

from __future__ import annotations

from dataclasses import dataclass

from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.text.dates import date_in_words

_ISO_LENGTH = {Precision.YEAR: len("2024"), Precision.MONTH: len("2024-10")}


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The same date twice, both with the precision it is known with."""

    iso: str
    words: str


def shown_date(entry: Entry, site: Site) -> ShownDate | None:
    """When the entry came out, in its language; `None` when nobody knows."""
    if entry.date is None:
        return None
    return ShownDate(iso_date(entry.date, site), date_in_words(entry.date, entry.language, site.timezone))


def iso_date(date: PartialDate, site: Site) -> str:
    """The date as 2024, 2024-10 or 2024-10-10, in the site's time zone."""
    return date.start(site.timezone).date().isoformat()[: _ISO_LENGTH.get(date.precision)]
