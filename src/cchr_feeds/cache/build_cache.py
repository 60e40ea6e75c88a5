"""What earlier builds left for a build of some parts of a project."""

import json
import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.cache.file_state import (
    FileState,
    changed_since,
    installation,
    is_settled,
    rule_files,
    stamp,
    state_of,
    states,
)
from cchr_feeds.cache.store import Records, Store, problem_of, problem_row
from cchr_feeds.model.part import LOCK_FILE, MANIFEST, SOURCES, Part
from cchr_feeds.run import Outcome, Written

if TYPE_CHECKING:
    from cchr_feeds.model.output import Document, Ready, Stage
    from cchr_feeds.render import Attempt
    from cchr_feeds.source.project_reader import Scan, ScannedFile

LAST_BUILD, ENTRIES, DOCUMENTS = "last-build.json", "entries.json", "documents.json"
_SAID = "said"

_log = logging.getLogger(__name__)


class Cache:
    """Knows what was read, which documents were made of it, and what the last build said.

    It is asked and told in the order of a build, and sees the project as it is when the object is made.
    """

    def __init__(self, store: Store, out: Path, parts: Collection[Part]) -> None:
        self._store, self._parts = store, [part.value for part in Part if part in parts]
        self._out = Path(os.path.realpath(out))
        self._began = time.time_ns()
        self._states = states(store.project / name for name in SOURCES)
        self._read, self._is_settled = stamp(self._states), is_settled(self._states.values(), self._began)
        self._program = installation()
        self._entries: Records | None = None
        self._documents: Records | None = None
        self._new: dict[str, str] = {}
        self._made: dict[str, Sequence[Ready]] = {}
        self._written: dict[str, FileState] = {}
        self._others: dict[str, FileState] = {}

    def last_build(self, now: datetime) -> Outcome | None:
        """What the last build said, if no file that it read or wrote has changed and no date has come."""
        last = Records(self._store, LAST_BUILD, self._key(states([self._out])))
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
        """A way to go through the entries' files of a site with this digest, which reads what has changed."""
        # What the last build said may quote an entry that waits by now, and must not be said again.
        self._store.forget(LAST_BUILD)
        self._entries = Records(self._store, ENTRIES, f"{self._program} {site}")
        return partial(self._found, self._entries)

    def _found(
        self, records: Records, read: "Callable[[str], ScannedFile]", paths: Sequence[str]
    ) -> "Iterator[ScannedFile]":
        """What is in each file, in order: as it was found before, or read now."""
        from cchr_feeds.cache.entry_cache import keep, scanned  # most of the program
        from cchr_feeds.source.project_reader import read_in_parallel

        before = self._states
        # A file is as it was while its state is, and the states of the files beside it that it names.
        known = {path: scanned(path, row) for path in paths if (row := records.known(path, before.get))}
        missing = [path for path in paths if path not in known]
        self._new = {path: "not as before" if path in records else "new" for path in missing}
        made = read_in_parallel(read, missing)
        for path in paths:
            found = known.pop(path) if path in known else next(made)
            if path in self._new:
                keep(records, found, before, self._began)
            yield found

    def save_entries(self, held_back: Collection[str]) -> None:
        """Keeps what was read for the next build, and logs it, but nothing of the files at these paths."""
        for path in sorted({*self._new} - {*held_back}):
            _log.info("read %s: it is %s", path, self._new[path])
        if self._entries:
            self._entries.save(held_back)
        self._entries, self._states = None, {}

    def made(self, stage: "Stage", documents: "Iterable[tuple[Document, int]]") -> "Iterator[Attempt[Ready]]":
        """The files of each document, in order: as they are, or rendered and staged.

        With each document comes how many of its kind a process renders at a time.
        """
        from cchr_feeds.cache.document_cache import are_in, files_of, keyed
        from cchr_feeds.render import render_in_parallel

        records = self._documents = Records(self._store, DOCUMENTS, f"{self._program} {self._out}")
        state_of = states([self._out]).get  # while no other build may write there
        by_key = keyed(documents)
        # What the same program made from the same is still there while its files keep their states.
        rows = {key: records.known(key, state_of, partial(are_in, self._out)) for key in by_key}
        known = {key: files_of(row) for key, row in rows.items() if row}
        made = render_in_parallel(stage, [each for key, each in by_key.items() if key not in known])
        for key in by_key:
            files, problems = (known.pop(key), ()) if key in known else next(made)
            self._made[key] = files
            yield files, problems

    def save_documents(self, zone: tzinfo, others: Iterable[Path] = ()) -> None:
        """Keeps what was made of `others` by the rules of this zone, while no other build writes there."""
        self._written, rules = states([self._out]), rule_files(zone)
        # `others` need not lie where entries and templates do, whose states are known.
        self._others = {path: state_of(path) for path in (*rules, *map(str, others))}
        has_rules = any(map(self._others.get, rules))
        # A file that changed just before the build began could have changed once more at the same time.
        self._is_settled &= has_rules and is_settled(self._others.values(), self._began)
        if self._is_settled and self._documents:
            self._is_settled = self._keep_documents(self._documents)

    def _keep_documents(self, records: Records) -> bool:
        """Keeps what was made, and tells whether all of it is there and changed by nothing but this build."""
        from cchr_feeds.cache.document_cache import row_of

        out = self._out.name
        written = {f"{out}/{file.path}" for files in self._made.values() for file in files if file.copy}
        # Another program, such as one that restores the output from a copy, could write after we have looked.
        changed = {*changed_since(self._written, self._began)} - {f"{out}/{MANIFEST}", *written}
        as_left = {path: state for path, state in self._written.items() if path not in changed}
        made = {key: [f"{out}/{file.path}" for file in files] for key, files in self._made.items() if files}
        for key, paths in made.items():
            if as_left.keys() >= set(paths):
                records.keep(key, {path: as_left[path] for path in paths}, row_of(self._made[key]))
        ours = {*chain.from_iterable(made.values())}
        records.keep_others(ours, as_left.get)
        records.save()
        return not changed and ours <= as_left.keys()

    def save_last_build(self, last: Outcome, since: datetime, until: datetime) -> None:
        """Keeps what the build says from one moment up to another if nothing changes."""
        if self._is_settled and last.written:
            records = Records(self._store, LAST_BUILD, self._key(self._written))
            files = last.written.written + last.written.unchanged
            said = last.entries, last.waiting, last.editions, last.missing_for_mail, files
            moments = since.isoformat(), until.isoformat()
            records.keep(_SAID, self._others, (*moments, *said, [*map(problem_row, last.warnings)]))
            records.save()

    def _key(self, written: dict[str, FileState]) -> str:
        """Stands for all that was read, and for the output as it was written."""
        lock = stamp(states([self._store.project / LOCK_FILE]))
        places, zones = f"{self._store.project.resolve()} {self._out}", os.environ.get("PYTHONTZPATH")
        return f"{self._program} {places} {zones} {self._parts} {self._read} {stamp(written)} {lock}"
