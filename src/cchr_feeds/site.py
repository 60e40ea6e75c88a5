"""The whole flow on one screen: read, select, compare, resolve, render, write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cchr_feeds import output, published
from cchr_feeds.contents import contents, manifest_entries
from cchr_feeds.errors import NothingToDo, Problem
from cchr_feeds.model.dates import Period
from cchr_feeds.model.outcome import Artifact, Edition, Part
from cchr_feeds.model.project import Project
from cchr_feeds.periods import latest, made_periods, no_entry_in, wanted_periods
from cchr_feeds.render import render, render_editions
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.select import Selection, periods, select
from cchr_feeds.source import read_project

EVERY_PART = tuple(Part)

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """Where a command works, at which moment, and whom it tells what it is doing."""

    folder: Path
    out: Path
    now: datetime
    progress: Progress

    @property
    def publishes(self) -> bool:
        """Whether what it makes is what readers get; in another folder it may be a trial."""
        return self.out.resolve() == (self.folder / "out").resolve()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found and did: entries per language, how many wait, which editions, what to know.

    `changes` are entries as `id/language`, by what readers notice of them.
    """

    entries: dict[str, int]
    waiting: int
    editions: tuple[str, ...]
    missing_for_mail: tuple[str, ...]
    warnings: tuple[Problem, ...]
    changes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: output.Written | None = None


def build(run: Run, parts: Collection[Part] = EVERY_PART, accepted: frozenset[str] = frozenset()) -> Outcome:
    """Reads the project and makes `out` hold the named parts; raises `ProblemsFound` or `OutputFailed`.

    `accepted` are names of what may be done to readers although it stands against what was published.
    """
    project, selection = _read(run)
    history = published.compared(run.folder, project, selection, run.now, accepted)
    notes = published.refuse_objections(run.folder, history, project)
    made = contents(project, selection, wanted_periods(project, selection, run.out), parts)
    artifacts = _watched(render(made, Templates(run.folder), parts), run.progress)
    written = output.write_output(run.out, artifacts, parts, manifest_entries(project, selection))
    remembered = not run.publishes or output.write_lock(run.folder, history.lock)
    run.progress("")
    outcome = _outcome(project, selection, made.editions, written)
    notes += () if remembered else (published.NOBODY_REMEMBERS,)
    return replace(outcome, changes=published.changes(history), warnings=(*outcome.warnings, *notes))


def check(run: Run) -> Outcome:
    """The same without writing: everything is read, compared and rendered, nothing is kept."""
    project, selection = _read(run)
    history = published.compared(run.folder, project, selection, run.now, frozenset())
    made = contents(project, selection, wanted_periods(project, selection, run.out), EVERY_PART)
    for _ in _watched(render(made, Templates(run.folder), EVERY_PART), run.progress):
        pass
    run.progress("")
    outcome = _outcome(project, selection, made.editions)
    against = (replace(each, severity="warning") for each in published.objections(run.folder, history))
    warnings = sorted([*outcome.warnings, *against])
    return replace(outcome, changes=published.changes(history), warnings=tuple(warnings))


def newsletter(run: Run, wanted: Period | None) -> Outcome:
    """Writes the editions of one period (the latest month with entries when none is named) and their list.

    Raises `NothingToDo` when no entry belongs to the period: an empty edition is never made.
    """
    project, selection = _read(run)
    months = periods(selection.listings)
    chosen = wanted or latest(months, run.now.astimezone(project.site.timezone))
    listed = [each for each in (*made_periods(run.out), chosen) if each]
    made = contents(project, selection, listed, (Part.NEWSLETTERS,))
    shown = tuple(edition for edition in made.editions if edition.period == chosen)
    if not shown:
        raise NothingToDo(no_entry_in(chosen, months))
    artifacts = _watched(render_editions(shown, made, Templates(run.folder)), run.progress)
    written = output.add_to_output(run.out, artifacts, manifest_entries(project, selection))
    run.progress("")
    return _outcome(project, selection, shown, written)


def _read(run: Run) -> tuple[Project, Selection]:
    run.progress("reading the entries …")
    project = read_project(run.folder)
    return project, select(project.publications.values(), project.site, run.now)


def _watched(artifacts: Iterable[Artifact], progress: Progress) -> Iterator[Artifact]:
    for number, artifact in enumerate(artifacts):
        if number % 100 == 0:
            progress(f"making {artifact.path} …")
        yield artifact


def _outcome(
    project: Project, selection: Selection, made: Sequence[Edition], written: output.Written | None = None
) -> Outcome:
    counts = dict.fromkeys(project.site.languages, 0)
    for listing in selection.listings:
        counts[listing.language] += 1
    names = tuple(dict.fromkeys(str(edition.period) for edition in made))
    missing = project.site.newsletter.missing_for_mail() if made else ()
    return Outcome(
        counts, selection.waiting, names, missing, _tellable(project, selection, written), written=written
    )


def _tellable(project: Project, selection: Selection, written: output.Written | None) -> tuple[Problem, ...]:
    """All warnings to whoever checks; but a build's log may be public, so none about an entry that waits."""
    if written is None:
        return project.warnings
    secret = {project.places.get(each) for each in selection.held_back}
    return tuple(warning for warning in project.warnings if warning.path not in secret)
