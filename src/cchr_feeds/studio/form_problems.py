"""What would be wrong with a form's file, each problem at the field to mend it in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _
from cchr_feeds.source.edit import NotEditable
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.save import FOLDER
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.source.yaml_tree import field_at
from cchr_feeds.studio.form import Form
from cchr_feeds.studio.required_fields import is_told_here, missing_fields
from cchr_feeds.text.characters import forbidden, masked

Problems = Mapping[FieldPath, Sequence[Problem]]
"""What is wrong, by field."""

NO_FIELD: FieldPath = ()
"""Stands for a problem that belongs to no field of the form."""


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form is held against: the site's categories, ids and the files that have them, the project."""

    terms: Sequence[str]
    taken: Mapping[str, str]
    folder: Path | None = None


def problems_at_fields(form: Form, context: FormContext) -> dict[FieldPath, list[Problem]]:
    """What would be wrong with the file, by field."""
    odd = _odd_characters(form)
    readable = _without_odd(form, odd)
    try:
        text = readable.text
    except NotEditable as reason:
        message = _(
            "this file is written in a way that a form can't safely change: {reason}", reason=reason.args[0]
        )
        return {NO_FIELD: [Problem(form.path, 1, 1, "form", message, _("change it in an editor for text"))]}
    by_field: dict[FieldPath, list[Problem]] = {}
    found = [*_in_the_file(readable, text, context.folder), *_beyond_the_file(readable, context)]
    for field, problem in found:
        by_field.setdefault(field if field in form.values else NO_FIELD, []).append(_in_a_form(problem))
    return by_field | odd


def _odd_characters(form: Form) -> dict[FieldPath, list[Problem]]:
    """A problem for every character that no text may hold, by field."""
    found: dict[FieldPath, list[Problem]] = {}
    for field, value in form.values.items():
        for odd in forbidden(" ".join(value) if isinstance(value, tuple) else value):
            found.setdefault(field, []).append(Problem(form.path, 1, 1, "character", odd.reason, odd.fix))
    return found


def _without_odd(form: Form, odd: Collection[FieldPath]) -> Form:
    """The form as a file could hold it, so that the rest is read; of an odd field nothing else is told."""
    values = {field: _masked(value) if field in odd else value for field, value in form.values.items()}
    return replace(form, values=values)


def _masked(value: Value) -> Value:
    return tuple(map(masked, value)) if isinstance(value, tuple) else masked(value)


def _in_the_file(form: Form, text: str, folder: Path | None) -> Iterator[tuple[FieldPath, Problem]]:
    """What is missing, and what the reader says of the file's new text."""
    lacking = list(missing_fields(form.path, form.written, form.languages))
    yield from lacking
    path = form.path or f"{FOLDER}/new.yaml"
    _, read = read_entry(path, text or "{}\n", form.languages, folder)
    for problem in read:
        if not (lacking and is_told_here(problem)):
            yield _field_of(problem, form, text), problem


def _field_of(problem: Problem, form: Form, text: str) -> FieldPath:
    """The field that a problem is to be mended in."""
    if problem.code == "category":
        return ("category",)
    place = field_at(text, problem.line, problem.column) if text else NO_FIELD
    field = _in_its_row(place, form) if place[1:2] == ("files",) else place
    beginnings = (field[:length] for length in range(len(field), 0, -1))
    return next((each for each in beginnings if each in form.values), NO_FIELD)


def _in_its_row(place: FieldPath, form: Form) -> FieldPath:
    """The field of the form for a place in a document, of which the file may have fewer than the form."""
    rows = [row for row in form.places if row[0] == place[0]]
    number = int(place[2]) if len(place) > 2 else 0
    if number >= len(rows):
        return NO_FIELD
    row = rows[number]
    if len(place) > 3 and (*row, place[3]) in form.written:
        return (*row, place[3])
    return (*row, "url" if (*row, "url") in form.written else "file")


def _beyond_the_file(form: Form, context: FormContext) -> Iterator[tuple[FieldPath, Problem]]:
    """What other files have to say: an id that is taken, a category that the site does not have."""
    publication_id = str(form.values["id",])
    owner = context.taken.get(publication_id, form.path)
    if owner != form.path:
        message, fix = _("the id is taken by {path}", path=owner), _("give this entry an id of its own")
        yield ("id",), Problem(form.path, 1, 1, "duplicate-id", message, fix)
    for term in form.values["category",]:
        if term not in context.terms:
            message, fix = (
                _("{term!r} is no category of this site", term=term),
                _("choose one of those listed"),
            )
            yield ("category",), Problem(form.path, 1, 1, "category", message, fix)


_FIXES = {
    ("missing", "length"): N_("write it below, under Kind and size"),
    ("missing", "type"): N_("write its kind below, under Kind and size, such as application/pdf"),
    ("found", "km"): N_("move it to the fields for Khmer"),
    ("expected", "km"): N_("write it in Khmer, or move it to the fields of its language"),
}
"""What to do about a problem with this argument, told as it is done in a form."""


def _in_a_form(problem: Problem) -> Problem:
    """The problem, with what to do about it in a form."""
    fixes = (_FIXES[each] for each in problem.arguments.items() if each in _FIXES)
    return next((replace(problem, fix=_(fix)) for fix in fixes), problem)
