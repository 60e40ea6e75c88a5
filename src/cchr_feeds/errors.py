"""What can go wrong: invalid values, violated rules, problems with a place, and one tree of exceptions.

CchrFeedsError
├── ProblemsFound     exit 1: the entries, site.yaml or templates have problems
├── SiteDiffers       exit 1: what is live is not what was built
├── WrongUsage        exit 2: the command was not understood
├── OutputFailed      exit 3: the output could not be written
├── HubFailed         exit 3: a hub could not be told of the feeds
├── SiteNotReached    exit 3: a site could not be compared with what was built
├── PicturesFailed    exit 3: there are no pictures of a newsletter
└── NothingToDo       exit 4: an edition with no entries
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple

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


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule between fields that does not hold: at which field and what to do."""

    path: NodePath
    code: str
    message: str
    fix: str
    severity: Severity = "error"
    arguments: Arguments = field(default_factory=dict, compare=False)

    def at(self, path: str, line: int, column: int) -> Problem:
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


class CchrFeedsError(Exception):
    """Anything the command explains in one calm message; never a traceback."""

    exit_code: ClassVar[int] = 1


class ProblemsFound(CchrFeedsError):
    """The entries, site.yaml or templates have problems; all of them are in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(f"{len(self.problems)} to fix")


class SiteDiffers(CchrFeedsError):
    """What is live is not what was built; every difference is a line of the message."""


class WrongUsage(CchrFeedsError):
    """The command or its options were not understood."""

    exit_code = 2


class OutputFailed(CchrFeedsError):
    """The output could not be written; what was published before is still there."""

    exit_code = 3


class HubFailed(CchrFeedsError):
    """A hub could not be reached or did not accept; what it accepted is remembered."""

    exit_code = 3


class SiteNotReached(CchrFeedsError):
    """A site gave no manifest, so that nothing can be said of it."""

    exit_code = 3


class PicturesFailed(CchrFeedsError):
    """No browser took pictures of a newsletter; the newsletter itself is written."""

    exit_code = 3


class NothingToDo(CchrFeedsError):
    """There is nothing to make: an edition with no entries."""

    exit_code = 4
