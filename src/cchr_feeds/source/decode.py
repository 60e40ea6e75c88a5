"""From nodes to the model: dataclass fields say what is allowed, every fault is reported at its place.

A decoder is a function `(node, reading) -> value`; it returns `BAD` after reporting why. Decoders
are compiled once per type from the annotations in `model/`.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.model.localised import Localised
from cchr_feeds.model.refusal import Refused
from cchr_feeds.model.rules import language_tag
from cchr_feeds.model.values import ByLanguage, ByTerm, Key, OneOrMany, Scalar, category_term
from cchr_feeds.source.reading import Reading

Decoder = Callable[[Node, Reading], Any]


class Bad:
    """Stands for a value that was refused and reported."""


BAD = Bad()


@cache
def decoder(shape: Any) -> Decoder:
    """The decoder of a dataclass or an annotated type of the model."""
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        return _record(shape)
    origin, arguments = get_origin(shape), get_args(shape)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin in (Union, types.UnionType):
        return decoder(next(argument for argument in arguments if argument is not type(None)))
    if origin is tuple:
        return _sequence(decoder(arguments[0]))
    if origin is Localised:
        return _localised(decoder(arguments[0]))
    raise TypeError(f"the model has a type that YAML can't hold: {shape}")


def _annotated(shape: Any, notes: tuple[Any, ...]) -> Decoder:
    for note in notes:
        if isinstance(note, Scalar):
            return _scalar(note)
        if note is OneOrMany:
            return _one_or_many(decoder(get_args(shape)[0]))
        if note in (ByLanguage, ByTerm):
            return _keyed(decoder(_value_type(shape)), language_tag if note is ByLanguage else category_term)
    return decoder(shape)


def _value_type(shape: Any) -> Any:
    """The V of `Mapping[str, V]`, or of `Mapping[str, V] | None`."""
    arguments = get_args(shape)
    return arguments[1] if get_origin(shape) not in (Union, types.UnionType) else get_args(arguments[0])[1]


def _scalar(scalar: Scalar) -> Decoder:
    parse, expected = scalar.parse, scalar.expected

    def decode(node: Node, reading: Reading) -> Any:
        if not isinstance(node, ScalarNode):
            kind = "list" if isinstance(node, SequenceNode) else "group of fields"
            reading.report(node, "shape", f"a {kind} stands where one value is needed", f"write {expected}")
            return BAD
        try:
            return parse(reading.stored(node))
        except Refused as refused:
            reading.report(node, refused.code, refused.message, refused.fix)
            return BAD

    return decode


def _sequence(item: Decoder) -> Decoder:
    def decode(node: Node, reading: Reading) -> Any:
        if not isinstance(node, SequenceNode):
            reading.report(node, "shape", "a list is needed here", "start each item with a hyphen and a space on a line of its own")
            return BAD
        values = [item(child, reading) for child in node.value]
        return BAD if BAD in values else tuple(values)

    return decode


def _one_or_many(item: Decoder) -> Decoder:
    many = _sequence(item)

    def decode(node: Node, reading: Reading) -> Any:
        if isinstance(node, SequenceNode):
            return many(node, reading)
        value = item(node, reading)
        return BAD if value is BAD else (value,)

    return decode


def _keyed(item: Decoder, check_key: Callable[[str], str]) -> Decoder:
    """A mapping whose keys are all of one kind: language tags or category terms."""

    def decode(node: Node, reading: Reading) -> Any:
        pairs = _pairs(node, reading)
        if pairs is None:
            return BAD
        values = {key: item(value, reading) for key, _, value in pairs}
        keys_right = [_key_is_right(key, key_node, check_key, reading) for key, key_node, _ in pairs]
        return values if all(keys_right) and BAD not in values.values() else BAD

    return decode


def _key_is_right(key: str, node: Node, check: Callable[[str], str], reading: Reading) -> bool:
    try:
        check(key)
    except Refused as refused:
        reading.report(node, refused.code, refused.message, refused.fix)
        return False
    return True


def _localised(item: Decoder) -> Decoder:
    """One value for all languages, or one per language of the site."""

    def decode(node: Node, reading: Reading) -> Any:
        if isinstance(node, MappingNode):
            return _values_by_language(node, reading, item)
        value = item(node, reading)
        return BAD if value is BAD else Localised(value)

    return decode


def _values_by_language(node: MappingNode, reading: Reading, item: Decoder) -> Any:
    pairs = _pairs(node, reading) or []
    for key, key_node, _ in pairs:
        if key not in reading.languages:
            reading.report(key_node, "language", f"{key!r} is no language of this site", f"write one of {', '.join(reading.languages)}")
    if not pairs:
        reading.report(node, "empty", "there is nothing here", "write one value, or one per language")
    values = {key: item(value, reading) for key, _, value in pairs if key in reading.languages}
    if BAD in values.values() or not values or len(values) < len(pairs):
        return BAD
    main = next(language for language in reading.languages if language in values)
    return Localised(values[main], main, values)


def _pairs(node: Node, reading: Reading) -> list[tuple[str, Node, Node]] | None:
    """Keys, their nodes and their values; a key written twice is reported and left out."""
    if not isinstance(node, MappingNode):
        reading.report(node, "shape", "fields with names are needed here", "write a name, a colon, a space and the value")
        return None
    first: dict[str, int] = {}
    pairs: list[tuple[str, Node, Node]] = []
    for key_node, value in node.value:
        if not isinstance(key_node, ScalarNode):
            reading.report(key_node, "shape", "a field's name must be one word", 'put the value in quotes if a bracket starts it: "[…"')
        elif key_node.value in first:
            where = f"first in line {first[key_node.value]}"
            reading.report(key_node, "duplicate", f"{key_node.value!r} is written twice ({where})", "leave one of the two out")
        else:
            first[key_node.value] = key_node.start_mark.line + 1
            pairs.append((key_node.value, key_node, value))
    return pairs


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its attribute, how it is decoded, and whether it may be left out."""

    name: str
    decode: Decoder
    required: bool


