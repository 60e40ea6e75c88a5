"""Dates and numbers are written as readers of a language write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.text.formatting import date_in_words, digits, period_in_words

PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")


@pytest.mark.parametrize(
    ("precision", "language", "words"),
    [
        (Precision.DAY, "en", "19 July 2024"),
        (Precision.MONTH, "en", "July 2024"),
        (Precision.YEAR, "en", "2024"),
        (Precision.TIME, "en", "19 July 2024"),
        (Precision.DAY, "km", "ថ្ងៃទី១៩ ខែកក្កដា ឆ្នាំ២០២៤"),
        (Precision.MONTH, "km", "ខែកក្កដា ឆ្នាំ២០២៤"),
        (Precision.YEAR, "km-KH", "ឆ្នាំ២០២៤"),
        (Precision.DAY, "fr", "2024-07-19"),
        (Precision.TIME, "fr", "2024-07-19"),
        (Precision.MONTH, "fr", "2024-07"),
        (Precision.YEAR, "fr", "2024"),
    ],
)
def test_a_date_is_shown_with_the_precision_it_has(precision: Precision, language: str, words: str) -> None:
    """Never a day that was not written; a language without wording gets the ISO form, not English."""
    written = datetime(2024, 7, 19)  # noqa: DTZ001 - the site's zone is meant
    assert date_in_words(PartialDate(written, precision), language, PHNOM_PENH) == words


def test_a_time_is_shown_as_its_day_in_the_given_zone() -> None:
    """Late on 31 October in UTC is 1 November in Phnom Penh."""
    late = PartialDate(datetime.fromisoformat("2024-10-31T20:00+00:00"), Precision.TIME)
    assert date_in_words(late, "en", PHNOM_PENH) == "1 November 2024"


@pytest.mark.parametrize(
    ("period", "language", "words"),
    [
        (Period.of_month(2024, 10), "en", "October 2024"),
        (Period(2024, 4), "en", "Quarter 4 of 2024"),
        (Period(2024), "en", "2024"),
        (Period.of_month(2024, 10), "km", "ខែតុលា ឆ្នាំ២០២៤"),
        (Period(2024, 4), "km", "ត្រីមាសទី៤ ឆ្នាំ២០២៤"),
        (Period(2024), "km", "ឆ្នាំ២០២៤"),
        (Period.of_month(2024, 10), "fr", "2024-10"),
        (Period(2024, 4), "fr", "2024-Q4"),
        (Period(2024), "fr", "2024"),
    ],
)
def test_a_period_is_named(period: Period, language: str, words: str) -> None:
    """Months, quarters and years have a name in every language, be it the ISO one."""
    assert period_in_words(period, language) == words


@pytest.mark.parametrize(("language", "shown"), [("en", "12"), ("km", "១២"), ("fr", "12")])
def test_a_number_is_shown_in_the_digits_of_the_language(language: str, shown: str) -> None:
    """Khmer prose has Khmer digits."""
    assert digits(12, language) == shown
