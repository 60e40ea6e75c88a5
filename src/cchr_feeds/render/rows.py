"""Entries as lists show them, on pages and in frames: the title, its series, when it came out, a teaser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.line_breaks import Html, unbroken
from cchr_feeds.render.series import Place, is_in_capitals, series_of
from cchr_feeds.segmentation.shorten import truncate
from cchr_feeds.text.formatting import ShownDate, shown_date

TEASER_CLUSTERS = 170


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list: its title as HTML, without the name of its series, and when it came out."""

    entry: Entry
    title: Html
    series: Html
    is_in_capitals: bool
    date: ShownDate | None
    teaser: Html


def rows_of(entries: Sequence[Entry], site: Site, others: Iterable[Entry] = ()) -> list[Row]:
    """The rows of a list; `others` are entries of the same series that stand elsewhere on the page."""
    places = series_of(chain(entries, others))
    return [_row(entry, places.get(entry.tag), site) for entry in entries]


def _row(entry: Entry, place: Place | None, site: Site) -> Row:
    title, names = place.title if place else entry.title, site.keep_together
    return Row(
        entry,
        unbroken(title, names),
        unbroken(place.series if place else "", names),
        is_in_capitals(title),
        shown_date(entry, site),
        unbroken(truncate(entry.summary, TEASER_CLUSTERS), names),
    )
