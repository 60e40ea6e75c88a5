"""An entry that was published and would be nowhere now: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from cchr_feeds.history.changes import Change, Step
from cchr_feeds.history.fingerprint import fingerprint
from cchr_feeds.history.objections import (
    Objection,
    clock_behind,
    draft_again,
    held_back_again,
    language_lost,
    notice_cut_short,
    renamed,
    translation_lost,
    vanished,
)
from cchr_feeds.model.lock import Lock, Record, Seen, Standing
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import WITHDRAWN_DAYS, Publication
from cchr_feeds.select import release_date


@dataclass(frozen=True)
class Missing:
    """Explains what is missing of a project at a moment."""

    lock: Lock
    project: Project
    now: datetime

    def step(self, record: Record, language: str) -> Step:
        """What happens to the entry; it is let go if the objection is accepted."""
        before = record.languages[language]
        if before.standing in (Standing.GONE, Standing.LET_GO):
            return Step(record.publication_id, language, before)
        if self._notice_is_over(before):
            gone = replace(before, standing=Standing.GONE)
            return Step(record.publication_id, language, gone, Change.LEFT)
        let_go = replace(before, standing=Standing.LET_GO)
        objection = self._objection(record, language)
        if objection.fault.code == "clock":
            return Step(record.publication_id, language, before, objection=objection)
        return Step(record.publication_id, language, let_go, Change.LET_GO, objection)

    def _notice_is_over(self, before: Seen) -> bool:
        since = datetime.fromisoformat(before.updated)
        return before.standing is Standing.WITHDRAWN and since + timedelta(days=WITHDRAWN_DAYS) <= self.now

    def _objection(self, record: Record, language: str) -> Objection:
        publication = self.project.publications.get(record.publication_id)
        if language not in self.project.site.languages:
            return language_lost(language)
        if publication is None:
            return self._without_a_file(record, language)
        file = self.project.places[publication.id]
        if language not in publication.translations:
            return translation_lost(publication, language, file)
        if publication.draft:
            return draft_again(publication, file)
        return self._held_back(publication, language, record.languages[language])

    def _without_a_file(self, record: Record, language: str) -> Objection:
        twin = self._files.get(record.file) or self._twin(record)
        if twin:
            return renamed(record, twin, self.project.places[twin])
        if record.languages[language].standing is Standing.WITHDRAWN:
            return notice_cut_short(record)
        return vanished(record)

    def _twin(self, record: Record) -> str | None:
        said = (seen.fingerprint for seen in record.languages.values())
        return next((self._texts[each] for each in said if each in self._texts), None)

    @cached_property
    def _files(self) -> dict[str, str]:
        """The ids that are not in the lock yet, by the files they stand in."""
        return {self.project.places[each.id]: each.id for each in self._unknown()}

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The ids that are not in the lock yet, by the fingerprints of what they say."""
        return {
            fingerprint(each, language): each.id for each in self._unknown() for language in each.translations
        }

    def _unknown(self) -> Iterator[Publication]:
        publications = self.project.publications.values()
        return (publication for publication in publications if publication.id not in self.lock.lines)

    def _held_back(self, publication: Publication, language: str, before: Seen) -> Objection:
        timezone, file = self.project.site.timezone, self.project.places[publication.id]
        date, changed = release_date(publication, language), publication.updated_in(language)
        released = date.start(timezone) <= self.now
        moment = (changed if released and changed else date).feed_time(publication.id, timezone)
        if moment.isoformat() == (before.updated if released else before.published):
            return clock_behind(self.now)
        return held_back_again(publication, language, released, file)
