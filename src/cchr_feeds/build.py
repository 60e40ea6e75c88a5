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
from cchr_feeds.cache import Cache, LastBuild, Store
from cchr_feeds.errors import NothingToDo, Problem
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import Period
from cchr_feeds.model.forms import Form
from cchr_feeds.model.output import Artifact, Contents, Part, Ready, Stage
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
from cchr_feeds.render import documents, files, render, render_editions, render_sheets
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.select import Selection, next_moment, periods, select
from cchr_feeds.source import read_project
from cchr_feeds.source.scan import EachOfSite

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
    cache = Cache(Store(run.folder, run.publishes), run.out, parts)
    if not accepted and (last := cache.last_build(run.now)):
        return _unchanged(last)
    project, selection = _read(run, cache.each_entry)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, run.now, accepted)
    notes = lockfile.refuse_conflicts(run.folder, comparison, project)
    cache.save_entries([project.places[each] for each in selection.held_back])
    notes += lockfile.lock_lost(run.folder, run.out)
    contents, templates = _contents(run, project, selection, parts), Templates(run.folder)
    sizes: list[Problem] = []

    def staged(stage: Stage) -> Iterator[Ready]:
        made = cache.documents.made(stage, documents(contents, templates, parts))
        return _watched(files(made), run.progress, sizes)

    entries = ManifestEntries(project.site, selection.listings)
    written = output.write_output(run.out, staged, parts, entries, cache.save_documents)
    given = run.publishes and Part.FEEDS in parts
    if given and not lockfile.write_lock(run.folder, comparison.lock):
        notes += (lockfile.lock_not_writable(),)
    run.progress("")
    outcome = _outcome(project, selection, contents.periods, written)
    changes = lockfile.changes(comparison)
    if not notes and (given or not changes):  # what no lock remembers is new to readers again
        until = next_moment(project.metadata.values(), project.site, run.now) or _NEVER
        cache.save_last_build(_last(outcome, written, sizes), run.now, until)
    return replace(outcome, changes=changes, warnings=(*outcome.warnings, *notes, *sizes))


def _unchanged(last: LastBuild) -> Outcome:
    said = dict(last.entries), last.waiting, tuple(last.editions), tuple(last.missing_for_mail), last.warnings
    return Outcome(*said, written=output.Written(0, last.files, 0))


def _last(outcome: Outcome, written: output.Written, sizes: Sequence[Problem]) -> LastBuild:
    said = outcome.entries, outcome.waiting, outcome.editions, outcome.missing_for_mail
    return LastBuild(*said, written.written + written.unchanged, (*outcome.warnings, *sizes))


def check(run: Run) -> Outcome:
    """The same without writing: everything is read, compared and rendered, nothing is kept."""
    from cchr_feeds.feed_warnings import feed_warnings  # what only this needs
    from cchr_feeds.source.advice import advise
    from cchr_feeds.source.proofreading import proofread
    from cchr_feeds.source.suppressions import without_suppressed

    project, selection = _read(run)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, run.now, frozenset())
    contents = _contents(run, project, selection, EVERY_PART)
    sizes: list[Problem] = []
    for __ in _watched(render(contents, Templates(run.folder), EVERY_PART), run.progress, sizes):
        pass  # made and dropped: a wrong template comes to light, and a mail that is too long
    run.progress("")
    outcome = _outcome(project, selection, contents.periods)
    stands = [*lockfile.conflict_problems(run.folder, comparison), *lockfile.lock_lost(run.folder, run.out)]
    refused = tuple(dict.fromkeys(each.code for each in stands if each.severity == "error"))
    against = (replace(each, severity="warning") for each in stands)
    marked = without_suppressed(run.folder, [*proofread(run.folder, project), *advise(run.folder, project)])
    feeds = feed_warnings(run.folder, project, contents.feeds)
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


def _contents(run: Run, project: Project, selection: Selection, parts: Collection[Part]) -> Contents:
    forms = made_forms(run.out)
    return assemble(project, selection, wanted_periods(project, selection, forms), parts, forms)


def _read(run: Run, each_of_site: EachOfSite | None = None) -> tuple[Project, Selection]:
    run.progress(_("reading the entries …"))
    project = read_project(run.folder, each_of_site)
    gc.freeze()  # it stays to the end: looking for garbage in it again and again takes a tenth of the time
    return project, select(project.metadata.values(), project.site, run.now)


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
