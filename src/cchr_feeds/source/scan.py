"""What was found in one entry's file, apart from all other files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from yaml.nodes import ScalarNode

from cchr_feeds.errors import Problem
from cchr_feeds.model.card import Card
from cchr_feeds.model.publication import Publication
from cchr_feeds.source.problems import Reading
from cchr_feeds.source.yaml_tree import is_blank, locate
from cchr_feeds.text.characters import stored_form


@dataclass(frozen=True, slots=True)
class OwnId:
    """The id that a file gives its publication, right or wrong, and where it stands, from 1."""

    value: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says and what is wrong with it.

    `card` is `None` where too little can be understood; so is `publication`, and where it is not held.
    """

    path: str
    card: Card | None
    publication: Publication | None
    id: OwnId | None
    problems: tuple[Problem, ...]
    note: str = ""
    """What is to be kept of it for the next time, if anything."""


class Recall(Protocol):
    """What an earlier look at the same project found."""

    def recall(self, path: str) -> Found | None:
        """What was found in a file, if that and what it hangs on are still the same."""

    def note(self, found: Found) -> str:
        """What is to be kept of what was found; asked in the process that found it."""

    def keep(self, found: Found) -> None:
        """Keeps the note of what was found for the next time."""

    def close(self) -> None:
        """Lets go of what only reading needs."""


Recalling = Callable[[str], Recall]
"""Opens what is kept for a site, which stands in a `site.yaml` of this digest."""

Each = Callable[[Callable[[str], Found], Sequence[str]], Iterable[Found]]
"""A way to go through many files: what is found in each, in their order."""


def own_id(reading: Reading) -> OwnId | None:
    """The id that stands in a file, in its stored form; it counts even where the rest is wrong."""
    node = locate(reading.root, ("id",)) if reading.root else None
    if not isinstance(node, ScalarNode) or node is reading.root or is_blank(node):
        return None
    value = node.value if node.value.isascii() else stored_form(node.value)
    return OwnId(value, node.start_mark.line + 1, node.start_mark.column + 1)
