"""An entry's form: what its file says by field, what somebody has written, and the file's new text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from cchr_feeds.source.edit import with_values
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.source.yaml_tree import written_values
from cchr_feeds.studio import file_rows
from cchr_feeds.studio.form_fields import Values, document_fields, fields, from_form, to_form


@dataclass(frozen=True)
class Form:
    """What somebody has written for the file at `path` (empty: a new one), whose text was `before`."""

    path: str
    before: str
    values: Values
    languages: Sequence[str]

    @cached_property
    def _there(self) -> Values:
        """What the file says in the form's fields, as they would be sent if nothing were changed."""
        return _in_form(written_values(self.before), self.languages)

    @property
    def id_before(self) -> Value:
        """The id that stands in the file."""
        return self._there["id",]

    @cached_property
    def places(self) -> Mapping[FieldPath, FieldPath]:
        """The rows of documents that the file is to have, each with its place there."""
        return file_rows.places(self.values, self._there, self.languages)

    @property
    def changes(self) -> Values:
        """The values that are not as they stand in the file, by their place in it; what goes comes last.

        So a document that is given another address is never empty in between, and places stay what they are.
        """
        changed = {
            self._place(field): value for field, value in self._kept() if value != self._there.get(field, "")
        }
        gone = file_rows.taken_out(self.places, self._there, self.languages)
        return (
            {field: value for field, value in changed.items() if value}
            | {field: value for field, value in changed.items() if not value}
            | dict.fromkeys(gone, "")
        )

    def _kept(self) -> Iterable[tuple[FieldPath, Value]]:
        """The fields that the file may have, and what they say: not those of a document that goes."""
        return (
            (field, value)
            for field, value in self.values.items()
            if not file_rows.is_of_a_document(field)
            or (file_rows.row_of(field) in self.places and field[-1] != "remove")
        )

    def _place(self, field: FieldPath) -> FieldPath:
        row = self.places.get(file_rows.row_of(field)) if file_rows.is_of_a_document(field) else None
        return (*row, field[-1]) if row else field

    @property
    def written(self) -> set[FieldPath]:
        """The fields that say something."""
        return {field for field, value in self._kept() if value}

    @property
    def text(self) -> str:
        """The file's new text; raises `NotEditable`."""
        changes = {path: value or "" for path, value in self.changes.items()}
        return with_values(self.before, changes, self.languages)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles that are written, by language."""
        written = ((language, self.values[language, "title"]) for language in self.languages)
        return {language: str(title) for language, title in written if title}

    def rows(self, language: str) -> list[FieldPath]:
        """The rows for documents of a language, with some to write in at the end."""
        count = file_rows.rows_in(self.values, language)
        return [(language, "files", str(number)) for number in range(count)]

    def with_another_row(self, language: str) -> Form:
        """The same with room for one document more in a language; nothing where it is none of the form's."""
        count = file_rows.rows_in(self.values, language)
        if language not in self.languages or count >= file_rows.MAX_ROWS:
            return self
        row = document_fields((language, "files", str(count)))
        return replace(self, values={**self.values, **dict.fromkeys(row, "")})


def form_of(path: str, text: str, languages: Sequence[str]) -> Form:
    """The form as it stands in a file."""
    return Form(path, text, _in_form(written_values(text), languages, room=1), languages)


def filled_in(path: str, text: str, languages: Sequence[str], pairs: Iterable[tuple[str, str]]) -> Form:
    """The form as a browser sends it: names such as `en.title`, and their values."""
    sent: dict[str, list[str]] = {}
    for name, value in pairs:
        sent.setdefault(name, []).append(value)
    there = _in_form(written_values(text), languages)
    filled = [name for name, values in sent.items() if any(values)]
    rows = {
        language: max(
            file_rows.rows_in(there, language) + 1,
            file_rows.rows_sent(filled, language) + 1,
            file_rows.rows_sent(sent, language),
        )
        for language in languages
    }
    values = {field: from_form(field, sent.get(".".join(field), [])) for field in fields(languages, rows)}
    if path and "id" not in sent:  # the form shows no field for one that readers know
        values["id",] = there["id",]
    return Form(path, text, values, languages)


def _in_form(written: Values, languages: Sequence[str], room: int = 0) -> dict[FieldPath, Value]:
    """What a file says in the form's fields; `room` is for how many documents more."""
    rows = {language: file_rows.rows_in(written, language) + room for language in languages}
    return {field: to_form(field, written.get(field, "")) for field in fields(languages, rows)}


def fingerprint(text: str) -> str:
    """Stands for a file's text, so that a form knows whether it is still the one it shows."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
