"""What an entry can't be without, in the words of a form: which field, and what to write in it.

The reader speaks of lines of a file, which nobody sees in a form; so its own words on this are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cchr_feeds.errors import Problem
from cchr_feeds.messages import said
from cchr_feeds.source.yaml_tree import FieldPath
from cchr_feeds.studio.file_rows import is_of_a_document, row_of

Missing = tuple[FieldPath, Problem]
"""What is missing, and the field to write it in."""

_TOLD_HERE = ("id", "category", "title", "url", "published", "language")
"""What the reader may miss of which `needed` tells."""


def is_told_here(problem: Problem) -> bool:
    """Whether the reader's problem is one of those that `needed` tells of."""
    return problem.arguments.get("missing") in _TOLD_HERE


def missing_fields(path: str, written: set[FieldPath], languages: Sequence[str]) -> Iterator[Missing]:
    """What is missing where only these fields are written, each at the field to write it in."""
    missing = partial(Problem, path, 1, 1, "missing")
    used = [language for language in languages if any(field[0] == language for field in written)]
    for language in (each for each in used if (each, "title") not in written):
        yield (language, "title"), missing(said("no-title-in-this"), said("write-or-leave-empty"))
    if not used:
        yield (languages[0], "title"), missing(said("no-title"), said("write-in-one-language"))
    if ("id",) not in written:
        yield ("id",), missing(said("no-permanent-name"), said("few-words"))
    if not all(written & _dates_of(language) for language in used or [""]):
        yield ("published",), missing(said("there-is-no-date"), said("write-when"))
    if ("category",) not in written:
        yield ("category",), missing(said("there-is-no-category"), said("choose-one-at-least"))
    yield from _of_documents(path, written)
    yield from _of_pictures(path, written)


def _dates_of(language: str) -> set[FieldPath]:
    """The fields of which one has to say when the entry came out in a language."""
    return {("published",), ("added",), (language, "published")}


def _of_documents(path: str, written: set[FieldPath]) -> Iterator[Missing]:
    """Rows that name no document, or two."""
    for row in sorted({row_of(field) for field in written if is_of_a_document(field)}):
        named = {(*row, "file"), (*row, "url")} & written
        if len(named) != 1:
            message = said("two-documents" if named else "no-document")
            fix = said("leave-one-empty" if named else "name-or-address")
            yield (*row, "file"), Problem(path, 1, 1, "file" if named else "missing", message, fix)


def _of_pictures(path: str, written: set[FieldPath]) -> Iterator[Missing]:
    """A picture without an address, and a warning where nothing says what there is to see."""
    for language in sorted({field[0] for field in written if field[1:2] == ("image",)}):
        address, words = (language, "image", "url"), (language, "image", "alt")
        if address not in written:
            fix = said("picture-address")
            yield address, Problem(path, 1, 1, "missing", said("no-picture-address"), fix)
        elif words not in written:
            message, fix = said("picture-without-words"), said("say-what-it-shows")
            yield words, Problem(path, 1, 1, "alt", message, fix, "warning")
