"""Every language says everything, with the same names to fill in."""

import string
from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from babel.messages.extract import extract_from_file

from catalogues import ROOT, catalogue_messages
from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.text.characters import is_plain
from cchr_feeds.text.formatting import date_in_words, digits, period_in_words
from cchr_feeds.text.wording import Counted, Wording, wording, wording_of, wordings

LANGUAGES = ("en", "km")
SENTENCES = [field.name for field in fields(Wording) if field.name not in ("months", "digits")]


def texts(language: str, field: str) -> list[str]:
    """What a language says: one text, or that for one and that for many."""
    words = getattr(wordings()[language], field)
    return [words.form(1), words.form(7)] if isinstance(words, Counted) else [words]


def names_in(template: str) -> set[str]:
    """The {names} of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_the_catalogue_has_every_word_and_nothing_else() -> None:
    """`make catalogues` was run, and every word is translated."""
    found = extract_from_file(
        "python", ROOT / "src/cchr_feeds/text/wording.py", {"N_": None, "Counted": (1, 2)}
    )
    messages = catalogue_messages("readers")
    assert {(each[3], each[1]) for each in found} == set(messages)
    assert [key for key, message in messages.items() if not message.string or message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", SENTENCES)
def test_a_translation_names_what_the_english_names(language: str, field: str) -> None:
    """No {name} is lost, added or misspelt in a translation, and nothing is empty."""
    for text in texts(language, field):
        assert text
        assert names_in(text) == names_in(texts("en", field)[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_words_are_in_their_stored_form(language: str) -> None:
    """We keep the rules for text that we hold others to."""
    assert all(is_plain(text) for field in SENTENCES for text in texts(language, field))
    assert all(map(is_plain, wordings()[language].months))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_twelve_months_and_ten_digits(language: str) -> None:
    """Dates can be written in it."""
    words = wordings()[language]
    assert (len(set(words.months)), len(set(words.digits))) == (12, 10)


def test_a_number_chooses_its_form() -> None:
    """English has two; Khmer has one, and says it of any number."""
    english, khmer = (wordings()[language].entries_count for language in LANGUAGES)
    assert (english.form(1), english.form(2)) == ("{count} publication", "{count} publications")
    assert khmer.form(1) == khmer.form(2) != english.form(2)


def test_a_region_falls_back_to_its_language() -> None:
    """`km-KH` is Khmer."""
    assert wording("km-KH") is wordings()["km"]


def test_a_language_we_do_not_speak_gets_english() -> None:
    """Readers see something rather than nothing; code that must know asks `wording_of`."""
    assert wording("fr") is wordings()["en"]
    assert wording_of("fr") is None


# --- dates and numbers ----------------------------------------------------------------------------

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
