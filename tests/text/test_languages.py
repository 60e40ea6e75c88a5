"""What is said in every language that our words come in, in one file that their speakers can look at."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cchr_feeds.model.dates import Period
from cchr_feeds.text.cldr import date_in, direction, language_name, listed, own_name
from cchr_feeds.text.formatting import digits, period_in_words, size_in_words
from cchr_feeds.text.wording import languages, wording
from factories import a_site

GOLDEN = Path(__file__).parents[1] / "golden/languages.txt"
COUNTS = (0, 1, 2, 3, 11, 100)
"""In Arabic each in another form: zero, one, two, few, many, other."""


def lines(language: str) -> Iterator[str]:
    """Names, dates, numbers, counts, and the invitation, one a line."""
    words = wording(language, None)
    yield f"{language} {direction(language)}: {own_name(language)}, {language_name(language, 'en')}"
    yield digits(date_in(language, date(2024, 10, 7), "day"), language, None)
    for period in (Period.of_month(2024, 10), Period(2024, 4), Period(2024)):
        yield words.edition_title.format(short="CCHR", period=period_in_words(period, language, None))
    yield words.open_document.format(kind=listed(["PDF", size_in_words(1_482_933, language, None)], language))
    for count in COUNTS:
        yield words.entries_count.form(count).format(count=digits(count, language, None))
    yield words.other_language.format(language=language_name(language, language))


def test_every_language_says_it_as_recorded(pytestconfig: pytest.Config) -> None:
    """Months in native digits ("२०२४ अक्टोबर"), counts in all forms, each in its order."""
    texts = ["".join(f"{line}\n" for line in lines(language)) for language in languages()]
    made = "\n".join(texts)
    if pytestconfig.getoption("--refresh-golden"):
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text("utf-8")


def test_the_six_forms_of_arabic_differ() -> None:
    """As they do for people who speak it."""
    words = wording("ar", a_site())
    assert len({words.entries_count.form(count) for count in COUNTS}) == len(COUNTS)
