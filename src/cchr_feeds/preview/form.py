"""An entry's form: what its file says by field, the file's new text, and the problems at the fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cchr_feeds.errors import Problem
from cchr_feeds.preview.needed import is_told_here, needed
from cchr_feeds.source.editing import NotEditable, with_values
from cchr_feeds.source.entry_file import read_back
from cchr_feeds.source.written import FieldPath, Value, field_at, written_values
from cchr_feeds.text.characters import forbidden

Values = Mapping[FieldPath, Value]
Problems = Mapping[FieldPath, Sequence[Problem]]
"""What is wrong, by field."""

LISTS = ("category", "topics")
OF_THE_ENTRY = ("id", "published", "added", "updated", "edition", "category", "topics", "draft")
OF_A_LANGUAGE = ("title", "summary", "body", "url", "published", "updated")
NOWHERE: FieldPath = ()
"""Stands for a problem that belongs to no field of the form."""


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody has written for the file at `path` (empty: a new one), whose text was `before`."""

    path: str
    before: str
    values: Values
    languages: Sequence[str]

    @property
    def id_before(self) -> Value:
        """The id that stands in the file."""
        return written_values(self.before).get(("id",), "")

    @property
    def changes(self) -> Values:
        """The values that are not as they stand in the file."""
        there = _as_in_form(written_values(self.before), self.languages)
        return {path: value for path, value in self.values.items() if value != there.get(path, "")}

    @property
    def written(self) -> set[FieldPath]:
        """The fields that say something."""
        return {path for path, value in self.values.items() if value}

    @property
    def text(self) -> str:
        """The file's new text; raises `NotEditable`."""
        changes = {path: value or "" for path, value in self.changes.items()}
        return with_values(self.before, changes, self.languages)


def form_of(path: str, text: str, languages: Sequence[str]) -> Form:
    """The form as it stands in a file."""
    return Form(path, text, _as_in_form(written_values(text), languages), languages)


def filled_in(path: str, text: str, languages: Sequence[str], pairs: Iterable[tuple[str, str]]) -> Form:
    """The form as a browser sends it: names such as `en.title`, and their values."""
    sent: dict[str, list[str]] = {}
    for name, value in pairs:
        sent.setdefault(name, []).append(value)
    values = {field: _typed(field, sent.get(".".join(field), [])) for field in fields(languages)}
    if path and "id" not in sent:  # the form shows no field for one that readers know
        values[("id",)] = _as_in_form(written_values(text), languages)["id",]
    return Form(path, text, values, languages)


def fields(languages: Sequence[str]) -> Iterator[FieldPath]:
    """All fields of a form."""
    yield from ((name,) for name in OF_THE_ENTRY)
    yield from ((language, name) for language in languages for name in OF_A_LANGUAGE)


def _typed(field: FieldPath, sent: Sequence[str]) -> Value:
    """What was typed, as it is to stand in the file."""
    name = field[-1]
    if name == "topics":
        return tuple(topic for part in sent for topic in map(_line, part.split(",")) if topic)
    if name == "category":
        return tuple(filter(None, map(_line, sent)))
    text = (sent[0] if sent else "").replace("\r\n", "\n")
    if name == "summary":
        return "\n".join(filter(None, map(_line, text.split("\n"))))
    if name == "body":
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return _line(text)


def _line(text: str) -> str:
    return " ".join(text.split())


def _as_in_form(written: Values, languages: Sequence[str]) -> Values:
    """What a file says, as the form would send it if nothing were changed."""
    return {field: _shown(field[-1], written.get(field, "")) for field in fields(languages)}


def _shown(name: str, value: Value) -> Value:
    if name in LISTS:
        return value if isinstance(value, tuple) else tuple(filter(None, [value.strip()]))
    if isinstance(value, tuple):
        return ""
    if name == "draft":
        return "" if value.strip() == "false" else value.strip()
    return value.strip("\n") if name == "body" else value.strip()


def fingerprint(text: str) -> str:
    """Stands for a file's text, so that a form knows whether it is still the one it shows."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def problems_at_fields(
    form: Form, terms: Sequence[str], taken: Mapping[str, str]
) -> dict[FieldPath, list[Problem]]:
    """What would be wrong with the file, by field. `taken` are ids and their files."""
    odd = _odd_characters(form)
    if odd:  # no file can hold them, so there is none to read
        return odd
    try:
        text = form.text
    except NotEditable as reason:
        message = f"this file is written in a way that a form can't safely change: {reason}"
        return {NOWHERE: [Problem(form.path, 1, 1, "form", message, "change it in an editor for text")]}
    _, read = read_back(form.path, text or "{}\n", form.languages)
    lacking = list(needed(form.path, form.written, form.languages))
    found = [
        *lacking,
        *((_field_of(each, text), each) for each in read if not (lacking and is_told_here(each))),
        *_beyond_the_file(form, terms, taken),
    ]
    by_field: dict[FieldPath, list[Problem]] = {}
    for field, problem in found:
        by_field.setdefault(field if field in form.values else NOWHERE, []).append(problem)
    return by_field


def _odd_characters(form: Form) -> dict[FieldPath, list[Problem]]:
    """A problem for every character that no text may hold, by field."""
    found: dict[FieldPath, list[Problem]] = {}
    for field, value in form.values.items():
        for odd in forbidden(" ".join(value) if isinstance(value, tuple) else value):
            found.setdefault(field, []).append(Problem(form.path, 1, 1, "character", odd.reason, odd.fix))
    return found


def _field_of(problem: Problem, text: str) -> FieldPath:
    """The field that a problem is to be mended in."""
    if problem.code == "category":
        return ("category",)
    return field_at(text, problem.line, problem.column) if text else NOWHERE


def _beyond_the_file(
    form: Form, terms: Sequence[str], taken: Mapping[str, str]
) -> Iterator[tuple[FieldPath, Problem]]:
    """What other files have to say: an id that is taken, a category that the site does not have."""
    publication_id = str(form.values[("id",)])
    if taken.get(publication_id, form.path) != form.path:
        message, fix = f"the id is taken by {taken[publication_id]}", "give this entry an id of its own"
        yield ("id",), Problem(form.path, 1, 1, "duplicate-id", message, fix)
    for term in form.values[("category",)]:
        if term not in terms:
            message, fix = f"{term!r} is no category of this site", "choose one of those listed"
            yield ("category",), Problem(form.path, 1, 1, "category", message, fix)
