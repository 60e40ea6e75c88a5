"""The rows of documents in a form: how many there are, and which of them the file is to have where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cchr_feeds.source.yaml_text import FieldPath
from cchr_feeds.studio.form_fields import Values

MAX_ROWS = 1000
"""For documents of a language; a form with as many fields is refused before (`sent.py`)."""

_SEEN = ("file", "url", "title")
"""What a row shows at once: a row is emptied when these are."""
_NAME = re.compile(r"(?P<language>[\w-]+)\.files\.(?P<number>\d{1,3})\.\w+", re.ASCII)


def is_of_a_document(field: FieldPath) -> bool:
    """Whether a field stands in a document's row."""
    return len(field) > 3 and field[1] == "files"


def row_of(field: FieldPath) -> FieldPath:
    """The row that a field stands in: `("en", "files", "0")`."""
    return field[:3]


def rows_in(values: Iterable[FieldPath], language: str) -> int:
    """How many documents of a language there are, the last of which has a field here."""
    numbers = [int(field[2]) for field in values if is_of_a_document(field) and field[0] == language]
    return max(numbers, default=-1) + 1


def rows_sent(names: Iterable[str], language: str) -> int:
    """How many rows a browser's names of fields speak of in a language."""
    found = filter(None, map(_NAME.fullmatch, names))
    numbers = [int(each["number"]) for each in found if each["language"] == language]
    return max(numbers, default=-1) + 1


def places(values: Values, before: Values, languages: Sequence[str]) -> dict[FieldPath, FieldPath]:
    """The rows that the file is to have, each with its place there before any row is taken out.

    `before` is what the file says; a row that it does not have goes to the end, unless nothing is in it.
    """
    found: dict[FieldPath, FieldPath] = {}
    for language in languages:
        there = rows_in(before, language)
        end = there
        for row in _rows(values, language):
            is_new = int(row[2]) >= there
            if _is_taken_out(values, row) or (not _says(values, row) and (is_new or _says(before, row))):
                continue
            found[row] = (language, "files", str(end)) if is_new else row
            end += is_new
    return found


def _rows(values: Values, language: str) -> Iterator[FieldPath]:
    return ((language, "files", str(number)) for number in range(rows_in(values, language)))


def _is_taken_out(values: Values, row: FieldPath) -> bool:
    return bool(values.get((*row, "remove")))


def _says(values: Values, row: FieldPath) -> bool:
    return any(values.get((*row, name)) for name in _SEEN)


def taken_out(kept: Iterable[FieldPath], before: Values, languages: Sequence[str]) -> list[FieldPath]:
    """The rows that the file has and is not to have, the last first."""
    remaining = set(kept)
    rows = [row for language in languages for row in _rows(before, language) if row not in remaining]
    return sorted(rows, key=lambda row: int(row[2]), reverse=True)
