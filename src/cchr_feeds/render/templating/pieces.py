"""A template's source in pieces: plain text and Jinja's tags, each with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchr_feeds.errors import Problem

Kind = Literal["data", "statement", "expression", "comment", "raw"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text of a template, or one Jinja tag, with the file and line it starts at.

    `words` are the tag's tokens without spaces: `('include', '"a.html.j2"')`.
    """

    kind: Kind
    text: str
    path: str
    line: int
    words: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """The word that a statement begins with; empty for everything else."""
        return self.words[0] if self.kind == "statement" else ""

    def problem(self, message: str, fix: str) -> Problem:
        """What is wrong here."""
        return Problem(self.path, self.line, 1, "template", message, fix)


_ENDS: dict[str, Kind] = {
    "block_end": "statement",
    "variable_end": "expression",
    "comment_end": "comment",
    "raw_end": "raw",
}


def lexed(tokens: Iterable[tuple[int, str, str]], path: str) -> Iterator[Piece]:
    """The text and tags of the template at `path` in order; together they render as its source does.

    `tokens` are lines, kinds and texts, as `Environment.lex` gives them.
    """
    tag: list[tuple[str, str]] = []
    start = 1
    for line, token, value in tokens:
        if token == "data" and not tag:
            yield Piece("data", value, path, line)
            continue
        start = start if tag else line
        tag.append((token, value))
        if token in _ENDS:
            words = tuple(value for token, value in tag[1:-1] if token != "whitespace")
            yield Piece(_ENDS[token], "".join(value for _, value in tag), path, start, words)
            tag = []


def place_of(pieces: Sequence[Piece], line: int) -> tuple[str, int]:
    """The file and line of the tag that stands in a line of the pieces put together."""
    start = 1
    for piece in pieces:
        # Jinja counts the line break after a statement to it.
        if piece.kind != "data" and start <= line <= start + piece.text.rstrip("\n").count("\n"):
            return piece.path, piece.line + line - start
        start += piece.text.count("\n")
    return pieces[0].path, 1
