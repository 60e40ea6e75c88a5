"""What `check` makes of the linter's findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchr_feeds.build import Outcome, Run, check
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.render.feeds import documents
from commands import DONE, RIGHT, run
from outputs import MOMENT
from project_files import a_project


def checked(folder: Path) -> Outcome:
    """The result of `check`."""
    return check(Run(folder, folder / "out", MOMENT, progress=lambda _: None))


def test_a_warning_is_shown_and_stops_nothing(tmp_path: Path) -> None:
    """With the document's path in the output, and what to do."""
    ended = run(a_project(tmp_path, **RIGHT), "check")
    assert ended.returncode == DONE
    assert "out/km/atom.xml:1:1: warning: no entry is in 'km' yet, so its feeds are empty" in ended.stderr
    assert "add km: to an entry, or take km out of site.yaml" in ended.stderr


def test_a_wrong_document_ends_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer that leaves out the entries is found, in every feed that has some."""
    wrong = (*documents.FORMATS[:2], ("feed.json", lambda *_: b'{"language": "en"}'))
    monkeypatch.setattr(documents, "FORMATS", wrong)
    with pytest.raises(ProblemsFound) as found:
        checked(a_project(tmp_path, **RIGHT))
    lacking = {problem.path for problem in found.value.problems if problem.code == "entries"}
    assert lacking == {"out/en/feed.json", "out/en/infographic/feed.json"}


def test_a_right_one_passes(tmp_path: Path) -> None:
    """In both languages, without a word."""
    entry = (
        "id: a\npublished: 2024-10-10\ncategory: infographic\n"
        "en: {title: A, body: A}\nkm: {title: ក, body: ក}\n"
    )
    assert checked(a_project(tmp_path, **{"entries/a.yaml": entry})).warnings == ()
