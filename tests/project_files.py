"""Small projects in a temporary folder, wrong files whose faults are marked, and what reading them brings."""

from pathlib import Path

import pytest

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.problem import Problem
from cchr_feeds.source import read_project

MARK = "▶"
"""Stands before the character that a problem is to be reported at; it is not written into the file."""

SITE = """\
authority: example.org
since: 2024
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, organisation: The Organisation}
  km: {name: ខ្មែរ, organisation: អង្គការ}
categories:
  infographic: {en: Infographics, km: ព័ត៌មានក្រាហ្វិក}
  fact-sheet: {en: Fact sheets, km: ព័ត៌មានពិត}
"""

ENTRY = """\
id: report
published: 2024-10-10
category: infographic
en:
  title: A report
  url: https://example.org/report
"""

TOP = "id: report\npublished: 2024-10-10\ncategory: infographic\n"
EN = TOP + "en:\n"
TITLE = EN + "  title: "
"""Beginnings of an entry, up to its first, second and third part."""


def a_project(folder: Path, **files: str | bytes) -> Path:
    """A folder with these files, by path, and a right `site.yaml` unless another is given."""
    for path, content in {"site.yaml": SITE, **files}.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def an_entry_file(**fields: str) -> str:
    """The text of an entry with these fields instead of the usual ones, as they are written in YAML."""
    lines = {
        "id": "report",
        "published": "2024-10-10",
        "category": "infographic",
        "en": "{title: A report}",
    }
    return "".join(f"{name}: {value}\n" for name, value in (lines | fields).items() if value)


def read_entry(folder: Path, text: str | bytes) -> Publication:
    """The publication in a project whose only entry is `text`."""
    (publication,) = read_project(a_project(folder, **{"entries/report.yaml": text})).publications.values()
    return publication


def problems_of(folder: Path) -> list[Problem]:
    """Every problem in a project, warnings included, in the order they are shown."""
    return list(_read(folder))


def _read(folder: Path) -> tuple[Problem, ...]:
    try:
        project: Project = read_project(folder)
    except ProblemsFound as found:
        return found.problems
    return project.warnings


def without_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the line and column of each, from 1."""
    places: list[tuple[int, int]] = []
    clean, *parts = marked.split(MARK)
    for part in parts:
        places.append((clean.count("\n") + 1, len(clean) - clean.rfind("\n")))
        clean += part
    return clean, places


def wrong(marked: str, message: str, fix: str) -> object:
    """A row of a table of wrong files: the file, and what is said at the mark, which names the row."""
    first = marked.index(MARK)
    return pytest.param(marked, message, fix, id=marked[first : first + 40].split("\n", maxsplit=1)[0])


def assert_refused(folder: Path, path: str, marked: str, message: str, fix: str) -> None:
    """That a project with this file has one problem, at the mark, with these words in message and fix."""
    text, places = without_marks(marked)
    problems = problems_of(a_project(folder, **{path: text}))
    assert [(problem.path, problem.line, problem.column) for problem in problems] == [
        (path, *place) for place in places
    ]
    assert message in problems[0].message
    assert fix in problems[0].fix
