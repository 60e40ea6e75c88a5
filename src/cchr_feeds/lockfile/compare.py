"""The comparison: what changes for readers since the last build, what must not, and the next lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from cchr_feeds.lockfile.conflicts import Conflict, another_authority
from cchr_feeds.lockfile.current import Current, Given
from cchr_feeds.lockfile.removed import Removed
from cchr_feeds.lockfile.transitions import Change, Transition
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
    conflicts: tuple[Conflict, ...] = ()
    unused: frozenset[str] = frozenset()


def compare(
    lock: Lock, project: Project, selection: Selection, now: datetime, accepted: frozenset[str]
) -> Comparison:
    """What a build at `now` does to readers; `accepted` are names of what may be done all the same."""
    authority = f"{project.site.authority},{project.site.since}"
    transitions: list[Transition] = []
    if lock.lines and lock.authority != authority:
        transitions.append(Transition("", "", None, conflict=another_authority(lock.authority, project.site)))
        lock = Lock()
    transitions += _transitions(lock, _given(project, selection), project, now)
    conflicts = [_conflict(transition, accepted) for transition in transitions]
    return Comparison(
        lock=Lock(authority, dict(lock.lines) | _lines(transitions, project)),
        changes=_changes(
            each for each, against in zip(transitions, conflicts, strict=True) if _happens(against)
        ),
        conflicts=tuple(dict.fromkeys(filter(None, conflicts))),
        unused=accepted - {name for each in transitions if each.conflict for name in each.conflict.accept},
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
    fingerprint = project.metadata[listing.publication_id].translations[listing.language].fingerprint
    published = listing.published.isoformat()
    updated = published if listing.updated == listing.published else listing.updated.isoformat()
    return Seen(published, updated, fingerprint, standing)


def _transitions(lock: Lock, given: Given, project: Project, now: datetime) -> Iterator[Transition]:
    """What happens to each entry of those publications whose line in the lock is another now."""
    removed, current = Removed(lock, project, now), Current(lock, given, project, now)
    for publication_id in dict.fromkeys([*given, *lock.lines]):
        languages, line = given.get(publication_id, {}), lock.lines.get(publication_id)
        now_is = Record(publication_id, project.places.get(publication_id, ""), languages)
        if line is None or line != now_is.line():
            before = lock.record(publication_id) or replace(now_is, languages={})
            for language in languages:
                yield current.transition(before, language)
            for language in before.languages.keys() - languages.keys():
                yield removed.transition(before, language)


def _lines(transitions: Iterable[Transition], project: Project) -> dict[str, str]:
    """The lines of the publications with a transition; those of one publication follow each other."""
    lines = {}
    for key, some in groupby(transitions, attrgetter("publication_id")):
        seen = {each.language: each.seen for each in some if each.seen}
        if seen:
            lines[key] = Record(key, project.places.get(key, ""), dict(sorted(seen.items()))).line()
    return lines


def _conflict(transition: Transition, accepted: frozenset[str]) -> Conflict | None:
    """What stands against a transition, unless it has been accepted."""
    conflict = transition.conflict
    return None if conflict and accepted.intersection(conflict.accept) else conflict


def _happens(against: Conflict | None) -> bool:
    return against is None or against.fault.severity == "warning"


def _changes(transitions: Iterable[Transition]) -> dict[Change, tuple[str, ...]]:
    names: dict[Change, list[str]] = {change: [] for change in Change}
    for transition in transitions:
        if transition.change:
            names[transition.change].append(f"{transition.publication_id}/{transition.language}")
    return {change: tuple(sorted(some)) for change, some in names.items() if some}
