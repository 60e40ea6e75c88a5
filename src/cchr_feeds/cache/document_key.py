"""The key of a document, by which its files are known: the same key, the same files.

It is a digest of the function that makes the document, and of all its arguments with every field. An
argument that can't be told by what it says is refused.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date, tzinfo
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from types import FunctionType

from cchr_feeds.file_state import rule_files, stamp, state_of, states
from cchr_feeds.model.output import Document

_PLAIN = (str, int, list, Path, type(None))


def by_key(documents: Iterable[tuple[Document, int]]) -> dict[str, tuple[Document, int]]:
    """The documents by their keys; raises `TypeError` where one depends on more than it is given."""
    keys = _Keys()
    return {keys.key(document): (document, batch) for document, batch in documents}


class _Keys:
    """The keys of documents. An object that several of them are given, such as the site, is written once."""

    def __init__(self) -> None:
        self._digests: dict[int, tuple[object, str]] = {}

    def key(self, document: Document) -> str:
        """What stands for a document, in hexadecimal; raises `TypeError` where nothing does."""
        # No list says what a document depends on: it can depend on its arguments only, so all are here.
        return self._digest([*map(self._given, (document.func, *document.args)), document.keywords])

    def _given(self, thing: object) -> object:
        """An argument; of an object its digest."""
        if isinstance(thing, _PLAIN):
            return thing
        if isinstance(thing, tuple):
            return [*map(self._given, thing)]
        if isinstance(thing, FunctionType):
            if thing.__closure__ or "<" in thing.__qualname__:
                raise TypeError(f"{thing} may depend on more than its arguments")
            return f"{thing.__module__}.{thing.__qualname__}"
        if id(thing) not in self._digests:
            # The object is kept, or another could get its number (`id`).
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
