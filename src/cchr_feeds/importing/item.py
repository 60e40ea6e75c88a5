"""What a source says of publications, before anything of it is trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.model.dates import PartialDate

MOST_ITEMS = 10_000
"""How many publications one source may have; each becomes a file."""

ANY = ""
"""Stands for a language where the source does not tell in which one a text is."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a source links to; `type` and `length` as the source has them, perhaps wrong."""

    url: str
    type: str = ""
    length: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ItemText:
    """What a publication says in one language: lines and paragraphs of plain text, and Markdown."""

    title: str
    summary: str = ""
    body: str = ""
    url: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One publication of a source.

    `key` is what the source tells it from others by. `texts` are by language, or under `ANY`; `language` is
    what the source says of that one. `published` is the source's own date; `unclear_date` is what stands
    in its place and is no date. `name` is what its id may be made of. `unfit` says why it is not to be taken.
    """

    key: str
    texts: Mapping[str, ItemText]
    published: PartialDate | None = None
    unclear_date: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    name: str = ""
    unfit: str = ""

    @property
    def title(self) -> str:
        """In the first language it has."""
        return next((text.title for text in self.texts.values() if text.title), "")


@dataclass(frozen=True, slots=True)
class Source:
    """What was found: of which `kind`, and what of it is no publication (`passed_over`).

    `columns` are those of a table, by the field that each is read as.
    """

    name: str
    kind: str
    items: Sequence[Item]
    columns: Mapping[str, str] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawSource:
    """A source's bytes, and what is known of them: `type` and `charset` as a web server says."""

    name: str
    content: bytes
    type: str = ""
    charset: str = ""
    address: str = ""

    def refused(self, code: str, message: str, fix: str, place: tuple[int, int] = (1, 1)) -> ProblemsFound:
        """The error that nothing can be taken from it, at a line and a column of it."""
        return ProblemsFound([Problem(self.name, *place, code, message, fix)])
