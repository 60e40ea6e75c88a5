"""Text to plain values: lines, paragraphs, dates, months, numbers, yes and no."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from cchr_feeds.errors import InvalidValue
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import PartialDate, Period, Precision

_KHMER_DIGITS = {0x17E0 + value: str(value) for value in range(10)}
ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bqBQ]\?")
"""The beginning of coded e-mail text (RFC 2047 §2)."""

_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?P<offset>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
_SHORT_DATE = re.compile(r"(\d{4})[-/. –](\d{1,2})(?:[-/. –](\d{1,2}))?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])\d{1,2}\1\d{1,2}", re.ASCII)
"""Nobody knows which of the three is the year."""

FIRST_YEAR, LAST_YEAR = 1950, 2199  # before, many zones were off by seconds, which RFC 3339 can't say


def ascii_digits(text: str) -> str:
    """`text` with ០-៩ written as 0-9."""
    return text if text.isascii() else text.translate(_KHMER_DIGITS)


def line(text: str, limit: int) -> str:
    """One line of at most `limit` characters, outer spaces removed.

    Something that looks like a MIME encoded-word (RFC 2047) is refused: Python before 3.12.5
    decodes it in a header, line breaks included, so that a title could add recipients.
    """
    text = text.strip()
    if "\n" in text or "\t" in text:
        raise InvalidValue("line", _("this must be one line"), _("write it on one line, without tabs"))
    if "=?" in text and ENCODED_WORD.search(text):
        raise InvalidValue(
            "line", _("this looks like coded e-mail text (=?…?=)"), _("write it in plain letters")
        )
    return _within(text, limit)


def block(text: str, limit: int) -> str:
    """Text of one or more lines and at most `limit` characters, outer white space removed."""
    return _within(text.strip(), limit)


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise InvalidValue(
            "length",
            _("this has {count:,} characters; at most {limit:,} fit here", count=len(text), limit=limit),
            _("shorten it"),
        )
    return text


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text.

    YAML's folded style (`>`) ends a paragraph by one line break, the literal style (`|`) and
    people by an empty line; so where an empty line stands, single line breaks mean nothing.
    """
    if re.search(r"\n[ \t]*\n", text):
        return [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    return [part.strip() for part in text.split("\n") if part.strip()]


def partial_date(text: str) -> PartialDate:
    """A date in ISO form, to the year, month, day or minute; Khmer digits are accepted, guesses not made."""
    ascii_text = ascii_digits(text.strip())
    match = _DATE.fullmatch(ascii_text)
    if not match:
        raise InvalidValue(
            "date", _("{text!r} is not a date in the right shape", text=text), _date_hint(ascii_text)
        )
    try:
        written = _moment(match)
    except ValueError as error:
        raise InvalidValue(
            "date",
            _("there is no {text} in the calendar", text=text),
            _("correct the day, the month or the time"),
        ) from error
    if not FIRST_YEAR <= written.year <= LAST_YEAR:
        raise InvalidValue(
            "date", _("the year {year} can't be meant", year=written.year), _("correct the year")
        )
    return PartialDate(written, Precision(4 - match.groups()[:4].count(None)))


def _moment(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, offset = match.groups()
    day_known = int(year), int(month or 1), int(day or 1)
    return datetime(*day_known, int(hour or 0), int(minute or 0), int(second or 0), tzinfo=_offset(offset))


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(text)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if text[0] == "-" else span)


def _date_hint(text: str) -> str:
    match = _SHORT_DATE.fullmatch(text)
    if match:
        return _(
            "write {value}",
            value="-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]),
        )
    if _SHORT_YEAR.fullmatch(text):
        return _("write the year first and with all its four digits, such as 2024-10-31")
    first = "" if re.match(r"\d{4}(?!\d)", text, re.ASCII) else _("the year first: ")
    return _("write {first}2024-10-31, or 2024-10, or 2024, or 2024-10-31T09:00+07:00", first=first)


def month(text: str) -> Period:
    """A month such as 2024-10."""
    date = partial_date(text)
    if date.precision is not Precision.MONTH:
        raise InvalidValue(
            "month",
            _("{text!r} is not a month", text=text),
            _("write the year and the month, such as 2024-10"),
        )
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
        hint = _("write a month (2024-10), a quarter (2024-Q4) or a year (2024)")
        raise InvalidValue("period", _("{text!r} is no period", text=text), hint) from error


def year(text: str) -> int:
    """A year such as 2024."""
    date = partial_date(text)
    if date.precision is not Precision.YEAR:
        raise InvalidValue(
            "year", _("{text!r} is not a year", text=text), _("write four digits, such as 2024")
        )
    return date.written.year


def flag(text: str) -> bool:
    """`true` or `false`; `yes` and `no` are refused, because editors and YAML versions disagree on them."""
    if text not in ("true", "false"):
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower(), text.lower())
        choice = meant if meant in ("true", "false") else _("true or false")
        raise InvalidValue(
            "flag", _("{text!r} is neither true nor false", text=text), _("write {value}", value=choice)
        )
    return text == "true"


def positive_number(text: str) -> int:
    """A whole number from 1 to 999,999,999,999; Khmer digits are accepted."""
    ascii_text = ascii_digits(text.strip())
    if not re.fullmatch(r"[1-9]\d{0,11}", ascii_text, re.ASCII):
        raise InvalidValue(
            "number",
            _("{text!r} is not a whole number above zero", text=text),
            _("write digits only, such as 1482933"),
        )
    return int(ascii_text)
