"""JSON Schema of the files that people write, made from the annotations of the model.

It walks them as `source/decode.py` does. What it refuses, `check` refuses; what depends on other fields,
other files or a calendar it leaves to `check`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args, get_origin

from cchr_feeds.model.fields import Field, fields_of, without_notes
from cchr_feeds.model.localised import Localised
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import ByLanguage, ByTerm, OneOrMany, Scalar, category_term
from cchr_feeds.schema.scalars import TERM, Schema, empty, scalar_schema, whole

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KINDS: Mapping[str, tuple[type, str]] = {
    "entry": (Publication, "Entry"),
    "site": (Site, "Site"),
    "edition": (EditorsFile, "Editor's file"),
}
"""What there is a schema of: the shape of the file, and what an editor calls it."""

_LANGUAGE = "([a-z]{2,3}|[a-z]{5,8})(-[A-Za-z0-9]{2,8})*"


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What a project has: its languages, by name, and its categories' terms; nothing where there is none."""

    languages: Mapping[str, str] = dataclasses.field(default_factory=dict)
    terms: Sequence[str] = ()


def schema(kind: str, known: Known) -> Schema:
    """The JSON Schema of an `entry`, a `site` or an `edition`, of this project."""
    shape, title = KINDS[kind]
    return {"$schema": DIALECT, "title": title, **_record(shape, known)}


def _record(shape: type, known: Known) -> Schema:
    """A group of fields; the blocks of the languages stand beside them where the shape has such."""
    fields = fields_of(shape)
    made: Schema = {
        "type": "object",
        "properties": {
            field.key: _described(field, known) for field in fields if not field.keys_stand_beside
        },
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }
    for field in fields:
        if field.keys_stand_beside:
            _add_blocks(made, _described(field, known), known)
    return made


def _add_blocks(record: Schema, block: Schema, known: Known) -> None:
    """The languages of the project; or, without one, whatever may be a language and is no field."""
    properties = record["properties"]
    if not isinstance(properties, dict):
        raise TypeError("a record has properties")
    if not known.languages:
        fields = "|".join([*properties, *_names_in(block)])
        record["patternProperties"] = {f"^(?!({fields})$){_LANGUAGE}$": block}
    for language, name in known.languages.items():
        properties[language] = block | {"description": f"{name}: {block['description']}"}


def _names_in(block: Schema) -> Iterable[str]:
    properties = block["properties"]
    return properties if isinstance(properties, dict) else ()


def _described(field: Field, known: Known) -> Schema:
    """The schema of a field, with what an editor shows beside it."""
    return {"description": field.info.meaning, **_value(field, known)}


def _value(field: Field, known: Known) -> Schema:
    """What may stand in a field, by its type and the notes on it."""
    hint, notes = field.type, field.notes
    origin, arguments = get_origin(hint), get_args(hint)
    if field.scalar:
        return _single(field.scalar, field.required, known)
    if OneOrMany in notes:
        return _one_or_many(arguments[0], known)
    if origin is tuple:
        return _perhaps({"type": "array", "items": _item(arguments[0], known)}, "array", field)
    if origin is Localised:
        return _localised(arguments[0], field.required, known)
    if ByLanguage in notes or ByTerm in notes:
        return _keyed(arguments[1], ByTerm in notes, known) if field.required else _item(arguments[1], known)
    return _perhaps(_item(hint, known), "object", field)


def _perhaps(schema: Schema, kind: str, field: Field) -> Schema:
    return schema if field.required else empty(schema, kind)


def _item(hint: object, known: Known) -> Schema:
    """What may stand in a list or under a key: a value that is not left empty, or a group of fields."""
    shape, notes = without_notes(hint)
    if isinstance(shape, type) and dataclasses.is_dataclass(shape) and not notes:
        return _record(shape, known)
    return _value(Field("", "", shape, notes, required=True), known)


def _single(scalar: Scalar, required: bool, known: Known, structure: Schema | None = None) -> Schema:
    """One value; the project's categories are proposed, no others forbidden: they may be newer than this."""
    made = scalar_schema(scalar, required=required, structure=structure)
    proposed = scalar.parse is category_term and known.terms
    return made | {"examples": list(known.terms)} if proposed else made


def _one_or_many(hint: object, known: Known) -> Schema:
    """A list, or one value alone."""
    scalar = _scalar_of(hint)
    listed: Schema = {"type": "array", "items": _single(scalar, True, known)}
    return _single(scalar, True, known, listed)


def _localised(hint: object, required: bool, known: Known) -> Schema:
    """One value, or one for each language."""
    scalar = _scalar_of(hint)
    return _single(scalar, required, known, _group(f"^{_LANGUAGE}$", _single(scalar, True, known)))


def _group(names: str, value: Schema) -> Schema:
    """A group of fields with names of one kind."""
    return {"type": "object", "patternProperties": {names: value}, "additionalProperties": False}


def _scalar_of(hint: object) -> Scalar:
    _, notes = without_notes(hint)
    return next(note for note in notes if isinstance(note, Scalar))


def _keyed(hint: object, by_term: bool, known: Known) -> Schema:
    """A group of fields whose names are all languages, or all categories' terms."""
    return _group(whole(TERM, required=True) if by_term else f"^{_LANGUAGE}$", _item(hint, known))
