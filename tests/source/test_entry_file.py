"""A new entry's file: whatever is in it comes back as it was, and it looks as if a person had typed it."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.publication import File, Publication, Translation
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.yaml_text import entry_text, scalar
from cchr_feeds.text.characters import forbidden, stored_form
from factories import a_date, a_publication, at

LANGUAGES = ("en", "km")
CHARACTERS = st.one_of(
    st.sampled_from("a 1:#-'\"[]{}>|&*!%@`,?~\\\u00a0\u2003ក្ខ"),
    st.characters(exclude_categories=["Cs", "Cc"]),
)


def stored(text: str) -> str:
    """The text as reading would keep it."""
    return stored_form(text).strip()


LINES = (
    st.text(CHARACTERS, min_size=1, max_size=60).map(stored).filter(lambda line: line and not forbidden(line))
)
BLOCKS = st.lists(st.one_of(LINES, st.just("")), min_size=1, max_size=5).map("\n".join).map(stored)


def read(publication: Publication, **remarks: str) -> Publication | None:
    """The publication that its file's text gives back."""
    found, _ = read_entry("entries/a.yaml", entry_text(publication, [], remarks), LANGUAGES)
    return found


@given(LINES, BLOCKS, BLOCKS)
@example("no", "- a", "> a\n\n- b")
@example("2026", "a\n\n\nb", "a\n\tb\n    c")
@example("a: b", "a  b", "a \nb")
@example("a:", "# a", "```\n\n  code\n```")
@example("null", "a" * 200, "a #b")
@example("---", "---", "...")
def test_any_text_comes_back(title: str, summary: str, body: str) -> None:
    """Title, summary and Markdown, letter by letter."""
    translations = {"en": Translation(title=title, summary=summary, body=body)}
    publication = a_publication(translations=translations)
    assert read(publication) == publication


@given(LINES)
def test_any_topic_comes_back(topic: str) -> None:
    """Also one with commas and brackets."""
    publication = a_publication(topics=(topic, "upr"))
    assert read(publication) == publication


@pytest.mark.parametrize(
    "date",
    [
        a_date("2024"),
        a_date("2024-10"),
        a_date("2024-10-10"),
        at("2024-10-10T09:30:00"),
        at("2024-10-10T09:30:05", "-03:30"),
        PartialDate(datetime.fromisoformat("2024-10-10T09:30"), Precision.TIME),
    ],
    ids=str,
)
def test_a_date_comes_back_with_its_precision(date: PartialDate) -> None:
    """Where the entry came out, came into the catalogue, or was translated."""
    translations = {"km": Translation(title="ក", published=date)}
    publication = a_publication(published=date, added=date, translations=translations)
    assert read(publication, published="as its text says") == publication


def test_documents_come_back() -> None:
    """Each with what is known of it."""
    files = (
        File(
            url="https://example.org/a,b%20c.pdf#p=1", type="application/pdf", length=12, title="The: report"
        ),
        File(url="https://example.org/b.pdf", type="application/pdf"),
    )
    publication = a_publication(translations={"en": Translation(title="A", files=files)})
    assert read(publication) == publication


def test_it_looks_as_people_write_it() -> None:
    """No quotation marks without need, short lines, comments behind what they are about."""
    summary = "Plain text that is long enough to be broken somewhere. " * 3
    translation = Translation(
        title="Land & rights_2024", summary=f"{summary.strip()}\nA second paragraph.", body="## A\n\n- b"
    )
    publication = a_publication(topics=("upr",), draft=True, translations={"en": translation})
    text = entry_text(publication, ["From a list"], {"draft": "not read yet"})
    assert text == (
        "# From a list\n"
        "id: report\n"
        "published: 2024-10-10\n"
        "category: infographic\n"
        'topics: ["upr"]\n'
        "draft: true  # not read yet\n"
        "en:\n"
        "  title: Land & rights_2024\n"
        "  summary: >-\n"
        "    Plain text that is long enough to be broken somewhere. Plain text that is long enough to be\n"
        "    broken somewhere. Plain text that is long enough to be broken somewhere.\n"
        "\n"
        "    A second paragraph.\n"
        "  body: |\n"
        "    ## A\n"
        "\n"
        "    - b\n"
    )


@pytest.mark.parametrize("word", ["no", "Null", "true", "y", "2024", "1e5", ".inf", "~", "0x1f"])
def test_a_word_that_an_editor_takes_for_something_else_is_quoted(word: str) -> None:
    """Our reader does not care; the schema in an editor does."""
    assert scalar(word) == f'"{word}"'


def test_what_is_wrong_is_told() -> None:
    """As it is of every entry, and nothing comes back that could not be understood."""
    found, problems = read_entry("entries/a.yaml", "id: a\ncategory: b\npublished: 2024\nen: {}\n", LANGUAGES)
    assert found is None
    assert [(each.line, each.code) for each in problems] == [(4, "missing")]
    found, problems = read_entry("entries/a.yaml", "id: a\x07\n", LANGUAGES)
    assert (found, [each.code for each in problems]) == (None, ["character"])
