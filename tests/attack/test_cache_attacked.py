"""What builds remember is damaged, old, forged or another computer's: readers get the same for it.

Whoever sends a project can send a `.cchr-feeds` with it. What it is sealed with hangs on the times and
numbers of the program's own files, which nobody else's computer has.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from attack.test_bombs import MOST_MEGABYTES
from attack.test_reach import PASSING, audited, outside, reached
from builds import (
    NOW,
    REPOSITORY,
    SOURCE,
    build_command,
    environment,
    python_of_nobody_special,
    run_build,
    the_nasty_project,
    tree,
)
from cchr_feeds.build import build
from cchr_feeds.cache.build_cache import DOCUMENTS, ENTRIES, LAST_BUILD, Cache
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.file_state import states as file_states
from cchr_feeds.model.output import Artifact, Ready
from cchr_feeds.model.part import CACHED, LOCK_FILE, SOURCES, Part
from cchr_feeds.run import Run
from cchr_feeds.source.files import digest_of, read_text
from cchr_feeds.source.project_reader import ScannedFile
from cchr_feeds.store import MAX_BYTES, Store
from commands import DONE
from memory import MEMORY
from project_files import a_project, an_entry_file

FILES = (ENTRIES, DOCUMENTS, LAST_BUILD)
FEEDS = ("--only", "feeds")
MOMENT = datetime.fromisoformat(NOW)
WORD = "nobody-may-read-this"
TELLING = f"{{title: {WORD}}}"
LONGER_THAN_A_TICK = 0.05
"""Seconds after which another change of a file shows in its times."""


def a_remembered_project(folder: Path, **files: str) -> Path:
    """A project with an entry and these files, whose feeds were built, and this is remembered."""
    project = a_project(folder, **{"entries/report.yaml": an_entry_file(), **files})
    settled_build(project)
    assert {each.name for each in (project / CACHED).glob("*.json")} == set(FILES)
    return project


def settled_build(project: Path) -> None:
    """Builds the feeds, so much later than the last change that they are remembered."""
    time.sleep(LONGER_THAN_A_TICK)
    assert run_build(project, *FEEDS).returncode == DONE


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project that was built."""
    return a_remembered_project(tmp_path / "project")


def a_link_to_a_secret(place: Path) -> None:
    """To a file that has nothing to do with the project."""
    (place.parents[2] / "secret").write_text(WORD)
    place.symlink_to(place.parents[2] / "secret")


def a_folder_in_the_way(place: Path) -> None:
    """One that is not empty."""
    (place / "more").mkdir(parents=True)


def more_than_anybody_remembers(place: Path) -> None:
    """A file without end, so to say: it takes no room on the disk, nor in a zip."""
    with place.open("wb") as file:
        file.truncate(MAX_BYTES - 1)
        file.seek(0, os.SEEK_END)
        file.write(b"\n")


PUT_THERE: Mapping[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a folder": a_folder_in_the_way,
    "a link": a_link_to_a_secret,
    "a file nobody may read": lambda place: place.touch(0),
}


@pytest.mark.parametrize("put", PUT_THERE.values(), ids=list(PUT_THERE))
def test_whatever_lies_there_a_build_does_all_of_it(project: Path, put: Callable[[Path], None]) -> None:
    """It waits for nothing, follows nothing, and makes what it makes where nothing lies there."""
    wanted = tree(project / "out")
    for name in FILES:
        (project / CACHED / name).unlink()
        put(project / CACHED / name)
    (project / "out/en/atom.xml").write_text("tampered with")
    done = run_build(project, *FEEDS, python=python_of_nobody_special())
    assert (done.returncode, tree(project / "out")) == (DONE, wanted), done.stderr
    secret = project.parent / "secret"
    assert not secret.exists() or secret.read_text() == WORD


def test_a_huge_cache_takes_little(project: Path, tmp_path: Path) -> None:
    """It is not larger for being sent in a zip of a few kilobytes."""
    for name in FILES:
        more_than_anybody_remembers(project / CACHED / name)
    command = build_command(project, *FEEDS)
    words = [sys.executable, str(MEMORY), str(tmp_path / "note"), *command[command.index("build") :]]
    subprocess.run(words, env=environment(), check=True, capture_output=True)
    assert float((tmp_path / "note").read_text()) < MOST_MEGABYTES


def test_a_file_instead_of_the_folder_is_left_alone(project: Path) -> None:
    """Builds then remember nothing."""
    rmtree(project / CACHED)
    (project / CACHED).write_text(WORD)
    assert run_build(project, *FEEDS).returncode == DONE
    assert (project / CACHED).read_text() == WORD


def test_a_linked_folder_is_not_looked_into(project: Path, tmp_path: Path) -> None:
    """No file of it is opened, and none is put there: a digest that fits would be no excuse."""
    (project / CACHED).rename(tmp_path / "elsewhere")
    (project / CACHED).symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path / "elsewhere")
    events = audited(project, "build", *FEEDS)
    assert outside(events, project) == reached(events) == []
    assert tree(tmp_path / "elsewhere") == before


@pytest.fixture(scope="module")
def another_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same program once more: byte by byte, with the same times."""
    folder = tmp_path_factory.mktemp("installation")
    copytree(SOURCE / "cchr_feeds", folder / "src/cchr_feeds")
    copytree(REPOSITORY / "templates", folder / "templates")
    return folder / "src"


def remembers(project: Path) -> tuple[bool, bool, bool]:
    """Whether this installation takes the project's entries, documents and last build as it finds them."""
    cache = Cache(Store(project), project / "out", (Part.FEEDS,))
    last = cache.last_build(MOMENT) is not None
    read: list[str] = []

    def reading(path: str) -> ScannedFile:
        read.append(path)
        return ScannedFile(path, None, None, "", ())

    list(cache.each_entry(_digest_of_site(project))(reading, ["entries/report.yaml"]))
    list(cache.made(_nothing_to_stage, []))
    documents = cache._documents
    return not read, bool(documents and documents._before), last


