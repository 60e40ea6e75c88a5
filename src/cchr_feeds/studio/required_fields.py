"""What an entry can't be without, in the words of a form: which field, and what to write in it.

The reader speaks of lines of a file, which nobody sees in a form; so its own words on this are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import _
from cchr_feeds.source.yaml_text import FieldPath
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
        yield (
            (language, "title"),
            missing(
                _("there is no title in this language"),
                _("write it, or leave everything in this language empty"),
            ),
        )
    if not used:
        yield (languages[0], "title"), missing(_("there is no title"), _("write it in one language at least"))
    if ("id",) not in written:
        yield (
            ("id",),
            missing(
                _("there is no permanent name"),
                _("write a few words in small letters, with hyphens between them, such as upr-4-outcomes"),
            ),
        )
    if not all(written & _dates_of(language) for language in used or [""]):
        yield (
            ("published",),
            missing(
                _("there is no date"),
                _("write when it came out; where nobody knows, write today's date in Added, under More"),
            ),
        )
    if ("category",) not in written:
        yield ("category",), missing(_("there is no category"), _("choose one at least"))
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
            message = _("a file and an address are written here") if named else _("there is no document")
            fix = (
                _("leave one of the two empty")
                if named
                else _("choose a file, or write an address; or empty all of this document")
            )
            yield (*row, "file"), Problem(path, 1, 1, "file" if named else "missing", message, fix)


def _of_pictures(path: str, written: set[FieldPath]) -> Iterator[Missing]:
    """A picture without an address, and a warning where nothing says what there is to see."""
    for language in sorted({field[0] for field in written if field[1:2] == ("image",)}):
        address, words = (language, "image", "url"), (language, "image", "alt")
        if address not in written:
            fix = _("write its address, or empty what it shows")
            yield address, Problem(path, 1, 1, "missing", _("the picture has no address"), fix)
        elif words not in written:
            message, fix = (
                _("this picture has no words for those who can't see it"),
                _("write what there is to see"),
            )
            yield words, Problem(path, 1, 1, "alt", message, fix, "warning")
