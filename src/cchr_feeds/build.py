"""The whole flow on one screen: read, select, compare, resolve, render, write."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from cchr_feeds import lockfile, output
from cchr_feeds.assemble import ManifestEntries, assemble
from cchr_feeds.cache import Cache, Kept
from cchr_feeds.errors import NothingToDo, Problem
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import Period
from cchr_feeds.model.forms import Form
from cchr_feeds.model.output import Artifact, Part, Ready, Stage
from cchr_feeds.model.project import Project
from cchr_feeds.periods import (
    latest,
    made_forms,
    made_periods,
    no_entry_in,
    refuse_incomplete,
    wanted_forms,
    wanted_periods,
)
from cchr_feeds.render import render, render_editions, render_sheets
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.select import Selection, next_moment, periods, select
from cchr_feeds.source import read_project

EVERY_PART = tuple(Part)
_NEVER = datetime.max.replace(tzinfo=UTC)

Progress = Callable[[str], None]
Made = TypeVar("Made", Artifact, Ready)


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

    `changes` are entries as `id/language`, by what readers notice of them; `pictures` are files. `refused`
    are the codes of those warnings of a check that would stop a build.
    """

    entries: dict[str, int]
    waiting: int
    editions: tuple[str, ...]
    missing_for_mail: tuple[str, ...]
    warnings: tuple[Problem, ...]
    changes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: output.Written | None = None
    pictures: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def build(run: Run, parts: Collection[Part] = EVERY_PART, accepted: frozenset[str] = frozenset()) -> Outcome:
    """Reads the project and makes `out` hold the named parts; raises `ProblemsFound` or `OutputFailed`.

    `accepted` are names of what may be done to readers although it stands against what was published.
    """
    cache = Cache(run.folder, run.out, parts, run.now) if run.publishes else None
    if cache and not accepted and (kept := cache.nothing_to_do()):
        return _nothing_done(kept)
    project, selection = _read(run, cache)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, run.now, accepted)
    notes = lockfile.refuse_conflicts(run.folder, comparison, project)
    if cache:
        cache.keep_entries([project.places[each] for each in selection.held_back])
    notes += lockfile.lock_lost(run.folder, run.out)
    forms = made_forms(run.out)
    made = assemble(project, selection, wanted_periods(project, selection, forms), parts, forms)
    sizes: list[Problem] = []
    templates, documents = Templates(run.folder), cache.documents() if cache else None

    def staged(stage: Stage) -> Iterator[Ready]:
        return _watched(render(made, templates, parts, stage, documents), run.progress, sizes)

    entries = ManifestEntries(project.site, selection.listings)
    placed = cache.keep_documents if cache else None
    written = output.write_output(run.out, staged, parts, entries, placed)
    given = run.publishes and Part.FEEDS in parts
    remembered = not given or lockfile.write_lock(run.folder, comparison.lock)
    run.progress("")
    outcome = _outcome(project, selection, made.periods, written)
    notes += () if remembered else (lockfile.lock_not_writable(),)
    changes = lockfile.changes(comparison)
    if cache and not notes and (given or not changes):  # what no lock remembers is new to readers again
        until = next_moment(project.cards.values(), project.site, run.now) or _NEVER
        cache.keep_outcome(_to_keep(outcome, written, sizes), until)
    return replace(outcome, changes=changes, warnings=(*outcome.warnings, *notes, *sizes))


def _nothing_done(kept: Kept) -> Outcome:
    said = dict(kept.entries), kept.waiting, tuple(kept.editions), tuple(kept.missing_for_mail), kept.warnings
    return Outcome(*said, written=output.Written(0, kept.files, 0))


def _to_keep(outcome: Outcome, written: output.Written, sizes: Sequence[Problem]) -> Kept:
    warnings = (*outcome.warnings, *sizes)
    said = outcome.entries, outcome.waiting, outcome.editions, outcome.missing_for_mail
    return Kept(*said, written.written + written.unchanged, warnings)


