"""An entry's form: its fields, what its file says in them, what was typed, and the file's new text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import count

from cchr_feeds.model import values
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.dates import month, partial_date
from cchr_feeds.model.fields import Field, fields_of
from cchr_feeds.model.publication import Publication, group_at, is_by_language
from cchr_feeds.model.values import OneOrMany
from cchr_feeds.source.edit import with_values
from cchr_feeds.source.yaml_text import FieldPath, Value, Values
from cchr_feeds.source.yaml_tree import written_values

REMOVE = "remove"
"""A field beside those of a row: it says that the document or author is to be taken out of the file."""

MAX_ROWS = 1000
"""For documents of a language, and for authors."""

# Fields of a row: where the user empties all of these, the document or author goes.
_SHOWN_AT_ONCE = ("file", "url", "title", "name", "uri")

_IN_A_ROW = re.compile(r"(?:[\w-]+\.files|authors)\.\d{1,3}\.\w+", re.ASCII)

_KINDS: Mapping[Callable[[str], object], str] = {
    values.title_line: "words",
    values.paragraphs: "paragraphs",
    values.markdown: "markdown",
    web_address: "url",
    values.flag: "flag",
    partial_date: "date",
    month: "month",
}


@dataclass(frozen=True)
class Form:
    """What was typed for a file of a `shape` at `path` (empty: a new one), whose text was `before`."""

    path: str
    before: str
    values: Values
    languages: Sequence[str]
    shape: type = Publication

    @cached_property
    def _in_file(self) -> Values:
        """What the file says in the form's fields, as a browser would send it if nothing were changed."""
        return _file_values(self.before, self.languages, shape=self.shape)

    @property
    def id_before(self) -> Value:
        """The id that stands in the file."""
        return self._in_file["id",]

    def released(self, today: str) -> "Form":
        """Where this ends a draft: with the day in `added`, by which it reaches all who follow the feeds."""
        was, now = self._in_file, self.values
        ends_draft = was["draft",] and not now["draft",]
        is_new = today <= str(now["published",]) < "9999"  # in digits of other scripts it may be any day
        if not ends_draft or is_new or now["added",] != was["added",]:
            return self
        return replace(self, values={**now, ("added",): max(str(now["added",]), today)})

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles that are written, by language."""
        written = ((language, self.values[language, "title"]) for language in self.languages)
        return {language: str(title) for language, title in written if title}

    def in_words(self, place: FieldPath) -> str:
        """What is said in a field or a list, to be read."""
        found = (value for value in _by_place(self.values).get(place, {}).values() if value)
        return "\n".join(value if isinstance(value, str) else ", ".join(value) for value in found)

    def rows(self, *place: str) -> list[FieldPath]:
        """The rows of a list, such as `("en", "files")`, with one to write in at the end."""
        return _rows(self.values, place)

    @cached_property
    def places(self) -> Mapping[FieldPath, FieldPath]:
        """The rows that the file is to have, each with its place before any row goes; new ones at the end."""
        found: dict[FieldPath, FieldPath] = {}
        for place in _lists(self.languages):
            existing = _rows(self._in_file, place)
            ends = count(len(existing))
            for row in filter(self._is_kept, self.rows(*place)):
                found[row] = row if row in existing else (*place, str(next(ends)))
        return found

    def _is_kept(self, row: FieldPath) -> bool:
        """Whether a row stays or is new: not one that was marked, emptied, or never filled in."""
        if self.values.get((*row, REMOVE)):
            return False
        is_filled, was_filled = (
            any(texts.get((*row, name)) for name in _SHOWN_AT_ONCE) for texts in (self.values, self._in_file)
        )
        is_new = not any(field[: len(row)] == row for field in self._in_file)
        return is_filled or not (is_new or was_filled)

    def _kept(self) -> Iterator[tuple[FieldPath, FieldPath]]:
        """The fields that the file may have, each with its place there: not those of rows that go."""
        for field in self.values:
            if not (row := row_of(field)):
                yield field, field
            elif row in self.places and field[-1] != REMOVE:
                yield field, (*self.places[row], field[-1])

    @property
    def written(self) -> set[FieldPath]:
        """The fields that say something."""
        return {field for field, _ in self._kept() if self.values[field]}

    @property
    def changes(self) -> Values:
        """The values that are not as they stand in the file, by their place in it; what goes comes last."""
        changed = {
            place: self.values[field] or ""
            for field, place in self._kept()
            if self.values[field] != self._in_file.get(field, "")
        }
        rows = (row for place in _lists(self.languages) for row in _rows(self._in_file, place))
        gone = [row for row in rows if row not in self.places]
        gone.sort(key=lambda row: int(row[-1]), reverse=True)
        # So a document that gets another address is never empty in between, and places stay what they are.
        emptied_last = sorted(changed.items(), key=lambda change: change[1] == "")
        return dict(emptied_last) | dict.fromkeys(gone, "")

    @property
    def text(self) -> str:
        """The file's new text; raises `NotEditable`."""
        return with_values(self.before, self.changes, self.languages, self.shape)

    def filled_in(self, pairs: Iterable[tuple[str, str]]) -> "Form":
        """The form as a browser sends it: names such as `en.title`, and their values.

        `more` names a list, such as `en.files`, that is to have room for one more.
        """
        sent: dict[str, list[str]] = {}
        for name, value in pairs:
            sent.setdefault(name, []).append(value)
        named = [tuple(name.split(".")) for name in sent if _IN_A_ROW.fullmatch(name)]
        filled = [field for field in named if any(sent[".".join(field)])]
        rows: dict[FieldPath, int] = {}
        for place in _lists(self.languages):
            needed = max(len(_rows(found, place)) for found in (self._in_file, filled)) + 1
            shown = len(_rows(named, place)) + (".".join(place) in sent.get("more", ()))
            rows[place] = min(max(needed, shown), MAX_ROWS)
        typed = {
            field: _from_form(kind_of(field, self.shape), sent.get(".".join(field), []))
            for field in fields(self.languages, rows, self.shape)
        }
        # The form shows no field for one that readers know.
        if self.path and "id" not in sent and ("id",) in typed:
            typed["id",] = self.id_before
        return replace(self, values=typed)


