"""Runs in another language: the attributes that an element needs, as templates write them."""

from pathlib import Path

from cchr_feeds.render.markup import in_language
from cchr_feeds.render.templating.templates import Templates


def test_a_document_says_its_language_and_a_direction_that_is_not_the_usual_one() -> None:
    """HTML reads from the left unless it is told otherwise."""
    assert in_language("en") == ' lang="en"'
    assert in_language("ar") == ' lang="ar" dir="rtl"'


def test_a_run_says_what_differs_from_what_is_around_it() -> None:
    """Nothing in its own language, `lang` in another, `dir` where that reads the other way."""
    assert in_language("ar", "ar") == ""
    assert in_language("he", "ar") == ' lang="he"'
    assert in_language("fr", "ar") == ' lang="fr" dir="ltr"'
    assert in_language("ar", "fr") == ' lang="ar" dir="rtl"'


def test_the_letters_of_a_text_decide_its_direction() -> None:
    """A Latin title in an Arabic list reads from the left, in whatever language it is said to be."""
    assert in_language("ar", "ar", "Freedom of assembly") == ' dir="ltr"'
    assert in_language("ar", "fr", "Freedom of assembly") == ' lang="ar"'
    assert in_language("ar", "ar", "حرية") == ""


def test_templates_know_both(tmp_path: Path) -> None:
    """`in_language` writes attributes, and the filter `dir` gives a direction."""
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "x.html.j2").write_text("<p{{ in_language('ar', 'fr') }}>{{ 'UPR' | dir('ar') }}")
    assert Templates(tmp_path).html("x.html.j2") == '<p lang="ar" dir="rtl">ltr'
