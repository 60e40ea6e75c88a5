"""What waits is in no byte of the output and in no word of the command, whatever field it stands in."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from builds import environment, tree
from project_files import SITE, a_project
from warm import run_warm

NOW, LATER = "2024-10-15T12:00:00+07:00", "2031-01-01T00:00:00+07:00"
MARKERS = (
    "marked-id", "markedname", "markedtitle", "markedsummary", "markedbody", "markedurl", "markedfile",
    "markedcontent", "markedlink", "markedtopic", "markedauthor", "markeduri", "markedimage", "markedalt",
    "markednote",
)  # fmt: skip
SHOWN_LATER = set(MARKERS) - {"markedname"}

WITH_MAIL = (
    SITE
    + """\
  secret-kind: {en: Letters, km: លិខិត}
newsletter:
  from: {name: News, address: news@example.org}
  postal_address: A street
  unsubscribe: https://example.org/leave
feeds: {limit: 2}
"""
)
TRANSLATION = """\
  title: markedtitle
  summary: markedsummary
  body: "[markedlink](https://example.org/markedlink) markedbody"
  files: [{file: markedfile.pdf, title: markedtitle}, {url: https://example.org/markedurl.pdf, length: 9}]
  image: {url: https://example.org/markedimage.png, alt: markedalt}
"""
SHARED = """\
id: marked-id
category: secret-kind
topics: [markedtopic]
authors: [{name: markedauthor, uri: https://example.org/markeduri}]
"""


def visible(number: int) -> str:
    """A public entry in both languages; there are enough of them for archives."""
    return (
        f"id: report-{number}\npublished: 2024-0{number}-10\ncategory: infographic\n"
        f"en: {{title: Report {number}}}\nkm: {{title: របាយការណ៍ {number}, url: https://example.org/{number}}}\n"
    )


PUBLIC = {"site.yaml": WITH_MAIL, **{f"entries/{number}.yaml": visible(number) for number in range(1, 6)}}
IN_KHMER = "សកម្មភាពមិនមែនជាបទល្មើស ប័ណ្ណព័ត៌មាន និងសេចក្ដីថ្លែងការណ៍រួម"
KHMER_TRANSLATION = re.sub(r"(markedtitle|markedsummary|markedbody)", rf"\1 {IN_KHMER}", TRANSLATION)
ENGLISH, KHMER = f"en:\n{TRANSLATION}", f"km:\n{KHMER_TRANSLATION}"
THIS_YEAR, LATER_ON = "published: 2024-05-03\n", "published: 2030-01-01\n"
WAITING = {
    "draft": f"{SHARED}{THIS_YEAR}draft: true\n{ENGLISH}{KHMER}",
    "draft of a month": f"{SHARED}{THIS_YEAR}edition: 2024-10\ndraft: true\n{KHMER}",
    "draft taken back": f"{SHARED}{THIS_YEAR}draft: true\n"
    f"withdrawn: {{on: 2024-06-01, reason: markednote}}\n{ENGLISH}",
    "published later": f"{SHARED}{LATER_ON}{ENGLISH}{KHMER}",
    "published in a minute": f"{SHARED}published: 2024-10-15T12:01\n{ENGLISH}",
    "added later": f"{SHARED}added: 2030-01-01\nedition: 2024-05\n{ENGLISH}",
    "updated later": f"{SHARED}{THIS_YEAR}updated: 2030-01-01\n{ENGLISH}",
    "each language later": f"{SHARED}{ENGLISH}  {LATER_ON}{KHMER}  {LATER_ON}",
}


def waiting(name: str) -> dict[str, str | bytes]:
    """The files of an entry that waits: its YAML, a file beside it, and an editor's words on its month."""
    return {
        "entries/markedname.yaml": WAITING[name],
        "entries/markedfile.pdf": b"%PDF markedcontent",
        "editions/2030-01.yaml": "highlight: marked-id\nen: {subject: markednote, note: markednote}\n",
        "editions/2024-05.yaml": "highlight: marked-id\n",
    }


def run(project: Path, command: str, now: str = NOW, *options: str) -> subprocess.CompletedProcess[bytes]:
    """A command on a project, in a process of its own."""
    words = [command, "--project", str(project), "--now", now, *options]
    done = run_warm(words, project, environment())
    done.check_returncode()
    return subprocess.CompletedProcess(words, 0, done.stdout.encode(), done.stderr.encode())


def markers_in(*texts: bytes) -> set[str]:
    """The marked words that stand in any of these."""
    everything = b"\n".join(texts).lower()
    return {marker for marker in MARKERS if marker.encode() in everything}


def everything_in(folder: Path) -> list[bytes]:
    """The path and the content of every file in a folder."""
    return [each for path, content in tree(folder).items() for each in (path.encode(), content or b"")]


@pytest.mark.parametrize("name", WAITING)
def test_what_waits_is_nowhere(tmp_path: Path, name: str) -> None:
    """The output is byte for byte that of the same project without the entry; only its number is told."""
    without = a_project(tmp_path / "without", **PUBLIC)
    project = a_project(tmp_path / "with", **PUBLIC, **waiting(name))
    run(without, "build")
    said = run(project, "build", NOW, "--json")
    assert tree(project / "out") == tree(without / "out")
    assert markers_in(said.stdout, said.stderr, *everything_in(project / "out")) == set()
    assert json.loads(said.stdout)["waiting"] == 1
    assert b"1 is waiting for its date or is a draft." in said.stderr


@pytest.mark.parametrize("command", ["check", "newsletter"])
def test_other_commands_do_not_name_it_either(tmp_path: Path, command: str) -> None:
    """The number is told in the one line for people, too, and no more."""
    project = a_project(tmp_path, **PUBLIC, **waiting("published later"))
    said = run(project, command)
    assert markers_in(said.stdout, said.stderr) == set()
    assert b"1 is waiting for its date or is a draft." in said.stdout


def test_the_marked_words_are_looked_for_in_the_right_places(tmp_path: Path) -> None:
    """When its time has come, every one of them is in the output."""
    project = a_project(tmp_path, **PUBLIC, **waiting("published later"))
    run(project, "build", LATER)
    assert markers_in(*everything_in(project / "out")) == SHOWN_LATER


def test_a_language_that_waits_is_nowhere(tmp_path: Path) -> None:
    """An entry whose Khmer text is to come is published as if it had none."""
    english = "id: report\npublished: 2024-05-03\ncategory: infographic\nen: {title: A report}\n"
    khmer = f"km:\n{KHMER_TRANSLATION}  published: 2030-01-01\n"
    without = a_project(tmp_path / "without", **PUBLIC, **{"entries/a.yaml": english})
    files: dict[str, str | bytes] = {
        "entries/a.yaml": english + khmer,
        "entries/markedfile.pdf": b"markedcontent",
    }
    project = a_project(tmp_path / "with", **PUBLIC, **files)
    run(without, "build")
    said = run(project, "build", NOW, "--json")
    assert tree(project / "out") == tree(without / "out")
    assert markers_in(said.stdout, said.stderr, *everything_in(project / "out")) == set()
    assert json.loads(said.stdout)["waiting"] == 1


def test_what_becomes_a_draft_again_leaves_nothing_behind(tmp_path: Path) -> None:
    """A build after an entry was published by mistake removes every trace of it from the output."""
    without = a_project(tmp_path / "without", **PUBLIC)
    project = a_project(tmp_path / "with", **PUBLIC, **waiting("published later"))
    run(without, "build")
    run(project, "build", LATER)
    run(project, "build", NOW)
    assert tree(project / "out") == tree(without / "out")


def test_nothing_of_it_is_written_beside_the_output(tmp_path: Path) -> None:
    """What a build leaves in the project, such as `published.lock`, does not know the entry."""
    project = a_project(tmp_path, **PUBLIC, **waiting("draft"))
    before = tree(project)
    run(project, "build")
    made = {path: content or b"" for path, content in tree(project).items() if path not in before}
    assert markers_in(*map(str.encode, made), *made.values()) == set()


def test_a_warning_does_not_name_what_waits(tmp_path: Path) -> None:
    """A build's log may be public: a warning about an entry that waits is for `check` alone."""
    draft = f"{SHARED}{THIS_YEAR}draft: true\nkm: {{title: markedtitle ស្រ្តី}}\n"
    project = a_project(tmp_path, **PUBLIC, **{"entries/markedname.yaml": draft})
    said = run(project, "build", NOW, "--json")
    assert markers_in(said.stdout, said.stderr) == set()
    assert "ស្រ្តី" not in said.stderr.decode()
    assert b"entries/markedname.yaml:7:" in run(project, "check").stderr
