"""Every language says everything, with the same names to fill in."""

import string
from dataclasses import fields

import pytest

from cchr_feeds.text.characters import is_plain
from cchr_feeds.text.wording import WORDING, Wording, wording, wording_of

SENTENCES = [field.name for field in fields(Wording) if field.name not in ("months", "digits")]


def names_in(template: str) -> set[str]:
    """The {names} of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("language", WORDING)
@pytest.mark.parametrize("field", SENTENCES)
def test_a_translation_names_what_the_english_names(language: str, field: str) -> None:
    """No {name} is lost, added or misspelt in a translation, and nothing is empty."""
    said = getattr(WORDING[language], field)
    assert said
    assert names_in(said) == names_in(getattr(WORDING["en"], field))


@pytest.mark.parametrize("language", WORDING)
def test_our_own_words_are_in_their_stored_form(language: str) -> None:
    """We keep the rules for text that we hold others to."""
    words = WORDING[language]
    assert all(is_plain(getattr(words, field)) for field in SENTENCES)
    assert all(map(is_plain, words.months))


@pytest.mark.parametrize("language", WORDING)
def test_a_language_has_twelve_months_and_ten_digits(language: str) -> None:
    """Dates can be written in it."""
    words = WORDING[language]
    assert (len(set(words.months)), len(set(words.digits))) == (12, 10)


def test_a_region_falls_back_to_its_language() -> None:
    """`km-KH` is Khmer."""
    assert wording("km-KH") is WORDING["km"]


def test_a_language_we_do_not_speak_gets_english() -> None:
    """Readers see something rather than nothing; who must know can ask `wording_of`."""
    assert wording("fr") is WORDING["en"]
    assert wording_of("fr") is None