def form_of(path: str, text: str, languages: Sequence[str], shape: type = Publication) -> Form:
    """The form as it stands in a file."""
    return Form(path, text, _file_values(text, languages, 1, shape), languages, shape)


def merged(mine: Form, base: str, now: str) -> tuple[Form, list[FieldPath]]:
    """What was typed for a file that said `base`, for the file as it is `now`; and what was changed there.

    Where one of two people changed a field, that change stays; where both did, what was typed. A list counts
    as one field.
    """
    forms = (form_of(mine.path, text, mine.languages, mine.shape) for text in (base, now))
    before, theirs = (_by_place(form.values) for form in forms)
    values: dict[FieldPath, Value] = {}
    changed = []
    for place, fields_there in _by_place(mine.values).items():
        said_before, said_now = (_written(found.get(place, {})) for found in (before, theirs))
        is_untouched = _written(fields_there) == said_before
        values |= theirs[place] if is_untouched and place in theirs else fields_there
        if said_now != said_before:
            changed.append(place)
    return replace(mine, before=now, values=values), changed


def _by_place(found: Values) -> dict[FieldPath, dict[FieldPath, Value]]:
    """The values of a form by field, those of a list's rows together."""
    places: dict[FieldPath, dict[FieldPath, Value]] = {}
    for field, value in found.items():
        places.setdefault(row_of(field)[:-1] or field, {})[field] = value
    return places


def _written(found: Values) -> dict[FieldPath, Value]:
    return {field: value for field, value in found.items() if value}


