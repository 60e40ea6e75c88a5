"""A publication: one YAML file. An entry: a publication in one language, as Atom knows it.

Every field that a YAML file may have is declared here and nowhere else: its name, its type, and
through the type (`values.py`) what may be written in it. The reader (`source/decode.py`) and the
JSON schema follow these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from cchr_feeds.model.dates import PartialDate, Period
from cchr_feeds.model.localised import Localised
from cchr_feeds.model.values import (
    ByLanguage,
    Date,
    FileName,
    Flag,
    Id,
    Length,
    Line,
    Markdown,
    MediaType,
    Month,
    OneOrMany,
    Paragraphs,
    Term,
    Topic,
    Url,
)

WITHDRAWN_DAYS = 90
"""How long feeds show that a publication was withdrawn, in days."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person or organisation (RFC 4287 §3.2)."""

    name: Line
    uri: Url | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A document a reader can fetch: by its address (`url`), or lying beside the YAML file (`file`).

    After reading exactly one of the two is set, `type` is a media type, and `length` is the size
    in octets, `None` only for an address whose size nobody wrote down.
    """

    url: Url | None = None
    file: FileName | None = None
    type: MediaType = ""
    length: Length | None = None
    title: Line = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the publication; `width` and `height` in pixels."""

    url: Url
    alt: Line = ""
    width: Length | None = None
    height: Length | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """What a publication says in one language."""

    title: Line
    summary: Paragraphs = ""
    body: Markdown = ""
    url: Url | None = None
    published: Date | None = None
    updated: Date | None = None
    files: tuple[File, ...] = ()
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A publication taken back: since when, and why."""

    on: Date
    reason: Localised[Line]


@dataclass(frozen=True, slots=True)
class Publication:
    """One YAML file. Its `id` is permanent; everything else may change."""

    id: Id
    category: Annotated[tuple[Term, ...], OneOrMany]
    published: Date | None = None
    added: Date | None = None
    updated: Date | None = None
    topics: tuple[Topic, ...] = ()
    edition: Month | None = None
    draft: Flag = False
    withdrawn: Withdrawal | None = None
    authors: tuple[Author, ...] = ()
    translations: Annotated[Mapping[str, Translation], ByLanguage] = field(default_factory=dict)

    def published_in(self, language: str) -> PartialDate | None:
        """When it came out in `language`, as precisely as anybody knows; `None` when nobody does."""
        return self.translations[language].published or self.published

    def updated_in(self, language: str) -> PartialDate | None:
        """The last change in `language` that readers should notice."""
        return self.translations[language].updated or self.updated

    @property
    def withdrawn_on(self) -> PartialDate | None:
        """Since when it is taken back, if it is."""
        return self.withdrawn.on if self.withdrawn else None


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of publication: Atom's term, and its label in the entry's language.

    `label_language` differs from the entry's language only where the label is not translated yet.
    """

    term: str
    label: str
    label_language: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document of an entry, at its public address (RFC 4287 §4.2.7.2). `length` in octets."""

    url: str
    type: str
    length: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same publication in another language."""

    language: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication in one language with everything a renderer needs, nothing left to look up.

    `tag` is the permanent Atom id. `url` is where it can be read: its own address, or the page
    made for it (`has_page`). `published` and `updated` are moments in the site's time zone;
    `date` is what may be shown, `None` when nobody knows when it came out.
    """

    publication_id: str
    tag: str
    language: str
    title: str
    summary: str
    body: str
    url: str
    has_page: bool
    published: datetime
    updated: datetime
    date: PartialDate | None
    categories: tuple[Category, ...]
    topics: tuple[str, ...]
    authors: tuple[Author, ...]
    enclosures: tuple[Enclosure, ...]
    image: Image | None
    translations: tuple[Alternative, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What selecting finds out about a publication in one language; small, so that there may be 100,000.

    `published` and `updated` are moments in the site's time zone.
    """

    publication_id: str
    language: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...]
    period: Period | None
    withdrawn: bool = False
