"""All publications of a project, of which not all have to be in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.card import Card
from cchr_feeds.model.publication import Publication
from cchr_feeds.source.scan import Found

MOST_HELD = 10_000
"""Publications that are held in memory at a time; one takes about 5 kB."""


class Publications(Mapping[str, Publication]):
    """The publications that the cards are of; what is not `held` is read from its file when asked for.

    Raises `ProblemsFound` where the file no longer says what its card was made of.
    """

    def __init__(
        self, cards: Mapping[str, Card], held: dict[str, Publication], read: Callable[[str], Found]
    ) -> None:
        self._cards = cards
        self._held = held
        self._read = read

    def __getitem__(self, publication_id: str) -> Publication:
        held = self._held.pop(publication_id, None) or self._read_again(self._cards[publication_id])
        self._held[publication_id] = held  # last, because it was needed last
        if len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]
        return held

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)

    def _read_again(self, card: Card) -> Publication:
        found = self._read(card.path)
        if found.publication is None or found.card != card:
            message, fix = (
                _("this file was changed while the command was reading"),
                _("run the command again"),
            )
            raise ProblemsFound([Problem(card.path, 1, 1, "file", message, fix)])
        return found.publication
