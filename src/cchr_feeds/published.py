"""What stands in published.lock against what a build would do, as problems with their places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cchr_feeds.errors import Problem, ProblemsFound, WrongUsage
from cchr_feeds.history import Comparison, Objection, compare
from cchr_feeds.model.lock import LOCK_FILE
from cchr_feeds.model.project import Project
from cchr_feeds.output import read_manifest
from cchr_feeds.select import Selection
from cchr_feeds.source import line_in_lock, place_of, read_lock

NOBODY_REMEMBERS = Problem(
    LOCK_FILE,
    1,
    1,
    "lock",
    "this file can't be written here, so nothing remembers what readers have now been given",
    "build once where it can be written, and keep it in version control",
    "warning",
)

FORGOTTEN = Problem(
    LOCK_FILE,
    1,
    1,
    "lock",
    "this file is gone, though something was published; an id that is lost now is not noticed",
    "bring it back from version control, if it was there before",
    "warning",
)


def forgotten(folder: Path, out: Path) -> tuple[Problem, ...]:
    """A warning where the output tells of entries and nothing remembers them."""
    is_lost = not (folder / LOCK_FILE).exists() and read_manifest(out).entries
    return (FORGOTTEN,) if is_lost else ()


def compared(
    folder: Path, project: Project, selection: Selection, now: datetime, accepted: frozenset[str]
) -> Comparison:
    """What the build does to readers; raises `WrongUsage` for a name that there is nothing to accept of."""
    comparison = compare(read_lock(folder), project, selection, now, accepted)
    if comparison.unused:
        names = ", ".join(sorted(comparison.unused))
        raise WrongUsage(f"nothing stands against {names}, so there is nothing to accept; see `check`")
    return comparison


def refuse_objections(folder: Path, comparison: Comparison, project: Project) -> tuple[Problem, ...]:
    """Raises `ProblemsFound` if something published would be lost, or shown twice; else what to know."""
    found = tuple(objections(folder, comparison))
    if any(problem.severity == "error" for problem in found):
        raise ProblemsFound([*found, *project.warnings])
    return found


def objections(folder: Path, comparison: Comparison) -> Iterator[Problem]:
    """What stands against the build, each at its place."""
    for objection in comparison.objections:
        fault = objection.fault
        place = _place(folder, objection)
        yield Problem(*place, fault.code, fault.message, fault.fix, fault.severity)


def _place(folder: Path, objection: Objection) -> tuple[str, int, int]:
    if objection.file:
        return (objection.file, *place_of(folder, objection.file, objection.fault.path))
    return (LOCK_FILE, line_in_lock(folder, objection.publication_id), 1)


def changes(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    """The entries that change, as `id/language`, by what readers notice of them."""
    return {change.value: names for change, names in comparison.changes.items()}
