"""A publication: one YAML file. An entry: a publication in one language, as Atom knows it.

Every field that a YAML file may have is declared here and nowhere else: its name, its place in the order in
which fields are written, its type, through the type (`values.py`) what may be written in it, what it means,
and what the studio's form calls it. `fields.py` gives all of it to the rest of the program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from cchr_feeds.i18n import N_
from cchr_feeds.model.dates import PartialDate, Period
from cchr_feeds.model.fields import FOUND, Doc, fields_below, fields_of, shapes_in
from cchr_feeds.model.picture import Picture
from cchr_feeds.model.series import Place
from cchr_feeds.model.values import (
    ByLanguage,
    Date,
    FileName,
    Flag,
    Id,
    Length,
    Line,
    Localised,
    Markdown,
    MediaType,
    Month,
    OneOrMany,
    Paragraphs,
    Parse,
    Term,
    Topic,
    Url,
)

RECENT_DAYS = 90
"""How long feeds hold what was updated or withdrawn, beyond their limit, in days."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person or organisation (RFC 4287 §3.2)."""

    name: Annotated[Line, Doc("A person or an organisation.", N_("Author"), hint="")]
    uri: Annotated[Url | None, Doc("Their address on the web.", N_("Their address on the web"), hint="")] = (
        None
    )


