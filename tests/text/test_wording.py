"""Every language says everything, with the same names to fill in."""

import string
from dataclasses import fields

import pytest
from babel.messages.extract import extract_from_file

from catalogues import ROOT, catalogue_messages
from cchr_feeds.text.characters import is_plain
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
