"""Dates as sources write them; an unclear one is none."""

from __future__ import annotations

import re
from datetime import tzinfo
from email.utils import parsedate_to_datetime

from cchr_feeds.errors import InvalidValue
from cchr_feeds.model.dates import FIRST_YEAR, LAST_YEAR, PartialDate, Precision, ascii_digits, partial_date
from cchr_feeds.text.written_dates import LONGEST_DATE, date_from_words, days_in_figures

_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)?(?: [A-Za-z0-9+-]{1,6})?"
)


def stated(text: str, timezone: tzinfo) -> PartialDate | None:
    """A date that a source gives as a date: in ISO form, as mail writes it (RFC 5322 §3.3), or in words.

    "10/11/2024" is none: it is October to some and November to others. "13/10/2024" is one day to all.
    """
    text = ascii_digits(" ".join(text.split()))
    if not text or len(text) > LONGEST_DATE:
        return None
    try:
        return _as_known(partial_date(text), timezone)
    except InvalidValue:
        return _as_mail(text, timezone) or date_from_words(text) or _in_figures(text)


def _in_figures(text: str) -> PartialDate | None:
    days = days_in_figures(text)
    return days[0] if len(days) == 1 else None


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
