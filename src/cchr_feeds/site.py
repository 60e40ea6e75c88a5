"""The whole flow on one screen: read, select, resolve, render, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from cchr_feeds import output
from cchr_feeds.contents import contents, manifest_entries
from cchr_feeds.errors import NothingToDo, Problem
from cchr_feeds.model.dates import Period
from cchr_feeds.model.outcome import Artifact, Edition, Part
from cchr_feeds.model.parsing import period
from cchr_feeds.model.project import Project
from cchr_feeds.render import render, render_editions
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.select import Selection, periods, select
from cchr_feeds.source import read_project

EVERY_PART = tuple(Part)

_PERIOD_NAME = re.compile(r"(19[5-9]\d|20\d\d)(-(Q[1-4]|0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found and did: entries per language, how many wait, which editions, what to know."""

    entries: dict[str, int]
    waiting: int
    editions: tuple[str, ...]
    missing_for_mail: tuple[str, ...]
    warnings: tuple[Problem, ...]
    written: output.Written | None = None


Progress = Callable[[str], None]


def build(folder: Path, out: Path, now: datetime, parts: Collection[Part], progress: Progress) -> Outcome:
    """Reads the project and makes `out` hold the named parts; raises `ProblemsFound` or `OutputFailed`."""
    project, selection = _read(folder, now, progress)
    made = contents(project, selection, _wanted_periods(project, selection, out), parts)
    artifacts = _watched(render(made, Templates(folder), parts), progress)
    written = output.write_output(out, artifacts, parts, manifest_entries(project, selection))
    progress("")
    return _outcome(project, selection, made.editions, written)


def check(folder: Path, out: Path, now: datetime, progress: Progress) -> Outcome:
    """The same without writing: everything is read and rendered, nothing is kept."""
    project, selection = _read(folder, now, progress)
    made = contents(project, selection, _wanted_periods(project, selection, out), EVERY_PART)
    for _ in _watched(render(made, Templates(folder), EVERY_PART), progress):
        pass
    progress("")
    return _outcome(project, selection, made.editions)


def _read(folder: Path, now: datetime, progress: Progress) -> tuple[Project, Selection]:
    progress("reading the entries …")
    project = read_project(folder)
    return project, select(project.publications.values(), project.site, now)


def _watched(artifacts: Iterable[Artifact], progress: Progress) -> Iterator[Artifact]:
    for number, artifact in enumerate(artifacts):
        if number % 100 == 0:
            progress(f"making {artifact.path} …")
        yield artifact


def newsletter(folder: Path, out: Path, now: datetime, wanted: Period | None, progress: Progress) -> Outcome:
    """Writes the editions of one period (the latest month with entries when none is named) and their list.

    Raises `NothingToDo` when no entry belongs to the period: an empty edition is never made.
    """
    project, selection = _read(folder, now, progress)
    months = periods(selection.listings)
    chosen = wanted or _latest(months, now.astimezone(project.site.timezone))
    listed = [each for each in (*_made_periods(out), chosen) if each]
    made = contents(project, selection, listed, (Part.NEWSLETTERS,))
    shown = tuple(edition for edition in made.editions if edition.period == chosen)
    if not shown:
        raise NothingToDo(_nothing(chosen, months))
    artifacts = render_editions(shown, made, Templates(folder))
    entries = manifest_entries(project, selection)
    written = output.add_to_output(out, _watched(artifacts, progress), entries)
    progress("")
    return _outcome(project, selection, shown, written)


def _latest(months: Sequence[Period], now: datetime) -> Period | None:
    """The newest month that has begun; `edition:` may name one to come."""
    begun = [month for month in months if month <= Period.of_month(now.year, now.month)]
    return max(begun, default=max(months, default=None))


def _nothing(span: Period | None, months: Sequence[Period]) -> str:
    if not months:
        return "no entry belongs to any month yet, so there is no newsletter to make"
    known = ", ".join(map(str, months))
    return f"no entry belongs to {span}, so there is no newsletter to make; there are entries for {known}"


def _wanted_periods(project: Project, selection: Selection, out: Path) -> list[Period]:
    """Every month with entries; quarters and years that an editor's file announces or that were made before.

    Those were perhaps mailed: made again by every build, their links live, and what is withdrawn leaves them.
    """
    spans = (each for each in (*project.editors, *_made_periods(out)) if not each.is_month)
    return [*periods(selection.listings), *spans]


def _made_periods(out: Path) -> list[Period]:
    """The periods that `out` has editions of."""
    parts = {PurePosixPath(path).parts for path in output.read_manifest(out).files}
    names = {each[1] for each in parts if each[0] == "newsletters" and len(each) > 2}
    return [period(name) for name in names if _PERIOD_NAME.fullmatch(name)]


def _outcome(
    project: Project, selection: Selection, made: Sequence[Edition], written: output.Written | None = None
) -> Outcome:
    counts = dict.fromkeys(project.site.languages, 0)
    for listing in selection.listings:
        counts[listing.language] += 1
    names = tuple(dict.fromkeys(str(edition.period) for edition in made))
    missing = project.site.newsletter.missing_for_mail() if made else ()
    return Outcome(counts, selection.waiting, names, missing, _tellable(project, selection, written), written)


def _tellable(project: Project, selection: Selection, written: output.Written | None) -> tuple[Problem, ...]:
    """All warnings to whoever checks; but a build's log may be public, so none about an entry that waits."""
    if written is None:
        return project.warnings
    secret = {project.places.get(each) for each in selection.held_back}
    return tuple(warning for warning in project.warnings if warning.path not in secret)