def check(run: Run) -> Outcome:
    """The same without writing: everything is read, compared and rendered, nothing is kept."""
    from cchr_feeds.feed_warnings import feed_warnings  # what only this needs
    from cchr_feeds.source.advice import advise
    from cchr_feeds.source.proofreading import proofread
    from cchr_feeds.source.suppressions import without_suppressed

    project, selection = _read(run)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, run.now, frozenset())
    forms = made_forms(run.out)
    made = assemble(project, selection, wanted_periods(project, selection, forms), EVERY_PART, forms)
    sizes: list[Problem] = []
    for __ in _watched(render(made, Templates(run.folder), EVERY_PART), run.progress, sizes):
        pass  # made and dropped: a wrong template comes to light, and a mail that is too long
    run.progress("")
    outcome = _outcome(project, selection, made.periods)
    stands = [*lockfile.conflict_problems(run.folder, comparison), *lockfile.lock_lost(run.folder, run.out)]
    refused = tuple(dict.fromkeys(each.code for each in stands if each.severity == "error"))
    against = (replace(each, severity="warning") for each in stands)
    marked = without_suppressed(run.folder, [*proofread(run.folder, project), *advise(run.folder, project)])
    feeds = feed_warnings(run.folder, project, made.feeds)
    warnings = sorted([*outcome.warnings, *against, *feeds, *sizes, *marked])
    changes = lockfile.changes(comparison)
    return replace(outcome, changes=changes, warnings=tuple(warnings), refused=refused)


def newsletter(run: Run, wanted: Period | None, forms: Collection[Form] = ()) -> Outcome:
    """Writes the editions of one period (the latest month with entries when none is named) and their list.

    The mail is made in the named forms, or in the usual ones as far as site.yaml allows. Raises
    `ProblemsFound` for a named one that it does not allow, and `NothingToDo` when no entry belongs to the
    period: an empty edition is never made.
    """
    project, selection = _read(run)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, run.now, frozenset())
    lockfile.refuse_conflicts(run.folder, comparison, project)
    refuse_incomplete(run.folder, project.site.newsletter, forms)
    months = periods(selection.listings)
    chosen = wanted or latest(months, run.now.astimezone(project.site.timezone))
    listed = [each for each in (*made_periods(run.out), chosen) if each]
    chosen_forms = {each: wanted_forms(each, forms, run.out) for each in (chosen,) if each}
    made = assemble(project, selection, listed, (Part.NEWSLETTERS,), chosen_forms)
    shown = tuple(edition for edition in made.editions if edition.period == chosen)
    if not shown:
        raise NothingToDo(no_entry_in(chosen, months))
    sizes: list[Problem] = []
    artifacts = _watched(render_editions(shown, made, Templates(run.folder)), run.progress, sizes)
    entries = ManifestEntries(project.site, selection.listings)
    written = output.add_to_output(run.out, lambda stage: map(stage, artifacts), entries)
    run.progress("")
    outcome = _outcome(project, selection, [shown[0].period], written)
    missing = () if forms else outcome.missing_for_mail
    return replace(outcome, missing_for_mail=missing, warnings=(*outcome.warnings, *sizes))


def sheets(run: Run, shown: Period) -> dict[str, str]:
    """For each edition of a period a page to take a picture of, by its name (`2024-10-km`)."""
    project, selection = _read(run)
    made = assemble(project, selection, [shown], (Part.NEWSLETTERS,))
    editions = [edition for edition in made.editions if edition.period == shown]
    pages = dict(render_sheets(editions, made, Templates(run.folder)))
    run.progress("")
    return pages


def _read(run: Run, cache: Cache | None = None) -> tuple[Project, Selection]:
    run.progress(_("reading the entries …"))
    project = read_project(run.folder, cache.entries if cache else None)
    gc.freeze()  # it stays to the end: looking for garbage in it again and again takes a tenth of the time
    return project, select(project.cards.values(), project.site, run.now)


def _watched(artifacts: Iterable[Made], progress: Progress, notes: list[Problem]) -> Iterator[Made]:
    """The artifacts as they come; what to know about them is added to `notes`."""
    for number, artifact in enumerate(artifacts):
        if number % 100 == 0:
            progress(_("making {path} …", path=artifact.path))
        notes += artifact.warnings
        yield artifact


def _outcome(
    project: Project, selection: Selection, made: Sequence[Period], written: output.Written | None = None
) -> Outcome:
    counts = dict.fromkeys(project.site.languages, 0)
    for listing in selection.listings:
        counts[listing.language] += 1
    names = tuple(map(str, made))
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
