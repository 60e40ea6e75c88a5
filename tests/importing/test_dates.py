"""Dates of sources: those that can mean one thing only, and those by which a text says when it comes out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.importing.raw_source import stated_date
from cchr_feeds.text.date_parsing import said_in
from cchr_feeds.text.formatting import date_in_words
from factories import PHNOM_PENH, a_date, a_site

STATED = {
    "2024-10-10": "2024-10-10",
    "2024": "2024",
    "2024-10": "2024-10",
    "២០២៤-១០-១០": "2024-10-10",
    "2024-10-10T23:00:00Z": "2024-10-11T06:00+07:00",
    "2024-10-10 09:30:15.250+07:00": "2024-10-10T09:30:15+07:00",
    "2024-10-10T00:00:00+07:00": "2024-10-10",
    "Thu, 10 Oct 2024 07:00:00 GMT": "2024-10-10T14:00+07:00",
    "10 Oct 2024 00:00:00 +0700": "2024-10-10",
    "10 Oct 2024 07:00:00 -0000": "2024-10-10",
    "10 October 2024": "2024-10-10",
    "Thursday, 3rd October 2024": "2024-10-03",
    "Oct. 3, 2024": "2024-10-03",
    "Sept 2024": "2024-09",
    "ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤": "2024-10-10",
    "ខែតុលា ឆ្នាំ២០២៤": "2024-10",
    "ថ្ងៃព្រហស្បតិ៍ ទី១០ ខែតុលា ឆ្នាំ២០២៤": "2024-10-10",
    "១០ តុលា ២០២៤": "2024-10-10",
    "13/10/2024": "2024-10-13",
    "10/13/2024": "2024-10-13",
    "10.10.2024": "2024-10-10",
    "20241010": "2024-10-10",
    "2025/05/03": "2025-05-03",
    "2025/05": "2025-05",
    "२०२५/०४/२३": "2025-04-23",
}
UNCLEAR = [
    "",
    "10/11/2024",
    "10-11-2024",
    "2024-13-01",
    "31 February 2024",
    "10 Oct 24 07:00:00 GMT",
    "Mon, 30 Nov -0001 00:00:00 +0000",
    "Mon, 01 Jan 0001 00:00:00 +0000",
    "40 Oct 2024 07:00:00 GMT",
    "10 Oct 9999 07:00:00 GMT",
    "last week",
    "45575",
    "20241310",
    "32/13/2024",
    "10 October 2024 and later",
    "1 " * 1000,
]


@pytest.mark.parametrize(("text", "day"), STATED.items())
def test_a_clear_date_is_taken(text: str, day: str) -> None:
    """With the precision it has, in the site's time zone."""
    found = stated_date(text, PHNOM_PENH)
    assert found
    assert str(found) == day


@pytest.mark.parametrize("text", UNCLEAR)
def test_an_unclear_date_is_not(text: str) -> None:
    """No guess is made."""
    assert stated_date(text, PHNOM_PENH) is None


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)), st.sampled_from(["en", "km"]))
def test_a_date_in_our_own_words_comes_back(day: date, language: str) -> None:
    """In both languages."""
    meant = a_date(day.isoformat())
    assert stated_date(date_in_words(meant, language, a_site()), PHNOM_PENH) == meant


SAID = {
    "Today, 10 October 2024, the Center is releasing a report.": "2024-10-10",
    "Today, Thursday, October 10, 2024, we": "2024-10-10",
    "ASEAN (5 August 2024) - As the negotiations": "2024-08-05",
    "Phnom Penh, 5 August 2024 – We": "2024-08-05",
    "PHNOM PENH, Cambodia, August 5, 2024: We": "2024-08-05",
    "On 10 October 2024, the court decided.": "",
    "The court, 10 October 2024, decided.": "",
    "We look back. Today, 10 October 2024, is far.": "",
    "Between 2020 and 5 August 2024 - we": "",
    "យើងខ្ញុំ នៅថ្ងៃទី១៩ ខែកក្កដា ឆ្នាំ២០២៤ ។": "",
    "Phnom Penh, 31 February 2024 – We": "",
    "ថ្ងៃនេះ ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤ មជ្ឈមណ្ឌលចេញផ្សាយ": "2024-10-10",
    "រាជធានីភ្នំពេញ ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤ ៖ មជ្ឈមណ្ឌលចេញផ្សាយ": "2024-10-10",
    "ភ្នំពេញ, ១០ តុលា ២០២៤ – មជ្ឈមណ្ឌលចេញផ្សាយ": "2024-10-10",
    "កាលពីថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤ តុលាការបានសម្រេច": "",
    "ថ្ងៃនេះ យើងរំលឹកដល់ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤": "",
}


@pytest.mark.parametrize(("text", "day"), SAID.items())
def test_a_text_says_when_it_comes_out_in_two_ways(text: str, day: str) -> None:
    """By "today" and a date, or by the line that newspapers begin with; any other date may be of anything."""
    found = said_in(text)
    assert (str(found[0]) if found else "") == day
