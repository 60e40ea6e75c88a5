"""What is wrong: an invalid value, a violated rule, or a problem with its place and what to type instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

Arguments = Mapping[str, str]
"""What a problem is about, for code to act on: `{"missing": "title"}`, `{"unclosed": "'"}`."""

NodePath = tuple[str | int, ...]
"""A field's place in a file: the names of fields, and numbers in lists, that lead to it."""


class InvalidValue(ValueError):
    """A text that can't be this value: its kind (`code`), why (`message`), and what to type instead (`fix`).

    `meant` is the right value where it is known.
    """

    def __init__(self, code: str, message: str, fix: str, meant: str = "", **arguments: str) -> None:
        self.code, self.message, self.fix, self.meant, self.arguments = code, message, fix, meant, arguments
        super().__init__(message)

    def at(self, path: NodePath) -> "Violation":
        """The violation that it is at this field."""
        return Violation(path, self.code, self.message, self.fix)


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule between fields that does not hold: at which field and what to do."""

    path: NodePath
    code: str
    message: str
    fix: str
    severity: Severity = "error"
    arguments: Arguments = field(default_factory=dict, compare=False)

    def at(self, path: str, line: int, column: int) -> "Problem":
        """The problem that it is at this place of a file."""
        return Problem(path, line, column, self.code, self.message, self.fix, self.severity, self.arguments)


class Replacement(NamedTuple):
    """The text to put in the place of a part of a file; `start` and `end` count characters from 0."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to fix: where it is, what is wrong, and what to type instead.

    `path` is relative to the project, with forward slashes. `line` and `column` count from 1;
    a column counts characters, as editors do. People read `message` and `fix`; code acts on `code`
    and `arguments`, and on `replacement`, which is what to type where it is known.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str = ""
    severity: Severity = "error"
    arguments: Arguments = field(default_factory=dict, compare=False)
    replacement: Replacement | None = field(default=None, compare=False)

    def __str__(self) -> str:
        kind = "warning: " if self.severity == "warning" else ""
        hint = f"\n    {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {kind}{self.message}{hint}"
