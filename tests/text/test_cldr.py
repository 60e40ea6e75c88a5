"""What CLDR says of languages, as Babel has it, and where we write otherwise."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import example, given
from hypothesis import strategies as st

from cchr_feeds.model.rules import language_tag
from cchr_feeds.model.values import NUMBERING_SYSTEMS
from cchr_feeds.problem import InvalidValue
from cchr_feeds.text import cldr

DAY = date(2024, 10, 7)
KNOWN = sorted(tag.replace("_", "-") for tag in locale_identifiers())


def test_a_language_has_the_direction_that_cldr_gives_it() -> None:
    """The rule by scripts gives for each of CLDR's locales what Babel says of it; HTML knows no `ttb`."""
    known = {each: Locale.parse(each, sep="-").text_direction.replace("ttb", "ltr") for each in KNOWN}
    assert {each: cldr.direction(each) for each in KNOWN} == known


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        *[
            (each, "rtl")
            for each in ("ar", "fa", "he", "ur-PK", "dv", "rhg", "az-Arab", "en-Arab", "ks", "und-Hebr")
        ],
        *[(each, "ltr") for each in ("en", "km-KH", "az", "ks-Deva", "pa", "xx", "qaa", "zh-Hant", "nan")],
    ],
)
def test_a_script_decides_on_the_direction(language: str, expected: str) -> None:
    """A tag's own script comes first, then the likely one; an unknown language goes from left to right."""
    assert cldr.direction(language) == expected


@pytest.mark.parametrize(
    ("language", "day", "month", "quarter", "year"),
    [
        ("en", "7 October 2024", "October 2024", "Quarter 4 of 2024", "2024"),
        ("en-US", "October 7, 2024", "October 2024", "Quarter 4 of 2024", "2024"),
        ("en-KH", "7 October 2024", "October 2024", "Quarter 4 of 2024", "2024"),
        ("km", "ថ្ងៃទី7 ខែតុលា ឆ្នាំ2024", "ខែតុលា ឆ្នាំ2024", "ត្រីមាសទី4 ឆ្នាំ2024", "ឆ្នាំ2024"),
        ("km-KH", "ថ្ងៃទី7 ខែតុលា ឆ្នាំ2024", "ខែតុលា ឆ្នាំ2024", "ត្រីមាសទី4 ឆ្នាំ2024", "ឆ្នាំ2024"),
        ("fr", "7 octobre 2024", "octobre 2024", "4e trimestre 2024", "2024"),
        ("ne", "2024 अक्टोबर 7", "2024 अक्टोबर", "2024 चौथो त्रैमासिक", "2024"),
        ("he", "7 באוקטובר 2024", "אוקטובר 2024", "רבעון 4 2024", "2024"),
        ("zh-Hans", "2024年10月7日", "2024年10月", "2024年第4季度", "2024年"),
        ("vi", "7 tháng 10, 2024", "tháng 10 năm 2024", "Quý 4 năm 2024", "2024"),
        ("rhg", "", "", "", ""),
        ("xx", "", "", "", ""),
        ("en-Arab", "", "", "", ""),
    ],
)
def test_a_date_is_in_the_order_of_its_language(
    language: str, day: str, month: str, quarter: str, year: str
) -> None:
    """Months and years have patterns of their own; where CLDR knows no names of months, there is no text."""
    forms: tuple[cldr.DateForm, ...] = ("day", "month", "quarter", "year")
    assert [cldr.date_in(language, DAY, form) for form in forms] == [day, month, quarter, year]