def _nothing_to_stage(artifact: Artifact) -> Ready:
    raise AssertionError(artifact)


def _digest_of_site(project: Path) -> str:
    return read_text(project, "site.yaml").digest


def test_a_cache_of_another_installation_counts_for_nothing(
    project: Path, another_installation: Path
) -> None:
    """Not even where it is of the same version, in the same place of the same project."""
    assert remembers(project) == (True, True, True)
    rmtree(project / CACHED)
    where = environment(PYTHONPATH=str(another_installation))
    time.sleep(LONGER_THAN_A_TICK)
    subprocess.run(build_command(project, *FEEDS), env=where, check=True, capture_output=True)
    assert {each.name for each in (project / CACHED).glob("*.json")} == set(FILES)
    assert remembers(project) == (False, False, False)


def test_all_that_a_build_reads_is_looked_at(tmp_path: Path) -> None:
    """Whatever it opens in a project is known to the cache, or its own: no change of it goes unnoticed."""
    project = the_nasty_project(tmp_path / "project")
    a_template = "{% extends 'packaged/pages/entry.html.j2' %}"
    a_project(
        project,
        **{
            "site.yaml": (project / "site.yaml").read_text("utf-8"),
            "templates/pages/entry.html.j2": a_template,
            "editions/2024-10.yaml": "en: {note: A word}\n",
        },
    )
    opened = {
        path.relative_to(project).parts[0]
        for event in audited(project, "build")
        if event.name in ("open", "os.scandir", "os.listdir")
        for path in event.paths(project)
        if path.is_relative_to(project) and path != project
    }
    looked_at = {*SOURCES, LOCK_FILE}
    assert looked_at <= opened
    own = {name for name in opened if name.startswith(("out", ".out.", f".{LOCK_FILE}", CACHED, PASSING))}
    own |= {
        name for name in opened if re.fullmatch(r"\.[0-9a-f]{16}\.new", name)
    }  # a file that is being written
    assert opened == looked_at | own


def test_a_copied_project_is_looked_at_again(project: Path, tmp_path: Path) -> None:
    """Its files have other inodes and times, so the copy is not taken for unchanged."""
    copied = copytree(project, tmp_path / "copy")
    (copied / "out/en/atom.xml").write_text("tampered with")
    settled_build(copied)
    assert tree(copied / "out") == tree(project / "out")


HIDDEN: Mapping[str, dict[str, str]] = {
    "a draft": {"draft": "true"},
    "an announcement": {"published": "2030-01-01"},
    "a withdrawal": {"withdrawn": "{on: 2024-10-11, reason: It was wrong.}"},
}


def hide(project: Path, fields: dict[str, str]) -> bytes:
    """Hides the entry without changing what it says; its bytes."""
    content = an_entry_file(en=TELLING, **fields).encode()
    (project / "entries/report.yaml").write_bytes(content)
    return content


def is_told(project: Path) -> bool:
    """Whether the word stands in anything that builds have written."""
    places = (project / "out", project / CACHED)
    return any(WORD.encode() in (content or b"") for place in places for content in tree(place).values())


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A project whose entry tells everybody the word."""
    return a_remembered_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file(en=TELLING)})


@pytest.mark.parametrize("fields", HIDDEN.values(), ids=list(HIDDEN))
def test_an_old_cache_brings_nothing_back(public: Path, tmp_path: Path, fields: dict[str, str]) -> None:
    """It and the output of its time are put back, as from a copy: what is hidden now stays so."""
    assert is_told(public)
    for name in ("out", CACHED):
        copytree(public / name, tmp_path / "copy" / name)
    hide(public, fields)
    accepted = () if "withdrawn" in fields else ("--accept", "report")
    assert run_build(public, *FEEDS, *accepted).returncode == DONE
    assert not is_told(public)
    for name in ("out", CACHED):
        rmtree(public / name)
        copytree(tmp_path / "copy" / name, public / name)
    assert is_told(public)
    settled_build(public)
    assert not is_told(public)


@pytest.mark.parametrize("fields", HIDDEN.values(), ids=list(HIDDEN))
def test_a_forged_cache_opens_no_entry(public: Path, fields: dict[str, str]) -> None:
    """Even one that this installation has sealed: the file that it calls public is read, and refused."""
    cache = Cache(Store(public), public / "out", (Part.FEEDS,))
    cache.each_entry(_digest_of_site(public))
    entries = cache._entries
    assert entries
    path = "entries/report.yaml"
    kept = entries.known(path, file_states([public / "entries"]).get)
    assert kept
    assert kept.meta
    meta = replace(kept.meta, digest=digest_of(hide(public, fields)))
    states = {path: file_states([public / "entries"])[path]}
    entries.keep(path, states, replace(kept, meta=meta))
    entries.save([])
    rmtree(public / "out")
    with pytest.raises(ProblemsFound) as found:
        build(Run(public, public / "out", MOMENT, lambda message: None), (Part.FEEDS, Part.PAGES))
    assert [problem.path for problem in found.value.problems] == ["entries/report.yaml"]
    assert not is_told(public)
