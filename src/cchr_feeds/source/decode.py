"""From nodes to the model: dataclass fields say what is allowed, every violation is reported at its place."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_origin

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.i18n import _
from cchr_feeds.model.dates import partial_date
from cchr_feeds.model.fields import Field, fields_of, keys_of, without_notes
from cchr_feeds.model.rules import language_tag, meant_language
from cchr_feeds.model.values import (
    ByLanguage,
    ByTerm,
    Localised,
    OneOrGroup,
    OneOrMany,
    Parse,
    Scalar,
    accepts,
    category_term,
    file_name,
)
from cchr_feeds.problem import InvalidValue
from cchr_feeds.source.attachments import media_type
from cchr_feeds.source.problems import ParsedFile
from cchr_feeds.source.yaml_tree import is_blank

Decoder = Callable[[Node, ParsedFile], Any]
"""A function `(node, reading) -> value`; it returns `BAD` after reporting why."""

BAD = object()
"""Stands for a value that was refused and reported."""


@cache
def decoder(shape: Any) -> Decoder:
    """The decoder of a dataclass or an annotated type of the model, compiled once per type."""
    return _decoder(*without_notes(shape))


def _decoder(shape: Any, notes: tuple[Any, ...]) -> Decoder:
    arguments = get_args(shape)
    for note in notes:
        if isinstance(note, Scalar):
            return _scalar(note)
        if note is OneOrMany:
            return _sequence(arguments[0], may_be_one=True)
        if note in (ByLanguage, ByTerm):
            return _keyed(decoder(arguments[1]), language_tag if note is ByLanguage else category_term)
    if is_dataclass(shape) and isinstance(shape, type):
        return _group(shape, is_one_or_group=OneOrGroup in notes)
    if get_origin(shape) is tuple:
        return _sequence(arguments[0])
    if get_origin(shape) is Localised:
        item, item_notes = without_notes(arguments[0])
        names = keys_of(item) if OneOrGroup in item_notes else ()  # type: ignore[arg-type]  # a class
        return _localised(decoder(arguments[0]), names)
    raise TypeError(f"the model has a type that YAML can't hold: {shape}")


def _scalar(scalar: Scalar) -> Decoder:
    parse = scalar.parse

    def decode(node: Node, reading: ParsedFile) -> Any:
        if not isinstance(node, ScalarNode):
            kind = _("list") if isinstance(node, SequenceNode) else _("group of fields")
            code, message = "shape", _("there is a {kind} where one value is needed", kind=kind)
        elif (text := reading.stored(node)).strip():
            try:
                return parse(text)
            except InvalidValue as refused:
                return _refuse(node, refused, reading, parse)
        else:
            code, message = "empty", _("nothing is written here")
        fix = _("write {value}", value=_(scalar.wanted))
        if parse is category_term and reading.terms:
            fix = _("write one of {names}", names=", ".join(dict.fromkeys(reading.terms.values())))
        reading.report(node, code, message, fix)
        return BAD

    return decode


def _refuse(node: Node, invalid: InvalidValue, reading: ParsedFile, parse: Parse | None = None) -> Any:
    """Note why a value was refused, and by which function."""
    from cchr_feeds.source.suggestions import with_suggested_fix  # only a mistake pays for it

    text = node.value if isinstance(node, ScalarNode) else ""
    told, start = with_suggested_fix(invalid, text, parse, reading.terms), node.start_mark.index
    fix, has_digits = told.fix, any(map(str.isdecimal, text))
    if parse is partial_date and not has_digits and reading.text.content.endswith("published: ", 0, start):
        fix = _(
            "write a date such as 2024-10-31, 2024-10 or 2024; if nobody knows when it was published, write "
            "added: with today's date in place of published:"
        )
    reading.report(node, told.code, told.message, fix, meant=told.meant, **told.arguments)
    return BAD


def _sequence(shape: object, *, may_be_one: bool = False) -> Decoder:
    item = decoder(shape)

    def decode(node: Node, reading: ParsedFile) -> Any:
        if not (may_be_one or isinstance(node, SequenceNode)):
            from cchr_feeds.source.suggestions import list_fix  # only a mistake pays for it

            reading.report(node, "shape", _("a list is needed here"), list_fix(node, shape))
            return BAD
        items = node.value if isinstance(node, SequenceNode) else [node]
        values = [item(child, reading) for child in items]
        return BAD if BAD in values else tuple(values)

    return decode


def _pairs(node: Node, reading: ParsedFile, shape: object = None) -> list[tuple[ScalarNode, Node]] | None:
    """The fields of a mapping, each name with its value; a name written twice is reported and left out.

    Anything else is reported, with a field of the record (`shape`) that is probably meant.
    """
    if not isinstance(node, MappingNode):
        from cchr_feeds.source.suggestions import report_no_fields  # only a mistake pays for it

        report_no_fields(node, reading, shape)
        return None
    found: dict[str, tuple[ScalarNode, Node]] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            fix = _('put the value in quotes if a bracket starts it: "[…"')
            reading.report(key, "shape", _("a field's name must be one word"), fix)
        elif (name := key.value) in found:
            first = found[name][0].start_mark.line + 1
            message = _("{name!r} is written twice (first in line {line})", name=name, line=first)
            reading.report(key, "duplicate", message, _("leave one of the two out"))
        else:
            found[name] = key, value
    return [*found.values()]


def _keyed(item: Decoder, check_key: Callable[[str], str]) -> Decoder:
    """A mapping whose keys are all of one kind: language tags or category terms."""

    def decode(node: Node, reading: ParsedFile) -> Any:
        found = _pairs(node, reading)
        if found is None:
            return BAD
        values = {key.value: item(value, reading) for key, value in found}
        for key, __ in found:
            try:
                check_key(key.value)
            except InvalidValue as refused:
                values[key.value] = _refuse(key, refused, reading)
        return BAD if BAD in values.values() else values

    return decode


def _localised(item: Decoder, names: Collection[str] = ()) -> Decoder:
    """One value for all languages, or one per language of the site; `names` are fields that one may have."""

    def decode(node: Node, reading: ParsedFile) -> Any:
        if not isinstance(node, MappingNode) or any(key.value in names for key, __ in node.value):
            value = item(node, reading)
            return BAD if value is BAD else Localised(value)
        found = _pairs(node, reading) or []
        for key, __ in found:
            if key.value not in reading.languages:
                fix = _("write one of {names}", names=", ".join(reading.languages))
                message = _("{language!r} is not a language of this site", language=key.value)
                meant = meant_language(key.value)
                meant = meant if meant in reading.languages else ""
                reading.report(key, "language", message, fix, meant=meant)
        if not found:
            fix = _("write one value, or one per language")
            reading.report(node, "empty", _("there is nothing here"), fix)
        values = {key.value: item(value, reading) for key, value in found if key.value in reading.languages}
        return BAD if BAD in values.values() or len(values) < len(found) else _in_languages(values, reading)

    return decode


def _in_languages(values: Mapping[str, Any], reading: ParsedFile) -> Any:
    main = next((language for language in reading.languages if language in values), None)
    return BAD if main is None else Localised(values[main], main, values)


def _group(shape: type, *, is_one_or_group: bool) -> Decoder:
    """A record; for some, one value may stand in its place: of the first field, or for all languages."""
    first, *others = fields_of(shape)
    beside = next((field for field in (first, *others) if field.keys_stand_beside), None)
    record = _record(shape, beside)
    if is_one_or_group:
        return _or_alone(record, _decoder(first.type, first.notes), shape)
    if beside is None or not beside.is_localised:
        return record
    name, alone = beside.name, decoder(get_args(beside.type)[0])
    return _or_alone(record, alone, lambda value: shape(**{name: Localised(value)}))


def _or_alone(record: Decoder, alone: Decoder, made_of: Callable[[Any], Any]) -> Decoder:
    """A record, or in its place one value, of which the record is made."""

    def decode(node: Node, reading: ParsedFile) -> Any:
        if isinstance(node, MappingNode):
            return record(node, reading)
        value = alone(node, reading)
        return BAD if value is BAD else made_of(value)

    return decode


def _record(shape: type, beside: Field | None) -> Decoder:
    """A mapping with the dataclass's fields, and `beside` them one block per language."""
    fields = {field.key: field for field in fields_of(shape) if field is not beside}
    decoders = {key: _decoder(field.type, field.notes) for key, field in fields.items()}
    block = get_args(beside.type)[-1] if beside else str
    decode_block = decoder(block) if beside else None
    below = keys_of(block) if is_dataclass(block) else ()

    def decode(node: Node, reading: ParsedFile) -> Any:
        found = _pairs(node, reading, shape)
        if found is None:
            return BAD
        values: dict[str, Any] = {}
        blocks: dict[str, Any] = {}
        meant: set[str | None] = set()
        for key_node, value in found:
            key = key_node.value
            field = fields.get(key)
            if field is not None:
                if field.required or not is_blank(value):  # forms leave a field empty
                    is_file = key == "url" and "file" in fields and _is_file(key_node, value, reading)
                    values[field.name] = BAD if is_file else decoders[key](value, reading)
            elif decode_block is not None and key in reading.languages:
                blocks[key] = decode_block(value, reading)
            else:
                from cchr_feeds.source.suggestions import report_unknown  # only a mistake pays for it

                groups = dict.fromkeys(reading.languages, below) if beside else {}
                meant.add(report_unknown((key_node, value), list(fields), groups, reading))
                values[key] = BAD
        missing = [key for key, field in fields.items() if field.required and field.name not in values]
        if beside is not None:
            good = {key: block for key, block in blocks.items() if block is not BAD}
            values[beside.name] = _in_languages(good, reading) if beside.is_localised else good
            missing += reading.languages[:1] if beside.is_localised and not blocks and not meant else ()
        _report_missing([key for key in missing if key not in meant], node, reading)
        return _built(shape, values)

    return decode


