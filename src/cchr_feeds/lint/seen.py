"""What a feed reader sees of a document, whatever its format; all in Atom's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Literal

from cchr_feeds.errors import Severity
from cchr_feeds.model.site import Site

Format = Literal["Atom", "RSS", "JSON Feed"]

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a document: at which line, by what name, and what readers meet.

    A warning is about what an entry's author wrote, and has a `fix`.
    """

    line: int
    code: str
    message: str
    fix: str = ""

    @property
    def severity(self) -> Severity:
        """Whether the documents must not be published so."""
        return "warning" if self.fix else "error"


@dataclass(frozen=True, slots=True)
class Link:
    """A link (RFC 4287 §4.2.7); an attribute that is not there is empty."""

    rel: str
    href: str
    hreflang: str = ""
    type: str = ""
    title: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry as it stands in one document.

    `dates` has the dates that the format knows, by their Atom names; `None` is one that is missing,
    has no offset, or can't be read. `content` is HTML.
    """

    line: int
    id: str
    language: str
    title: str
    links: Sequence[Link]
    dates: Mapping[str, datetime | None]
    content: str

    def link(self, rel: str) -> str:
        """Where the first link of a relation leads; empty where there is none."""
        return next((link.href for link in self.links if link.rel == rel), "")


@dataclass(frozen=True, slots=True)
class SeenFeed:
    """A feed or an archive as it stands in one document; `id` is empty in formats without one.

    `updated` is `None` where it can't be read, and in JSON Feed, which has none. `faults` are what only
    this format can have.
    """

    path: str
    format: Format
    language: str
    id: str
    links: Sequence[Link]
    updated: datetime | None
    entries: Sequence[SeenEntry]
    is_archive: bool = False
    faults: Sequence[Finding] = field(default=())

    @property
    def folder(self) -> str:
        """The feed it belongs to, by its folder (`km`, or `km/infographic`)."""
        return self.path.rpartition("/")[0].removesuffix("/archive")

    @property
    def year(self) -> int | None:
        """Of an archive's place; `None` for a live feed's."""
        place = PurePosixPath(self.path)
        return int(place.stem) if place.parent.name == "archive" else None

    @property
    def scope(self) -> tuple[str, str | None]:
        """The language and the category's term (`None` for all categories) that its place promises."""
        language, _, term = self.folder.partition("/")
        return language, term or None

    def hrefs(self, rel: str) -> list[str]:
        """Where its links of a relation lead, in order."""
        return [link.href for link in self.links if link.rel == rel]


Scope = tuple[str, str | None]
"""A feed's language and category; `None`: all of them."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What the documents are held against: the site, the moment, and how many entries each feed has.

    `live` is how many of those stand in the live feed.
    """

    site: Site
    now: datetime
    counts: Mapping[Scope, int]
    live: Mapping[Scope, int]


def rfc_3339(text: str) -> datetime | None:
    """An Atom or JSON Feed date; `None` where it is none, or has no offset."""
    return _moment(text, _RFC_3339)


def rfc_822(text: str) -> datetime | None:
    """An RSS date with a numeric offset, which no reader takes for another; `None` where it is none."""
    return _moment(text, _RFC_822)


def _moment(text: str, pattern: re.Pattern[str]) -> datetime | None:
    try:
        if not pattern.fullmatch(text):
            return None
        return datetime.fromisoformat(text) if pattern is _RFC_3339 else parsedate_to_datetime(text)
    except ValueError:
        return None
