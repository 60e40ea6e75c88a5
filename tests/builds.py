"""Real builds in processes of their own, projects for them, and what they leave on the disk."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from shutil import copytree, rmtree

import pytest

import cchr_feeds
from patience import PATIENCE
from warm import run_warm

NOW = "2026-11-25T00:00:00+07:00"
REPOSITORY = Path(__file__).parent.parent
PROJECTS = REPOSITORY / "tests/projects"
IN_OTHER_LANGUAGES = ("ne-en", "ar-fr", "he-ar-en", "th-lo-my", "zh-vi")
"""Those of `projects/` whose publishers write in many scripts and both directions; named by the languages."""
THIS_PYTHON = (sys.executable,)
SOURCE = Path(cchr_feeds.__file__).parents[1]

SITE = """\
authority: example.org
since: 2020
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, organisation: The Organisation}
  km: {name: ខ្មែរ, organisation: អង្គការ}
categories:
  report: {en: Reports, km: របាយការណ៍}
  statement: {en: Statements, km: សេចក្ដីថ្លែងការណ៍}
"""


LOCALE = frozenset({"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"})


def environment(**changes: str) -> dict[str, str]:
    """The environment of a build: this one's in no language, `src` where modules are found, and changes."""
    kept = {name: value for name, value in os.environ.items() if name not in LOCALE}
    return {**kept, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", **changes}


def finished(
    words: Sequence[str | Path],
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    *,
    check: bool = True,
) -> subprocess.CompletedProcess[str]:
    """A program that was run to its end in a folder, with nothing to read, and that has to succeed."""
    return subprocess.run(
        list(map(str, words)),
        cwd=folder,
        env=environment(**variables or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=check,
        timeout=PATIENCE,
    )


def build_command(project: Path, *options: str | Path, python: Sequence[str] = THIS_PYTHON) -> list[str]:
    """The command line that builds a project, always at the same moment."""
    words = (*python, "-m", "cchr_feeds", "build", "--project", project, "--now", NOW, *options)
    return list(map(str, words))


def run_build(
    project: Path, *options: str | Path, python: Sequence[str] = THIS_PYTHON
) -> subprocess.CompletedProcess[str]:
    """A whole build, however it ends."""
    command = build_command(project, *options, python=python)
    if tuple(python) == THIS_PYTHON:
        return run_warm(command[3:], REPOSITORY, environment())
    return finished(command, check=False)


def python_of_nobody_special() -> tuple[str, ...]:
    """The words that start this Python as a user whom permissions bind, even if root runs the tests."""
    if os.geteuid() != 0:
        return THIS_PYTHON
    setpriv = shutil.which("setpriv") or pytest.skip("root can do everything, and there is no setpriv")
    return (setpriv, "--bounding-set", "-dac_override,-dac_read_search", sys.executable)


def assert_built(project: Path, *options: str | Path) -> str:
    """What a build says that goes well."""
    done = run_build(project, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def an_entry_text(number: int, title: str) -> str:
    """An entry in both languages, without an address, so that it gets pages of its own."""
    return f"""\
id: entry-{number}
published: {2023 + number % 2}-{number % 12 + 1:02}-{number % 28 + 1:02}
category: {("report", "statement")[number % 2]}
en: {{title: {title} {number}, summary: A summary of {title}.}}
km: {{title: ចំណងជើង {number}, summary: សេចក្ដីសង្ខេប}}
"""


def a_large_project(folder: Path, numbers: Iterable[int], title: str) -> Path:
    """A project with an entry for each of the numbers, titled alike; those of before are gone."""
    rmtree(folder / "entries", ignore_errors=True)
    (folder / "entries").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    for number in numbers:
        (folder / f"entries/{number}.yaml").write_text(an_entry_text(number, title), encoding="utf-8")
    return folder


def the_real_project(folder: Path) -> Path:
    """A copy of this repository's own project."""
    copytree(REPOSITORY / "entries", folder / "entries")
    (folder / "site.yaml").write_bytes((REPOSITORY / "site.yaml").read_bytes())
    return folder


def the_nasty_project(folder: Path) -> Path:
    """A copy of the made-up project with everything that breaks feeds."""
    return a_made_up_project("nasty", folder)


def a_made_up_project(name: str, folder: Path) -> Path:
    """A copy of one of the projects in `projects/`."""
    copytree(PROJECTS / name, folder, dirs_exist_ok=True)
    rmtree(folder / "out", ignore_errors=True)
    return folder


def tree(folder: Path) -> Mapping[str, bytes | None]:
    """Every file's content and every folder (as `None`), by path."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def traces(folder: Path) -> Mapping[str, tuple[int, int, int]]:
    """Inode, time of the last change in nanoseconds, and mode of every file and folder, by path."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in [folder, *folder.rglob("*")]}
    return {path: (stat.st_ino, stat.st_mtime_ns, stat.st_mode) for path, stat in found.items()}
