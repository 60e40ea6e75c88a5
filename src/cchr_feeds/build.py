"""The whole flow on one screen: read, select, compare, resolve, render, write."""

import os
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.cache.build_cache import Cache
from cchr_feeds.critical_section import locked
from cchr_feeds.errors import PictureBroken, ProblemsFound
from cchr_feeds.model.part import EVERY_PART, Part, staging_folders
from cchr_feeds.run import Outcome, Run
from cchr_feeds.store import Store

if TYPE_CHECKING:
    from cchr_feeds.lockfile.compare import Comparison
    from cchr_feeds.model.project import Project

Deliver = Callable[["Project", "Comparison"], "Comparison"]
"""Brings what was built to readers, and completes the next lock."""


def build(
    run: Run,
    parts: Collection[Part] = EVERY_PART,
    accepted: frozenset[str] = frozenset(),
    deliver: Deliver | None = None,
) -> Outcome:
    """Reads the project and makes `out` hold the named parts; raises `ProblemsFound` or `OutputFailed`.

    `accepted` names what may be done to readers although it conflicts with what was published. Where
    site.yaml says where to publish, the lock is written only with `deliver`, once that is done.
    """
    # Without the lock, a build that reads first may write last, and bring back what another one withdrew.
    try:
        with locked(run.folder):
            # A link that leads to `out` could be pointed elsewhere meanwhile.
            return _build(replace(run, out=Path(os.path.realpath(run.out))), parts, accepted, deliver)
    except OSError as error:  # a disk that fails may refuse anything
        from cchr_feeds.output import failed

        raise failed(error) from error


def _build(run: Run, parts: Collection[Part], accepted: frozenset[str], deliver: Deliver | None) -> Outcome:
    """The same, while no other command writes; `out` is a real path."""
    if any(map(os.path.lexists, staging_folders(run.out))):
        from cchr_feeds.output import remove_staging

        remove_staging(run.out)
    cache = Cache(Store(run.folder, run.publishes), run.out, parts)
    if not accepted and not deliver and (last := cache.last_build(run.now)):
        return last
    # Most of the program, which a build without a change spares.
    from cchr_feeds import lockfile, output, steps
    from cchr_feeds.source.checks.contents import problems_inside

    project, selection = steps.read(run, cache.each_entry)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, accepted)
    notes = lockfile.refuse_conflicts(run.folder, comparison, project)
    cache.save_entries([project.places[each] for each in selection.held_back])
    notes += lockfile.lock_lost(run.folder, run.out, project.site)
    contents = steps.assembled(run.out, project, comparison.selection, parts)
    try:
        written, sizes = steps.write(run, contents, parts, selection, cache)
    except PictureBroken as error:
        found = problems_inside(project, lambda path, look: look(path))
        raise ProblemsFound([each for each in found if each.severity == "error"]) from error
    if deliver:
        comparison = deliver(project, comparison)
    given = run.publishes and Part.FEEDS in parts and bool(deliver or not project.site.publish)
    if given and not lockfile.write_lock(run.folder, comparison.lock):
        notes += (lockfile.lock_not_writable(),)
    run.progress("")
    outcome = steps.outcome(project, selection, contents.periods, written)
    changes = dict(comparison.changes)
    if not notes and (given or not changes):  # what no lock remembers is new to readers again
        until = lockfile.next_moment(project, comparison)
        cache.save_last_build(replace(outcome, warnings=(*outcome.warnings, *sizes)), run.now, until)
    output.remove_staging(run.out)
    return replace(outcome, changes=changes, warnings=(*outcome.warnings, *notes, *sizes))
