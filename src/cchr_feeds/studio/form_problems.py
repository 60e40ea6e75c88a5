"""What would be wrong with a form's file, each problem at the field where the user can fix it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from cchr_feeds.file_state import stamp, states
from cchr_feeds.i18n import N_, _
from cchr_feeds.model.part import ENTRIES
from cchr_feeds.model.project import Project
from cchr_feeds.problem import Problem
from cchr_feeds.source.attachments import broken, length
from cchr_feeds.source.checks.contents import Looker, damage, findings, own_names, telling
from cchr_feeds.source.edit import NotEditable
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.source.yaml_tree import field_at
from cchr_feeds.studio.form import REMOVE, Form, declared, fingerprint, is_of_document, kind_of, row_of
from cchr_feeds.text.characters import forbidden, masked

Problems = Mapping[FieldPath, Sequence[Problem]]
"""What is wrong, by field."""

NO_FIELD: FieldPath = ()
"""Stands for a problem that belongs to no field of the form."""


def mistakes(problems: Problems) -> int:
    """How many of the problems are errors."""
    return sum(each.severity == "error" for found in problems.values() for each in found)


def in_template(form: Form, problems: Problems, order: Iterable[FieldPath] = ()) -> dict[str, object]:
    """What the template of a form shows, by the names that it uses; problems are in the order of fields."""
    names = {".".join(field): field for field in form.values}
    declared_fields = {name: field for name, field in names.items() if field[-1] != REMOVE}
    return {
        "form": form,
        "values": {name: form.values[field] for name, field in names.items()},
        "fields": {name: declared(field, form.shape).doc for name, field in declared_fields.items()},
        "kinds": {name: kind_of(field, form.shape) for name, field in names.items()},
        "problems": {".".join(field): problems.get(field, ()) for field in order or (NO_FIELD, *form.values)},
        "mistakes": mistakes(problems),
        "seen": fingerprint(form.before),
        "refused": "",
    }


def problems_at_fields(
    form: Form, terms: Collection[str], taken: Mapping[str, str], folder: Path | None = None
) -> dict[FieldPath, list[Problem]]:
    """What would be wrong with the file, by field.

    `terms` are the site's categories, `taken` the ids that files of the project have, with their paths.
    """

    def found(readable: Form, text: str) -> Iterator[tuple[FieldPath, Problem]]:
        yield from _missing_fields(readable)
        yield from _incomplete_files(readable)
        path = form.path or f"{ENTRIES}/new.yaml"
        for problem in read_entry(path, text or "{}\n", form.languages, folder)[1]:
            if problem.arguments.get("missing") not in _REPORTED_HERE:
                yield _field_of(problem, readable, text), problem
        yield from _beyond_the_file(readable, terms, taken)

    return by_field(form, found)


def entry_problems(form: Form, project: Project, beside: Path) -> Problems:
    """What would be wrong with the file of a form, by field; and what the files `beside` it tell too much."""
    found = problems_at_fields(form, project.site.current_terms, project.places, project.folder)
    for field, problem in problems_inside_files(form, beside, own_names(project.site)):
        found.setdefault(field, []).append(problem)
    return found


def by_field(
    form: Form, problems_of: Callable[[Form, str], Iterable[tuple[FieldPath, Problem]]]
) -> dict[FieldPath, list[Problem]]:
    """What is found in a form and in the text that its file would have, by field."""
    odd = _odd_characters(form)
    # A field with such a character is read as if it had none, so that the others are checked too.
    readable = replace(form, values={field: _masked(value) for field, value in form.values.items()})
    try:
        text = readable.text
    except NotEditable as reason:
        message = _(
            "this file is written in a way that a form can't safely change: {reason}", reason=reason.args[0]
        )
        return {NO_FIELD: [Problem(form.path, 1, 1, "form", message, _("change it in a text editor"))]}
    found: dict[FieldPath, list[Problem]] = {}
    for field, problem in problems_of(readable, text):
        fixes = [_(_FIXES[each]) for each in problem.arguments.items() if each in _FIXES]
        told = replace(problem, fix=fixes[0]) if fixes else problem
        found.setdefault(field if field in form.values else NO_FIELD, []).append(told)
    return found | odd


def problems_inside_files(
    form: Form, beside: Path, own: Collection[str]
) -> Iterator[tuple[FieldPath, Problem]]:
    """Damaged pictures, and warnings for documents that tell too much, at the fields that name them."""
    for field, value in form.values.items():
        path = beside / str(value)
        if field[-1] != "file" or not value or length(path) is None or path.parent != beside:
            continue
        if is_of_document(field):
            for message, fix in telling(path.name, _looked(path, findings, stamp(states([path]))), own):
                yield field, Problem(form.path, 1, 1, "metadata", message, fix, "warning")
        elif _looked(path, damage, stamp(states([path]))):
            told = broken(path.name)
            yield field, Problem(form.path, 1, 1, told.code, told.message, told.fix)


@lru_cache(maxsize=256)
def _looked(path: Path, look: Looker, _stamp: str) -> Sequence[Sequence[str]]:
    """What is found inside a file, looked at again only when it has changed."""
    return look(path)


def _odd_characters(form: Form) -> dict[FieldPath, list[Problem]]:
    """A problem for every character that no text may hold, by field."""
    found = {
        field: [
            Problem(form.path, 1, 1, "character", odd.reason, odd.fix)
            for odd in forbidden(" ".join(value) if isinstance(value, tuple) else value)
        ]
        for field, value in form.values.items()
    }
    return {field: problems for field, problems in found.items() if problems}


def _masked(value: Value) -> Value:
    return tuple(map(masked, value)) if isinstance(value, tuple) else masked(value)


# Fields that the form misses itself: the reader speaks of lines of a file, which a form does not show.
_REPORTED_HERE = ("id", "category", "title", "url", "published", "language", "on", "reason")


def _missing_fields(form: Form) -> Iterator[tuple[FieldPath, Problem]]:
    """What an entry or a withdrawal can't be without, in the words of a form, at the field to write it in."""
    missing, written = partial(Problem, form.path, 1, 1, "missing"), form.written
    used = [language for language in form.languages if any(field[0] == language for field in written)]
    for language in (each for each in used if (each, "title") not in written):
        fix = _("write it, or leave everything in this language empty")
        yield (language, "title"), missing(_("there is no title in this language"), fix)
    if not used:
        fix = _("write it in one language at least")
        yield (form.languages[0], "title"), missing(_("there is no title"), fix)
    if ("id",) not in written:
        fix = _("write a few words in small letters, with hyphens between them, such as upr-4-outcomes")
        yield ("id",), missing(_("there is no permanent id"), fix)
    if not all(
        written & {("published",), ("added",), (each, "published"), (each, "added")} for each in used or [""]
    ):
        fix = _("write its date; if it is unknown, write today's date in Added, under More")
        yield ("published",), missing(_("there is no date"), fix)
    if ("category",) not in written:
        yield ("category",), missing(_("there is no category"), _("choose one at least"))
    day, withdrawal = ("withdrawn", "on"), {field for field in written if field[0] == "withdrawn"}
    if withdrawal and day not in withdrawal:
        fix = _("write the day from which it is withdrawn, or clear the reasons")
        yield day, missing(_("there is no day"), fix)
    if withdrawal == {day}:
        titled = [language for language in form.languages if (language, "title") in written]
        field = ("withdrawn", "reason", (titled or form.languages)[0])
        yield field, missing(_("there is no reason"), _("write why, in one line that readers see"))


