"""Dates as publishers know them (to the year, the month, the day or the minute) and newsletter periods."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import IntEnum


class Precision(IntEnum):
    """How much of a date is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    TIME = 4


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision it was written with.

    `written` is the first moment it can mean. It is naive (the site's time zone is meant)
    unless a time was written with an offset.
    """

    written: datetime
    precision: Precision

    def start(self, timezone: tzinfo) -> datetime:
        """The moment from which something so dated is public, in `timezone`."""
        if self.written.tzinfo is not None:
            return self.written.astimezone(timezone)
        return self.written.replace(tzinfo=timezone)

    def is_before(self, other: PartialDate) -> bool:
        """Whether this is earlier for certain, as far as both are known; offsets are left out of account."""
        known = min(self.precision, other.precision, Precision.DAY)
        mine, others = (each.written.timetuple()[:known] for each in (self, other))
        return mine < others

    def feed_time(self, publication_id: str, timezone: tzinfo) -> datetime:
        """The moment feeds give: 07:00 plus 0 to 7,199 seconds fixed by the id where no time is known.

        Never midnight, which is the day before in Europe; and same-day entries differ, because
        the W3C validator warns of equal `updated` and NetNewsWire loses items of the same second.
        """
        if self.precision is Precision.TIME:
            return self.start(timezone)
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
    def of_month(cls, year: int, month: int) -> Period:
        """The month as a period."""
        return cls(year, (month + 2) // 3, month)

    @property
    def is_month(self) -> bool:
        """Whether this is a single month."""
        return self.month > 0

    def covers(self, other: Period) -> bool:
        """Whether all of `other` lies in this period."""
        return (
            self.year == other.year and self.quarter in (0, other.quarter) and self.month in (0, other.month)
        )
