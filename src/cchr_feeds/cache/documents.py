"""Which files of the output were made from what: a document whose key is known is not rendered again.

The key is a digest of all that the document's function is given. No list says what a document depends on:
it can depend on its arguments only, so all of them are in the key, with every field, and an argument that
can't be told by what it says is refused.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, tzinfo
from enum import Enum
from functools import cached_property, partial
from hashlib import blake2b
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from types import FunctionType
from typing import NamedTuple, cast

from cchr_feeds.cache.file_state import stamp
from cchr_feeds.cache.store import Store, as_json, problem_of
from cchr_feeds.model.output import Document, Ready, Stage
from cchr_feeds.model.part import Part
from cchr_feeds.output import is_ordinary, sha256_of
from cchr_feeds.parallel import in_batches, known_or_made, map_parallel
from cchr_feeds.render import Attempt, attempt

NAME = "documents.json"

Row = tuple[str, str, str, list[list[object]]]
"""A file's path, its SHA-256, its part, and its warnings."""

_FEWEST = 13
"""Batches of documents from which on several processes render them."""

_log = logging.getLogger(__name__)


class Keyed(NamedTuple):
    """A document, what it is known by, and how many of its kind a process makes at a time."""

    key: str
    document: Document
    batch: int


class Documents:
    """The documents of an output, as an earlier build made them with the same program.

    Their files count as the same while the stamp of the output is that of then, or else by their SHA-256.
    """

    def __init__(self, store: Store, out: Path, program: str) -> None:
        self._store = store
        self._out = out
        self._program = program
        self._keys = _Keys()
        found = json.loads(store.load(NAME, program) or b'["", {}]')
        self._digest, self._before = cast("tuple[str, dict[str, list[Row]]]", found)
        self._made: dict[str, Sequence[Ready]] = {}

    def made(self, stage: Stage, documents: Iterable[tuple[Document, int]]) -> Iterator[Attempt[Ready]]:
        """The files of each document, in order: as they are, or rendered and staged."""
        keyed = [Keyed(self._keys.key(document), document, batch) for document, batch in documents]
        made = known_or_made(keyed, self._known, partial(_in_parallel, partial(_staged, stage)))
        for each, result in zip(keyed, made, strict=True):
            self._made[each.key] = result[0]
            yield result

    def save(self, parts: Collection[Part], digest: str) -> None:
        """Keeps what was made for the next build, and the digest of the output's stamp.

        Of parts that were not built, what was known before is kept while nothing else has changed them.
        """
        before = self._before if self._is_as_before else {}
        others = {key: rows for key, rows in before.items() if Part(rows[0][2]) not in parts}
        made = {key: [*map(_row, files)] for key, files in self._made.items() if files}
        document = json.dumps([digest, {**others, **made}], ensure_ascii=False)
        self._store.save(NAME, self._program, [document])

    def _known(self, keyed: Keyed) -> Attempt[Ready] | None:
        """The files of a document, if they were made from the same and are all there."""
        rows = self._before.get(keyed.key)
        if rows is None or not all(self._is_there(path, sha256) for path, sha256, *_ in rows):
            return None
        return [
            Ready(path, sha256, Part(part), (*map(problem_of, found),)) for path, sha256, part, found in rows
        ], ()

    def _is_there(self, path: str, sha256: str) -> bool:
        if self._is_as_before:
            return True
        return is_ordinary(self._out, path) and sha256_of(self._out / path) == sha256

    @cached_property
    def _is_as_before(self) -> bool:
        """Asked first while no other build may write there."""
        return stamp([self._out]).digest == self._digest


def _row(file: Ready) -> Row:
    return file.path, file.sha256, file.part.value, [*map(as_json, file.warnings)]


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


class _Keys:
    """The keys of documents. What several of them are given, such as the site, is written once."""

    def __init__(self) -> None:
        self._written: dict[int, tuple[object, str]] = {}

    def key(self, thing: object) -> str:
        """What stands for a thing, in hexadecimal; raises `TypeError` where that can't be told."""
        written = json.dumps(thing, default=self._parts, separators=(",", ":"))
        return blake2b(written.encode(), digest_size=16).hexdigest()

    def _parts(self, thing: object) -> object:
        """What JSON has no form for, as what it consists of."""
        if (made_from := getattr(thing, "made_from", None)) is not None:
            return self._once(thing, made_from)
        if is_dataclass(thing) and not isinstance(thing, type):
            return self._once(thing, {field.name: getattr(thing, field.name) for field in fields(thing)})
        if isinstance(thing, partial):
            return [thing.func, thing.args, thing.keywords]
        if isinstance(thing, FunctionType) and thing.__closure__ is None and "<" not in thing.__qualname__:
            return f"{thing.__module__}.{thing.__qualname__}"
        if isinstance(thing, Path):  # a file to copy, or a folder of templates
            return [str(thing), stamp([thing]).digest]
        return _plain(thing)

    def _once(self, thing: object, parts: object) -> str:
        """The key of an object, which is kept: its number may not become that of another meanwhile."""
        if id(thing) not in self._written:
            self._written[id(thing)] = thing, self.key([type(thing).__name__, parts])
        return self._written[id(thing)][1]


def _plain(thing: object) -> object:
    if isinstance(thing, (date, tzinfo)):
        return repr(thing)
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, Mapping):
        return [*thing.items()]
    raise TypeError(f"nothing tells what a {type(thing).__name__} says")