def _incomplete_files(form: Form) -> Iterator[tuple[FieldPath, Problem]]:
    """Documents and pictures that are none or two, and pictures of which nothing says what they show."""
    problem, written = partial(Problem, form.path, 1, 1), form.written
    pictures = {field[:2] for field in written if field[1:2] == ("image",)}
    for place in sorted({field[:3] for field in written if is_of_document(field)} | pictures):
        named = {(*place, "file"), (*place, "url")} & written
        if not named and place in pictures:
            fix = _("write the name of its file or its address, or clear its description")
            yield (*place, "file"), problem("missing", _("there is no picture"), fix)
        elif not named:
            fix = _("choose a file or write an address, or clear all fields of this document")
            yield (*place, "file"), problem("missing", _("there is no document"), fix)
        elif len(named) == 2:
            fix = _("leave one of them empty")
            yield (*place, "file"), problem("file", _("a file and an address are written here"), fix)
        elif place in pictures and (*place, "alt") not in written:
            message = _("this picture has no description for people who can't see it")
            yield (*place, "alt"), problem("alt", message, _("write what the picture shows"), "warning")


def _field_of(problem: Problem, form: Form, text: str) -> FieldPath:
    """The field where a problem of the file can be fixed."""
    if problem.code == "category":
        return ("category",)
    place = field_at(text, problem.line, problem.column) if text else NO_FIELD
    field = _in_its_row(place, form) if place[1:2] == ("files",) or place[:1] == ("authors",) else place
    beginnings = (field[:length] for length in range(len(field), 0, -1))
    return next((each for each in beginnings if each in form.values), NO_FIELD)


def _in_its_row(place: FieldPath, form: Form) -> FieldPath:
    """The field of the form for a place in a row, of which the file may have fewer than the form."""
    rows = [row for row in form.places if row[0] == place[0]]
    number = int("".join(row_of(place)[-1:]) or 0)
    if number >= len(rows):
        return NO_FIELD
    row = rows[number]
    if row != place and (*row, place[-1]) in form.written:
        return (*row, place[-1])
    if place[0] == "authors":
        return (*row, "name")
    return (*row, "url" if (*row, "url") in form.written else "file")


def _beyond_the_file(
    form: Form, terms: Collection[str], taken: Mapping[str, str]
) -> Iterator[tuple[FieldPath, Problem]]:
    """What other files have to say: an id that is taken, a category that the site does not have."""
    owner = taken.get(str(form.values["id",]), form.path)
    if owner != form.path:
        message, fix = _("the id is taken by {path}", path=owner), _("give this entry an id of its own")
        yield ("id",), Problem(form.path, 1, 1, "duplicate-id", message, fix)
    for term in form.values["category",]:
        if term not in terms:
            message = _("{term!r} is not a category of this site", term=term)
            fix = _("choose one of those listed")
            yield ("category",), Problem(form.path, 1, 1, "category", message, fix)


# What to do about a problem with this argument, told as it is done in a form.
_FIXES = {
    ("missing", "name"): N_("write who it is, or clear this row"),
    ("missing", "length"): N_("write it below, under Kind and size"),
    ("missing", "type"): N_("write its kind below, under Kind and size, such as application/pdf"),
    ("expected", "letters"): N_("write it in the language of these fields, or move it to those of its own"),
}
