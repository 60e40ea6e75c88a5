"""A build without writing, and what else there is to know of a project."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cchr_feeds import lockfile, steps
from cchr_feeds.cache.records import Records
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.file_state import is_settled, state_of
from cchr_feeds.i18n import _
from cchr_feeds.model.output import Feed
from cchr_feeds.model.part import EVERY_PART
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Entry
from cchr_feeds.problem import Problem
from cchr_feeds.render import render
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.run import Outcome, Run
from cchr_feeds.select import Selection
from cchr_feeds.source.autofix import Fixed, fixed_files
from cchr_feeds.source.checks.contents import Looker, problems_inside
from cchr_feeds.source.checks.warnings import warnings_in
from cchr_feeds.source.edit import NotEditable, with_values
from cchr_feeds.source.problems import without_suppressed
from cchr_feeds.source.save import open_entry
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.store import Store, key_of

_CONTENTS = "contents.json"


def check(run: Run) -> Outcome:
    """The same without writing: everything is read, compared and rendered, nothing is kept."""
    project, selection = steps.read(run)
    comparison = lockfile.compare_with_lock(run.folder, project, selection)
    contents = steps.assembled(run.out, project, comparison.selection, EVERY_PART)
    sizes: list[Problem] = []
    for __ in steps.watched(render(contents, Templates(run.folder), EVERY_PART), run.progress, sizes):
        pass  # made and dropped: a wrong template comes to light, and a mail that is too long
    run.progress("")
    outcome = steps.outcome(project, selection, contents.periods)
    lost = lockfile.lock_lost(run.folder, run.out, project.site)
    stands = [*lockfile.conflict_problems(run.folder, comparison), *lost]
    refused = tuple(dict.fromkeys(each.code for each in stands if each.severity == "error"))
    against = (replace(each, severity="warning") for each in stands)
    inside = _inside(run.folder, project, selection)
    marked = [*without_suppressed(run.folder, warnings_in(run.folder, project, run.now)), *inside]
    warnings = sorted([*outcome.warnings, *against, *_same_seconds(project, contents.feeds), *sizes, *marked])
    if any(each.severity == "error" for each in inside):
        raise ProblemsFound(warnings)
    return replace(outcome, changes=dict(comparison.changes), warnings=tuple(warnings), refused=refused)


def _inside(folder: Path, project: Project, selection: Selection) -> list[Problem]:
    """What is wrong inside files, which are opened again if they have changed, or if their entries wait."""
    records = Records(Store(folder), _CONTENTS, key_of(folder, _CONTENTS), tuple[tuple[str, ...], ...])
    held_back = [project.metadata[each] for each in selection.held_back]
    waiting = {project.beside(meta, name) for meta in held_back for name, *_ in meta.files}

    def found(path: Path, look: Looker) -> Sequence[Sequence[str]]:
        if path in waiting:
            return look(path)
        name = f"{look.__name__} {path.relative_to(folder).as_posix()}"
        known = records.known(name, state_of)
        if known is None:
            state = state_of(path)
            known = tuple(map(tuple, look(path)))
            if is_settled([state], time.time_ns()):
                records.keep(name, {str(path): state}, known)
        return known

    problems = [*problems_inside(project, found)]
    records.save()
    return without_suppressed(folder, problems)


def fixes(run: Run) -> list[Fixed]:
    """What can be put right in the project's files: mistakes and, once there are none, conflicts."""
    if files := fixed_files(run.folder):
        return files
    try:
        return list(_fixed_conflicts(run))
    except ProblemsFound:  # those are for people
        return []


def _fixed_conflicts(run: Run) -> Iterator[Fixed]:
    project, selection = steps.read(run)
    values: dict[str, dict[FieldPath, Value]] = defaultdict(dict)
    for conflict in lockfile.compare_with_lock(run.folder, project, selection).conflicts:
        if conflict.values:
            values[conflict.file] |= conflict.values
    for path, changes in values.items():
        with suppress(NotEditable):
            entry = open_entry(run.folder, path)
            text = with_values(entry.text, changes, [*project.site.languages])
            yield Fixed(path, entry.content, entry.with_text(text))


def _same_seconds(project: Project, feeds: Sequence[Feed]) -> Iterator[Problem]:
    """Entries of a feed that were updated in one second: some readers lose one. Each pair is named once."""
    told: set[tuple[str, str]] = set()
    for feed in feeds:
        first: dict[datetime, Entry] = {}
        for entry in feed.entries:
            other = first.setdefault(entry.updated, entry)
            if other is not entry and (entry.tag, other.tag) not in told:
                told.add((entry.tag, other.tag))
                message = _(
                    "{id} and {other} have the same time to the second; some feed readers show only "
                    "one of them",
                    id=entry.publication_id,
                    other=other.publication_id,
                )
                fix = _("give one another time, such as T09:01")
                path = project.places[entry.publication_id]
                yield Problem(path, 1, 1, "same-time", message, fix, "warning")
