"""What stands in published.lock against what a build would do, as problems with their places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cchr_feeds.errors import Problem, ProblemsFound, WrongUsage
from cchr_feeds.lockfile.compare import Comparison, compare
from cchr_feeds.lockfile.conflicts import Conflict
from cchr_feeds.messages import key, said
from cchr_feeds.model.lock import LOCK_FILE
from cchr_feeds.model.project import Project
from cchr_feeds.output import read_manifest
from cchr_feeds.select import Selection
from cchr_feeds.source import line_in_lock, place_of, read_lock

TO_READERS = {
    "new": key("new-to-readers"),
    "updated": key("shown-as-updated"),
    "corrected": key("corrected-silently"),
    "withdrawn": key("withdrawn-with-notice"),
    "left": key("gone-after-notice"),
    "let-go": key("gone-without-notice"),
    "resurfaced": key("back-with-readers"),
}
"""What each kind of change is to readers, as the key of a message."""


def lock_not_writable() -> Problem:
    """A warning that the lock can't be written."""
    fix = said("build-where-writable")
    return Problem(LOCK_FILE, 1, 1, "lock", said("nobody-remembers"), fix, "warning")


def lock_lost(folder: Path, out: Path) -> tuple[Problem, ...]:
    """A warning where the output tells of entries and nothing remembers them."""
    if (folder / LOCK_FILE).exists() or not read_manifest(out).entries:
        return ()
    return (Problem(LOCK_FILE, 1, 1, "lock", said("lock-forgotten"), said("bring-back-if-there"), "warning"),)


def compare_with_lock(
    folder: Path, project: Project, selection: Selection, now: datetime, accepted: frozenset[str]
) -> Comparison:
    """What the build does to readers; raises `WrongUsage` for a name that there is nothing to accept of."""
    comparison = compare(read_lock(folder), project, selection, now, accepted)
    if comparison.unused:
        names = ", ".join(sorted(comparison.unused))
        raise WrongUsage(said("nothing-to-accept", names=names))
    return comparison


def refuse_conflicts(folder: Path, comparison: Comparison, project: Project) -> tuple[Problem, ...]:
    """Raises `ProblemsFound` if something published would be lost, or shown twice; else what to know."""
    found = tuple(conflict_problems(folder, comparison))
    if any(problem.severity == "error" for problem in found):
        raise ProblemsFound([*found, *project.warnings])
    return found


def conflict_problems(folder: Path, comparison: Comparison) -> Iterator[Problem]:
    """What stands against the build, each at its place."""
    for conflict in comparison.conflicts:
        fault = conflict.fault
        place = _place(folder, conflict)
        yield Problem(*place, fault.code, fault.message, fault.fix, fault.severity)


def _place(folder: Path, conflict: Conflict) -> tuple[str, int, int]:
    if conflict.file:
        return (conflict.file, *place_of(folder, conflict.file, conflict.fault.path))
    return (LOCK_FILE, line_in_lock(folder, conflict.publication_id), 1)


def changes(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    """The entries that change, as `id/language`, by what readers notice of them."""
    return {change.value: names for change, names in comparison.changes.items()}
