"""What earlier builds left for a build of some parts of a project."""

import json
import logging
import os
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.cache.environment import installation, rule_files, rules_in
from cchr_feeds.cache.file_state import FileState, is_settled, stamp, states, states_of_output
from cchr_feeds.cache.store import Store, problem_of, problem_row
from cchr_feeds.model.part import LOCK_FILE, Part
from cchr_feeds.run import Outcome, Written

if TYPE_CHECKING:
    from cchr_feeds.cache.document_cache import Documents
    from cchr_feeds.cache.entry_cache import Entries
    from cchr_feeds.source.project_reader import Scan

NAME = "last-build.json"
_READ = ("site.yaml", "entries", "editions", "templates", "words")

_log = logging.getLogger(__name__)


class Cache:
    """Knows what was read, which documents were made of it, and what the last build said.

    It is asked and told in the order of a build, and sees the project as it is when it is made.
    """

    def __init__(self, store: Store, out: Path, parts: Collection[Part]) -> None:
        self._store, self._out, self._parts = store, out, [part for part in Part if part in parts]
        self._began = time.time_ns()
        self._states = states(store.project / name for name in _READ)
        self._read, self._written = stamp(self._states), ""
        self._rules: tuple[Sequence[str], str] = (), ""
        self._others: Mapping[str, FileState] = {}
        self._is_settled = is_settled(self._states.values(), self._began)
        self._program = installation()
        self._entries: Entries | None = None

    def last_build(self, now: datetime) -> Outcome | None:
        """What the last build said, if no file that it read or wrote has changed and no date has come."""
        found = self._store.load(NAME, self._key(stamp(states_of_output(self._out))))
        if not found:
            _log.info("something has changed since the last build, or nothing is known of one")
            return None
        (since, until, rules, others), (entries, waiting, editions, missing, files, warnings) = json.loads(
            found["said"]
        )
        if not datetime.fromisoformat(since) <= now < datetime.fromisoformat(until):
            _log.info("a date has come since the last build")
            return None
        if rules_in(rules[0])[0] != rules[1]:
            _log.info("the rules of the time zone have changed since the last build")
            return None
        if _states_of(others) != others:
            _log.info("a picture of site.yaml has changed since the last build")
            return None
        _log.info("nothing has changed since the last build")
        said = entries, waiting, tuple(editions), tuple(missing), tuple(map(problem_of, warnings))
        return Outcome(*said, written=Written(0, files, 0))

    def each_entry(self, site: str) -> "Scan":
        """A way to go through the entries' files of a site with this digest, which reads what has changed.

        What the last build said goes: it may quote an entry that waits by now, and not be said again.
        """
        from cchr_feeds.cache.entry_cache import Entries  # most of the program

        self._store.forget(NAME)
        self._entries = Entries(self._store, f"{self._program} {site}", self._states, self._began)
        self._states = {}
        return self._entries.found

    def save_entries(self, held_back: Collection[str]) -> None:
        """Keeps what was read for the next build, but nothing of the files at these paths."""
        if self._entries:
            self._entries.save(held_back)
            self._entries = None

    @cached_property
    def documents(self) -> "Documents":
        """The documents that are known."""
        from cchr_feeds.cache.document_cache import Documents

        return Documents(self._store, self._out, self._program)

    def save_documents(self, zone: tzinfo, others: Iterable[Path] = ()) -> None:
        """Keeps what was made by the rules of this time zone, while no other build writes there.

        It was also made of `others`, files that need not lie where entries and templates do. A file that
        changed just before the build began could have changed once more at the same time.
        """
        found, files = states_of_output(self._out), rule_files(zone)
        digest, changed = rules_in(files)
        self._written, self._rules = stamp(found), (files, digest)
        self._others = _states_of(map(str, others))
        are_settled = self._is_settled and is_settled(self._others.values(), self._began)
        is_ours = self.documents.are_left_alone(found, self._began)
        self._is_settled = are_settled and is_ours and bool(digest) and changed < self._began
        if self._is_settled:
            self.documents.save(self._parts, self._written)

    def save_last_build(self, last: Outcome, since: datetime, until: datetime) -> None:
        """Keeps what the build says from one moment up to another if nothing changes."""
        if self._is_settled and last.written:
            files = last.written.written + last.written.unchanged
            warnings = [*map(problem_row, last.warnings)]
            said = last.entries, last.waiting, last.editions, last.missing_for_mail, files, warnings
            row = json.dumps(((since.isoformat(), until.isoformat(), self._rules, self._others), said))
            self._store.save(NAME, self._key(self._written), {"said": row})

    def _key(self, written: str) -> str:
        """Stands for all that was read, and for the output as it was written."""
        parts, lock = [part.value for part in self._parts], stamp(states([self._store.project / LOCK_FILE]))
        place, zones = self._store.project.resolve(), os.environ.get("PYTHONTZPATH")
        return f"{self._program} {place} {zones} {parts} {self._read} {written} {lock}"


def _states_of(paths: Iterable[str]) -> dict[str, FileState]:
    """The states of single files, by their paths; none of one that is not there."""
    return {path: state for path in paths for state in states([Path(path)]).values()}