def _is_file(key: Node, value: Node, reading: ParsedFile) -> bool:
    """Whether an address is a file's name alone, which is reported with the field that it belongs in."""
    name = value.value if isinstance(value, ScalarNode) else ""
    if not (media_type(name) and accepts(file_name, name)):
        return False
    fix = _("write file: in its place, and put {name} beside this file", name=name)
    reading.report(key, "url", _("{name!r} is a file's name, not an address", name=name), fix, meant="file")
    return True


def _report_missing(keys: Iterable[str], node: Node, reading: ParsedFile) -> None:
    for key in keys:
        fix = _("add a line that starts with {field}:", field=key)
        if isinstance(node, MappingNode) and node.flow_style:
            fix = _("add {field}: … before the closing brace", field=key)
        reading.report(node, "missing", _("{field!r} is missing here", field=key), fix, missing=key)


def _built(shape: type, values: Mapping[str, Any]) -> Any:
    """The record; where fields are wrong, one without them, so that rules between the others are checked."""
    good = {name: value for name, value in values.items() if value is not BAD}
    # Such a stand-in goes nowhere: what is wrong was reported, and a project with errors is not built.
    for field in fields_of(shape):
        if field.required and field.name not in good:
            nothing = get_origin(field.type) or field.type
            if nothing not in (str, tuple):
                return BAD
            good[field.name] = nothing()
    return shape(**good)
