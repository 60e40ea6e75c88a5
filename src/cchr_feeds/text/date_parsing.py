"""Dates as people write them in words or in figures, and the day on which a text says that it comes out."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache

from cchr_feeds.model.dates import PartialDate, ascii_digits, partial_date
from cchr_feeds.problem import InvalidValue
from cchr_feeds.text.cldr import date_pattern, months
from cchr_feeds.text.wording import languages

LONGEST_DATE = 100
"""Characters; no date has more, and a pattern need not look at a novel."""

_BEGINNING = 300  # characters in which a text says when it comes out
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
# So that only one day, or one month, can be meant.
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.–—‑ ](?P<month>\d{1,2})(?:[-/.–—‑ ](?P<day>\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) ?[-/. ] ?(?P<month>\d{1,2}) ?[-/. ] ?(?P<year>\d{4})", re.ASCII)
_IN_A_ROW = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)", re.ASCII)
_KHMER_DAY = r"(?:ថ្ងៃ ?(?:[\u1780-\u17d3]{2,16} ?)?ទី ?)?(?P<day>\d{1,2})"
# A text tells when it came out in two ways only: "Today, 10 October 2024, …", and the line that
# newspapers begin with, "PHNOM PENH, 10 October 2024 – …". Any other date in it may be of anything.
_TODAY = r"today,? (?:on )?{date}\b"
_DATELINE = r"[^\W\d_][^\d(:;!?\n]{{0,60}}?(?:,| ?\() ?{date}\)? ?[-–—:] "
_KHMER_TODAY = r"(?:នៅ ?)?ថ្ងៃនេះ[,៖]? ?(?:គឺ ?)?(?:នៅ ?)?{date}"
_KHMER_DATELINE = r"[\u1780-\u17d3\u200b]{{2,40}}(?:,| ?\(| ) ?{date}\)? ?[-–—:៖] ?"


def date_from_words(text: str) -> PartialDate | None:
    """A day or a month in words, in the languages that have words of ours; with nothing beside it."""
    text = _in_one_line(text)
    matches = (pattern.fullmatch(text) for pattern in _patterns()) if len(text) <= LONGEST_DATE else ()
    return next((date for match in matches if match and (date := _of(match))), None)


def days_in_figures(text: str) -> list[PartialDate]:
    """The days that figures may mean, the day first, then the month first: none, one, or two (10/11/2024)."""
    text = _in_one_line(text)
    if row := _IN_A_ROW.fullmatch(text) or YEAR_FIRST.fullmatch(text):
        found = [_date(*row.groups())]
    elif match := _DAY_FIRST.fullmatch(text):
        one, other, year = match.groups()
        found = [_date(year, other, one), _date(year, one, other)]
    else:
        found = []
    # 13/10/2024 can mean one day only, and so can 10/10/2024.
    return [date for date in dict.fromkeys(found) if date]


def days_around(text: str) -> list[PartialDate]:
    """The last day of a month and the first of the next, for a day that the month has not: 31 November."""
    text = _in_one_line(text)
    patterns = (YEAR_FIRST, _DAY_FIRST, *_patterns()) if len(text) <= LONGEST_DATE else ()
    for match in filter(None, (pattern.fullmatch(text) for pattern in patterns)):
        year, month, day = (match.groupdict().get(name) or "" for name in ("year", "month", "day"))
        known = _date(year, str(_numbers().get(month.casefold().rstrip("."), 0)), "28")
        if known and day.isdecimal() and 28 < int(day) <= 31 and not _of(match):
            first = (known.written + timedelta(days=4)).replace(day=1)
            return [partial_date(f"{each.date()}") for each in (first - timedelta(days=1), first)]
    return []


def said_in(text: str) -> tuple[PartialDate, str] | None:
    """The day on which a text itself says that it comes out, and the words with which it says so."""
    beginning = _in_one_line(text[:_BEGINNING])
    for pattern in _beginnings():
        match = pattern.match(beginning)
        date = _of(match) if match else None
        if match and date:
            return date, match[0].strip(" -–—:៖")
    return None


def _in_one_line(text: str) -> str:
    return ascii_digits(" ".join(text.split()))


def _of(match: re.Match[str]) -> PartialDate | None:
    found = match.groupdict()
    month = _numbers()[found["month"].casefold().rstrip(".")]
    return _date(found["year"], str(month), found.get("day"))


def _date(*parts: str | None) -> PartialDate | None:
    """The date of a year, a month and perhaps a day; `None` where there is none such."""
    try:
        return partial_date("-".join(part.zfill(2) for part in parts if part))
    except InvalidValue:
        return None


@cache
def _names(language: str) -> Mapping[str, int]:
    """The months' names in a language, long and short, in small letters and without a stop."""
    short = {"sep": 9} if language == "en" else {}  # CLDR's en-GB has Sept alone
    names = enumerate(months(language), start=1)
    return short | {name.casefold().rstrip("."): number for number, forms in names for name in forms}


@cache
def _numbers() -> Mapping[str, int]:
    """The number of each name of a month, and of each number; no name means two months in two languages."""
    figures = {f"{number:0{width}}": number for number in range(1, 13) for width in (1, 2)}
    return figures | {name: number for language in languages() for name, number in _names(language).items()}


def _month_of(language: str) -> str:
    names = sorted(map(re.escape, _names(language)), key=len, reverse=True)
    return rf"(?P<month>(?:{'|'.join(names)})\.?)"


def _english_days() -> tuple[str, str]:
    month = _month_of("en")
    return _WEEKDAY + f"{_DAY} {month},? {_YEAR}", _WEEKDAY + f"{month} {_DAY},? {_YEAR}"


def _khmer_day() -> str:
    return f"{_KHMER_DAY} ?(?:ខែ ?)?{_month_of('km')} ?(?:ឆ្នាំ ?)?{_YEAR}"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A day or a month in words, as we write them and as English and Khmer speakers do."""
    shapes = [*_english_days(), _khmer_day()]
    shapes += [_shape(date_pattern(each, form), each) for each in languages() for form in ("day", "month")]
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


def _shape(pattern: str, language: str) -> str:
    """What CLDR's pattern of a date matches, such as `d MMMM y`."""
    fields = {"y": _YEAR, "d": _DAY, "M": r"(?P<month>\d{1,2})", "MMMM": _month_of(language), "G": r"\S+"}
    parts = re.findall(r"'([^']*)'|(y|d|MMMM|M|G)|(.)", pattern)
    return "".join(fields[field] if field else re.escape(text or other) for text, field, other in parts)


@cache
def _beginnings() -> tuple[re.Pattern[str], ...]:
    """How a text begins that names the day on which it comes out, in English and in Khmer."""
    shapes = [shape.format(date=day) for day in _english_days() for shape in (_TODAY, _DATELINE)]
    shapes += [shape.format(date=_khmer_day()) for shape in (_KHMER_TODAY, _KHMER_DATELINE)]
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)
