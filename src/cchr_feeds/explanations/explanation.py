"""One kind of problem, explained."""

from __future__ import annotations

from dataclasses import dataclass

from cchr_feeds.messages import Said, said

ENTRY = "entries/report.yaml"


@dataclass(frozen=True, slots=True)
class Example:
    """A part of a file that brings the problem, and the same part put right.

    The part takes the place of the same fields in a right file; `published` says that readers had
    been given the right one before. `right_file` is set where the file's name is what is wrong.
    """

    wrong: str
    right: str
    file: str = ENTRY
    right_file: str = ""
    published: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """A kind of problem: its number and word, and mostly an example."""

    number: int
    word: str
    example: Example | None = None

    @property
    def meaning(self) -> Said:
        """What it means."""
        return said(f"what-{self.word}")

    @property
    def why(self) -> Said:
        """Why it matters."""
        return said(f"why-{self.word}")
