"""What a document is known by in the cache: a digest of all that its function is given.

Nobody lists what a document depends on. It can depend on its arguments only, so all of them are in the key,
with every field, and an argument that can't be told by what it says is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, tzinfo
from enum import Enum
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import FunctionType

from cchr_feeds.cache.file_state import stamp


class Keys:
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
