"""What earlier builds left for a build of some parts of a project."""

import json
import logging
import os
import time
from collections.abc import Collection, Iterable
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.cache.file_state import (
    FileState,
    installation,
    is_settled,
    rule_files,
    stamp,
    state_of,
    states,
    states_of_output,
)
from cchr_feeds.cache.store import Records, Store, problem_of, problem_row
from cchr_feeds.model.part import LOCK_FILE, Part
from cchr_feeds.run import Outcome, Written

if TYPE_CHECKING:
    from cchr_feeds.cache.document_cache import Documents
    from cchr_feeds.cache.entry_cache import Entries
    from cchr_feeds.source.project_reader import Scan

NAME = "last-build.json"
_SAID = "said"
_READ = ("site.yaml", "entries", "editions", "templates", "words")

_log = logging.getLogger(__name__)


class Cache:
    """Knows what was read, which documents were made of it, and what the last build said.

    It is asked and told in the order of a build, and sees the project as it is when it is made.
    """

    def __init__(self, store: Store, out: Path, parts: Collection[Part]) -> None:
        self._store, self._out, self._parts = store, out, [part.value for part in Part if part in parts]
        self._began = time.time_ns()
        self._states = states(store.project / name for name in _READ)
        self._read, self._is_settled = stamp(self._states), is_settled(self._states.values(), self._began)
        self._program = installation()
        self._entries: Entries | None = None
        self._written: dict[str, FileState] = {}
        self._others: dict[str, FileState] = {}

    def last_build(self, now: datetime) -> Outcome | None:
        """What the last build said, if no file that it read or wrote has changed and no date has come."""
        last = Records(self._store, NAME, self._key(states_of_output(self._out)))
        if not (said := last.known(_SAID, state_of)):
            _log.info("something has changed since the last build, or nothing is known of one")
            return None
        since, until, entries, waiting, editions, missing, files, warnings = json.loads(said)
        if not datetime.fromisoformat(since) <= now < datetime.fromisoformat(until):
            _log.info("a date has come since the last build")
            return None
        _log.info("nothing has changed since the last build")
        told = tuple(map(problem_of, warnings))
        return Outcome(entries, waiting, tuple(editions), tuple(missing), told, written=Written(0, files, 0))

    def each_entry(self, site: str) -> "Scan":
        """A way to go through the entries' files of a site with this digest, which reads what has changed.

        What the last build said goes: it may quote an entry that waits by now, and not be said again.
        """
        from cchr_feeds.cache import entry_cache  # most of the program

        self._store.forget(NAME)
        records = Records(self._store, entry_cache.NAME, f"{self._program} {site}")
        self._entries = entry_cache.Entries(records, self._states, self._began)
        return self._entries.found

    def save_entries(self, held_back: Collection[str]) -> None:
        """Keeps what was read for the next build, but nothing of the files at these paths."""
        if self._entries:
            self._entries.save(held_back)
            self._entries, self._states = None, {}

    @cached_property
    def documents(self) -> "Documents":
        """The documents that are known."""
        from cchr_feeds.cache import document_cache

        records = Records(self._store, document_cache.NAME, f"{self._program} {self._out}")
        return document_cache.Documents(records, self._out)

    def save_documents(self, zone: tzinfo, others: Iterable[Path] = ()) -> None:
        """Keeps what was made by the rules of this time zone, while no other build writes there.

        It was also made of `others`, files that need not lie where entries and templates do. A file that
        changed just before the build began could have changed once more at the same time.
        """
        self._written, rules = states_of_output(self._out), rule_files(zone)
        self._others = {path: state_of(path) for path in (*rules, *map(str, others))}
        has_rules = any(map(self._others.get, rules))
        self._is_settled &= has_rules and is_settled(self._others.values(), self._began)
        if self._is_settled:
            self._is_settled = self.documents.save(self._written, self._began)

    def save_last_build(self, last: Outcome, since: datetime, until: datetime) -> None:
        """Keeps what the build says from one moment up to another if nothing changes."""
        if self._is_settled and last.written:
            records = Records(self._store, NAME, self._key(self._written))
            files = last.written.written + last.written.unchanged
            said = last.entries, last.waiting, last.editions, last.missing_for_mail, files
            moments = since.isoformat(), until.isoformat()
            records.keep(_SAID, self._others, (*moments, *said, [*map(problem_row, last.warnings)]))
            records.save()

    def _key(self, written: dict[str, FileState]) -> str:
        """Stands for all that was read, and for the output as it was written."""
        lock = stamp(states([self._store.project / LOCK_FILE]))
        place, zones = self._store.project.resolve(), os.environ.get("PYTHONTZPATH")
        return f"{self._program} {place} {zones} {self._parts} {self._read} {stamp(written)} {lock}"
