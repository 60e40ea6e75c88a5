"""JSON Schema of an entry, of site.yaml and of an edition file, for editors that help while one types.

It is made from the annotations of the model, as `source/decode.py` reads them. Whatever it refuses, `check`
refuses; what depends on other fields, other files or a calendar is left to `check`.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import get_args, get_origin

from cchr_feeds.model import addresses, dates, values
from cchr_feeds.model.dates import FIRST_YEAR, LAST_YEAR
from cchr_feeds.model.fields import Field, fields_of, keys_of, shapes_in, without_notes
from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import ByLanguage, ByTerm, OneOrMany, Scalar, accepts, category_term

Schema = dict[str, object]

# Where the digits of other scripts lie; editors know no class for them, and `check` looks closer.
_OTHER_DIGITS = "\u0660-\uffff"

# Both Python and JavaScript read the patterns; they differ in \d and \w, so neither is used.
_DIGIT = f"[0-9{_OTHER_DIGITS}]"
_TIME = (
    rf"[T ]{_DIGIT}{{2}}:{_DIGIT}{{2}}(:{_DIGIT}{{2}}([.]{_DIGIT}+)?)?(Z|[+-]{_DIGIT}{{2}}:?{_DIGIT}{{2}})?"
)
_DATE = rf"\s*{_DIGIT}{{4}}(-{_DIGIT}{{2}}(-{_DIGIT}{{2}}({_TIME})?)?)?\s*"
_DOMAIN = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+([a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])"
_LINE = r"\s*[^\s][^\n\t]*\s*"
_HTTP = r"[Hh][Tt][Tt][Pp]"
TERM = "[a-z0-9-]{1,80}"

# What the whole of a value must match, by how it is parsed; a value without a pattern may be any text.
# An editor checks the text as it is typed, while `check` first puts it into its stored form: a pattern
# accepts everything that only that form can decide.
_PATTERNS: Mapping[Callable[[str], object], str] = {
    values.identifier: TERM,
    values.category_term: TERM,
    values.topic: _LINE,
    values.title_line: _LINE,
    values.media_type: r"[a-z]+/[a-z0-9][a-z0-9.+-]*",
    values.file_name: r"[^./\\][^/\\]*",
    values.domain: _DOMAIN,
    values.colour: "#[0-9a-fA-F]{6}",
    values.field_name: r"[A-Za-z0-9._:\[\]-]{1,100}",
    values.utm_value: "[A-Za-z0-9._-]{1,60}",
    values.flag: "true|false",
    dates.partial_date: _DATE,
    dates.month: rf"\s*{_DIGIT}{{4}}-{_DIGIT}{{2}}\s*",
    dates.year: rf"\s*{_DIGIT}{{4}}\s*",
    values.relay_host: r"\s*[A-Za-z0-9.:-]+\s*",
    values.rsync_target: r"([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(/[A-Za-z0-9_~+@.-]+)+/?",
    values.git_remote: r"[A-Za-z0-9_/]\S+",
    values.git_branch: "[A-Za-z0-9_][A-Za-z0-9._/-]*",
    values.port: rf"\s*[1-9{_OTHER_DIGITS}]{_DIGIT}{{0,4}}\s*",
    values.positive_number: rf"\s*[1-9{_OTHER_DIGITS}]{_DIGIT}{{0,11}}\s*",
    values.picture_source: rf"{_HTTP}[Ss]?://[^\s\\]+|[^./\\:][^\\:]*",
    addresses.web_address: rf"{_HTTP}[Ss]?://[^\s\\]+",
    addresses.base_url: rf"{_HTTP}[Ss]?://[^\s\\?#]+",
    addresses.form_address: rf"{_HTTP}[Ss]://[^\s\\]+",
    addresses.subscribe_address: rf"({_HTTP}[Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\s\\]+",
    addresses.unsubscribe_address: rf"({_HTTP}[Ss]://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\s\\]+",
    addresses.email_address: r"\s*[^@\s]+@[^@\s]+\s*",
}

# Invisible characters, which are taken out; and those that the form NFC turns into K, ; and `.
_UNDECIDED = "[\u00ad\u061c\u180b-\u180d\u180f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u212a\u037e\u1fef]"
_NOTHING = r"\s*"

_CHOICES: Mapping[Callable[[str], object], list[object]] = {
    values.flag: [True, False],
    values.numbering_system: [*values.NUMBERING_SYSTEMS],
    values.other_languages: ["titles", "none"],
    values.security: ["starttls", "tls", "none"],
}
# JSON Schema's name for what an editor may take a value for, and such values. An editor checks a value by
# its YAML type: `2026` is a number, `true` a truth value, `null` and nothing at all are null.
_LOOKALIKES = {
    "boolean": ("true", "false"),
    "null": ("null", "~"),
    "number": ("1.5", "-.5"),
    "integer": ("1", "2024", "-1"),
}
_BOUNDS: Mapping[Callable[[str], object], tuple[int, int]] = {
    values.positive_number: (1, 999_999_999_999),
    values.port: (1, 65_535),
    dates.partial_date: (FIRST_YEAR, LAST_YEAR),
    dates.year: (FIRST_YEAR, LAST_YEAR),
}


def scalar_schema(
    scalar: Scalar, *, required: bool, terms: Sequence[str] = (), structure: Schema | None = None
) -> Schema:
    """The schema of one value; one that is not required may be left empty.

    `terms` are proposals. `structure` is the schema of a list or a group that may stand there instead.
    """
    message, other = f"Write {scalar.wanted}.", structure or {}
    structures = other.get("type", [])  # of what may stand in the place of one value
    types = [*_types(scalar.parse, required=required)]
    types += structures if isinstance(structures, list) else [str(structures)]
    rules: Schema = other | {"type": types, "errorMessage": message}
    few = _CHOICES.get(scalar.parse, [])
    if pattern := _PATTERNS.get(scalar.parse, "|".join(map(str, few))):
        rules |= {"pattern": whole(pattern, required=required), "patternErrorMessage": message}
    if scalar.parse in _BOUNDS:
        rules["minimum"], rules["maximum"] = _BOUNDS[scalar.parse]
    # Other categories than the project's are allowed: they may be newer.
    choices = list(terms) if scalar.parse is category_term else few
    # The language server of VS Code (yamlCompletion.js) would propose null and true wherever they may stand,
    # but does not look behind a condition; and it writes no colon after a field's name that has neither a
    # type nor a choice.
    return {"anyOf": [{"if": True, "then": rules}]} | ({"examples": choices} if choices else {})


def whole(pattern: str, *, required: bool) -> str:
    """A pattern that the whole of a value must match, or nothing where nothing may stand."""
    nothing = "" if required else f"|{_NOTHING}"
    return f"^({pattern}{nothing})$|{_UNDECIDED}"


def _types(parse: Callable[[str], object], *, required: bool) -> list[str]:
    taken = [name for name, texts in _LOOKALIKES.items() if any(accepts(parse, text) for text in texts)]
    if not required and "null" not in taken:
        taken.append("null")
    return ["string", *(name for name in taken if name != "integer" or "number" not in taken)]


KINDS: Mapping[str, tuple[type, str]] = {
    "entry": (Publication, "Entry"),
    "site": (Site, "Site"),
    "edition": (EditionFile, "Edition file"),
}
"""What there is a schema of: the shape of the file, and what an editor calls it."""

_LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What a project has: its languages, by name, and its categories' terms; nothing where there is none."""

    languages: Mapping[str, str] = dataclasses.field(default_factory=dict)
    terms: Sequence[str] = ()