@pytest.mark.parametrize(
    ("language", "shown_in", "expected"),
    [
        ("en", "fr", "anglais"),
        ("fr", "fr", "français"),
        ("km", "en", "Khmer"),
        ("km", "km", "ខ្មែរ"),
        ("ka", "ka", "ქართული"),
        ("zh-Hans", "en", "Simplified Chinese"),
        ("km-KH", "en", "Khmer (Cambodia)"),
        ("ar", "ne", "अरबी"),
        ("fr", "xx", "français"),
        ("nan", "nan", "Min Nan Chinese"),
        ("xx", "en", "xx"),
        ("xx", "xx", "xx"),
    ],
)
def test_a_language_is_named_in_another_and_in_itself(language: str, shown_in: str, expected: str) -> None:
    """As CLDR has it within a sentence, and by its tag where nothing is known."""
    assert cldr.language_name(language, shown_in) == expected


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Nepali", "ne"),
        ("नेपाली", "ne"),
        ("français", "fr"),
        ("simplified  Chinese", "zh-Hans"),
        ("עברית", "he"),
        ("x", ""),
    ],
)
def test_a_language_is_known_by_its_name(name: str, language: str) -> None:
    """In English or in itself, whatever its letters' case."""
    assert cldr.language_called(name) == language


def test_a_languages_own_name_has_a_capital_in_a_list() -> None:
    """Where its script has capitals."""
    assert [*map(cldr.own_name, ("fr", "ka", "km", "xx"))] == ["Français", "ქართული", "ខ្មែរ", "xx"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "latn"),
        ("km", "khmr"),
        ("km-KH", "khmr"),
        ("ne", "deva"),
        ("my", "mymr"),
        ("fa", "arabext"),
        ("xx", "latn"),
    ],
)
def test_a_language_has_digits(language: str, expected: str) -> None:
    """CLDR's by default; Khmer's own, which CLDR does not have as the default."""
    assert cldr.numbering_system(language) == expected


def test_digits_are_ten_in_a_row_that_unicode_calls_decimal() -> None:
    """Each numbering system writes 0 to 9 with characters of these values."""
    for system in NUMBERING_SYSTEMS:
        assert [unicodedata.decimal(each) for each in cldr.in_digits("0123456789", system)] == [*range(10)]


def test_each_default_system_of_cldr_that_has_decimal_digits_is_known() -> None:
    """No language of CLDR is left with Latin digits because a table of ours lacks its own."""
    systems = {Locale.parse(each, sep="-").default_numbering_system for each in KNOWN}
    assert systems <= NUMBERING_SYSTEMS.keys()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "one other"),
        ("km", "other"),
        ("ar", "zero one two few many other"),
        ("fr", "one other"),
        ("cs", "one few other"),
        ("xx", "other"),
    ],
)
def test_a_language_has_the_forms_that_counts_of_things_ask_for(language: str, expected: str) -> None:
    """Those for fractions and for a million are not asked of a translator."""
    assert " ".join(cldr.plural_numbers(language)) == expected


def test_a_list_has_the_separators_of_its_language() -> None:
    """Arabic has a comma of its own, and so have Burmese and Chinese; nothing is said twice."""
    lists = {language: cldr.listed(["PDF", "1"], language) for language in ("en", "km", "xx", "th")}
    assert set(lists.values()) == {"PDF, 1"}
    assert cldr.listed(["PDF", "1"], "ar") == "PDF، 1"
    assert cldr.listed(["PDF", "1", "2"], "ar") == "PDF، 1، 2"
    assert cldr.listed(["PDF", "1"], "my-MM") == "PDF၊ 1"
    assert cldr.listed(["PDF", "1"], "zh-TW") == "PDF、1"


@given(st.from_regex(r"[a-z]{2,8}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})?", fullmatch=True))
@example("en-001")
@example("de-1996")
def test_no_tag_is_refused(language: str) -> None:
    """For every tag that site.yaml takes there is a name, a direction and a form for a count."""
    try:
        language_tag(language)
    except InvalidValue:
        return
    assert cldr.language_name(language, language)
    assert cldr.language_name(language, "km")
    assert cldr.direction(language) in ("ltr", "rtl")
    assert cldr.plural_category(3, language) in cldr.plural_numbers(language)
    assert bool(cldr.date_in(language, DAY, "day")) == bool(cldr.date_in(language, DAY, "quarter"))
