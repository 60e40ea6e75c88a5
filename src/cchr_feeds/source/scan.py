"""What was found in each entry's file; and all publications, of which not all have to be in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from yaml.nodes import ScalarNode

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.publication_meta import PublicationMeta
from cchr_feeds.parallel import in_batches, map_parallel
from cchr_feeds.source.problems import Reading
from cchr_feeds.source.yaml_tree import is_blank, locate
from cchr_feeds.text.characters import stored_form

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class OwnId:
    """The id that a file gives its publication, right or wrong, and where it stands, from 1."""

    value: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says and what is wrong with it.

    `meta` is `None` where too little can be understood; so is `publication`, and where it is not held.
    """

    path: str
    meta: PublicationMeta | None
    publication: Publication | None
    id: OwnId | None
    problems: tuple[Problem, ...]


Each = Callable[[Callable[[str], Found], Sequence[str]], Iterable[Found]]
"""A way to go through many files: what is found in each, in their order."""

EachOfSite = Callable[[str], Each]
"""The way that knows what an earlier build found while `site.yaml` had this digest."""


def read_in_parallel(read: Callable[[str], Read], paths: Sequence[str]) -> Iterator[Read]:
    """What is read from each file, in order, by several processes where that pays."""
    return map_parallel(read, in_batches(paths, 100), fewest=4)


def own_id(reading: Reading) -> OwnId | None:
    """The id that stands in a file, in its stored form; it counts even where the rest is wrong."""
    node = locate(reading.root, ("id",)) if reading.root else None
    if not isinstance(node, ScalarNode) or node is reading.root or is_blank(node):
        return None
    value = node.value if node.value.isascii() else stored_form(node.value)
    return OwnId(value, node.start_mark.line + 1, node.start_mark.column + 1)


MOST_HELD = 10_000
"""Publications that are held in memory at a time; one takes about 5 kB."""


class Publications(Mapping[str, Publication]):
    """The publications that the metadata is of; what is not `held` is read from its file when asked for.

    Raises `ProblemsFound` where the file no longer says what its metadata was made of.
    """

    def __init__(
        self,
        metadata: Mapping[str, PublicationMeta],
        held: dict[str, Publication],
        read: Callable[[str], Found],
    ) -> None:
        self._metadata = metadata
        self._held = held
        self._read = read

    def __getitem__(self, publication_id: str) -> Publication:
        held = self._held.pop(publication_id, None) or self._read_again(self._metadata[publication_id])
        self._held[publication_id] = held  # last, because it was needed last
        if len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]
        return held

    def __iter__(self) -> Iterator[str]:
        return iter(self._metadata)

    def __len__(self) -> int:
        return len(self._metadata)

    def _read_again(self, meta: PublicationMeta) -> Publication:
        found = self._read(meta.path)
        if found.publication is None or found.meta != meta:
            message, fix = (
                _("this file was changed while the command was reading"),
                _("run the command again"),
            )
            raise ProblemsFound([Problem(meta.path, 1, 1, "file", message, fix)])
        return found.publication
