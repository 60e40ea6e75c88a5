"""What `build` tells of warnings: what is new in full, the rest by kind and number; the result comes last."""

import json
import shutil
from pathlib import Path

import pytest

from commands import DONE, NOW, run
from project_files import SITE, a_project, an_entry_file

ROOT = Path(__file__).parents[2]
MIXED_UP = "ស្រ្តី"
"""Its characters are in the wrong order, which is a warning of a build."""


def slip(number: int, more: str = "") -> str:
    """An entry with that warning."""
    return an_entry_file(id=f"r{number}", en=f"{{title: A report {MIXED_UP} {number}{more}}}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with twelve entries, each with the same kind of warning."""
    return a_project(tmp_path / "project", **{f"entries/r{n}.yaml": slip(n) for n in range(12)})


def test_what_is_new_is_told_once(project: Path) -> None:
    """Ten of a kind in the first build; then their number alone, and what has come since in full."""
    first = run(project, "build", "--now", NOW).stderr
    assert first.count(": warning: ") == 10
    assert "Warnings: 12 khmer-order (W041). Shown: 10 of 12; cchr-feeds check --all lists all." in first
    second = run(project, "build", "--now", NOW).stderr
    assert ": warning: " not in second
    assert (
        "Warnings: 12 khmer-order (W041). None of them is new; cchr-feeds check --all lists them." in second
    )
    (project / "entries/r12.yaml").write_text("# a line more\n" + slip(12), encoding="utf-8")
    (project / "entries/r3.yaml").write_text("# a line more\n" + slip(3), encoding="utf-8")
    third = run(project, "build", "--now", NOW).stderr
    assert third.count(": warning: ") == 1
    assert "entries/r12.yaml:5:" in third
    assert "Warnings: 13 khmer-order (W041). Shown: 1 of 13; cchr" in third


def test_what_was_not_shown_is_not_told(project: Path) -> None:
    """A quiet build, a part of one, and one elsewhere leave it to the next whole build to tell."""
    run(project, "build", "--quiet", "--now", NOW)
    run(project, "build", "--only", "embed", "--now", NOW)
    run(project, "build", "--out", "elsewhere", "--now", NOW)
    assert run(project, "build", "--now", NOW).stderr.count(": warning: ") == 10


def test_programs_get_all_warnings_each_time(project: Path) -> None:
    """They compare for themselves."""
    for _again in range(2):
        ended = run(project, "build", "--json", "--now", NOW)
        assert len(json.loads(ended.stdout)["warnings"]) == 12


def test_check_lists_all_if_asked(project: Path) -> None:
    """Ten of a kind without that; and the line that tells of the option is there only where it helps."""
    some, every = (run(project, "check", *words, "--now", NOW).stderr for words in ((), ("--all",)))
    assert (some.count(" warning: the characters"), every.count(" warning: the characters")) == (10, 12)
    assert "cchr-feeds check --all" in some
    assert "--all" not in every


def test_the_result_is_the_last_line_and_stands_apart(project: Path) -> None:
    """An empty line on standard error, which a program that reads the result never sees."""
    ended = run(project, "build", "--now", NOW)
    assert ended.stderr.endswith("\n\n")
    assert ended.stdout.splitlines()[-1].startswith("Entries en: 12, km: 0.")
    assert "" not in ended.stdout.splitlines()


def test_labels_without_a_language_are_one_sentence(tmp_path: Path) -> None:
    """The publisher alone can answer that; `check` says where each is."""
    site = SITE.replace(", km: ព័ត៌មានក្រាហ្វិក", "").replace(", km: ព័ត៌មានពិត", "")
    project = a_project(tmp_path, **{"site.yaml": site, "entries/a.yaml": an_entry_file()})
    built, checked = (run(project, name, "--now", NOW).stderr for name in ("build", "check"))
    assert "2 texts in site.yaml lack a language; cchr-feeds check says which." in built
    assert "warning" not in built.lower()
    assert checked.count("readers of that language see the text in 'en'") == 2
    (project / "entries/a.yaml").write_text(an_entry_file(published="10/10/2024"), encoding="utf-8")
    refused, checked = (run(project, name, "--now", NOW).stderr for name in ("build", "check"))
    assert refused.count("2 texts in site.yaml lack a language; cchr-feeds check says which.") == 1
    assert "warning" not in refused.lower()
    assert checked.count("readers of that language see the text in 'en'") == 2


def test_our_own_project_builds_without_a_warning(tmp_path: Path) -> None:
    """What is still to be filled in stands in one calm paragraph, before an empty line and the result."""
    for name in ("entries", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "site.yaml", tmp_path)
    ended = run(tmp_path, "build", "--now", NOW)
    assert ended.returncode == DONE
    assert "warning" not in ended.stderr.lower()
    assert len(ended.stderr.splitlines()) == 2


def test_one_file_is_no_files(project: Path) -> None:
    """The line says so as a person would."""
    run(project, "build", "--now", NOW)
    (project / "out/feeds.opml").unlink()
    assert " 1 file written, " in run(project, "build", "--now", NOW).stdout
