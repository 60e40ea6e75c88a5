"""Killed, two at once, a wrong clock, nowhere to write: what builds remember is right, or is nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from builds import (
    NOW,
    a_large_project,
    an_entry_text,
    assert_built,
    build_command,
    environment,
    python_of_nobody_special,
    run_build,
    tree,
)
from cchr_feeds import steps
from cchr_feeds.build import build
from cchr_feeds.cache.build_cache import Cache
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.dates import period
from cchr_feeds.model.part import CACHED, Part
from cchr_feeds.model.project import Project
from cchr_feeds.newsletter import newsletter
from cchr_feeds.run import Run
from cchr_feeds.select import Selection, select
from cchr_feeds.source.project_reader import ScanOfSite
from extent import FULL

FEEDS = ("--only", "feeds")
PARTS = (Part.FEEDS,)
MOMENT = datetime.fromisoformat(NOW)
ENTRIES = 40
ROUNDS = 40 if FULL else 6
SEED = 20261126
LONGER_THAN_A_TICK = 0.05
"""Seconds after which another change of a file shows in its times."""

WITHDRAWN = "withdrawn: {on: 2026-11-20, reason: It was wrong.}\n"
KEPT = ("entries.json", "documents.json", "last-build.json", "published.lock")
"""What a build keeps for the next one, in the order in which it does."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose feeds were built, and this is remembered."""
    folder = a_large_project(tmp_path / "project", range(ENTRIES), "A report")
    time.sleep(LONGER_THAN_A_TICK)
    assert_built(folder, *FEEDS)
    assert (folder / CACHED / "documents.json").exists()
    return folder


def retitle(project: Path, title: str) -> None:
    """Changes an entry, and waits until that shows."""
    (project / "entries/1.yaml").write_text(an_entry_text(1, title), encoding="utf-8")
    time.sleep(LONGER_THAN_A_TICK)


def build_feeds(project: Path) -> None:
    """A build of the feeds in this process."""
    build(Run(project, project / "out", MOMENT, lambda message: None), PARTS)


def assert_as_from_nothing(project: Path) -> None:
    """That the next build makes what one without cache and output makes, and nothing else is left."""
    assert_built(project, *FEEDS)
    nothing = project.parent / "nothing"
    rmtree(nothing, ignore_errors=True)
    copytree(project / "entries", nothing / "entries")
    (nothing / "site.yaml").write_bytes((project / "site.yaml").read_bytes())
    assert_built(nothing, *FEEDS)
    assert tree(project / "out") == tree(nothing / "out")


KILLED = """
import os, pathlib, signal, sys
name, replace = sys.argv.pop(1), pathlib.Path.replace
def replaced(self, target):
    if pathlib.Path(target).name == name:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
pathlib.Path.replace = replaced
from cchr_feeds.cli import main
sys.argv[1:3] = []
main()
"""
"""Runs a build that ends, without a word, just before a file takes its place."""


@pytest.mark.parametrize("name", KEPT)
def test_killed_while_it_is_kept(project: Path, name: str) -> None:
    """What half a file was written of is passed over, and cleared away by the next build that keeps it."""
    retitle(project, "Another")
    command = build_command(project, *FEEDS, python=(sys.executable, "-c", KILLED, name))
    killed = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if name == "published.lock":
        (project / "published.lock").unlink()
    retitle(project, "And another")
    assert_as_from_nothing(project)
    assert_built(project, *FEEDS)  # where the lock was lost, the first one keeps less
    assert {path.name for path in (project / CACHED).iterdir()} == {".gitignore", *KEPT[:-1]}


