"""Titles of a series, and titles in capitals."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builds import assert_built, tree
from cchr_feeds.model.part import CACHED
from cchr_feeds.model.publication import place_in_series
from cchr_feeds.resolve import Resolver
from cchr_feeds.select import select
from cchr_feeds.source import read_project
from cchr_feeds.text.formatting import is_in_capitals
from project_files import a_project, an_entry_file

NOW = datetime(2026, 11, 27, tzinfo=UTC)
TITLES = ("Joint Submission_4th UPR_Labour", "Joint Submission_4th UPR_Land & Water")


def titled(*titles: str, **fields: str) -> dict[str, str]:
    """The files of entries with these English titles, by path."""
    begun = fields.get("category", "infographic")
    return {
        f"entries/{begun}-{number}.yaml": an_entry_file(
            **{"id": f"{begun}-{number}", "en": f'{{title: "{title}"}}', **fields}
        )
        for number, title in enumerate(titles)
    }


def places(folder: Path, files: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The place of each public entry that has one, by its id and language."""
    project = read_project(a_project(folder, **files))
    selection = select(project.metadata.values(), project.site, NOW)
    entries = Resolver(project, selection).entries(selection.listings)
    named = {f"{each.publication_id}/{each.language}": each.place for each in entries}
    return {key: (place.series, place.title) for key, place in named.items() if place}


def test_entries_that_share_what_stands_before_their_last_underscore_are_a_series(tmp_path: Path) -> None:
    """Its name has dots for underscores, and each entry the rest of its title."""
    assert places(tmp_path, titled(*TITLES)) == {
        "infographic-0/en": ("Joint Submission · 4th UPR", "Labour"),
        "infographic-1/en": ("Joint Submission · 4th UPR", "Land & Water"),
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
def test_other_titles_are_no_series(titles: tuple[str, ...], tmp_path: Path) -> None:
    """One alone, nothing before the underscore or nothing after it, other names: these stay as written."""
    assert places(tmp_path, titled(*titles)) == {}


def test_a_series_is_of_one_category_and_one_language(tmp_path: Path) -> None:
    """The same beginning in another category or language is another publication's."""
    apart = titled("Joint_Labour", en='{title: "Joint_Labour"}\nkm: {title: "Joint_ការងារ"}')
    apart |= titled("Joint_Land", category="fact-sheet")
    assert places(tmp_path, apart) == {}
    assert places(
        tmp_path, apart | titled("Joint _ Water", id="water", category="[infographic, fact-sheet]")
    ) == {
        "infographic-0/en": ("Joint", "Labour"),
        "water/en": ("Joint", "Water"),
    }


@pytest.mark.parametrize(
    "hidden",
    [
        {"draft": "true"},
        {"published": "2030-01-01"},
        {"withdrawn": "{on: 2025-01-01, reason: It was wrong.}"},
    ],
)
def test_what_readers_do_not_see_makes_no_series(hidden: dict[str, str], tmp_path: Path) -> None:
    """A draft, what is dated in the future, and what was withdrawn count for nothing."""
    files = titled(TITLES[0]) | titled(TITLES[1], id="hidden", category="[infographic]", **hidden)
    assert places(tmp_path, files) == {}


def test_a_series_is_known_from_files_that_are_not_read_again(tmp_path: Path) -> None:
    """The second of a series changes the pages of the first, whose file a build remembers."""
    page = "out/publications/infographic-0/en.html"
    assert_built(a_project(tmp_path, **titled(TITLES[0])))
    assert "_4th UPR_" in (tmp_path / page).read_text(encoding="utf-8")
    assert_built(a_project(tmp_path, **titled(*TITLES)))
    warm = tree(tmp_path / "out")
    heading = (tmp_path / page).read_text(encoding="utf-8").partition("<h1>")[2].partition("</h1>")[0]
    assert heading == '<span class="series">Joint Submission · 4th UPR</span> Labour'
    rmtree(tmp_path / CACHED)
    assert_built(tmp_path)
    assert tree(tmp_path / "out") == warm


@given(st.text(alphabet="ab_ ក", max_size=8))
def test_every_place_says_what_its_title_says(title: str) -> None:
    """No word is lost but underscores and spaces."""
    if place := place_in_series(title):
        said = (place.series + place.title).replace("·", "").replace(" ", "")
        assert said == title.replace("_", "").replace(" ", "")


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
