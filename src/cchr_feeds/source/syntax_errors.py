"""What libyaml says where it gives up, together with the lines that tell more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

# A line may have 256 KiB: no two parts of a pattern may share its signs in more than one way.
FIELD = re.compile(r"(?P<before>[\s-]*(?:[^\s:#]+:\s+)?)(?P<value>\S)")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What libyaml said, where it gave up, where the thing it was reading began, and all lines. From 1."""

    said: str
    line: int
    column: int
    start: tuple[int, int]
    lines: list[str]

    @property
    def here(self) -> str:
        """The line where it gave up."""
        return self.lines[self.line - 1]

    def line_above(self) -> int:
        """The number of the nearest line above that is not empty; 0 where there is none."""
        return next((number for number in range(self.line - 1, 0, -1) if self.lines[number - 1].strip()), 0)


class Explanation(NamedTuple):
    """Where the mistake is, what to say of it, and the bracket or mark that is opened and never closed."""

    line: int
    column: int
    message: str
    fix: str
    unclosed: str = ""


def trouble_of(text: str, error: Exception) -> Trouble:
    """What a YAML error tells of a text."""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {type(error).__name__}"
    began = (start.line + 1, start.column + 1) if start else (line, column)
    return Trouble(words, line, column, began, [*text.split("\n"), ""])


def indent(line: str) -> int:
    """How many spaces stand before a line."""
    return len(line) - len(line.lstrip(" "))


def value_column(line: str) -> int:
    """The column, from 1, where the value of `name: value` or `- value` starts."""
    field = FIELD.match(line)
    return field.start("value") + 1 if field else 1
