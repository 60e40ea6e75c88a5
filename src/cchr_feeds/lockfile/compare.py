"""The comparison: what changes for readers since the last build, what must not, and the next lock."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter

from cchr_feeds.lockfile import conflicts
from cchr_feeds.lockfile.conflicts import Conflict
from cchr_feeds.lockfile.feeds import feed_conflicts, given_feeds, histories, issued_periods, late_entries
from cchr_feeds.model.lock import Lock, PublishedEntry, Record, Standing
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Listing, PublicationMeta
from cchr_feeds.select import Selection, dates_of, recent_until

# What readers would see now of each publication.
_CurrentState = Mapping[str, Sequence[tuple[Listing, Standing]]]


class Change(StrEnum):
    """What readers notice of an entry, or could."""

    NEW = "new"
    UPDATED = "updated"
    """It says so itself, with a later `updated`."""
    CORRECTED = "corrected"
    """It says something else, and readers are not told."""
    WITHDRAWN = "withdrawn"
    EXPIRED = "left"
    """The notice of its withdrawal has had its time."""
    DROPPED = "let-go"
    """It leaves without a notice, by decision."""
    RESURFACED = "resurfaced"
    """It was taken back and comes back, by decision."""


@dataclass(frozen=True, slots=True)
class Transition:
    """What happens to one entry: what its line in the lock says next, and what readers notice.

    Where `conflict` is set, it happens only if that is accepted.
    """

    publication_id: str
    language: str
    seen: PublishedEntry | None
    change: Change | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries that change, named `id/language`; the conflicts; and the next lock.

    `selection` is what is public, with what its archives go on from. `unused` are names that were accepted
    though no conflict has them.
    """

    lock: Lock
    selection: Selection
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    unused: frozenset[str] = frozenset()


def compare(lock: Lock, project: Project, selection: Selection, accepted: frozenset[str]) -> Comparison:
    """What a build does to readers; `accepted` are names of what may be done all the same."""
    site = project.site
    authority = f"{site.authority},{site.since}"
    given = given_feeds(lock, site, selection)
    found = [*feed_conflicts(lock, site, given), *late_entries(lock, project, selection)]
    editions, issued = lock.editions, issued_periods(lock)
    if lock.lines and lock.timezone not in ("", str(site.timezone)):
        found.append(conflicts.another_timezone(lock.timezone))
    if lock.lines and lock.authority != authority:
        found.insert(0, conflicts.another_authority(lock.authority, site))
        lock = Lock()  # to readers, everything is new
    transitions = [*_Transitions(lock, _given(selection), project, selection.now).all()]
    found += [each.conflict for each in transitions if each.conflict]
    refused = {each: None for each in found if not accepted.intersection(each.accept)}  # in their order
    stopping = {each for each in refused if each.fault.severity == "error"}
    lines = dict(lock.lines) | _lines(transitions, project)
    after = Lock(authority, lines, given, site.feeds_url, str(site.timezone), editions)
    return Comparison(
        lock=after,
        selection=replace(selection, histories=histories(after, site, selection.now), issued=issued),
        changes=_changes(each for each in transitions if each.conflict not in stopping),
        conflicts=tuple(refused),
        unused=accepted - {name for each in found for name in each.accept},
    )


def _given(selection: Selection) -> _CurrentState:
    given: dict[str, list[tuple[Listing, Standing]]] = defaultdict(list)
    for listing in selection.listings:
        standing = Standing.WITHDRAWN if listing.withdrawn else Standing.PUBLIC
        given[listing.publication_id].append((listing, standing))
    for listing in selection.gone:
        given[listing.publication_id].append((listing, Standing.EXPIRED))
    return given


def _lines(transitions: Iterable[Transition], project: Project) -> dict[str, str]:
    """The lines of the publications with a transition; those of one publication follow each other."""
    lines = {}
    for key, some in groupby(transitions, attrgetter("publication_id")):
        seen = {each.language: each.seen for each in some if each.seen}
        if seen:
            lines[key] = Record(key, project.places.get(key, ""), dict(sorted(seen.items()))).line()
    return lines


def _changes(transitions: Iterable[Transition]) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {change: [] for change in Change}
    for transition in transitions:
        if transition.change:
            names[transition.change].append(f"{transition.publication_id}/{transition.language}")
    return {change: tuple(sorted(some)) for change, some in names.items() if some}


