"""Entries as lists show them, on pages and in frames: the title, its series, when it came out, a teaser."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.line_breaks import Html, unbroken
from cchr_feeds.segmentation.shorten import whole_sentences
from cchr_feeds.text.cldr import Direction, direction
from cchr_feeds.text.direction import text_direction
from cchr_feeds.text.formatting import ShownDate, is_in_capitals, shown_date

TEASER_CLUSTERS, LEAD_CLUSTERS = 170, 300
"""How much of a summary a row shows, and the story that leads a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list: its title as HTML, without the name of its series, and when it came out.

    A text of another direction than the page's says so.
    """

    entry: Entry
    title: Html
    series: Html
    is_in_capitals: bool
    date: ShownDate | None
    teaser: Html


def rows_of(entries: Iterable[Entry], site: Site, language: str = "") -> list[Row]:
    """The rows of a list; dates are in the `language` of the page, where that is not the entry's."""
    return [row_of(entry, site, language) for entry in entries]


def row_of(entry: Entry, site: Site, language: str = "", clusters: int = TEASER_CLUSTERS) -> Row:
    """The row of an entry on a page in a language."""
    around, names = direction(language or entry.language), site.keep_together
    texts = entry.short_title, entry.place.series if entry.place else "", _teaser(entry.summary, clusters)
    title, series, teaser = (_shown(text, entry.language, around, names) for text in texts)
    date = shown_date(entry, site, language)
    return Row(entry, title, series, is_in_capitals(entry.short_title), date, teaser)


# An entry stands in the lists of its language, its year and its categories.
_teaser = lru_cache(maxsize=4096)(whole_sentences)


@lru_cache(maxsize=8192)
def _shown(text: str, language: str, around: Direction, names: tuple[str, ...]) -> Html:
    html, way = unbroken(text, names), text_direction(text, language)
    # The line begins where the page's lines do, so the text says its direction, and not the line.
    return html if way == around else Html(f'<bdi dir="{way}">{html}</bdi>')
