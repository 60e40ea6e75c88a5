"""The fields of an entry's form: those that the model has labels for, and what is typed into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from cchr_feeds.model import values
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.fields import Field, fields_of
from cchr_feeds.model.publication import File, Image, Publication, Translation, group_at
from cchr_feeds.model.values import OneOrMany
from cchr_feeds.source.yaml_text import FieldPath, Value

Values = Mapping[FieldPath, Value]

REMOVE = "remove"
"""Beside the fields of a document: it says that the document is to be taken out of the file."""

_KINDS: Mapping[Callable[[str], object], str] = {
    values.title_line: "words",
    values.paragraphs: "paragraphs",
    values.markdown: "markdown",
    web_address: "url",
    values.flag: "flag",
}


def fields(languages: Sequence[str], documents: Mapping[str, int]) -> Iterator[FieldPath]:
    """All fields of a form that has so many rows for documents in each language."""
    yield from keys_of(Publication)
    for language in languages:
        yield from keys_of(Translation, language)
        for number in range(documents.get(language, 0)):
            yield from document_fields((language, "files", str(number)))
        yield from keys_of(Image, language, "image")


def keys_of(shape: type, *above: str) -> Iterator[FieldPath]:
    """The fields of a group that are in the form; `above` is the group's own place."""
    return ((*above, field.key) for field in fields_of(shape) if field.info.label)


def document_fields(row: FieldPath) -> Iterator[FieldPath]:
    """The fields of a document's row."""
    yield from keys_of(File, *row)
    yield (*row, REMOVE)


def declared(path: FieldPath) -> Field:
    """What the model says of a field of the form."""
    return next(field for field in fields_of(group_at(path[:-1])) if field.key == path[-1])


def kind_of(field: Field) -> str:
    """How a field is filled in: one of `_KINDS`, or a `line`, a `list` of words, or `choices`."""
    if field.scalar:
        return _KINDS.get(field.scalar.parse, "line")
    return "choices" if OneOrMany in field.notes else "list"


def from_form(path: FieldPath, sent: Sequence[str]) -> Value:
    """What was typed, as it is to stand in the file."""
    text = (sent[0] if sent else "").replace("\r\n", "\n")
    if path[-1] == REMOVE:
        return "true" if text else ""
    match kind_of(declared(path)):
        case "list":
            return _lines(",".join(sent).split(","))
        case "choices":
            return _lines(sent)
        case "paragraphs":
            return "\n".join(_lines(text.split("\n")))
        case "markdown":
            return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
        case _:
            return _line(text)


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(_line, texts)))


def to_form(path: FieldPath, written: Value) -> Value:
    """What a file says in a field, as the form would send it if nothing were changed."""
    kind = kind_of(declared(path)) if path[-1] != REMOVE else "flag"
    if kind in ("list", "choices"):
        return written if isinstance(written, tuple) else tuple(filter(None, [written.strip()]))
    if isinstance(written, tuple):
        return ""
    if kind == "flag":
        return "" if written.strip() == "false" else written.strip()
    return written.strip("\n") if kind == "markdown" else written.strip()
