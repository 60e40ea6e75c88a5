"""Titles of a series, and titles in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.model.publication import Entry
from cchr_feeds.render.series import Place, is_in_capitals, series_of
from factories import CARD, FACT_SHEET, an_entry


def titled(*titles: str, **changes: object) -> list[Entry]:
    """An entry of each title."""
    return [
        an_entry(publication_id=f"{changes.get('language', 'en')}-{number}", title=title, **changes)
        for number, title in enumerate(titles)
    ]


def places(*entries: Entry) -> dict[str, tuple[str, str]]:
    """Each place by the entry's id."""
    found = series_of(entries)
    return {
        tag.rpartition(":")[2].partition("/")[0]: (place.series, place.title) for tag, place in found.items()
    }


def test_entries_that_share_what_stands_before_their_last_underscore_are_a_series() -> None:
    """Its name has dots for underscores, and each entry the rest of its title."""
    entries = titled("Joint Submission_4th UPR_Labour", "Joint Submission_4th UPR_Land & Natural Resources")
    assert places(*entries) == {
        "en-0": ("Joint Submission · 4th UPR", "Labour"),
        "en-1": ("Joint Submission · 4th UPR", "Land & Natural Resources"),
    }


@pytest.mark.parametrize(
    "titles",
    [
        ("Joint Submission_Labour",),
        ("Labour", "Land"),
        ("Submission_Labour", "Report_Land"),
        ("_Labour", "_Land"),
        ("Joint Submission_", "Joint Submission_"),
        ("Submission_4th_Labour", "Submission_Land"),
    ],
)
def test_other_titles_are_no_series(titles: tuple[str, ...]) -> None:
    """One alone, nothing before the underscore or nothing after it, other names: these stay as written."""
    assert places(*titled(*titles)) == {}


def test_a_series_is_of_one_category_and_one_language() -> None:
    """The same beginning in another category or language is another publication's."""
    titles = ("Joint_Labour", "Joint_Land")
    apart = [
        an_entry(publication_id="a", title=titles[0], categories=(CARD,)),
        an_entry(publication_id="b", title=titles[1], categories=(FACT_SHEET,)),
        an_entry(publication_id="c", title=titles[1], categories=(FACT_SHEET,), language="km"),
    ]
    assert places(*apart) == {}
    assert places(*apart, an_entry(publication_id="d", title="Joint _ Water", categories=(CARD,))) == {
        "a": ("Joint", "Labour"),
        "d": ("Joint", "Water"),
    }


@given(st.lists(st.text(alphabet="ab_ ក", max_size=8)))
def test_every_place_says_what_its_title_says(titles: list[str]) -> None:
    """No word is lost but underscores and spaces, and every series has two entries or more."""
    entries = titled(*titles)
    found = series_of(entries)
    for entry in entries:
        place: Place | None = found.get(entry.tag)
        if place:
            said = (place.series + place.title).replace("·", "").replace(" ", "")
            assert said == entry.title.replace("_", "").replace(" ", "")
            assert [each.series for each in found.values()].count(place.series) > 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("FORCED EVICTIONS IN CAMBODIA", True),
        ("LAND, 2024: WHO OWNS IT?", True),
        ("SOGIESC-SRHR", False),
        ("Forced Evictions in Cambodia", False),
        ("សេចក្ដីថ្លែងការណ៍រួម CCHR NGO COALITION", False),
        ("2024", False),
    ],
)
def test_a_title_in_capitals_is_one_of_capitals_alone(title: str, expected: bool) -> None:
    """Acronyms and titles of a script without capitals are not set smaller."""
    assert is_in_capitals(title) is expected
