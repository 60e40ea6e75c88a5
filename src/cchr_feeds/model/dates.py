"""Dates known to the year, the month, the day or the minute; newsletter periods; and both read from text."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import IntEnum
from unicodedata import decimal

from cchr_feeds.i18n import _
from cchr_feeds.problem import InvalidValue

FIRST_YEAR, LAST_YEAR = 1950, 2199  # before, many zones were off by seconds, which RFC 3339 can't say


class Precision(IntEnum):
    """How much of a date is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    TIME = 4


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision with which it was written.

    `written` is the first moment it can mean: naive, in the site's time zone, unless it has an offset.
    """

    written: datetime
    precision: Precision

    def __str__(self) -> str:
        """As it is written in a file."""
        if self.precision is Precision.TIME:
            return self.written.isoformat(timespec="seconds" if self.written.second else "minutes")
        return self._shown(self.written)

    def iso_date(self, timezone: tzinfo) -> str:
        """As 2024, 2024-10 or 2024-10-10; one with a time as its day in `timezone`."""
        return self._shown(self.start(timezone))

    def _shown(self, moment: datetime) -> str:
        return moment.date().isoformat()[: 3 * self.precision + 1]  # 4, 7 or all 10 characters

    def start(self, timezone: tzinfo) -> datetime:
        """The moment from which something so dated is public, in `timezone`."""
        if self.written.tzinfo is not None:
            return self.written.astimezone(timezone)
        return self.written.replace(tzinfo=timezone)

    def is_before(self, other: "PartialDate") -> bool:
        """Whether this is earlier for certain, as far as both are known; offsets are left out of account."""
        known = min(self.precision, other.precision, Precision.DAY)
        mine, others = (each.written.timetuple()[:known] for each in (self, other))
        return mine < others

    def feed_time(self, publication_id: str, timezone: tzinfo) -> datetime:
        """The moment feeds give: 07:00 plus 0 to 7,199 seconds fixed by the id where no time is known."""
        if self.precision is Precision.TIME:
            return self.start(timezone)
        # Never midnight, which is the day before in Europe. Entries of the same day differ, because the
        # W3C validator warns of equal `updated`, and NetNewsWire loses items of the same second.
        digest = hashlib.sha256(publication_id.encode()).digest()
        seconds = int.from_bytes(digest[:8], "big") % 7200
        return self.start(timezone) + timedelta(hours=7, seconds=seconds)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A newsletter's span: a month (2024-10), a quarter (2024-Q4) or a year (2024)."""

    year: int
    quarter: int = 0
    month: int = 0

    def __str__(self) -> str:
        if self.month:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-Q{self.quarter}" if self.quarter else f"{self.year:04}"

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        """The month as a period."""
        return cls(year, (month + 2) // 3, month)

    def end(self, timezone: tzinfo) -> datetime:
        """The first moment after it."""
        last = self.month or self.quarter * 3 or 12
        return datetime(self.year + last // 12, last % 12 + 1, 1, tzinfo=timezone)

    @property
    def is_month(self) -> bool:
        """Whether this is a single month."""
        return self.month > 0

    def covers(self, other: "Period") -> bool:
        """Whether all of `other` lies in this period."""
        same_quarter, same_month = self.quarter in (0, other.quarter), self.month in (0, other.month)
        return self.year == other.year and same_quarter and same_month


_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?P<time>[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
# Python 3.14 takes 24:00; any takes an offset of 23:59, or of 60 minutes.
_NO_TIME = re.compile(r"[T ]24|[+-](?:1[5-9]|[2-9]\d|\d\d:?[6-9]\d)", re.ASCII)
# Any of the three numbers may be the year.
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])\d{1,2}\1\d{1,2}", re.ASCII)


def ascii_digits(text: str) -> str:
    """`text` with the decimal digits of every script (Unicode's category Nd) written as 0-9."""
    if text.isascii():
        return text
    return "".join(str(decimal(each)) if each.isdecimal() else each for each in text)


def partial_date(text: str) -> PartialDate:
    """A date in ISO form, to the year, month, day or minute, in any script's digits; guesses are not made."""
    ascii_text = ascii_digits(text.strip())
    match = _DATE.fullmatch(ascii_text)
    if not match:
        message = _("{text!r} is not a date in the right form", text=text)
        raise InvalidValue("date", message, _date_hint(ascii_text))
    try:
        written = _moment(*match.groups())
    except ValueError as error:
        message = _("there is no {text} in the calendar", text=text)
        raise InvalidValue("date", message, _("correct the day, the month or the time")) from error
    if not FIRST_YEAR <= written.year <= LAST_YEAR:
        message = _("the year {year} can't be right", year=written.year)
        raise InvalidValue("date", message, _("correct the year"))
    return PartialDate(written, Precision(4 - match.groups().count(None)))


def _moment(year: str, month: str | None, day: str | None, time: str | None) -> datetime:
    if _NO_TIME.search(time or ""):
        raise ValueError(time)
    return datetime.fromisoformat(f"{year}-{month or '01'}-{day or '01'}{time or ''}").replace(microsecond=0)


def _date_hint(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return _("write the year first, with all four digits, such as 2024-10-31")
    first = "" if re.match(r"\d{4}(?!\d)|\D*$", text, re.ASCII) else _("the year first: ")
    return _("write {first}2024-10-31, or 2024-10, or 2024, or 2024-10-31T09:00", first=first)


def month(text: str) -> Period:
    """A month such as 2024-10."""
    ascii_text = ascii_digits(text.strip())
    if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", ascii_text, re.ASCII):
        message = _("{text!r} is not a month", text=text)
        raise InvalidValue("month", message, _("write the year and the month, such as 2024-10"))
    date = partial_date(ascii_text)
    return Period.of_month(date.written.year, date.written.month)


def period(text: str) -> Period:
    """A month (2024-10), a quarter (2024-Q4) or a year (2024)."""
    ascii_text = ascii_digits(text.strip())
    quarter = re.fullmatch(r"(\d{4})-?[Qq]([1-4])", ascii_text, re.ASCII)
    if quarter:
        return Period(int(quarter[1]), int(quarter[2]))
    if re.fullmatch(r"\d{4}", ascii_text, re.ASCII):
        return Period(partial_date(ascii_text).written.year)
    try:
        return month(ascii_text)
    except InvalidValue as error:
        message = _("{text!r} is not a month, a quarter or a year", text=text)
        fix = _("write a month (2024-10), a quarter (2024-Q4) or a year (2024)")
        raise InvalidValue("period", message, fix) from error


def year(text: str) -> int:
    """A year such as 2024."""
    ascii_text = ascii_digits(text.strip())
    if not re.fullmatch(r"\d{4}", ascii_text, re.ASCII):
        message = _("{text!r} is not a year", text=text)
        raise InvalidValue("year", message, _("write four digits, such as 2024"))
    return partial_date(ascii_text).written.year
