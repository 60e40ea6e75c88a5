"""Dates, periods, numbers and file sizes in the words and digits of a language; titles in capitals.

`site` may choose other digits than the language's own; it is `None` where the program speaks to staff.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.text.cldr import LIST_STYLES, DateForm, date_in, in_digits, numbering_system, size_in
from cchr_feeds.text.wording import Counted, Word, wording

_FORMS: dict[Precision, DateForm] = {Precision.YEAR: "year", Precision.MONTH: "month"}
_SHOUTED = 12  # letters; a shorter title may be an acronym, such as SOGIESC-SRHR


def date_in_words(date: PartialDate, language: str, site: Site) -> str:
    """The date as readers of `language` write it: "10 October 2024", "October 2024" or "2024".

    A date with a time is shown as its day in the site's time zone. A language of which CLDR has no names
    of months gets the ISO form ("2024-10"), never words of another language.
    """
    day, form = date.start(site.timezone).date(), _FORMS.get(date.precision, "day")
    return _in_words(day, form, language, _digits_of(language, site)) or date.iso_date(site.timezone)


def period_in_words(period: Period, language: str, site: Site | None) -> str:
    """The month, quarter or year as readers of `language` write it, or its ISO form ("2024-Q4")."""
    form: DateForm = "month" if period.is_month else "quarter" if period.quarter else "year"
    first = date(period.year, period.month or period.quarter * 3 or 1, 1)
    return _in_words(first, form, language, _digits_of(language, site)) or str(period)


@lru_cache(maxsize=8192)  # each date is shown several times, far apart
def _in_words(day: date, form: DateForm, language: str, system: str) -> str:
    return in_digits(date_in(language, day, form), system)


def edition_title(period: Period, language: str, site: Site) -> str:
    """What an edition is called, with its period."""
    info = site.languages[language]
    shown = period_in_words(period, language, site)
    return wording(language, site).edition_title.format(short=info.short or info.organisation, period=shown)


def digits(number_or_text: int | str, language: str, site: Site | None) -> str:
    """A number, or a text's 0-9, in the digits of `language`; addresses and ids are not for this."""
    return in_digits(str(number_or_text), _digits_of(language, site))


def counted(text: Counted, count: int, language: str, site: Site) -> str:
    """How many there are, in the form that the number asks for; words of another language have its digits."""
    form = text.form(count)
    return form.format(count=digits(count, text.language if isinstance(form, Word) else language, site))


def numbers_of_lists(language: str, site: Site) -> str:
    """What CSS calls the numbers before the items of a list."""
    return LIST_STYLES.get(_digits_of(language, site), "decimal")


def _digits_of(language: str, site: Site | None) -> str:
    """The numbering system that site.yaml chooses for a language, else the language's own."""
    info = site.languages.get(language) if site else None
    return (info and info.digits) or numbering_system(language)


def size_in_words(size: int, language: str, site: Site | None) -> str:
    """A number of bytes as people write it ("1.5 MB"), with the language's digits; units are decimal."""
    return digits(size_in(language, size), language, site)


def is_in_capitals(title: str) -> bool:
    """Whether a title is all in capitals, so that it is set a little smaller; an acronym is not meant."""
    letters = filter(str.isalpha, title)
    return all(map(str.isupper, letters)) and sum(map(str.isalpha, title)) >= _SHOUTED


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The same date twice, both with the precision it is known with."""

    iso: str
    words: str


def shown_date(entry: Entry, site: Site, language: str = "") -> ShownDate | None:
    """When the entry came out, in its language if not in another; `None` when that is not known."""
    if entry.date is None:
        return None
    words = date_in_words(entry.date, language or entry.language, site)
    return ShownDate(entry.date.iso_date(site.timezone), words)
