"""What an entry can't be without, in the words of a form: which field, and what to write in it.

The reader speaks of lines of a file, which nobody sees in a form; so its own words on this are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchr_feeds.errors import Problem
from cchr_feeds.source.written import FieldPath

_TOLD_HERE = re.compile(
    r"'(id|category|title)' is missing here|this entry has no (date|text in any language)\b.*"
)


def is_told_here(problem: Problem) -> bool:
    """Whether the reader's problem is one of those that `needed` tells of."""
    return bool(_TOLD_HERE.fullmatch(problem.message))


def needed(
    path: str, written: set[FieldPath], languages: Sequence[str]
) -> Iterator[tuple[FieldPath, Problem]]:
    """What is missing where only these fields are written, each at the field to write it in."""

    def missing(field: FieldPath, message: str, fix: str) -> tuple[FieldPath, Problem]:
        return field, Problem(path, 1, 1, "missing", message, fix)

    used = [language for language in languages if any(field[0] == language for field in written)]
    for language in (each for each in used if (each, "title") not in written):
        fix = "write it, or leave everything in this language empty"
        yield missing((language, "title"), "there is no title in this language", fix)
    if not used:
        yield missing((languages[0], "title"), "there is no title", "write it in one language at least")
    if ("id",) not in written:
        fix = "write a few words in small letters, with hyphens between them, such as upr-4-outcomes"
        yield missing(("id",), "there is no permanent name", fix)
    if not all(written & _dates_of(language) for language in used or [""]):
        fix = "write when it came out; where nobody knows, write today's date in Added, under More"
        yield missing(("published",), "there is no date", fix)
    if ("category",) not in written:
        yield missing(("category",), "there is no category", "choose one at least")


def _dates_of(language: str) -> set[FieldPath]:
    """The fields of which one has to say when the entry came out in a language."""
    return {("published",), ("added",), (language, "published")}
