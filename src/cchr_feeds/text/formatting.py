"""Dates, periods, numbers and file sizes in the words of a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from functools import lru_cache

from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.text.wording import Wording, wording, wording_of


@lru_cache(maxsize=1024)  # a newsletter shows each of its dates several times
def date_in_words(date: PartialDate, language: str, timezone: tzinfo) -> str:
    """The date as readers of `language` write it: "10 October 2024", "October 2024" or "2024".

    A date with a time is shown as its day in `timezone`. A language without wording of ours
    gets the ISO form ("2024-10"), never words of another language.
    """
    known = wording_of(language)
    if known is None:
        return date.iso_date(timezone)
    day = date.start(timezone)
    patterns = {Precision.YEAR: known.date_year, Precision.MONTH: known.date_month}
    return _filled(patterns.get(date.precision, known.date_day), known, day)


def period_in_words(period: Period, language: str) -> str:
    """The month, quarter or year as readers of `language` write it, or its ISO form ("2024-Q4")."""
    known = wording_of(language)
    if known is None:
        return str(period)
    if period.is_month:
        return _filled(known.date_month, known, date(period.year, period.month, 1))
    pattern = known.date_quarter if period.quarter else known.date_year
    return digits(pattern.format(year=period.year, quarter=period.quarter), language)


def edition_title(period: Period, language: str, site: Site) -> str:
    """What an edition is called, with its period."""
    info = site.languages[language]
    shown = period_in_words(period, language)
    return wording(language).edition_title.format(short=info.short or info.organisation, period=shown)


def digits(number_or_text: int | str, language: str) -> str:
    """A number, or a text's 0-9, in the digits of `language`; addresses and ids are not for this."""
    known, text = wording_of(language), str(number_or_text)
    return known.native(text) if known else text


def _filled(pattern: str, words: Wording, day: date) -> str:
    return words.native(pattern.format(year=day.year, month=words.months[day.month - 1], day=day.day))


_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


def size_in_words(size: int, language: str) -> str:
    """A number of bytes as people write it ("1.5 MB"), with the language's digits; units are decimal."""
    factor, unit = next(((factor, unit) for factor, unit in _UNITS if size >= factor), (1, "B"))
    places = 1 if size < 10 * factor else 0
    number = f"{size / factor:.{places}f}".removesuffix(".0")
    return f"{digits(number, language)} {unit}"


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The same date twice, both with the precision it is known with."""

    iso: str
    words: str


def shown_date(entry: Entry, site: Site) -> ShownDate | None:
    """When the entry came out, in its language; `None` when that is not known."""
    if entry.date is None:
        return None
    words = date_in_words(entry.date, entry.language, site.timezone)
    return ShownDate(entry.date.iso_date(site.timezone), words)