def test_killed_at_any_moment(project: Path) -> None:
    """Again and again, while entries change: what is made then is what is made from nothing."""
    chance = random.Random(SEED)
    for number in range(ROUNDS):
        retitle(project, f"Report {number % 3}")
        with subprocess.Popen(
            build_command(project, *FEEDS),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(chance.uniform(0.1, 0.4))
            process.kill()
    assert_as_from_nothing(project)


def test_two_at_once(project: Path) -> None:
    """Both end well, and so does what is remembered of them."""
    for number in range(3):
        retitle(project, f"Report {number}")
        both = [
            subprocess.Popen(build_command(project, *FEEDS), env=environment(), stdout=subprocess.DEVNULL)
            for _ in range(2)
        ]
        assert [process.wait() for process in both] == [0, 0]
    assert_as_from_nothing(project)


def build_late(project: Path, patched: pytest.MonkeyPatch, late: Callable[[], object]) -> None:
    """Does something slowly with what it has read by when another build, of a later text, begins."""
    read, others = steps.read, []

    def read_late(run: Run, each: ScanOfSite | None = None) -> tuple[Project, Selection]:
        found = read(run, each)
        (project / "entries/1.yaml").write_text(an_entry_text(1, "New") + WITHDRAWN, encoding="utf-8")
        time.sleep(LONGER_THAN_A_TICK)
        other = subprocess.Popen(build_command(project), env=environment(), stdout=subprocess.DEVNULL)
        others.append(other)
        with suppress(subprocess.TimeoutExpired):  # it waits for us
            other.wait(timeout=3)
        return found

    patched.setattr(steps, "read", read_late)
    late()
    assert [other.wait() for other in others] == [0]


@pytest.mark.parametrize("command", ["build", "newsletter"])
def test_what_was_read_first_is_not_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A text that a build has withdrawn does not come back with one that began earlier."""
    project = a_large_project(tmp_path / "project", range(1, 3), "A secret")
    assert_built(project)
    run = Run(project, project / "out", MOMENT, lambda message: None)
    late = {
        "build": lambda: build(run, (Part.NEWSLETTERS,)),
        "newsletter": lambda: newsletter(run, period("2024-02")),
    }
    build_late(project, monkeypatch, late[command])
    assert not [path for path, content in tree(project / "out").items() if b"A secret 1" in (content or b"")]
    assert '"withdrawn"' in (project / "published.lock").read_text("utf-8")


RESTORED: Mapping[str, Callable[[Path], object]] = {
    "brought back": lambda feed: feed.write_bytes(b"An old text"),
    "moved there": lambda feed: feed.with_name("old").replace(feed),
    "gone": lambda feed: feed.unlink(),
}


@pytest.mark.parametrize("restore", RESTORED.values(), ids=list(RESTORED))
def test_another_program_writes_there_during_a_build(
    project: Path, monkeypatch: pytest.MonkeyPatch, restore: Callable[[Path], object]
) -> None:
    """After the build has looked: what it leaves counts for nothing, and the next one puts it right."""
    feed, save_documents = project / "out/km/report/atom.xml", Cache.save_documents
    before = feed.read_bytes()
    feed.with_name("old").write_bytes(b"An old text")
    retitle(project, "Another")  # a statement

    def late(self: Cache, zone: tzinfo, read: Iterable[Path] = ()) -> None:
        restore(feed)
        save_documents(self, zone, read)

    with monkeypatch.context() as patched:
        patched.setattr(Cache, "save_documents", late)
        build_feeds(project)
    assert not feed.exists() or feed.read_bytes() != before
    build_feeds(project)
    assert feed.read_bytes() == before


def test_another_build_comes_between(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is slow to remember does not take another's files for its own.

    The other shows a mistake; when that is taken back, nothing of it stays.
    """
    save_documents, others = Cache.save_documents, []

    def slowly(self: Cache, zone: tzinfo, read: Iterable[Path] = ()) -> None:
        retitle(project, "A mistake")
        other = subprocess.Popen(build_command(project, *FEEDS), env=environment(), stdout=subprocess.DEVNULL)
        others.append(other)
        with suppress(subprocess.TimeoutExpired):  # it waits for us
            other.wait(timeout=1.5)
        time.sleep(LONGER_THAN_A_TICK)
        save_documents(self, zone, read)

    retitle(project, "Right")
    with monkeypatch.context() as patched:
        patched.setattr(Cache, "save_documents", slowly)
        build_feeds(project)
    assert [other.wait() for other in others] == [0]
    assert says(project, "A mistake")
    retitle(project, "Right")
    build_feeds(project)
    assert not says(project, "A mistake")
    assert_manifest_is_true(project)


def says(project: Path, title: str) -> bool:
    """Whether a feed has this title."""
    return title in (project / "out/en/feed.json").read_text(encoding="utf-8")


def assert_manifest_is_true(project: Path) -> None:
    """That every file is there with the SHA-256 that the manifest says."""
    out = project / "out"
    files = json.loads((out / "manifest.json").read_bytes())["files"]
    assert len(files) > 10
    assert {path: sha256((out / path).read_bytes()).hexdigest() for path in files} == {
        path: record["sha256"] for path, record in files.items()
    }


def test_the_manifest_is_true_of_what_is_not_made_again(project: Path) -> None:
    """What it says of recalled files comes from the cache."""
    retitle(project, "Another")
    build_feeds(project)
    assert_manifest_is_true(project)


def test_files_of_the_future_are_not_relied_on(project: Path) -> None:
    """Where a clock was wrong, a change could have a time of before: such files are read each time."""
    os.utime(project / "entries/1.yaml", (4e9, 4e9))
    build_feeds(project)
    kept = (project / CACHED / "entries.json").read_text(encoding="utf-8")
    assert "entries/2.yaml\t" in kept
    assert "entries/1.yaml\t" not in kept


class TestReadOnly:
    """A project that may be read but not written, but for its output, by a user who is not root."""

    @pytest.fixture(autouse=True)
    def _locked_up(self, project: Path) -> Iterator[None]:
        retitle(project, "Another")
        places = (project, project / CACHED)
        for place in places:
            place.chmod(0o555)
        yield
        for place in places:
            place.chmod(0o755)

    def test_is_built(self, project: Path) -> None:
        """The old cache stays, and is right for what has not changed."""
        before = tree(project / CACHED)
        for _ in range(2):
            done = run_build(project, *FEEDS, python=python_of_nobody_special())
            assert done.returncode == 0, done.stderr
            assert says(project, "Another")
        assert tree(project / CACHED) == before
        assert not [path for path in project.iterdir() if path.name.startswith(".published")]


@pytest.mark.parametrize("draft", ["", "draft: true\n"], ids=["other words", "a draft"])
def test_an_entry_changes_between_its_two_readings(
    project: Path, monkeypatch: pytest.MonkeyPatch, draft: str
) -> None:
    """Where there are too many to hold, files are read twice; a build that finds another text is refused."""
    monkeypatch.setattr("cchr_feeds.source.project_reader.MOST_HELD", ENTRIES // 2)
    rmtree(project / CACHED)
    before = tree(project / "out")

    def selected(*all_of_it: object) -> Selection:
        (project / "entries/1.yaml").write_text(an_entry_text(1, "Changed") + draft, encoding="utf-8")
        return select(*all_of_it)  # type: ignore[arg-type]  # as they came

    retitle(project, "Another")
    monkeypatch.setattr("cchr_feeds.steps.select", selected)
    with pytest.raises(ProblemsFound) as found:
        build_feeds(project)
    assert [problem.path for problem in found.value.problems] == ["entries/1.yaml"]
    assert tree(project / "out") == before


def test_folders_that_nobody_may_look_into_are_passed_over(project: Path) -> None:
    """A foreign one in the output is ignored; one of entries is a problem at its place."""
    (project / "out/theirs").mkdir(0)
    done = run_build(project, *FEEDS, python=python_of_nobody_special())
    assert done.returncode == 0, done.stderr
    (project / "entries/locked").mkdir(0)
    done = run_build(project, *FEEDS, python=python_of_nobody_special())
    assert (done.returncode, done.stderr.split(": ")[0]) == (1, "entries/locked:1:1")


@pytest.mark.parametrize("place", ["entries", "out"])
def test_a_thousand_folders_may_lie_in_each_other(project: Path, place: str) -> None:
    """They are looked through, however deep."""
    down = f"{project / place}"
    here = os.open(down, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("a", dir_fd=here)
        below = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert_built(project, *FEEDS)
    subprocess.run(["rm", "-r", f"{down}/a"], check=True)  # shutil.rmtree calls itself as often


def test_an_entry_may_lie_where_python_keeps_its_own(project: Path) -> None:
    """A change of it is noticed like any other."""
    hidden = project / "entries/__pycache__/new.yaml"
    hidden.parent.mkdir()
    for title in ("New", "Newer"):
        hidden.write_text(an_entry_text(99, title), encoding="utf-8")
        time.sleep(LONGER_THAN_A_TICK)
        build_feeds(project)
        assert says(project, f"{title} 99")


def test_what_no_lock_knows_of_stays_new(project: Path) -> None:
    """A build without feeds writes no lock: it says again what is new to readers, though nothing changes."""
    pages = Run(project, project / "out", MOMENT, lambda message: None)
    (project / "entries/new.yaml").write_text(an_entry_text(99, "New"), encoding="utf-8")
    time.sleep(LONGER_THAN_A_TICK)
    assert build(pages, (Part.EMBED,)).changes == {"new": ("entry-99/en", "entry-99/km")}
    assert build(pages, (Part.EMBED,)).changes == {"new": ("entry-99/en", "entry-99/km")}
