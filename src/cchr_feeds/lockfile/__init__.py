"""published.lock: what readers have been given, compared with a build and written; conflicts at their places.

compare    what changes for readers, what must not, and the next lock
feeds      the same of the feeds themselves, whose addresses are promises, and of issued editions
conflicts  what must not happen to something published, in a writer's words
recover    what a lost lock, or one of an older version, does not know
"""

import errno
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from cchr_feeds import select
from cchr_feeds.errors import OutputFailed, ProblemsFound, WrongUsage
from cchr_feeds.i18n import N_, _
from cchr_feeds.lockfile.compare import Comparison, compare
from cchr_feeds.lockfile.feeds import ends_of_history
from cchr_feeds.lockfile.recover import recovered
from cchr_feeds.model.lock import Lock
from cchr_feeds.model.part import LOCK_FILE
from cchr_feeds.model.project import Project
from cchr_feeds.model.site import Site
from cchr_feeds.output import read_manifest
from cchr_feeds.output.disk import digest_if_same
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import reason_of
from cchr_feeds.run import OUT
from cchr_feeds.select import Selection
from cchr_feeds.source import line_in_lock, place_of, read_lock
from cchr_feeds.source.save import written_beside

TO_READERS = {
    "new": N_("New to readers"),
    "updated": N_("Shown to readers as updated"),
    "corrected": N_("Corrected without notice"),
    "withdrawn": N_("Withdrawn, with a notice"),
    "left": N_("Gone; its notice has expired"),
    "let-go": N_("Gone without a notice"),
    "resurfaced": N_("Shown to readers again"),
}
"""What each kind of change is to readers, as the key of a message."""

_NOT_OURS_TO_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)


def compare_with_lock(
    folder: Path, project: Project, selection: Selection, accepted: frozenset[str] = frozenset()
) -> Comparison:
    """What the build does to readers; raises `WrongUsage` for a name that there is nothing to accept of."""
    lock = read_lock(folder)
    # It is lost, or of version 1; but where `publish` writes it, out/ is not what readers have.
    if not lock.feeds and (lock.lines or not project.site.publish):
        lock = recovered(lock, read_manifest(folder / OUT), project.site.feeds.limit)
    comparison = compare(lock, project, selection, accepted)
    if comparison.unused:
        names = ", ".join(sorted(comparison.unused))
        raise WrongUsage(_("{names} needs no --accept: nothing is refused there; see `check`", names=names))
    return comparison


def next_moment(project: Project, comparison: Comparison) -> datetime:
    """When a date comes that may change what readers see."""
    selection = comparison.selection
    announced = select.next_moment(project.metadata.values(), project.site, selection)
    return min([announced, *ends_of_history(comparison.lock, selection.now)])


def refuse_conflicts(folder: Path, comparison: Comparison, project: Project) -> tuple[Problem, ...]:
    """Raises `ProblemsFound` if something published would be lost, or shown twice; else what to know."""
    found = tuple(conflict_problems(folder, comparison))
    if any(problem.severity == "error" for problem in found):
        raise ProblemsFound([*found, *project.warnings])
    return found


def conflict_problems(folder: Path, comparison: Comparison) -> Iterator[Problem]:
    """The conflicts of a build, each at its place."""
    for conflict in comparison.conflicts:
        if conflict.file:
            yield conflict.fault.at(conflict.file, *place_of(folder, conflict.file, conflict.fault.path))
        else:
            yield conflict.fault.at(LOCK_FILE, line_in_lock(folder, conflict.publication_id), 1)


def write_lock(folder: Path, lock: Lock) -> bool:
    """Whether the project's folder now holds this lock: not where writing it is not allowed.

    Raises `OutputFailed` where writing fails for another reason, such as a full disk.
    """
    content, path = lock.text().encode(), folder / LOCK_FILE
    if digest_if_same(BytesIO(content), path):
        return True
    try:
        with written_beside(path, content) as copy:
            copy.replace(path)
    except OSError as error:
        if error.errno in _NOT_OURS_TO_WRITE:
            return False
        message = _(
            "out/ is written, but {file} could not be written: {reason}; build again when there is room",
            file=LOCK_FILE,
            reason=reason_of(error),
        )
        raise OutputFailed(message) from error
    return True


def lock_not_writable() -> Problem:
    """A warning that the lock can't be written."""
    message = _("this file can't be written here, so what readers have now been given is not recorded")
    fix = _("build once where the folder can be written to, and keep the file in version control")
    return Problem(LOCK_FILE, 1, 1, "lock", message, fix, "warning")


def lock_lost(folder: Path, out: Path, site: Site) -> tuple[Problem, ...]:
    """A warning where the output, which is what readers have, tells of entries and nothing remembers them."""
    if site.publish or (folder / LOCK_FILE).exists() or not read_manifest(out).entries:
        return ()
    message = _("this file is gone, although something was published; a lost id would go unnoticed")
    fix = _("bring it back from version control, if it was there before")
    return (Problem(LOCK_FILE, 1, 1, "lock", message, fix, "warning"),)
