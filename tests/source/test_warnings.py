"""What is right and probably not meant: told at its place, and published as it stands."""

from pathlib import Path

import pytest

from cchr_feeds.source import read_project
from project_files import TOP, a_project, assert_refused, wrong

EN, KM = "en:\n  title: A\n", "km:\n  title: ក\n"
SAME, EARLY, SIZE = (
    "this is also the address of the 'en' text",
    "it was updated before it was published in",
    "its size is not known, so RSS says 0",
)
MEANT = "write the date of a change that readers should notice, or leave updated: out"

DOUBTFUL = (
    wrong(
        f"{TOP}{EN}  url: https://example.org/a\n{KM}  url: ▶https://example.org/a\n",
        SAME,
        "write the address of the 'km' page, or leave url: out",
    ),
    wrong(f"{TOP}updated: ▶2024-10-09\n{EN}", f"{EARLY} 'en'", MEANT),
    wrong(f"{TOP}updated: ▶2023\n{EN}", f"{EARLY} 'en'", MEANT),
    wrong(f"{TOP}{EN}{KM}  published: 2024-11-01\n  updated: ▶2024-10-20\n", f"{EARLY} 'km'", MEANT),
    wrong(
        f"{TOP}{EN}  files:\n    - ▶{{url: https://example.org/a.pdf}}\n",
        SIZE,
        "add length: with its size in bytes",
    ),
    wrong(
        f"{TOP}en:\n  title: ▶A \ue0e1 letter\n",
        r"readers can't see the character '\ue0e1' (U+E0E1)",
        "type it again in Unicode",
    ),
    wrong(f"{TOP}{EN}  body: ▶|\n    Caf\ufffd.\n", "(U+FFFD)", "type it again in Unicode"),
)


@pytest.mark.parametrize(("marked", "message", "fix"), DOUBTFUL)
def test_what_is_doubtful_is_a_warning_at_its_place(
    tmp_path: Path, marked: str, message: str, fix: str
) -> None:
    """With its line, its column and what to type; the entry is read all the same."""
    assert_refused(tmp_path, "entries/report.yaml", marked, message, fix)
    project = read_project(tmp_path)
    assert [each.severity for each in project.warnings] == ["warning"]
    assert list(project.publications) == ["report"]


@pytest.mark.parametrize(
    "entry",
    [
        f"{TOP}updated: 2024-10-10\n{EN}",
        f"{TOP}updated: 2024-10\n{EN}",
        f"{TOP}updated: 2024-10-10T00:01-11:00\n{EN}",
        f"{TOP}updated: 2024-10-12\n{EN}{KM}  published: 2024-11-02\n",
        f"{TOP}{EN}  url: https://example.org/a\n{KM}  url: https://example.org/b\n",
        f"{TOP}{EN}  files: [{{url: https://example.org/a.pdf, length: 1}}]\n",
    ],
)
def test_what_may_well_be_meant_is_no_warning(tmp_path: Path, entry: str) -> None:
    """The same day, a month that holds the day, a translation that came after a change of the original."""
    assert read_project(a_project(tmp_path, **{"entries/report.yaml": entry})).warnings == ()
