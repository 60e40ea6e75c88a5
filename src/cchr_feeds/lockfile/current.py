"""An entry that readers would see now: what changes for them, and what must not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from cchr_feeds.lockfile.conflicts import (
    Conflict,
    clock_before_withdrawal,
    notice_never_shown,
    resurfaced,
    text_moved,
)
from cchr_feeds.lockfile.transitions import Change, Transition, change_of
from cchr_feeds.model.lock import Lock, Record, Seen, Standing
from cchr_feeds.model.project import Project

Given = Mapping[str, Mapping[str, Seen]]
"""What readers would see now, by publication id and language."""


@dataclass(frozen=True)
class Current:
    """Compares what readers would see at a moment with what they saw."""

    lock: Lock
    given: Given
    project: Project
    now: datetime

    def transition(self, before: Record, language: str) -> Transition:
        """What happens to the entry, whose publication was `before`."""
        was, seen = before.languages.get(language), self.given[before.publication_id][language]
        change = change_of(was, seen)
        recorded = replace(seen, published=was.published) if was else seen
        conflict = self._conflict(before, language, change) if was else None
        return Transition(before.publication_id, language, recorded, change, conflict)

    def _conflict(self, before: Record, language: str, change: Change | None) -> Conflict | None:
        meta = self.project.metadata[before.publication_id]
        was, file = before.languages[language], meta.path
        if change is Change.RESURFACED:
            still = meta.withdrawn_on is not None and was.standing is not Standing.LET_GO
            return clock_before_withdrawal(before, self.now) if still else resurfaced(before, language, file)
        if change is Change.LEFT and was.standing is Standing.PUBLIC:
            return notice_never_shown(file)
        if change in (Change.CORRECTED, Change.UPDATED):
            return self._moved(before, was, language)
        return None

    def _moved(self, before: Record, was: Seen, language: str) -> Conflict | None:
        """A conflict where the text of before now stands under an id that did not say it before."""
        for other in self._saying.get((language, was.fingerprint), ()):
            said = self.lock.record(other)
            if said is None or said.languages.get(language, was).fingerprint != was.fingerprint:
                return text_moved(before, self.project.metadata[other].path)
        return None

    @cached_property
    def _saying(self) -> dict[tuple[str, str], list[str]]:
        """The ids of publications, by language and fingerprint."""
        saying: dict[tuple[str, str], list[str]] = {}
        for publication_id, languages in self.given.items():
            for language, seen in languages.items():
                saying.setdefault((language, seen.fingerprint), []).append(publication_id)
        return saying
