"""Dates as sources write them, and those that a text gives itself; an unclear one is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache

from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.parsing import FIRST_YEAR, LAST_YEAR, ascii_digits, partial_date
from cchr_feeds.model.refusal import Refused
from cchr_feeds.text.wording import WORDING

_LONGEST = 100  # characters; no date has more, and a pattern need not look at a novel
_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)?(?: [A-Za-z0-9+-]{1,6})?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
# A text tells when it came out in two ways only: "Today, 10 October 2024, …", and the line that
# newspapers begin with, "PHNOM PENH, 10 October 2024 – …". Any other date in it may be of anything.
_TODAY = r"today,? (?:on )?{date}\b"
_DATELINE = r"[^\W\d_][^\d(:;!?\n]{{0,60}}?(?:,| ?\() ?{date}\)? ?[-–—:] "


def stated(text: str, timezone: tzinfo) -> PartialDate | None:
    """A date that a source gives as a date: in ISO form, as mail writes it (RFC 5322 §3.3), or in words.

    "10/11/2024" is none: it is October to some and November to others.
    """
    text = ascii_digits(" ".join(text.split()))
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _as_known(partial_date(text), timezone)
    except Refused:
        return _as_mail(text, timezone) or _in_words(text)


def said_in(text: str) -> PartialDate | None:
    """The day on which a text itself says that it comes out."""
    beginning = " ".join(text[:300].split())
    for pattern in _beginnings():
        match = pattern.match(beginning)
        if match:
            return _of(match)
    return None


def _as_known(date: PartialDate, timezone: tzinfo) -> PartialDate:
    """In the site's time zone; midnight where it was written is how programs write a day alone."""
    if date.precision is not Precision.TIME:
        return date
    written = date.written
    if (written.hour, written.minute, written.second) == (0, 0, 0):
        return PartialDate(written.replace(tzinfo=None), Precision.DAY)
    return PartialDate(date.start(timezone).replace(microsecond=0), Precision.TIME)


def _as_mail(text: str, timezone: tzinfo) -> PartialDate | None:
    """Only with a year of four digits, or 0001 would be 2001; without a known zone, the day alone."""
    if not _MAIL.fullmatch(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if not FIRST_YEAR < moment.year < LAST_YEAR:
        return None
    if moment.tzinfo is None:
        return PartialDate(moment.replace(hour=0, minute=0, second=0), Precision.DAY)
    return _as_known(PartialDate(moment, Precision.TIME), timezone)


def _in_words(text: str) -> PartialDate | None:
    matches = (pattern.fullmatch(text) for pattern in _patterns())
    return next((date for match in matches if match and (date := _of(match))), None)


def _of(match: re.Match[str]) -> PartialDate | None:
    found = match.groupdict()
    month = _months()[found["month"].casefold().rstrip(".")]
    day = f"-{int(found['day']):02}" if found.get("day") else ""
    try:
        return partial_date(f"{found['year']}-{month:02}{day}")
    except Refused:
        return None  # there is no such day


@cache
def _months() -> Mapping[str, int]:
    """The months' names in the languages that have words of ours, and the short English ones."""
    names = {
        month.casefold(): number
        for wording in WORDING.values()
        for number, month in enumerate(wording.months, start=1)
    }
    short = {month[:3].casefold(): number for number, month in enumerate(WORDING["en"].months, start=1)}
    return names | short | {"sept": 9}


def _month_of(language: str) -> str:
    names = sorted((re.escape(name) for name in WORDING[language].months), key=len, reverse=True)
    short = [r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"] if language == "en" else []
    return f"(?P<month>{'|'.join([*names, *short])})"


def _english_days() -> tuple[str, str]:
    month = _month_of("en")
    return f"{_DAY} {month},? {_YEAR}", f"{month} {_DAY},? {_YEAR}"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A day or a month in words, as our own wording writes them and as English speakers do."""
    shapes = [_WEEKDAY + day for day in _english_days()]
    for language, wording in WORDING.items():
        parts = {"day": _DAY, "month": _month_of(language), "year": _YEAR}
        shapes += (shape.format(**parts) for shape in (wording.date_day, wording.date_month))
    return tuple(re.compile(shape, re.IGNORECASE | re.ASCII) for shape in shapes)


@cache
def _beginnings() -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled_beginnings())


def _compiled_beginnings() -> Iterator[re.Pattern[str]]:
    for day in _english_days():
        yield re.compile(_TODAY.format(date=_WEEKDAY + day), re.IGNORECASE)
        yield re.compile(_DATELINE.format(date=_WEEKDAY + day), re.IGNORECASE)


def moment_text(moment: datetime) -> str:
    """A moment from a table's cell in ISO form; midnight is a day alone."""
    is_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if is_day else moment.isoformat(timespec="seconds")
