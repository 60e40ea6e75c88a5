"""Entries that are resolved only where somebody looks at them, and what stands for them until then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from typing import overload

from cchr_feeds.model.publication import Entry, Listing


class Entries(Sequence[Entry]):
    """The entries of listings, in their order: all of them at once could be a gigabyte."""

    __slots__ = ("_listings", "_resolve", "_state")

    def __init__(
        self,
        listings: Sequence[Listing],
        resolve: Callable[[Listing], Entry],
        state: Callable[[Listing], str],
    ) -> None:
        self._listings = listings
        self._resolve = resolve
        self._state = state

    def __len__(self) -> int:
        return len(self._listings)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> Entries: ...  # type: ignore[explicit-any]  # its parts are

    def __getitem__(self, index: int | slice) -> Entry | Entries:  # type: ignore[explicit-any]
        if isinstance(index, slice):
            return Entries(self._listings[index], self._resolve, self._state)
        return self._resolve(self._listings[index])

    def __iter__(self) -> Iterator[Entry]:
        return map(self._resolve, self._listings)

    @property
    def state(self) -> str:
        """Stands for everything that the entries say and show."""
        return "\n".join(map(self._state, self._listings))


def state_of(*things: object) -> str:
    """What stands for model objects with all their fields, in hexadecimal; it resolves no entries."""
    return blake2b(_written(things).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _written(thing: object) -> str:
    if isinstance(thing, Entries):
        return f"[{thing.state}]"
    if (names := _fields_of(type(thing))) is not None:
        parts = [_written(getattr(thing, name)) for name in names]
        return f"{type(thing).__name__}({','.join(parts)})"
    if isinstance(thing, (tuple, list)):
        return f"[{','.join(map(_written, thing))}]"
    if isinstance(thing, Mapping):
        return _written([*thing.items()])
    return _written(sorted(thing)) if isinstance(thing, (set, frozenset)) else repr(thing)


_FIELDS: dict[type, tuple[str, ...] | None] = {}


def _fields_of(kind: type) -> tuple[str, ...] | None:
    """The names of a dataclass's fields, looked up once; `None` for any other type."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
    return _FIELDS[kind]
