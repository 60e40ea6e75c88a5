"""What a document is known by: a digest of the function that makes it, and of all that this is given.

No list says what a document depends on: it can depend on its arguments only, so all of them are in the key,
with every field. An argument that can't be told by what it says is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, tzinfo
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from types import FunctionType

from cchr_feeds.cache.file_state import stamp, states
from cchr_feeds.model.output import Document

_PLAIN = (str, int, list, Path, type(None))


class Keys:
    """The keys of documents. An object that several of them are given, such as the site, is written once."""

    def __init__(self) -> None:
        self._digests: dict[int, tuple[object, str]] = {}

    def key(self, document: Document) -> str:
        """What stands for a document, in hexadecimal; raises `TypeError` where nothing does."""
        return self._digest([_name(document.func), *map(self._given, document.args), document.keywords])

    def _given(self, thing: object) -> object:
        """An argument; of an object its digest. The object is kept, lest its number become another's."""
        if isinstance(thing, _PLAIN):
            return thing
        if isinstance(thing, tuple):
            return [*map(self._given, thing)]
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
            return [kind, *[getattr(thing, field.name) for field in fields(thing)]]
        if isinstance(thing, Path):  # a file to copy, or a folder of templates
            return [str(thing), stamp(states([thing]))]
        if isinstance(thing, (date, tzinfo)):
            return repr(thing)
        if isinstance(thing, Enum):
            return thing.value
        if isinstance(thing, Mapping):
            return [*thing.items()]
        raise TypeError(f"nothing tells what a {kind} says")


def _name(function: object) -> str:
    if isinstance(function, FunctionType) and not function.__closure__ and "<" not in function.__qualname__:
        return f"{function.__module__}.{function.__qualname__}"
    raise TypeError(f"{function} may depend on more than its arguments")
