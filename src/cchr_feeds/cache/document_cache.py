"""Which files of the output were made from what: a document whose key is known is not rendered again.

The key is a digest of the function that makes the document, and of all that this is given. No list says what
a document depends on: it can depend on its arguments only, so all of them are in the key, with every field.
An argument that can't be told by what it says is refused.
"""

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, tzinfo
from enum import Enum
from functools import cached_property, partial
from hashlib import blake2b
from itertools import groupby, islice
from pathlib import Path
from types import FunctionType

from cchr_feeds.cache.environment import rule_files, rules_in
from cchr_feeds.cache.file_state import FileState, changed_since, stamp, states, states_of_output
from cchr_feeds.cache.store import Store, problem_of, problem_row
from cchr_feeds.model.output import Document, Ready, Stage
from cchr_feeds.model.part import MANIFEST, Part
from cchr_feeds.output.disk import is_ordinary, sha256_of
from cchr_feeds.parallel import in_batches, map_parallel
from cchr_feeds.render import Attempt, attempt

NAME = "documents.json"

_STAMP = "output"
"""What the stamp of the output is saved as, beside the rows of each document."""

_FEWEST = 13
"""Batches of documents from which on several processes render them."""

_PLAIN = (str, int, list, Path, type(None))

_log = logging.getLogger(__name__)


class Documents:
    """The documents of an output, as an earlier build made them with the same program.

    Their files count as the same while the stamp of the output is that of then, or else by their SHA-256.
    """

    def __init__(self, store: Store, out: Path, program: str) -> None:
        self._store, self._out, self._program = store, out, program
        self._before = store.load(NAME, program)
        self._stamp = self._before.pop(_STAMP, "")
        self._rows: dict[str, str] = {}
        self._made: dict[str, bool] = {}

    def made(self, stage: Stage, documents: Iterable[tuple[Document, int]]) -> Iterator[Attempt[Ready]]:
        """The files of each document, in order: as they are, or rendered and staged.

        With each document comes how many of its kind a process renders at a time.
        """
        keys = _Keys()
        keyed = {keys.key(document): (document, batch) for document, batch in documents}
        known = {key: files for key in keyed if (files := self._known(key))}
        rendered = _rendered(stage, [each for key, each in keyed.items() if key not in known])
        for key in keyed:
            files, problems = (known.pop(key), ()) if key in known else next(rendered)
            if files:
                self._rows[key] = self._before.get(key) or _row(files)
            self._made.update((f"/{file.path}", file.copy is not None) for file in files)
            yield files, problems

    def are_left_alone(self, found: Mapping[str, FileState], began: int) -> bool:
        """Whether all files that were made are there, and nothing but this build has changed any since.

        Another program, such as one that restores the output from a copy, could write after we have looked.
        """
        ours = {f"/{MANIFEST}", *(path for path, is_written in self._made.items() if is_written)}
        return self._made.keys() <= found.keys() and ours.issuperset(changed_since(found, began))

    def save(self, parts: Collection[Part], stamp: str) -> None:
        """Keeps what was made for the next build, and the stamp of the output.

        Of parts that were not built, what was known before is kept while nothing else has changed them.
        """
        before = {key: row for key, row in self._before.items() if key not in self._rows}
        others = before if self._is_as_before else {}
        kept = {key: row for key, row in others.items() if Part(json.loads(row)[0][2]) not in parts}
        self._store.save(NAME, self._program, {_STAMP: stamp, **kept, **self._rows})

    def _known(self, key: str) -> Sequence[Ready]:
        """The files of a document, if they were made from the same and are all there."""
        rows = json.loads(self._before.get(key, "[]"))
        if not all(self._is_there(path, sha256) for path, sha256, *_ in rows):
            return ()
        return [
            Ready(path, sha256, Part(part), tuple(map(problem_of, found)))
            for path, sha256, part, found in rows
        ]

    def _is_there(self, path: str, sha256: str) -> bool:
        if self._is_as_before:
            return True
        try:
            return is_ordinary(self._out, path) and sha256_of(self._out / path) == sha256
        except OSError:  # what can't be read can still be replaced
            return False

    @cached_property
    def _is_as_before(self) -> bool:
        """Asked first while no other build may write there."""
        return stamp(states_of_output(self._out)) == self._stamp


