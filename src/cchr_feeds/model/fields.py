"""The fields that people write: their names, order and types as the dataclasses have them, and meanings.

A type has the notes of `values.py` on it; `fields.json` has the meanings, by the names of class and field.
"""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from cchr_feeds.model.values import ByLanguage, Localised, Scalar


@dataclass(frozen=True, slots=True)
class Doc:
    """What a field means, in plain sentences that editors show, and how a form shows it.

    The studio's form has only fields with a `label`. It shows `hint`, which may be empty, or else `meaning`.
    """

    meaning: str
    label: str = ""
    hint: str | None = None


class Key(str):
    """A field's name in YAML, where Python reserves the word."""

    __slots__ = ()


class NotWritten:
    """Marks what is found out, or read from other files, so that it is no field of the file."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in Python and in YAML, its type without `Annotated` and `None`, the notes on that."""

    name: str
    key: str
    type: object
    notes: tuple[object, ...]
    required: bool
    group: str = ""

    @property
    def doc(self) -> Doc:
        """What it means, by the name of the group of fields that it is in."""
        return _docs()[self.group][self.name]

    @property
    def scalar(self) -> Scalar | None:
        """What it takes, if it is one value."""
        return _scalar_in(self.notes)

    @property
    def value(self) -> Scalar | None:
        """What each of its values is: its only one, those of its list, or those of the languages."""
        return _value_of(self.type, self.notes)

    @property
    def is_list(self) -> bool:
        """Whether it is a list of values, or of groups of fields."""
        return get_origin(self.type) is tuple

    @property
    def keys_stand_beside(self) -> bool:
        """Whether its keys stand beside the other fields, as those of languages do in an entry."""
        return ByLanguage in self.notes and (not self.required or self.is_localised)

    @property
    def is_localised(self) -> bool:
        """Whether it is one value for all languages, or one for each."""
        return get_origin(self.type) is Localised


def _scalar_in(notes: Iterable[object]) -> Scalar | None:
    return next((note for note in notes if isinstance(note, Scalar)), None)


def _value_of(type_: object, notes: Iterable[object]) -> Scalar | None:
    found = _scalar_in(notes)
    return found or next((_value_of(*without_notes(part)) for part in get_args(type_)[:1]), None)


@cache
def fields_of(shape: type) -> tuple[Field, ...]:
    """The fields of a dataclass of the model, in the order in which they are written."""
    hints = get_type_hints(shape, include_extras=True)
    found = []
    for declared in dataclasses.fields(shape):
        type_, notes = without_notes(hints[declared.name])
        if NotWritten in notes:
            continue
        key = next((str(note) for note in notes if isinstance(note, Key)), declared.name)
        required = declared.default is dataclasses.MISSING and declared.default_factory is dataclasses.MISSING
        found.append(Field(declared.name, key, type_, notes, required, shape.__name__))
    return tuple(found)


@cache
def _docs() -> Mapping[str, Mapping[str, Doc]]:
    groups = json.loads(Path(__file__).with_name("fields.json").read_text(encoding="utf-8"))
    return {group: {name: Doc(**doc) for name, doc in docs.items()} for group, docs in groups.items()}


def without_notes(hint: object) -> tuple[object, tuple[object, ...]]:
    """A type without `Annotated` and `| None`, and the notes on it."""
    notes: tuple[object, ...] = ()
    while get_origin(hint) in (Annotated, Union, UnionType):
        if get_origin(hint) is Annotated:
            notes += get_args(hint)[1:]
        hint = next(part for part in get_args(hint) if part is not type(None))
    return hint, notes


def keys_of(shape: type) -> tuple[str, ...]:
    """The names of a dataclass's fields in YAML, without one whose keys stand beside them."""
    return tuple(field.key for field in fields_of(shape) if not field.keys_stand_beside)


@cache
def fields_below(shape: type) -> Mapping[str, Field]:
    """The fields of a group and of all groups in it, by their names in YAML."""
    groups = reversed(list(shapes_in(shape)))
    return {field.key: field for group in groups for field in fields_of(group) if not field.keys_stand_beside}


def shapes_in(hint: object) -> Iterator[type]:
    """Every group of fields that a type is or holds, however deep."""
    shape, notes = without_notes(hint)
    if _scalar_in(notes):
        return
    if isinstance(shape, type) and dataclasses.is_dataclass(shape):
        yield shape
        for field in fields_of(shape):
            yield from () if field.scalar else shapes_in(field.type)
    for part in get_args(shape):
        yield from shapes_in(part)