def schema(kind: str, known: Known) -> Schema:
    """The JSON Schema of an `entry`, a `site` or an `edition`, of this project."""
    shape, title = KINDS[kind]
    if shape is Site:  # the only terms in it are those that the site had before
        known = dataclasses.replace(known, terms=())
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": title, **_record(shape, known)}


def _record(shape: type, known: Known) -> Schema:
    """A group of fields; the blocks of the languages stand beside them where the shape has such."""
    fields = fields_of(shape)
    properties: Schema = {each.key: _described(each, known) for each in fields if not each.keys_stand_beside}
    record: Schema = {
        "type": "object",
        "properties": properties,
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }
    for field in fields:
        if field.keys_stand_beside:
            block = _described(field, known)
            if not known.languages:  # anything that may be a language and is no field
                below = (key for each in shapes_in(field.type) for key in keys_of(each))
                names = "|".join([*properties, *below])
                record["patternProperties"] = {f"^(?!({names})$){_LANGUAGE}$": block}
            for language, name in known.languages.items():
                properties[language] = block | {"description": f"{name}: {block['description']}"}
            # Localised values beside the fields may also be one value in the place of the group.
            if field.is_localised and field.value:
                group: Schema = {"type": record.pop("type")}
                record |= {"required": []} | scalar_schema(field.value, required=True, structure=group)
    return record


