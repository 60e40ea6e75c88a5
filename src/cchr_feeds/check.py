"""A build without writing, and what else there is to know of a project."""

from __future__ import annotations

from dataclasses import replace

from cchr_feeds import lockfile, steps
from cchr_feeds.errors import Problem
from cchr_feeds.feed_warnings import feed_warnings
from cchr_feeds.model.part import EVERY_PART
from cchr_feeds.render import render
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.run import Outcome, Run
from cchr_feeds.source.checks.warnings import advise, proofread
from cchr_feeds.source.problems import without_suppressed


def check(run: Run) -> Outcome:
    """The same without writing: everything is read, compared and rendered, nothing is kept."""
    project, selection = steps.read(run)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, run.now, frozenset())
    contents = steps.assembled(run, project, selection, EVERY_PART)
    sizes: list[Problem] = []
    for __ in steps.watched(render(contents, Templates(run.folder), EVERY_PART), run.progress, sizes):
        pass  # made and dropped: a wrong template comes to light, and a mail that is too long
    run.progress("")
    outcome = steps.outcome(project, selection, contents.periods)
    stands = [*lockfile.conflict_problems(run.folder, comparison), *lockfile.lock_lost(run.folder, run.out)]
    refused = tuple(dict.fromkeys(each.code for each in stands if each.severity == "error"))
    against = (replace(each, severity="warning") for each in stands)
    marked = without_suppressed(run.folder, [*proofread(run.folder, project), *advise(run.folder, project)])
    feeds = feed_warnings(run.folder, project, contents.feeds)
    warnings = sorted([*outcome.warnings, *against, *feeds, *sizes, *marked])
    changes = lockfile.changes(comparison)
    return replace(outcome, changes=changes, warnings=tuple(warnings), refused=refused)
