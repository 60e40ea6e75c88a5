"""The parts of a letter: its rows and sections, the lines of its contents, and what is in other languages."""

from dataclasses import dataclass

from cchr_feeds.model.publication import Entry


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """The same period's edition in another language, with an invitation to read it in that language."""

    language: str
    url: str
    invitation: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry, or those of a series under its name."""

    entries: tuple[Entry, ...]
    series: str = ""

    @property
    def is_series(self) -> bool:
        """Whether it lists several entries by their titles."""
        return len(self.entries) > 1

    @property
    def anchor(self) -> str:
        """Where links within the letter lead."""
        return self.entries[0].publication_id


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of a category, under its label; the first is the `first`-th of the letter."""

    label: str
    label_language: str
    anchor: str
    rows: tuple[Row, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What came out in another language only, as its readers are asked to read it."""

    language: str
    label: str
    anchor: str
    invitation: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: what it is about, how much that is in words, and where in the letter.

    It is left out with the `row`-th row; a line with none is about what is not in rows.
    """

    title: str
    count: str
    anchor: str
    row: int = -1
