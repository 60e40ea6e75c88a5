"""The comparison: what changes for readers since the last build, what must not, and the next lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from cchr_feeds.history.changes import Change, Step
from cchr_feeds.history.missing import Missing
from cchr_feeds.history.objections import Objection, another_authority
from cchr_feeds.history.present import Given, Present
from cchr_feeds.model.lock import Lock, Record, Seen, Standing
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Listing
from cchr_feeds.select import Selection


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries that change, named `id/language`; what stands against it; and the next lock.

    `unused` are names that were accepted though nothing stood against them.
    """

    lock: Lock
    changes: Mapping[Change, tuple[str, ...]] = field(default_factory=dict)
    objections: tuple[Objection, ...] = ()
    unused: frozenset[str] = frozenset()


def compare(
    lock: Lock, project: Project, selection: Selection, now: datetime, accepted: frozenset[str]
) -> Comparison:
    """What a build at `now` does to readers; `accepted` are names of what may be done all the same."""
    authority = f"{project.site.authority},{project.site.since}"
    steps: list[Step] = []
    if lock.lines and lock.authority != authority:
        steps.append(Step("", "", None, objection=another_authority(lock.authority, project.site)))
        lock = Lock()
    steps += _steps(lock, _given(project, selection), project, now)
    objections = [_objection(step, accepted) for step in steps]
    return Comparison(
        lock=Lock(authority, dict(lock.lines) | _lines(steps, project)),
        changes=_changes(step for step, against in zip(steps, objections, strict=True) if _happens(against)),
        objections=tuple(dict.fromkeys(filter(None, objections))),
        unused=accepted - {name for step in steps if step.objection for name in step.objection.accept},
    )


def _given(project: Project, selection: Selection) -> Given:
    given: dict[str, dict[str, Seen]] = defaultdict(dict)
    for listing in selection.listings:
        standing = Standing.WITHDRAWN if listing.withdrawn else Standing.PUBLIC
        given[listing.publication_id][listing.language] = _seen(listing, standing, project)
    for listing in selection.gone:
        given[listing.publication_id][listing.language] = _seen(listing, Standing.GONE, project)
    return given


def _seen(listing: Listing, standing: Standing, project: Project) -> Seen:
    fingerprint = project.cards[listing.publication_id].translations[listing.language].fingerprint
    published = listing.published.isoformat()
    updated = published if listing.updated == listing.published else listing.updated.isoformat()
    return Seen(published, updated, fingerprint, standing)


def _steps(lock: Lock, given: Given, project: Project, now: datetime) -> Iterator[Step]:
    """What happens to each entry of those publications whose line in the lock is another now."""
    missing, present = Missing(lock, project, now), Present(lock, given, project, now)
    for publication_id in dict.fromkeys([*given, *lock.lines]):
        languages, line = given.get(publication_id, {}), lock.lines.get(publication_id)
        now_is = Record(publication_id, project.places.get(publication_id, ""), languages)
        if line is None or line != now_is.line():
            before = lock.record(publication_id) or replace(now_is, languages={})
            for language in languages:
                yield present.step(before, language)
            for language in before.languages.keys() - languages.keys():
                yield missing.step(before, language)


def _lines(steps: Iterable[Step], project: Project) -> dict[str, str]:
    """The lines of the publications that steps are taken with; the steps of each follow each other."""
    lines = {}
    for key, some in groupby(steps, attrgetter("publication_id")):
        seen = {step.language: step.seen for step in some if step.seen}
        if seen:
            lines[key] = Record(key, project.places.get(key, ""), dict(sorted(seen.items()))).line()
    return lines


def _objection(step: Step, accepted: frozenset[str]) -> Objection | None:
    """What stands against a step, unless it has been accepted."""
    objection = step.objection
    return None if objection and accepted.intersection(objection.accept) else objection


def _happens(against: Objection | None) -> bool:
    return against is None or against.fault.severity == "warning"


def _changes(steps: Iterable[Step]) -> dict[Change, tuple[str, ...]]:
    names: dict[Change, list[str]] = {change: [] for change in Change}
    for step in steps:
        if step.change:
            names[step.change].append(f"{step.publication_id}/{step.language}")
    return {change: tuple(sorted(some)) for change, some in names.items() if some}
