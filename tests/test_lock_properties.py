"""Properties of published.lock: whatever is done to a project, and whenever a build is killed."""

import random
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builds import SITE, a_large_project, assert_built, build_command, environment
from cchr_feeds.lockfile.compare import Change, compare
from cchr_feeds.model.lock import Lock, lock_of
from cchr_feeds.select import select
from cchr_feeds.source import read_project

NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
LANGUAGES = {"en": "en: {title: English %d}\n", "km": "km: {title: ខ្មែរ %d}\n"}

Fields = dict[str, str]
Edit = Callable[[dict[str, Fields], int], None]
"""Changes the fields of some file; the number chooses which, and what it says."""


def an_entry(number: int) -> Fields:
    """The fields of a new entry in both languages."""
    languages = {language: block % number for language, block in LANGUAGES.items()}
    head = {
        "id": f"id: entry-{number}\n",
        "date": "published: 2024-10-10\n",
        "category": "category: report\n",
    }
    return head | languages


def edit_field(name: str, *values: str) -> Edit:
    """Gives some file another value of a field, or takes it away (the empty value)."""

    def edit(files: dict[str, Fields], number: int) -> None:
        path = sorted(files)[number % len(files)]
        files[path] = files[path] | {name: values[number % len(values)].replace("%d", str(number))}

    return edit


def add(files: dict[str, Fields], number: int) -> None:
    """Adds an entry, perhaps with an id that was used before."""
    files[f"added-{number}"] = an_entry(number)


def remove(files: dict[str, Fields], number: int) -> None:
    """Deletes a file."""
    if len(files) > 1:
        del files[sorted(files)[number % len(files)]]


def rename(files: dict[str, Fields], number: int) -> None:
    """Gives a file another name."""
    files[f"renamed-{number}"] = files.pop(sorted(files)[number % len(files)])


EDITS: tuple[Edit, ...] = (
    add,
    remove,
    rename,
    edit_field("id", "id: entry-%d\n", "id: other-%d\n"),
    edit_field("date", "published: 2024-10-10\n", "published: 2027-02-03\n", "added: 2024-10-10\n"),
    edit_field("updated", "updated: 2025-01-01\n", "updated: 2027-01-01\n", ""),
    edit_field("draft", "draft: true\n", ""),
    edit_field("withdrawn", "withdrawn: {on: 2026-11-24, reason: An error}\n", ""),
    edit_field("category", "category: statement\n", "category: report\n"),
    edit_field("en", "en: {title: Another %d}\n", ""),
    edit_field("km", "km: {title: ខ្មែរ, url: https://example.org/%d}\n", ""),
)


def write(folder: Path, files: dict[str, Fields]) -> None:
    """Makes the project hold these files."""
    rmtree(folder / "entries", ignore_errors=True)
    (folder / "entries").mkdir()
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    for name, fields in files.items():
        (folder / f"entries/{name}.yaml").write_text("".join(fields.values()), encoding="utf-8")


def is_readable(files: dict[str, Fields]) -> bool:
    """Whether every file has an id of its own and a language."""
    ids = [fields["id"] for fields in files.values()]
    return len(set(ids)) == len(ids) and all(fields["en"] or fields["km"] for fields in files.values())


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 5), st.integers(0, 60)), max_size=12))
def test_no_edit_loses_or_doubles_what_readers_have(edits: list[tuple[Edit, int, int]]) -> None:
    """What was published is in the next build by the same id, or the build is refused; for ever so many days.

    A withdrawn entry may leave after 90 days and never comes back.
    """
    files = {"first": an_entry(1), "second": an_entry(2)}
    lock, now, public, left = Lock(), NOW, set[str](), set[str]()
    with TemporaryDirectory() as name:
        for edit, number, days in [(rename, 0, 0), *edits]:
            tried = {path: dict(fields) for path, fields in files.items()}
            edit(tried, number)
            now += timedelta(days=days)
            if not is_readable(tried):
                continue
            write(Path(name), tried)
            project = read_project(Path(name))
            selection = select(project.publications.values(), project.site, now)
            comparison = compare(lock, project, selection, frozenset())
            if comparison.conflicts:
                continue
            files, (lock, wrong) = tried, lock_of(comparison.lock.text())
            assert not wrong
            shown = {f"{each.publication_id}/{each.language}" for each in selection.listings}
            assert public - shown <= set(comparison.changes.get(Change.EXPIRED, ()))
            left |= public - shown
            assert not left & shown
            public = shown


@pytest.mark.usefixtures("at_length")
def test_a_killed_build_leaves_a_whole_lock(tmp_path: Path) -> None:
    """The one of before or the new one, whenever it is killed; the next build has the new one."""
    a_large_project(tmp_path, range(40), "A report")
    assert_built(tmp_path)
    before = (tmp_path / "published.lock").read_bytes()
    a_large_project(tmp_path, range(80), "A report")
    assert_built(tmp_path, "--out", tmp_path / "trial")
    started = time.monotonic()
    subprocess.run(build_command(tmp_path), env=environment(), capture_output=True, check=True)
    longest = time.monotonic() - started
    after = (tmp_path / "published.lock").read_bytes()
    chance = random.Random(20261125)
    for _ in range(8):
        rmtree(tmp_path / "out")
        (tmp_path / "published.lock").write_bytes(before)
        with subprocess.Popen(build_command(tmp_path), env=environment(), stderr=subprocess.DEVNULL) as build:
            time.sleep(chance.uniform(0.6, 1.1) * longest)
            build.send_signal(signal.SIGKILL)
        assert (tmp_path / "published.lock").read_bytes() in (before, after)
        assert_built(tmp_path)
        assert (tmp_path / "published.lock").read_bytes() == after
