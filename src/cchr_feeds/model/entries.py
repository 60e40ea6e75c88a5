"""Entries that are resolved only when they are looked at, from nothing but their source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, overload

from cchr_feeds.model.publication import Entry, Listing
from cchr_feeds.model.site import Site


class EntrySource(NamedTuple):
    """What an entry is resolved from, besides the site.

    `digest` stands for the bytes of the publication's file, `files` are those beside it with their sizes.
    `languages` are those in which readers see the publication.
    """

    publication_id: str
    digest: str
    files: tuple[tuple[str, int | None], ...]
    language: str
    languages: tuple[str, ...]
    withdrawn: bool


class Entries(Sequence[Entry]):
    """The entries of listings, in their order: all of them at once could be a gigabyte."""

    __slots__ = ("_listings", "_resolve", "_site", "_source")

    def __init__(
        self,
        listings: Sequence[Listing],
        site: Site,
        source: Callable[[Listing], EntrySource],
        resolve: Callable[[EntrySource], Entry],
    ) -> None:
        self._listings = listings
        self._site = site
        self._source = source
        self._resolve = resolve

    def __len__(self) -> int:
        return len(self._listings)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> Entries: ...  # type: ignore[explicit-any]  # its parts are

    def __getitem__(self, index: int | slice) -> Entry | Entries:  # type: ignore[explicit-any]
        if isinstance(index, slice):
            return Entries(self._listings[index], self._site, self._source, self._resolve)
        return self._resolve(self._source(self._listings[index]))

    def __iter__(self) -> Iterator[Entry]:
        return map(self._resolve, map(self._source, self._listings))

    @property
    def made_from(self) -> tuple[Site, list[EntrySource]]:
        """All that the entries can say or show."""
        return self._site, [*map(self._source, self._listings)]