def _row(files: Sequence[Ready]) -> str:
    rows = [(file.path, file.sha256, file.part.value, [*map(problem_row, file.warnings)]) for file in files]
    return json.dumps(rows, ensure_ascii=False)


def _rendered(stage: Stage, documents: Sequence[tuple[Document, int]]) -> Iterator[Attempt[Ready]]:
    """The first of each kind is made here, so that what it loads and keeps is there for all processes."""
    work = partial(_staged, stage)
    kinds = [list(kind) for _, kind in groupby(documents, lambda each: _functions(each[0]))]
    firsts = [work(document) for (document, _), *_ in kinds]
    batches = [batch for kind in kinds for batch in in_batches([each for each, _ in kind[1:]], kind[0][1])]
    others = map_parallel(work, batches, _FEWEST)
    for first, kind in zip(firsts, kinds, strict=True):
        yield first
        yield from islice(others, len(kind) - 1)


def _functions(document: Document) -> list[object]:
    """The functions that make a document: its own, and one that it is given."""
    return [each for each in (document.func, *document.args) if isinstance(each, FunctionType)]


def _staged(stage: Stage, document: Document) -> Attempt[Ready]:
    made, problems = attempt(document)
    files = [stage(artifact) for artifact in made]
    _log.info("rendered %s", ", ".join(file.path for file in files))
    return files, problems


class _Keys:
    """The keys of documents. An object that several of them are given, such as the site, is written once."""

    def __init__(self) -> None:
        self._digests: dict[int, tuple[object, str]] = {}

    def key(self, document: Document) -> str:
        """What stands for a document, in hexadecimal; raises `TypeError` where nothing does."""
        return self._digest([*map(self._given, (document.func, *document.args)), document.keywords])

    def _given(self, thing: object) -> object:
        """An argument; of an object its digest. The object is kept, lest its number become another's."""
        if isinstance(thing, _PLAIN):
            return thing
        if isinstance(thing, tuple):
            return [*map(self._given, thing)]
        if isinstance(thing, FunctionType):
            return _name(thing)
        if id(thing) not in self._digests:
            self._digests[id(thing)] = thing, self._digest(thing)
        return self._digests[id(thing)][1]

    def _digest(self, thing: object) -> str:
        written = json.dumps(thing, default=self._parts, separators=(",", ":"))
        return blake2b(written.encode(), digest_size=16).hexdigest()

    def _parts(self, thing: object) -> object:
        """What JSON has no form for, as what it consists of."""
        kind = type(thing).__name__
        if (made_from := getattr(thing, "made_from", None)) is not None:
            return [kind, *map(self._given, made_from)]
        if is_dataclass(thing):
            return [kind, *[getattr(thing, name) for name in thing.__dataclass_fields__]]
        if isinstance(thing, Path):  # a file to copy, or a folder of templates
            return [str(thing), stamp(states([thing]))]
        if isinstance(thing, (date, Enum)):
            return [repr(thing), self._given(getattr(thing, "tzinfo", None))]
        if isinstance(thing, tzinfo):
            return [repr(thing), rules_in(rule_files(thing))[0]]
        if isinstance(thing, Mapping):
            return [*thing.items()]
        raise TypeError(f"nothing tells what a {kind} says")


def _name(function: object) -> str:
    if isinstance(function, FunctionType) and not function.__closure__ and "<" not in function.__qualname__:
        return f"{function.__module__}.{function.__qualname__}"
    raise TypeError(f"{function} may depend on more than its arguments")
