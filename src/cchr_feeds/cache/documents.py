"""Which files of the output were made from what: a document whose key is known is not rendered again."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, cast

from cchr_feeds.cache.file_state import FileState, is_settled, stamp
from cchr_feeds.cache.key import Keys
from cchr_feeds.cache.problem_json import as_json, problem_of
from cchr_feeds.cache.store import Store
from cchr_feeds.model.output import Document, Ready, Stage
from cchr_feeds.model.part import Part
from cchr_feeds.output import is_ordinary, sha256_of
from cchr_feeds.parallel import in_batches, known_or_made, map_parallel
from cchr_feeds.render import Attempt, attempt

NAME = "documents.json"

Row = tuple[str, str, str, FileState | None, list[list[object]]]
"""A file's path, SHA-256 and part; its state, where a change since then shows in that; its warnings."""

_FEWEST = 10
"""Batches of documents from which on several processes render them."""

_log = logging.getLogger(__name__)


class Keyed(NamedTuple):
    """A document, what it is known by, and how many of its kind a process makes at a time."""

    key: str
    document: Document
    batch: int


class Documents:
    """The documents of an output, as an earlier build made them with the same program.

    A file counts as the same by its state, or else by its SHA-256.
    """

    def __init__(self, store: Store, out: Path, program: str) -> None:
        self._store = store
        self._out = out
        self._program = program
        self._keys = Keys()
        self._before = cast("dict[str, list[Row]]", json.loads(store.load(NAME, program) or b"{}"))
        self._made: dict[str, Sequence[Ready]] = {}

    def made(self, stage: Stage, documents: Iterable[tuple[Document, int]]) -> Iterator[Attempt[Ready]]:
        """The files of each document, in order: as they are, or rendered and staged."""
        keyed = [Keyed(self._keys.key(document), document, batch) for document, batch in documents]
        made = known_or_made(keyed, self._known, partial(_in_parallel, partial(_staged, stage)))
        for each, result in zip(keyed, made, strict=True):
            self._made[each.key] = result[0]
            yield result

    def save(self, parts: Collection[Part], states: Mapping[str, FileState], moment: int) -> None:
        """Keeps what was made for the next build; of parts that were not built, what was known before.

        `states` were those of the output's files at a moment, in ns since 1970.
        """
        others = {key: rows for key, rows in self._before.items() if Part(rows[0][2]) not in parts}
        before = {path: state for rows in self._before.values() for path, _, _, state, _ in rows}

        def row(file: Ready) -> Row:
            state = states.get(f"{self._out.name}/{file.path}")
            is_lasting = state and (state == before.get(file.path) or is_settled(state, moment))
            warnings = [as_json(problem) for problem in file.warnings]
            return file.path, file.sha256, file.part.value, state if is_lasting else None, warnings

        made = {key: [row(file) for file in files] for key, files in self._made.items() if files}
        self._store.save(NAME, self._program, [json.dumps({**others, **made}, ensure_ascii=False)])

    def _known(self, keyed: Keyed) -> Attempt[Ready] | None:
        """The files of a document, if they were made from the same and are all there."""
        rows = self._before.get(keyed.key)
        if rows is None or not all(self._is_there(path, sha256, state) for path, sha256, _, state, _ in rows):
            return None
        found = [
            Ready(path, sha256, Part(part), tuple(map(problem_of, warnings)))
            for path, sha256, part, _, warnings in rows
        ]
        return found, ()

    def _is_there(self, path: str, sha256: str, state: FileState | None) -> bool:
        if state is not None and self._states.get(f"{self._out.name}/{path}") == state:
            return True
        return is_ordinary(self._out, path) and sha256_of(self._out / path) == sha256

    @cached_property
    def _states(self) -> Mapping[str, FileState]:
        """Asked for while no other build may write there."""
        return stamp([self._out]).files


def _in_parallel(work: Callable[[Keyed], Attempt[Ready]], keyed: Sequence[Keyed]) -> Iterator[Attempt[Ready]]:
    """The first of each kind is made here, so that what it loads and keeps is there for all processes."""
    kinds = [list(kind) for _, kind in groupby(keyed, attrgetter("document.func"))]
    firsts = [work(kind[0]) for kind in kinds]
    batches = [batch for kind in kinds for batch in in_batches(kind[1:], kind[0].batch)]
    others = map_parallel(work, batches, _FEWEST)
    for first, kind in zip(firsts, kinds, strict=True):
        yield first
        yield from islice(others, len(kind) - 1)


def _staged(stage: Stage, keyed: Keyed) -> Attempt[Ready]:
    made, problems = attempt(keyed.document)
    files = [stage(artifact) for artifact in made]
    _log.info("rendered %s", ", ".join(file.path for file in files))
    return files, problems
