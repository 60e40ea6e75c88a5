"""Which files of the output were made from what: a document whose key is known is not rendered again.

The key is a digest of the function that makes the document, and of all that this is given. No list says what
a document depends on: it can depend on its arguments only, so all of them are in the key, with every field.
An argument that can't be told by what it says is refused.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, tzinfo
from enum import Enum
from functools import partial
from hashlib import blake2b
from itertools import chain, groupby, islice
from pathlib import Path
from types import FunctionType

from cchr_feeds.cache.file_state import (
    FileState,
    changed_since,
    rule_files,
    stamp,
    state_of,
    states,
    states_of_output,
)
from cchr_feeds.cache.store import Records, problem_of, problem_row
from cchr_feeds.model.output import Document, Ready, Stage
from cchr_feeds.model.part import MANIFEST, Part
from cchr_feeds.parallel import in_batches, map_parallel
from cchr_feeds.render import Attempt, attempt

NAME = "documents.json"

_FEWEST = 13
"""Batches of documents from which on several processes render them."""

_PLAIN = (str, int, list, Path, type(None))

_log = logging.getLogger(__name__)


class Documents:
    """The documents of an output, as an earlier build made them with the same program."""

    def __init__(self, records: Records, out: Path) -> None:
        self._records, self._out = records, out
        self._made: dict[str, Sequence[Ready]] = {}

    def made(self, stage: Stage, documents: Iterable[tuple[Document, int]]) -> Iterator[Attempt[Ready]]:
        """The files of each document, in order: as they are, or rendered and staged.

        With each document comes how many of its kind a process renders at a time.
        """
        keys, found = _Keys(), states_of_output(self._out)  # while no other build may write there
        keyed = {keys.key(document): (document, batch) for document, batch in documents}
        known = {key: files for key in keyed if (files := self._known(key, found))}
        rendered = _rendered(stage, [each for key, each in keyed.items() if key not in known])
        for key in keyed:
            files, problems = (known.pop(key), ()) if key in known else next(rendered)
            self._made[key] = files
            yield files, problems

    def save(self, found: Mapping[str, FileState], began: int) -> bool:
        """Keeps what was made, and whether all of it is there and nothing but this build changed any since.

        Another program, such as one that restores the output from a copy, could write after we have looked.
        """
        written = {f"/{file.path}" for files in self._made.values() for file in files if file.copy}
        changed = {*changed_since(found, began)} - {f"/{MANIFEST}", *written}
        states = {path: state for path, state in found.items() if path not in changed}
        made = {key: [f"/{file.path}" for file in files] for key, files in self._made.items() if files}
        for key, paths in made.items():
            if states.keys() >= set(paths):
                rows = [_row(file) for file in self._made[key]]
                self._records.keep(key, {path: states[path] for path in paths}, rows)
        ours = {*chain.from_iterable(made.values())}
        self._records.keep_others(ours, states.get)
        self._records.save()
        return not changed and ours <= states.keys()

    def _known(self, key: str, found: Mapping[str, FileState]) -> Sequence[Ready]:
        """The files of a document, if they were made from the same and are all as they were made."""
        return [
            Ready(path, sha256, Part(part), tuple(map(problem_of, warnings)))
            for path, sha256, part, warnings in json.loads(self._records.known(key, found.get) or "[]")
        ]


def _row(file: Ready) -> object:
    return file.path, file.sha256, file.part.value, [*map(problem_row, file.warnings)]


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
            return [repr(thing), *map(state_of, rule_files(thing))]
        if isinstance(thing, Mapping):
            return [*thing.items()]
        raise TypeError(f"nothing tells what a {kind} says")


def _name(function: object) -> str:
    if isinstance(function, FunctionType) and not function.__closure__ and "<" not in function.__qualname__:
        return f"{function.__module__}.{function.__qualname__}"
    raise TypeError(f"{function} may depend on more than its arguments")
