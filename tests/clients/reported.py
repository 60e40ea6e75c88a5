"""What a feed reader reports of a document, in words that fit all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Literal, TypedDict


class Format(Enum):
    """A format of feeds."""

    ATOM = "Atom"
    RSS = "RSS"
    JSON = "JSON"


XML = (Format.ATOM, Format.RSS)
ALL = tuple(Format)

Field = Literal["feed title", "home page", "title", "link", "id", "published", "updated", "enclosures"]
OF_FEED: tuple[Field, ...] = ("feed title", "home page")
OF_ENTRIES: tuple[Field, ...] = ("title", "link", "id", "published", "updated", "enclosures")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document of an entry; what a client does not know of it is `None`. `length` in bytes."""

    url: str
    type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """What is said of a feed or of an entry; `None` where the client, or the format, says nothing."""

    title: str | None
    link: str | None
    id: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    enclosures: tuple[Enclosure, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A feed as a client sees it; `refusal` is what the client says where it can't read it at all."""

    feed: Reported
    entries: tuple[Reported, ...]
    refusal: str = ""

    def values(self, field: Field) -> list[object]:
        """What it has for a field: one value of the feed, or one of each entry."""
        return [value_of(subject, field) for subject in self.subjects(field)]

    def subjects(self, field: Field) -> tuple[Reported, ...]:
        """What a field is said of: the feed, or each entry."""
        return (self.feed,) if field in OF_FEED else self.entries


def value_of(subject: Reported, field: Field) -> object:
    """What is said of a feed or an entry in a field."""
    return {
        "feed title": subject.title,
        "home page": subject.link,
        "title": subject.title,
        "link": subject.link,
        "id": subject.id,
        "published": subject.published,
        "updated": subject.updated,
        "enclosures": subject.enclosures,
    }[field]


NOTHING = Reported(None, None)


def refused(why: str) -> Reading:
    """The reading of a document that a client does not take."""
    return Reading(NOTHING, (), why)


@dataclass(frozen=True, slots=True)
class Document:
    """A feed's file; `name` is its project's and its path in the output, such as `real/km/rss.xml`."""

    name: str
    format: Format
    file: Path


Readings = Mapping[str, Reading]
"""By the documents' names."""


@dataclass(frozen=True, slots=True)
class Client:
    """A feed reader, or a library that they are made with.

    `read` is given documents and an empty folder to work in. A store forgets the order of entries.
    """

    name: str
    source: Literal["Python", "Node", "Debian"]
    formats: tuple[Format, ...]
    read: Callable[[Sequence[Document], Path], Readings]
    keeps_order: bool = True

    @property
    def label(self) -> str:
        """A name that no other client has."""
        return f"{self.source} {self.name}"


class RawEnclosure(TypedDict):
    """An enclosure as another program writes it in JSON; a length may be in digits."""

    url: str
    type: str | None
    length: int | str | None


class RawReported(TypedDict):
    """The same of a feed or an entry; times are ISO's."""

    title: str | None
    link: str | None
    id: str | None
    published: str | None
    updated: str | None
    enclosures: list[RawEnclosure] | None


class RawReading(TypedDict):
    """The same of a document; `refusal` is empty where it was read."""

    feed: RawReported | None
    entries: list[RawReported]
    refusal: str


def reading(raw: RawReading) -> Reading:
    """What another program wrote, as ours."""
    if raw["refusal"] or raw["feed"] is None:
        return refused(raw["refusal"])
    return Reading(_reported(raw["feed"]), tuple(map(_reported, raw["entries"])))


def _reported(raw: RawReported) -> Reported:
    enclosures = raw["enclosures"]
    return Reported(
        title=raw["title"],
        link=raw["link"],
        id=raw["id"],
        published=moment(raw["published"]),
        updated=moment(raw["updated"]),
        enclosures=None if enclosures is None else tuple(map(_enclosure, enclosures)),
    )


def _enclosure(raw: RawEnclosure) -> Enclosure:
    return Enclosure(raw["url"], raw["type"], byte_count(raw["length"]))


def moment(text: str | None) -> datetime | None:
    """An ISO time."""
    return datetime.fromisoformat(text) if text else None


def byte_count(length: int | str | None) -> int | None:
    """A length in figures or digits, where there is one."""
    return None if length in (None, "") else int(length or 0)
