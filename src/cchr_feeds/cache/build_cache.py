"""What earlier builds left for a build of some parts of a project."""

import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from cchr_feeds.cache.records import Records
from cchr_feeds.file_state import FileState, changed_since, is_settled, rule_files, stamp, state_of, states
from cchr_feeds.model.part import LOCK_FILE, MANIFEST, SOURCES, Part
from cchr_feeds.run import Outcome, Written
from cchr_feeds.store import Store, installation

if TYPE_CHECKING:
    from cchr_feeds.model.output import Document, Ready, Stage
    from cchr_feeds.render import Attempt
    from cchr_feeds.source.project_reader import Scan, ScannedFile

LAST_BUILD, ENTRIES, DOCUMENTS = "last-build.json", "entries.json", "documents.json"


class _LastBuild(NamedTuple):
    """What a build said, and from when until when another one says the same if nothing changes."""

    since: datetime
    until: datetime
    outcome: Outcome


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
        self._entries: Records[ScannedFile] | None = None
        self._documents: Records[tuple[Ready, ...]] | None = None
        self._new: dict[str, str] = {}
        self._made: dict[str, Sequence[Ready]] = {}
        self._written: dict[str, FileState] = {}
        self._others: dict[str, FileState] = {}

    def last_build(self, now: datetime) -> Outcome | None:
        """What the last build said, if no file that it read or wrote has changed and no date has come."""
        last = self._last_build(states([self._out])).known(LAST_BUILD, state_of)
        if not last:
            _log.info("something has changed since the last build, or nothing is known of one")
            return None
        if not last.since <= now < last.until:
            _log.info("a date has come since the last build")
            return None
        _log.info("nothing has changed since the last build")
        return last.outcome

    def each_entry(self, site: str) -> "Scan":
        """A way to go through the entries' files of a site with this digest, which reads what has changed."""
        from cchr_feeds.source.project_reader import ScannedFile  # most of the program

        # What the last build said may quote an entry that waits by now, and must not be said again.
        self._store.forget(LAST_BUILD)
        self._entries = Records(self._store, ENTRIES, f"{self._program} {site}", ScannedFile)
        return partial(self._found, self._entries)

    def _found(
        self, records: "Records[ScannedFile]", read: "Callable[[str], ScannedFile]", paths: Sequence[str]
    ) -> "Iterator[ScannedFile]":
        """What is in each file, in order: as it was found before, or read now."""
        from cchr_feeds.source.project_reader import read_in_parallel

        known = {path: found for path in paths if (found := records.known(path, self._states.get))}
        missing = [path for path in paths if path not in known]
        self._new = {path: "not as before" if path in records else "new" for path in missing}
        made = read_in_parallel(read, missing)
        for path in paths:
            found = known.pop(path) if path in known else next(made)
            if path in self._new:
                self._keep_entry(records, found)
            yield found

    def _keep_entry(self, records: "Records[ScannedFile]", found: "ScannedFile") -> None:
        """Keeps what was found in a file without its texts, unless it has errors or may be changing now."""
        if not found.meta or not found.id or any(each.severity == "error" for each in found.problems):
            return
        # A file is as it was while its state is, and the states of the files beside it that it names.
        beside = [str(PurePosixPath(found.path).with_name(name)) for name, *_ in found.meta.files]
        files = {path: self._states.get(path, "") for path in (found.path, *beside)}
        if all(files.values()) and is_settled([files[found.path]], self._began):
            records.keep(found.path, files, replace(found, publication=None))

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
        from cchr_feeds.cache.document_key import by_key
        from cchr_feeds.model.output import Ready
        from cchr_feeds.render import render_in_parallel

        records = Records(self._store, DOCUMENTS, f"{self._program} {self._out}", tuple[Ready, ...])
        self._documents = records
        state_of = states([self._out]).get  # while no other build may write there
        keyed = by_key(documents)
        # What the same program made from the same is still there while its files keep their states.
        found = ((key, records.known(key, state_of)) for key in keyed)
        known: dict[str, Attempt[Ready]] = {key: (files, ()) for key, files in found if files}
        made = render_in_parallel(stage, [each for key, each in keyed.items() if key not in known])
        for key in keyed:
            attempt = known.pop(key) if key in known else next(made)
            self._made[key], _ = attempt
            yield attempt

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

    def _keep_documents(self, records: "Records[tuple[Ready, ...]]") -> bool:
        """Keeps what was made, and tells whether all of it is there and changed by nothing but this build."""
        out = self._out.name
        written = {f"{out}/{file.path}" for files in self._made.values() for file in files if file.copy}
        # Another program, such as one that restores the output from a copy, could write after we have looked.
        changed = {*changed_since(self._written, self._began)} - {f"{out}/{MANIFEST}", *written}
        as_left = {path: state for path, state in self._written.items() if path not in changed}
        made = {key: [f"{out}/{file.path}" for file in files] for key, files in self._made.items() if files}
        for key, paths in made.items():
            if as_left.keys() >= set(paths):
                files = tuple(replace(file, copy=None) for file in self._made[key])
                records.keep(key, {path: as_left[path] for path in paths}, files)
        ours = {*chain.from_iterable(made.values())}
        records.keep_others(ours, as_left.get)
        records.save()
        return not changed and ours <= as_left.keys()

    def save_last_build(self, outcome: Outcome, since: datetime, until: datetime) -> None:
        """Keeps what the build says from one moment up to another if nothing changes."""
        if self._is_settled and outcome.written:
            files = outcome.written.written + outcome.written.unchanged
            again = replace(outcome, changes={}, written=Written(0, files, 0))
            records = self._last_build(self._written)
            records.keep(LAST_BUILD, self._others, _LastBuild(since, until, again))
            records.save()

    def _last_build(self, written: dict[str, FileState]) -> Records[_LastBuild]:
        """The record of it, under a key that stands for all that was read and for the output as written."""
        lock = stamp(states([self._store.project / LOCK_FILE]))
        places, zones = f"{self._store.project.resolve()} {self._out}", os.environ.get("PYTHONTZPATH")
        key = f"{self._program} {places} {zones} {self._parts} {self._read} {stamp(written)} {lock}"
        return Records(self._store, LAST_BUILD, key, _LastBuild)
