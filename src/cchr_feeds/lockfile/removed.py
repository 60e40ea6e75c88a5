"""An entry that was published and would be nowhere now: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from cchr_feeds.lockfile.conflicts import (
    Conflict,
    clock_behind,
    draft_again,
    held_back_again,
    language_lost,
    notice_cut_short,
    renamed,
    translation_lost,
    vanished,
)
from cchr_feeds.lockfile.transitions import Change, Transition
from cchr_feeds.model.lock import Lock, Record, Seen, Standing
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import WITHDRAWN_DAYS
from cchr_feeds.model.publication_meta import PublicationMeta
from cchr_feeds.select import release_date


@dataclass(frozen=True)
class Removed:
    """Explains what a project lacks at a moment of what was published."""

    lock: Lock
    project: Project
    now: datetime

    def transition(self, record: Record, language: str) -> Transition:
        """What happens to the entry; it is let go if the conflict is accepted."""
        before = record.languages[language]
        if before.standing in (Standing.GONE, Standing.LET_GO):
            return Transition(record.publication_id, language, before)
        if self._notice_is_over(before):
            gone = replace(before, standing=Standing.GONE)
            return Transition(record.publication_id, language, gone, Change.LEFT)
        let_go = replace(before, standing=Standing.LET_GO)
        conflict = self._conflict(record, language)
        if conflict.fault.code == "clock":
            return Transition(record.publication_id, language, before, conflict=conflict)
        return Transition(record.publication_id, language, let_go, Change.LET_GO, conflict)

    def _notice_is_over(self, before: Seen) -> bool:
        since = datetime.fromisoformat(before.updated)
        return before.standing is Standing.WITHDRAWN and since + timedelta(days=WITHDRAWN_DAYS) <= self.now

    def _conflict(self, record: Record, language: str) -> Conflict:
        meta = self.project.metadata.get(record.publication_id)
        if language not in self.project.site.languages:
            return language_lost(language)
        if meta is None:
            return self._without_a_file(record, language)
        if language not in meta.translations:
            return translation_lost(meta, language)
        if meta.draft:
            return draft_again(meta)
        return self._held_back(meta, language, record.languages[language])

    def _without_a_file(self, record: Record, language: str) -> Conflict:
        twin = self._files.get(record.file) or self._twin(record)
        if twin:
            return renamed(record, twin, self.project.metadata[twin].path)
        if record.languages[language].standing is Standing.WITHDRAWN:
            return notice_cut_short(record)
        return vanished(record)

    def _twin(self, record: Record) -> str | None:
        said = (seen.fingerprint for seen in record.languages.values())
        return next((self._texts[each] for each in said if each in self._texts), None)

    @cached_property
    def _files(self) -> dict[str, str]:
        """The ids that are not in the lock yet, by the files they stand in."""
        return {each.path: each.id for each in self._unknown()}

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The ids that are not in the lock yet, by the fingerprints of what they say."""
        return {text.fingerprint: each.id for each in self._unknown() for text in each.translations.values()}

    def _unknown(self) -> Iterator[PublicationMeta]:
        return (meta for meta in self.project.metadata.values() if meta.id not in self.lock.lines)

    def _held_back(self, meta: PublicationMeta, language: str, before: Seen) -> Conflict:
        timezone = self.project.site.timezone
        date, changed = release_date(meta, language), meta.updated_in(language)
        released = date.start(timezone) <= self.now
        moment = (changed if released and changed else date).feed_time(meta.id, timezone)
        if moment.isoformat() == (before.updated if released else before.published):
            return clock_behind(self.now)
        return held_back_again(meta, language, released)