def _described(field: Field, known: Known) -> Schema:
    """The schema of a field, with what an editor shows beside it."""
    return {"description": field.doc.meaning, **_value(field, known)}


def _value(field: Field, known: Known) -> Schema:
    """What may stand in a field, by its type and the notes on it."""
    origin, arguments = get_origin(field.type), get_args(field.type)
    if field.scalar:
        return scalar_schema(field.scalar, required=field.required, terms=known.terms)
    if field.value and (OneOrMany in field.notes or field.is_localised):
        one = scalar_schema(field.value, required=True, terms=known.terms)
        if field.keys_stand_beside:
            return one
        several: Schema = {"type": "array", "items": one}
        if field.is_localised and OneOrMany in without_notes(get_args(field.type)[0])[1]:
            each = scalar_schema(field.value, required=True, structure=several)
            several = _group(f"^{_LANGUAGE}$", each) | several | {"type": ["object", "array"]}
        elif field.is_localised:
            several = _group(f"^{_LANGUAGE}$", one)
        return scalar_schema(field.value, required=field.required, terms=known.terms, structure=several)
    if field.is_localised or origin is tuple:
        several = {"type": "array", "items": _item(arguments[0], known)}
        return _one_or_group(field, known) if field.is_localised else _perhaps(several, "array", field)
    if ByTerm in field.notes or ByLanguage in field.notes:
        names = whole(TERM, required=True) if ByTerm in field.notes else f"^{_LANGUAGE}$"
        item = _item(arguments[1], known)
        return _group(names, item) if field.required else item
    return _perhaps(_item(field.type, known), "object", field)


def _one_or_group(field: Field, known: Known) -> Schema:
    """A localised value that may be a group of fields, or the value of the first of these."""
    shape: type = without_notes(get_args(field.type)[0])[0]  # type: ignore[assignment]  # of such values
    group, first = _record(shape, known), fields_of(shape)[0].scalar
    if first is None:
        raise TypeError(f"the first field of {shape} is no value")
    one = scalar_schema(first, required=True, structure=group)
    others = {f"^(?!({'|'.join(keys_of(shape))})$){_LANGUAGE}$": one}
    structure = group | {"required": [], "patternProperties": others}
    return scalar_schema(first, required=field.required, structure=structure)


def _perhaps(schema: Schema, kind: str, field: Field) -> Schema:
    """A list or a group of fields (`kind` is `array` or `object`), which may be empty if not required."""
    if field.required:
        return schema
    return schema | {
        "type": [kind, "null", "string"],
        "pattern": f"^{_NOTHING}$",
        "patternErrorMessage": "Write each on a line of its own below.",
    }


def _item(hint: object, known: Known) -> Schema:
    """What may stand in a list or under a key: a value that is not left empty, or a group of fields."""
    shape, notes = without_notes(hint)
    if isinstance(shape, type) and dataclasses.is_dataclass(shape) and not notes:
        return _record(shape, known)
    return _value(Field("", "", shape, notes, required=True), known)


def _group(names: str, value: Schema) -> Schema:
    """A group of fields whose names match a pattern."""
    return {"type": "object", "patternProperties": {names: value}, "additionalProperties": False}
