"""The fields of an entry's form: their names, and what is typed into them as it is to stand in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cchr_feeds.source.yaml_tree import FieldPath, Value

Values = Mapping[FieldPath, Value]

LISTS = ("category", "topics")
OF_THE_ENTRY = ("id", "published", "added", "updated", "edition", "category", "topics", "draft")
OF_A_LANGUAGE = ("title", "summary", "url", "body", "published", "updated")
OF_A_PICTURE = ("url", "alt")
OF_A_DOCUMENT = ("file", "url", "title", "type", "length", "remove")
"""The last is no field of the file: it says that the document is to be taken out."""


def fields(languages: Sequence[str], documents: Mapping[str, int]) -> Iterator[FieldPath]:
    """All fields of a form that has so many rows for documents in each language."""
    yield from ((name,) for name in OF_THE_ENTRY)
    for language in languages:
        yield from ((language, name) for name in OF_A_LANGUAGE)
        for number in range(documents.get(language, 0)):
            yield from document_fields((language, "files", str(number)))
        yield from ((language, "image", name) for name in OF_A_PICTURE)


def document_fields(row: FieldPath) -> Iterator[FieldPath]:
    """The fields of a document's row."""
    return ((*row, name) for name in OF_A_DOCUMENT)


def from_form(field: FieldPath, sent: Sequence[str]) -> Value:
    """What was typed, as it is to stand in the file."""
    name = field[-1]
    if name == "topics":
        return tuple(topic for part in sent for topic in map(_line, part.split(",")) if topic)
    if name == "category":
        return tuple(filter(None, map(_line, sent)))
    text = (sent[0] if sent else "").replace("\r\n", "\n")
    if name == "remove":
        return "true" if text else ""
    if name == "summary":
        return "\n".join(filter(None, map(_line, text.split("\n"))))
    if name == "body":
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return _line(text)


def _line(text: str) -> str:
    return " ".join(text.split())


def to_form(field: FieldPath, written: Value) -> Value:
    """What a file says in a field, as the form would send it if nothing were changed."""
    name = field[-1]
    if name in LISTS:
        return written if isinstance(written, tuple) else tuple(filter(None, [written.strip()]))
    if isinstance(written, tuple):
        return ""
    if name == "draft":
        return "" if written.strip() == "false" else written.strip()
    return written.strip("\n") if name == "body" else written.strip()