def _record(shape: type) -> Decoder:
    """A mapping with the dataclass's fields, and with one block per language where it has such a field."""
    fields, by_language = _fields_of(shape)

    def decode(node: Node, reading: Reading) -> Any:
        pairs = _pairs(node, reading)
        if pairs is None:
            return BAD
        values: dict[str, Any] = {}
        blocks: dict[str, Any] = {}
        for key, key_node, value in pairs:
            field = fields.get(key)
            if field is not None:
                _decode_field(field, value, reading, values)
            elif by_language is not None and key in reading.languages:
                blocks[key] = by_language.decode(value, reading)
            else:
                _report_unknown(key, key_node, fields, by_language is not None, reading)
                values[key] = BAD
        if by_language is not None:
            values[by_language.name] = blocks
        return _built(shape, fields, node, reading, values, blocks)

    return decode


def _decode_field(field: Field, node: Node, reading: Reading, values: dict[str, Any]) -> None:
    if isinstance(node, ScalarNode) and not node.value and not node.style and not field.required:
        return  # a field left empty, as forms do
    values[field.name] = field.decode(node, reading)


def _built(shape: type, fields: Mapping[str, Field], node: Node, reading: Reading, values: dict[str, Any], blocks: dict[str, Any]) -> Any:
    missing = [key for key, field in fields.items() if field.required and field.name not in values]
    for key in missing:
        reading.report(node, "missing", f"{key!r} is missing here", f"add a line that starts with {key}:")
    if missing or BAD in values.values() or BAD in blocks.values():
        return BAD
    return shape(**values)


def _fields_of(shape: type) -> tuple[dict[str, Field], Field | None]:
    """The fields by their names in YAML, and the one whose keys stand beside theirs."""
    hints = get_type_hints(shape, include_extras=True)
    fields: dict[str, Field] = {}
    by_language: Field | None = None
    for declared in dataclasses.fields(shape):
        hint = hints[declared.name]
        notes = getattr(hint, "__metadata__", ())
        required = declared.default is dataclasses.MISSING and declared.default_factory is dataclasses.MISSING
        if ByLanguage in notes and not required:
            by_language = Field(declared.name, decoder(_value_type(get_args(hint)[0])), required=False)
            continue
        key = next((note.name for note in notes if isinstance(note, Key)), declared.name)
        fields[key] = Field(declared.name, decoder(hint), required)
    return fields, by_language


def _report_unknown(key: str, node: Node, fields: Mapping[str, Field], has_languages: bool, reading: Reading) -> None:
    from cchr_feeds.source.suggestions import unknown_key  # only a mistake pays for it

    message, fix = unknown_key(key, list(fields), list(reading.languages) if has_languages else [])
    reading.report(node, "unknown", message, fix)