@dataclass(frozen=True)
class _Transitions:
    """Compares what readers would see at a moment with what they saw."""

    lock: Lock
    given: _CurrentState
    project: Project
    now: datetime

    def all(self) -> Iterator[Transition]:
        """What happens to each entry of those publications whose line in the lock is another now."""
        for publication_id in dict.fromkeys([*self.given, *self.lock.lines]):
            line, languages = self.lock.lines.get(publication_id), self._languages(publication_id)
            now_is = Record(publication_id, self.project.places.get(publication_id, ""), languages)
            if line is None or line != now_is.line():
                before = self.lock.record(publication_id) or replace(now_is, languages={})
                for language, seen in languages.items():
                    yield self._of_current(before, language, seen)
                for language in before.languages.keys() - languages.keys():
                    yield self._of_removed(before, language)

    def _languages(self, publication_id: str) -> dict[str, PublishedEntry]:
        """What readers would see of a publication, by language."""
        languages = {}
        for listing, standing in self.given.get(publication_id, ()):
            shown = (listing.published, listing.updated, listing.released)
            published, updated, released = map(datetime.isoformat, shown)
            fingerprint = self._fingerprint(listing)
            languages[listing.language] = PublishedEntry(published, updated, fingerprint, standing, released)
        return languages

    def _fingerprint(self, listing: Listing) -> str:
        return self.project.metadata[listing.publication_id].translations[listing.language].fingerprint

    def _of_current(self, before: Record, language: str, seen: PublishedEntry) -> Transition:
        """What happens to an entry that readers would see now, whose publication was `before`."""
        was = before.languages.get(language)
        if was is None:
            first = {Standing.PUBLIC: Change.NEW, Standing.WITHDRAWN: Change.WITHDRAWN}
            conflict = self._conflict_of_new(before, language, seen)
            return Transition(before.publication_id, language, seen, first.get(seen.standing), conflict)
        change = _change_of(was, seen)
        conflict = self._conflict_of_current(before, language, seen, change)
        # Whether it comes into an archive from the live feed, or from its withdrawal.
        is_new_there = change is Change.RESURFACED or not self._is_archived(language, was)
        moves = is_new_there and self._is_archived(language, seen)
        moved = self.now.isoformat(timespec="seconds") if moves else was.moved
        return Transition(before.publication_id, language, replace(seen, moved=moved), change, conflict)

    def _is_archived(self, language: str, seen: PublishedEntry) -> bool:
        """Whether its release lies in an archive that readers need not read again, or behind one."""
        newest = self._newest_years[language]
        archives = (each for each in self.lock.feeds.values() if each.language == language)
        return any(seen.year <= each.year < newest and not each.is_open for each in archives)

    @cached_property
    def _newest_years(self) -> dict[str, int]:
        """The years that live feeds hold all of, by language."""
        years: dict[str, int] = {}
        for listing, _ in chain.from_iterable(self.given.values()):
            years[listing.language] = max(listing.released.year, years.get(listing.language, 0))
        return years

    def _conflict_of_new(self, before: Record, language: str, seen: PublishedEntry) -> Conflict | None:
        meta = self.project.metadata[before.publication_id]
        if seen.standing is Standing.WITHDRAWN:
            return conflicts.never_received(meta.path)
        if seen.standing is Standing.PUBLIC and self._is_archived(language, seen):
            in_block = bool(before.languages)  # readers have it in other languages, which stay in their place
            today = self.now.astimezone(self.project.site.timezone).date()
            return conflicts.archived(meta, (language,) if in_block else (), today)
        return None

    def _conflict_of_current(
        self, before: Record, language: str, seen: PublishedEntry, change: Change | None
    ) -> Conflict | None:
        meta = self.project.metadata[before.publication_id]
        was = before.languages[language]
        if change is Change.RESURFACED:
            clock = meta.withdrawn_on is not None and was.standing is not Standing.DROPPED
            resurfaced = conflicts.resurfaced(before, language, meta.path)
            return conflicts.clock_before_withdrawal(before, self.now) if clock else resurfaced
        if change is Change.EXPIRED and was.standing is Standing.PUBLIC:
            return conflicts.notice_never_shown(meta.path)
        is_as_dated = (seen.published, seen.standing) == (was.published, was.standing)
        if is_as_dated and seen.released != was.released:
            return conflicts.moved(meta, language, was)
        if change is Change.UPDATED and recent_until(datetime.fromisoformat(seen.updated)) <= self.now:
            return conflicts.change_never_shown(meta, language)
        return self._text_moved(before, was, language) if change else None

    def _text_moved(self, before: Record, was: PublishedEntry, language: str) -> Conflict | None:
        """A conflict where the text of before now stands under an id that did not say it before."""
        for other in self._saying.get((language, was.fingerprint), ()):
            said = self.lock.record(other)
            if said is None or said.languages.get(language, was).fingerprint != was.fingerprint:
                return conflicts.text_moved(before, self.project.metadata[other].path)
        return None

    @cached_property
    def _saying(self) -> dict[tuple[str, str], list[str]]:
        """The ids of publications, by language and fingerprint."""
        saying = defaultdict(list)
        for publication_id, some in self.given.items():
            for listing, _ in some:
                saying[listing.language, self._fingerprint(listing)].append(publication_id)
        return saying

    def _of_removed(self, record: Record, language: str) -> Transition:
        """What happens to an entry that would be nowhere now; it is let go if the conflict is accepted."""
        before = record.languages[language]
        if before.standing in (Standing.EXPIRED, Standing.DROPPED):
            return Transition(record.publication_id, language, before)
        since = datetime.fromisoformat(before.updated)
        if before.standing is Standing.WITHDRAWN and recent_until(since) <= self.now:
            gone = replace(before, standing=Standing.EXPIRED)
            return Transition(record.publication_id, language, gone, Change.EXPIRED)
        conflict = self._conflict_of_removed(record, language)
        if conflict.fault.code == "clock":
            return Transition(record.publication_id, language, before, conflict=conflict)
        let_go = replace(before, standing=Standing.DROPPED)
        return Transition(record.publication_id, language, let_go, Change.DROPPED, conflict)

    def _conflict_of_removed(self, record: Record, language: str) -> Conflict:
        meta = self.project.metadata.get(record.publication_id)
        if language not in self.project.site.languages:
            return conflicts.language_lost(language)
        if meta is None:
            return self._without_a_file(record, language)
        if language not in meta.translations:
            return conflicts.translation_lost(meta, language)
        if meta.draft:
            return conflicts.draft_again(meta)
        return self._held_back(meta, language, record.languages[language])

    def _without_a_file(self, record: Record, language: str) -> Conflict:
        known_by = [record.file, *(seen.fingerprint for seen in record.languages.values())]
        twin = next((self._new[each] for each in known_by if each in self._new), None)
        if twin:
            return conflicts.renamed(record, twin, self.project.metadata[twin].path)
        if record.languages[language].standing is Standing.WITHDRAWN:
            return conflicts.notice_cut_short(record)
        return conflicts.vanished(record)

    @cached_property
    def _new(self) -> dict[str, str]:
        """The ids that are not in the lock yet, by their files and by the fingerprints of their texts."""
        new = [meta for meta in self.project.metadata.values() if meta.id not in self.lock.lines]
        texts = {text.fingerprint: each.id for each in new for text in each.translations.values()}
        return texts | {each.path: each.id for each in new}

    def _held_back(self, meta: PublicationMeta, language: str, before: PublishedEntry) -> Conflict:
        timezone = self.project.site.timezone
        last = max(dates_of(meta, language), key=lambda date: date.start(timezone))
        if last.feed_time(meta.id, timezone).isoformat() in (before.updated, before.released):
            return conflicts.clock_behind(self.now)
        return conflicts.held_back_again(meta, language, last)


def _change_of(before: PublishedEntry, seen: PublishedEntry) -> Change | None:
    if seen.standing is Standing.EXPIRED:
        return Change.EXPIRED if before.standing in (Standing.PUBLIC, Standing.WITHDRAWN) else None
    if before.standing in (Standing.EXPIRED, Standing.DROPPED):
        return Change.RESURFACED
    if before.standing is not seen.standing:
        return Change.WITHDRAWN if seen.standing is Standing.WITHDRAWN else Change.RESURFACED
    if datetime.fromisoformat(seen.updated) > datetime.fromisoformat(before.updated):
        return Change.UPDATED
    said = before.fingerprint or seen.fingerprint  # nobody knows what it said where the lock was lost
    same = (before.published, before.updated, said) == (seen.published, seen.updated, seen.fingerprint)
    return None if same or seen.standing is Standing.WITHDRAWN else Change.CORRECTED
