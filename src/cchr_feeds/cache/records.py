"""What was found in files, or which files were made, as records that hold while those files are the same."""

import json
from collections.abc import Callable, Collection, Hashable, Mapping, Set
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum, EnumType
from functools import cache, lru_cache, partial
from types import NoneType, UnionType
from typing import Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from cchr_feeds.file_state import FileState
from cchr_feeds.i18n import Message, Text
from cchr_feeds.problem import Problem, Severity
from cchr_feeds.store import Store

Value = TypeVar("Value")

StateOf = Callable[[str], FileState | None]
"""Tells the state of a file now; nothing of one that is not there."""


class Records(Generic[Value]):
    """Values of one kind by name, each with the files that it is about.

    The kind is a dataclass or a named tuple of what JSON has, moments, members of an enumeration, warnings,
    and more of such kinds, alone, in tuples of one kind, by name, or none of these. What is of another kind
    can be kept only where it is `None`: reading it raises `TypeError`.
    """

    def __init__(self, store: Store, file: str, key: str, kind: type[Value]) -> None:
        self._store, self._file, self._key = store, file, key
        self._read = _reader(cast("Hashable", kind))
        self._before = store.load(file, key)
        self._rows: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._before

    def known(self, name: str, state_of: StateOf) -> Value | None:
        """What was kept under this name, and is kept again; nothing if its files have changed."""
        files, _, written = self._before.get(name, "").partition("\t")
        if not written or not _are_same(json.loads(files), state_of):
            return None
        self._rows[name] = self._before[name]
        return cast("Value", self._read(json.loads(written)))

    def keep(self, name: str, files: Mapping[str, FileState], value: Value) -> None:
        """Keeps something while these files have these states."""
        self._rows[name] = f"{_JSON.encode(files)}\t{_JSON.encode(value)}"

    def keep_others(self, files: Set[str], state_of: StateOf) -> None:
        """Keeps what was known of other files than these."""
        for name, row in self._before.items():
            others = json.loads(row.partition("\t")[0])
            if name not in self._rows and files.isdisjoint(others) and _are_same(others, state_of):
                self._rows[name] = row

    def save(self, dropped: Collection[str] = ()) -> None:
        """Writes what was kept, but for these names."""
        rows = {name: row for name, row in self._rows.items() if name not in dropped}
        self._store.save(self._file, self._key, rows)


def _are_same(files: Mapping[str, FileState], state_of: StateOf) -> bool:
    return all(state_of(path) == state for path, state in files.items())


def _row(thing: object) -> object:
    """What JSON has no form for, as what it consists of: an object as the values of its fields, in order."""
    if isinstance(thing, Problem):
        texts = _text_row(thing.message), _text_row(thing.fix)
        return thing.path, thing.line, thing.column, thing.code, *texts, thing.severity
    if isinstance(thing, datetime):
        return thing.isoformat()
    if isinstance(thing, Enum):
        return thing.value
    if is_dataclass(thing):
        return [getattr(thing, name) for name in thing.__dataclass_fields__]
    raise TypeError(type(thing))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_row)


def _problem(row: tuple[str, int, int, str, object, object, Severity]) -> Problem:
    path, line, column, code, message, fix, severity = row
    return Problem(path, line, column, code, _text(message), _text(fix), severity)


_Reader = Callable[[object], object]
"""Makes a thing of a kind again of its row."""


def _as_it_is(row: object) -> object:
    return row


_READERS: Mapping[object, _Reader] = {
    **dict.fromkeys((bool, float, int, str), _as_it_is),
    datetime: cast("_Reader", lru_cache(4096)(datetime.fromisoformat)),  # many are of one day
    Problem: cast("_Reader", _problem),
}


@cache
def _reader(kind: Hashable) -> _Reader:
    """The reader for a kind; of a union with `None`, it is the other one's."""
    origin, of = get_origin(kind), [each for each in get_args(kind) if each not in (NoneType, Ellipsis)]
    readers = {*map(_reader, of)} if origin in (tuple, Union, UnionType) else set()
    if len(readers) == 1:
        [read] = readers
        return partial(_tuple, read) if origin is tuple else read
    if origin in (dict, Mapping):
        return partial(_mapping, _reader(of[1]))
    if kind not in _READERS and isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        return partial(_filled, kind, [*map(_reader, get_type_hints(kind).values())])
    return _READERS.get(kind, kind if isinstance(kind, EnumType) else partial(_refused, kind))


def _refused(kind: object, _row: object) -> object:
    raise TypeError(f"no record holds {kind}")


def _filled(kind: type, readers: list[_Reader], row: list[object]) -> object:
    values = [
        value if value is None or read is _as_it_is else read(value)
        for read, value in zip(readers, row, strict=True)
    ]
    return kind(*values)


def _tuple(read: _Reader, row: list[object]) -> tuple[object, ...]:
    return tuple([each if each is None else read(each) for each in row])


def _mapping(read: _Reader, row: dict[str, object]) -> Mapping[str, object]:
    return {name: each if each is None else read(each) for name, each in row.items()}


def _text_row(text: object) -> object:
    """A text with what it was made of, to be said in another language."""
    if isinstance(text, Text):
        return [text.message, {name: _text_row(value) for name, value in text.values.items()}]
    return text if isinstance(text, (int, float)) else str(text)


def _text(row: object) -> str:
    if not isinstance(row, list):
        return str(row)
    message, values = row
    texts = {name: each if isinstance(each, (int, float)) else _text(each) for name, each in values.items()}
    return Text(Message(*message), texts)