@dataclass(frozen=True, slots=True)
class File:
    """A document a reader can fetch: by its address (`url`), or lying beside the YAML file (`file`).

    After reading exactly one of the two is set, `type` is a media type, and `length` is the size
    in bytes, `None` only for an address whose size is not known.
    """

    url: Annotated[
        Url | None, Doc("The address of a document that lies elsewhere.", N_("Or its address"), hint="")
    ] = None
    file: Annotated[
        FileName | None,
        Doc("The name of a document that lies beside this file.", N_("File beside the entry"), hint=""),
    ] = None
    type: Annotated[
        MediaType,
        Doc(
            N_("The media type, such as application/pdf; needed only where the address does not show it."),
            N_("Kind of file"),
        ),
    ] = ""
    length: Annotated[
        Length | None,
        Doc(N_("The size in bytes, for an address; the size of a file is measured."), N_("Size in bytes")),
    ] = None
    title: Annotated[Line, Doc("What readers see as the link.", N_("Title of the document"), hint="")] = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the publication: at an address (`url`), or lying beside the YAML file (`file`).

    After reading exactly one of the two is set. `width` and `height` are in pixels; of a file they are those
    that it has when it is upright, `length` is its size in bytes, and `type` the media type of what is made
    of it.
    """

    file: Annotated[
        FileName | None,
        Doc(
            N_("The name of a picture that lies beside this file: a JPEG or PNG."),
            N_("Picture beside the entry"),
        ),
    ] = None
    url: Annotated[
        Url | None,
        Doc(
            N_("The address of the picture, such as https://example.org/picture.jpg."),
            N_("Or its address"),
        ),
    ] = None
    alt: Annotated[
        Line, Doc(N_("One sentence on what it shows, for those who can’t see it."), N_("What it shows"))
    ] = ""
    width: Annotated[Length | None, Doc("In pixels; that of a file is found.")] = None
    height: Annotated[Length | None, Doc("In pixels; that of a file is found.")] = None
    length: int | None = field(default=None, metadata=FOUND)
    type: str = field(default="", metadata=FOUND)


@dataclass(frozen=True, slots=True)
class Translation:
    """What a publication says in one language."""

    title: Annotated[Line, Doc(N_("One line; needed in one language at least."), N_("Title"))]
    summary: Annotated[
        Paragraphs,
        Doc(
            N_("Two or three sentences for the newsletter; an empty line starts a new paragraph."),
            N_("Summary"),
        ),
    ] = ""
    body: Annotated[
        Markdown,
        Doc(
            N_(
                "Markdown: **bold**, *italic*, [words](https://example.org/), - for a list, ## for a heading."
            ),
            N_("Full text"),
        ),
    ] = ""
    url: Annotated[
        Url | None,
        Doc(
            N_(
                "Where it can be read, such as https://example.org/report.pdf. Leave it empty, and it "
                "gets a page of its own."
            ),
            N_("Address"),
        ),
    ] = None
    published: Annotated[
        Date | None,
        Doc(N_("Only if it was published on another day than the rest."), N_("Published in this language")),
    ] = None
    added: Annotated[Date | None, Doc("Only if this language came later: the day it was released here.")] = (
        None
    )
    updated: Annotated[
        Date | None,
        Doc(N_("The day of a change that readers should notice."), N_("Updated in this language")),
    ] = None
    edition: Annotated[
        Month | None, Doc("Only if this language belongs in another month's newsletter than the rest.")
    ] = None
    files: Annotated[tuple[File, ...], Doc("Documents; the first is the one that RSS readers get.")] = ()
    image: Annotated[Image | None, Doc("A picture of it.")] = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A publication taken back: since when, and why."""

    on: Annotated[Date, Doc(N_("The day from which it is taken back."), N_("Withdrawn on"))]
    reason: Annotated[
        Localised[Line],
        Doc(
            "Why, in one line that readers see; or one for each language.",
            N_("Reason"),
            hint=N_("Why, in one line that readers see."),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One YAML file. Its `id` is permanent; everything else may change."""

    id: Annotated[
        Id,
        Doc(
            N_(
                "Small letters, digits and hyphens, such as upr-4-outcomes. Once readers have it, it "
                "never changes."
            ),
            N_("Permanent id"),
        ),
    ]
    published: Annotated[
        Date | None,
        Doc(
            N_(
                "When it came out: 2024-10-31, or 2024-10, or 2024; with a time, 2024-10-31T09:00. An "
                "entry with a future date waits until then."
            ),
            N_("Published"),
        ),
    ] = None
    added: Annotated[
        Date | None,
        Doc(
            N_(
                "The day it was released here, if that is later than its date or its date is unknown; "
                "feeds put it there, so that it reaches everybody."
            ),
            N_("Added"),
        ),
    ] = None
    updated: Annotated[
        Date | None, Doc(N_("The day of a change that readers should notice."), N_("Updated"))
    ] = None
    category: Annotated[
        tuple[Term, ...],
        OneOrMany,
        Doc("A category of site.yaml, or several in brackets: [report, statement].", N_("Category"), hint=""),
    ]
    topics: Annotated[
        tuple[Topic, ...],
        Doc(
            "Free words to find it by: [land, elections].",
            N_("Topics"),
            hint=N_("Free words, with commas between them."),
        ),
    ] = ()
    edition: Annotated[
        Month | None,
        Doc(
            N_("The month of its newsletter, such as 2024-10, if not the one it was published in."),
            N_("Newsletter month"),
        ),
    ] = None
    draft: Annotated[
        Flag,
        Doc(
            "While this is true, nothing of it reaches readers.",
            N_("Draft: readers see nothing of it"),
            hint="",
        ),
    ] = False
    withdrawn: Annotated[
        Withdrawal | None,
        Doc(
            'Taken back: readers see the reason in its place. The command "cchr-feeds withdraw" writes this.'
        ),
    ] = None
    authors: Annotated[
        tuple[Author, ...], Doc("Who wrote it, where that is not only your own organisation.")
    ] = ()
    translations: Annotated[Mapping[str, Translation], ByLanguage, Doc("What it says in this language.")] = (
        field(default_factory=dict)
    )

    def published_in(self, language: str) -> PartialDate | None:
        """When it came out in `language`, as precisely as it is known; `None` when it is not."""
        return self.translations[language].published or self.published

    def added_in(self, language: str) -> PartialDate | None:
        """When it was released here in `language`, if that is later or its date is unknown."""
        return self.translations[language].added or self.added

    def updated_in(self, language: str) -> PartialDate | None:
        """The last change in `language` that readers should notice."""
        return self.translations[language].updated or self.updated

    @property
    def withdrawn_on(self) -> PartialDate | None:
        """Since when it is taken back, if it is."""
        return self.withdrawn.on if self.withdrawn else None


def group_at(place: Sequence[str], shape: type = Publication) -> type:
    """The group of fields at a place of a file of this shape: `()`, `("en",)`, `("en", "files", "0")`."""
    group = shape
    for name in (each for each in place if not each.isdecimal()):
        fields = fields_of(group)
        named = [field for field in fields if field.key == name] or [
            field for field in fields if field.keys_stand_beside
        ]
        group = next(shapes_in(named[0].type))
    return group


def is_by_language(place: Sequence[str], shape: type = Publication) -> bool:
    """Whether a place of a file of this shape holds a value for each language, as `withdrawn.reason` does."""
    fields = fields_of(group_at(place[:-1], shape)) if place else ()
    return any(each.is_localised and [each.key] == [*place[-1:]] for each in fields)


def parse_of(key: str, shape: type = Publication) -> Parse:
    """How the values of a field are read, by its name in YAML in a file of this shape."""
    value = fields_below(shape)[key].value
    if value is None:
        raise TypeError(f"{key} is no value")
    return value.parse


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
    """A document of an entry, at its public address (RFC 4287 §4.2.7.2). `length` in bytes."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A publication in one language with everything a renderer needs, nothing left to look up.

    `tag` is the permanent Atom id. `url` is where it can be read: its own address, or the page
    made for it (`has_page`). `published` and `updated` are moments in the site's time zone, and `updated`
    is never before the release (`Listing.released`); `date` is what may be shown, `None` when that is not
    known. The summary `is_excerpt` where it is the beginning of the body. Lists show its `place` in a series.
    """

    publication_id: str
    tag: str
    language: str
    title: str
    summary: str = ""
    body: str = ""
    url: str
    has_page: bool
    published: datetime
    updated: datetime
    date: PartialDate | None = None
    categories: tuple[Category, ...] = ()
    topics: tuple[str, ...] = ()
    authors: tuple[Author, ...]
    enclosures: tuple[Enclosure, ...] = ()
    image: Picture | None = None
    translations: tuple[Alternative, ...]
    withdrawn: bool = False
    is_excerpt: bool = False
    place: Place | None = None

    @property
    def short_title(self) -> str:
        """Its title below the name of its series, if it is part of one."""
        return self.place.title if self.place else self.title


@dataclass(frozen=True, slots=True)
class Listing:
    """What selecting finds out about a publication in one language; small, so that there may be 100,000.

    `published`, `released` and `updated` are moments in the site's time zone: what feeds show as its date,
    what they order by, and the last of all. It is not `dated` where nobody knows when it was published.
    """

    publication_id: str
    language: str
    published: datetime
    released: datetime
    updated: datetime
    categories: tuple[str, ...]
    period: Period | None
    withdrawn: bool = False
    dated: bool = True