def fingerprint(text: str) -> str:
    """Stands for a file's text, so that a form knows whether the file is still the one it shows."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fields(
    languages: Sequence[str], rows: Mapping[FieldPath, int], shape: type = Publication
) -> Iterator[FieldPath]:
    """All fields of a form that has so many rows in each list."""
    yield from fields_in(shape=shape)
    for language in languages:
        yield from fields_in(language, shape=shape)
        if shape is Publication:
            yield from fields_in(language, "image")
            yield ("withdrawn", "reason", language)
    if shape is Publication:
        yield ("withdrawn", "on")
        for place in _lists(languages):
            for number in range(rows[place]):
                yield from (*fields_in(*place, str(number)), (*place, str(number), REMOVE))


def fields_in(*place: str, shape: type = Publication) -> Iterator[FieldPath]:
    """The fields of the form in the group at a place: none for the entry's own."""
    return ((*place, field.key) for field in fields_of(group_at(place, shape)) if field.doc.label)


def _lists(languages: Sequence[str]) -> list[FieldPath]:
    """The places of a form's lists: the documents of each language, and the authors."""
    return [*((language, "files") for language in languages), ("authors",)]


def row_of(field: FieldPath) -> FieldPath:
    """The row in which a field stands, such as `("en", "files", "0")`; nothing for another field."""
    number = next((index for index, name in enumerate(field) if name.isdecimal()), -1)
    return field[: number + 1]


def is_of_document(field: FieldPath) -> bool:
    """Whether a field stands in a document's row, which is named by the field's first three parts."""
    return len(field) > 3 and field[1] == "files"


def _rows(found: Iterable[FieldPath], place: FieldPath) -> list[FieldPath]:
    """The rows of a list, up to the last of which a field was found."""
    rows = (row_of(field) for field in found if field[: len(place)] == place)
    numbers = [int(row[-1]) for row in rows if len(row) == len(place) + 1]
    return [(*place, str(number)) for number in range(max(numbers, default=-1) + 1)]


def declared(path: FieldPath, shape: type = Publication) -> Field:
    """What the model says of a field of the form."""
    place = path[:-1] if is_by_language(path[:-1], shape) else path
    return next(field for field in fields_of(group_at(place[:-1], shape)) if field.key == place[-1])


def kind_of(path: FieldPath, shape: type = Publication) -> str:
    """How a field is filled in: one of `_KINDS`, or a `line`, a `list` of words, or `choices`."""
    if path[-1] == REMOVE:
        return "flag"
    field = declared(path, shape)
    if scalar := field.value if field.is_localised else field.scalar:
        return _KINDS.get(scalar.parse, "line")
    return "choices" if OneOrMany in field.notes else "list"


def _from_form(kind: str, sent: Sequence[str]) -> Value:
    """What was typed, as it is to stand in the file."""
    text = (sent[0] if sent else "").replace("\r\n", "\n")
    match kind:
        case "list":
            return _lines(",".join(sent).split(","))
        case "choices":
            return _lines(sent)
        case "paragraphs":
            return "\n".join(_lines(text.split("\n")))
        case "markdown":
            return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
        case _:
            return " ".join(text.split())


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts that are not empty, each with single spaces."""
    return tuple(filter(None, (" ".join(text.split()) for text in texts)))


def _file_values(
    text: str, languages: Sequence[str], room: int = 0, shape: type = Publication
) -> dict[FieldPath, Value]:
    """What a file says in the form's fields; `room` is for how many rows more in each list."""
    written = written_values(text)
    rows = {place: len(_rows(written, place)) + room for place in _lists(languages)}
    for_all = written.get(("withdrawn", "reason"), "")
    return {
        field: _to_form(kind_of(field, shape), written.get(field, for_all if "reason" in field else ""))
        for field in fields(languages, rows, shape)
    }


def _to_form(kind: str, written: Value) -> Value:
    """What a file says in a field, as the form would send it if nothing were changed."""
    if kind in ("list", "choices"):
        return written if isinstance(written, tuple) else tuple(filter(None, [written.strip()]))
    if isinstance(written, tuple):
        return ""
    if kind == "flag":
        return "" if written.strip() == "false" else written.strip()
    return written.strip("\n") if kind == "markdown" else written.strip()
