"""One publication more changes the files that hold it, and no other byte of the output."""

import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from builds import SITE, assert_built, tree

YEARS = range(2006, 2026)
FEEDS = ("atom.xml", "rss.xml", "feed.json")
Tree = Mapping[str, bytes | None]


def an_old_entry(number: int) -> str:
    """One of fifty a year, in both languages; every other one has pages of its own here."""
    year, place = YEARS[number % 20], number // 20
    url = {
        language: f", url: https://example.org/{language}/{number}" * (number % 2)
        for language in ("en", "km")
    }
    return f"""\
id: entry-{number}
published: {year}-{place % 11 + 1:02}-{place % 28 + 1:02}
category: {("report", "statement")[place % 2]}
en: {{title: Title {number}, summary: A summary{url["en"]}}}
km: {{title: ចំណងជើង {number}, summary: សេចក្ដីសង្ខេប{url["km"]}}}
"""


@pytest.fixture(scope="module")
def project(at_length: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand publications of twenty years, in both languages."""
    folder = tmp_path_factory.mktemp("thousand")
    (folder / "entries").mkdir()
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    for number in range(1000):
        (folder / f"entries/{number}.yaml").write_text(an_old_entry(number), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def before(project: Path) -> Tree:
    """What is made of them."""
    assert_built(project)
    return tree(project / "out")


def changed_files(project: Path, before: Tree, folder: Path, entry: str, *options: str) -> set[str]:
    """The files that another entry changes, adds or removes in a copy of the output."""
    copytree(project / "out", folder / "out")
    added = project / "entries/new.yaml"
    added.write_text(entry, encoding="utf-8")
    try:
        assert_built(project, "--out", folder / "out", *options)
    finally:
        added.unlink()
    after = tree(folder / "out")
    different = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    files = {path for path in different if (after.get(path) or before.get(path)) is not None}
    return {path for path in files if not LISTS.fullmatch(path)}


def live(language: str, category: str) -> set[str]:
    """The live feeds of a language, and of a category in it."""
    return {f"{folder}/{name}" for folder in (language, f"{language}/{category}") for name in FEEDS}


def framed(language: str, category: str) -> set[str]:
    """The pages for an iframe."""
    lists = (f"embed/{language}", f"embed/{language}/{category}")
    return {f"{each}.{ending}" for each in lists for ending in ("html", "json")}


def edition(period: str, language: str) -> set[str]:
    """The files of an edition that cannot be mailed, because the site names no sender."""
    folder = f"newsletters/{period}"
    return {f"{folder}/{language}.html", f"{folder}/mail/{language}.html", f"{folder}/mail/{language}.txt"}


ALWAYS = {"manifest.json"}
LISTS = re.compile(
    r"sitemap\.xml|index\.html|\w\w/(?:[\w-]+/)*index\.html|\w\w/(?:follow\.html|search\.json)"
    r"|newsletters/[\d-]+/post/\w\w\.txt|publications/entry-\d+/\w\w\.html"
)
"""What names many entries, or counts them, and the pages of neighbours (`render/test_neighbours.py`)."""
NEWSLETTERS = {"newsletters/en/atom.xml", "newsletters/km/atom.xml"}


def test_one_in_english(project: Path, before: Tree, tmp_path: Path) -> None:
    """Nothing Khmer changes but that month's edition, which tells of it in a line."""
    entry = "id: new\npublished: 2025-11-20\ncategory: report\nen: {title: A new report}\n"
    assert changed_files(project, before, tmp_path, entry) == {
        *ALWAYS,
        *live("en", "report"),
        "publications/new/en.html",
        *framed("en", "report"),
        *edition("2025-11", "en"),
        *edition("2025-11", "km"),
        *NEWSLETTERS,
    }


def test_one_in_both_languages(project: Path, before: Tree, tmp_path: Path) -> None:
    """The feeds, the pages and the edition of either."""
    entry = (
        "id: new\npublished: 2025-11-20\ncategory: statement\n"
        "en: {title: A statement}\nkm: {title: សេចក្ដី, url: 'https://example.org/km/new'}\n"
    )
    assert changed_files(project, before, tmp_path, entry) == {
        *ALWAYS,
        *live("en", "statement"),
        *live("km", "statement"),
        "publications/new/en.html",
        *framed("en", "statement"),
        *framed("km", "statement"),
        *edition("2025-11", "en"),
        *edition("2025-11", "km"),
        *NEWSLETTERS,
    }


def test_an_old_one(project: Path, before: Tree, tmp_path: Path) -> None:
    """What is let in with a back catalogue: no live feed has it, only its year's archive."""
    entry = "id: new\npublished: 2010-05-05\ncategory: report\nkm: {title: របាយការណ៍ចាស់}\n"
    assert changed_files(project, before, tmp_path, entry, "--accept", "archives") == {
        *ALWAYS,
        "km/archive/2010.xml",
        "publications/new/km.html",
        *edition("2010-05", "en"),
        *edition("2010-05", "km"),
    }


def archives_changed_by(project: Path, before: Tree, folder: Path, date: str, *options: str) -> set[str]:
    """The archives that change by an English entry of a date."""
    entry = f"id: new\npublished: {date}\ncategory: report\nen: {{title: A report}}\n"
    return {path for path in changed_files(project, before, folder, entry, *options) if "/archive/" in path}


def test_a_new_year_leaves_every_archive_as_it_is(project: Path, before: Tree, tmp_path: Path) -> None:
    """The year before is over, and gets one."""
    assert archives_changed_by(project, before, tmp_path, "2026-01-05") == {"en/archive/2025.xml"}


def test_a_year_before_all_is_named_by_the_next_one_only(project: Path, before: Tree, tmp_path: Path) -> None:
    """The archive that was the oldest leads to it (RFC 5005 §4)."""
    changed = archives_changed_by(project, before, tmp_path, "2004-01-05", "--accept", "archives")
    assert changed == {"en/archive/2004.xml", "en/archive/2006.xml"}
