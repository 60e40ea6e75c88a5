"""A publication: one YAML file. An entry: a publication in one language, as Atom knows it.

The fields of a YAML file are declared here and nowhere else: their names, the order in which they are
written, and their types, which say what may be written in them (`values.py`). What they mean, and what the
studio's form calls them, is in `fields.json`; `fields.py` gives all of it to the rest of the program.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Annotated, NamedTuple

from cchr_feeds.model import values
from cchr_feeds.model.dates import PartialDate, Period
from cchr_feeds.model.fields import NotWritten, fields_below, fields_of, shapes_in
from cchr_feeds.model.values import ByLanguage, Localised, OneOrMany, Parse, Picture

RECENT_DAYS = 90
"""How long feeds hold what was updated or withdrawn, beyond their limit, in days."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person or organisation (RFC 4287 §3.2)."""

    name: values.Line
    uri: values.Url | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A document a reader can fetch: by its address (`url`), or lying beside the YAML file (`file`).

    After reading exactly one of the two is set, `type` is a media type, and `length` is the size
    in bytes, `None` only for an address whose size is not known.
    """

    url: values.Url | None = None
    file: values.FileName | None = None
    type: values.MediaType = ""
    length: values.Length | None = None
    title: values.Line = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the publication: at an address (`url`), or lying beside the YAML file (`file`).

    After reading, exactly one is set. `width` and `height` are in pixels, those of a file when it is upright;
    its `length` is in bytes, and `type` is the media type of what is made of it.
    """

    file: values.FileName | None = None
    url: values.Url | None = None
    alt: values.Line = ""
    width: values.Length | None = None
    height: values.Length | None = None
    length: Annotated[int | None, NotWritten] = None
    type: Annotated[str, NotWritten] = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """What a publication says in one language."""

    title: values.Line
    summary: values.Paragraphs = ""
    body: values.Markdown = ""
    url: values.Url | None = None
    published: values.Date | None = None
    added: values.Date | None = None
    updated: values.Date | None = None
    edition: values.Month | None = None
    files: tuple[File, ...] = ()
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A publication taken back: since when, and why."""

    on: values.Date
    reason: Localised[values.Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One YAML file. Its `id` is permanent; everything else may change."""

    id: values.Id
    published: values.Date | None = None
    added: values.Date | None = None
    updated: values.Date | None = None
    category: Annotated[tuple[values.Term, ...], OneOrMany]
    topics: tuple[values.Topic, ...] = ()
    edition: values.Month | None = None
    draft: values.Flag = False
    withdrawn: Withdrawal | None = None
    authors: tuple[Author, ...] = ()
    translations: Annotated[Mapping[str, Translation], ByLanguage] = field(default_factory=dict)

    def published_in(self: "Dated", language: str) -> PartialDate | None:
        """When it came out in `language`, as precisely as it is known; `None` when it is not."""
        return self.translations[language].published or self.published

    def added_in(self: "Dated", language: str) -> PartialDate | None:
        """When it was released here in `language`, if that is later or its date is unknown."""
        return self.translations[language].added or self.added

    def updated_in(self: "Dated", language: str) -> PartialDate | None:
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
        named = (each for each in fields_of(group) if each.key == name)
        beside = (each for each in fields_of(group) if each.keys_stand_beside)
        group = next(shapes_in(next(chain(named, beside)).type))
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
class Place:
    """An entry's place in a series: the series' name, and the entry's title in it.

    "Joint Submission_4th UPR_Labour" is "Labour" in the series "Joint Submission · 4th UPR", if two or more
    entries of a category begin so. Feeds, subjects and ids keep titles as they are written.
    """

    series: str
    title: str


def place_in_series(title: str) -> Place | None:
    """Where a title belongs, if there are others; `None` where it names no series."""
    # The underscores are those of a file name.
    *before, last = (part.strip() for part in title.split("_"))
    series = " · ".join(filter(None, before))
    return Place(series, last) if series and last else None


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

    `tag` is the permanent Atom id, `url` its own address or that of the page made for it (`has_page`).
    `published` and `updated`, which is never before `Listing.released`, are in the site's time zone; `date`
    may be shown, if known. The summary `is_excerpt` if it begins the body. Lists show `place`, in a series.
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
    what they order by, and the last of all. It is not `dated` if its date of publication is unknown.
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


# --- what is known of a publication without its texts: enough to select it, and to see what changed -----


class ImageFile(NamedTuple):
    """A picture beside a YAML file: its name, its size in bytes and pixels, the type of what it becomes."""

    name: str
    length: int | None
    width: int
    height: int
    type: str


BesideFile = tuple[str, int | None] | ImageFile


@dataclass(frozen=True, slots=True)
class TranslationMeta:
    """A publication in one language, without its texts: its dates, whether it has an address elsewhere.

    `files` are those beside its YAML, by name, with their sizes in bytes; `image` is the picture there.
    `fingerprint` stands for all that it says, `series` for the name of the series that its title may be of.
    """

    published: PartialDate | None
    added: PartialDate | None
    updated: PartialDate | None
    edition: Period | None
    has_url: bool
    fingerprint: str
    files: tuple[tuple[str, int | None], ...] = ()
    image: ImageFile | None = None
    series: str = ""


# Small, because there may be 100,000 of them.
@dataclass(frozen=True, slots=True)
class PublicationMeta:
    """A publication as the rest of the program knows it until its texts are needed.

    `path` is its file's, relative to the project; `digest` stands for the bytes in it, in hexadecimal.
    """

    id: str
    path: str
    digest: str
    category: tuple[str, ...]
    edition: Period | None
    draft: bool
    published: PartialDate | None
    added: PartialDate | None
    updated: PartialDate | None
    withdrawn_on: PartialDate | None
    translations: Mapping[str, TranslationMeta]

    # As of the publication, whose texts these do not need.
    published_in = Publication.published_in
    added_in = Publication.added_in
    updated_in = Publication.updated_in

    @property
    def files(self) -> tuple[BesideFile, ...]:
        """All files beside its YAML, with what is known of them: their names and sizes come first."""
        versions = self.translations.values()
        pictures = [each.image for each in versions if each.image]
        return (*chain.from_iterable(each.files for each in versions), *pictures)


Dated = Publication | PublicationMeta
"""What choosing needs to know: a publication has it, and so has its metadata."""


def meta_of(publication: Publication, path: str, digest: str) -> PublicationMeta:
    """The metadata of a publication that was read from a file, whose bytes the digest stands for."""
    about = publication.id, path, digest, publication.category, publication.edition, publication.draft
    dates = publication.published, publication.added, publication.updated, publication.withdrawn_on
    return PublicationMeta(
        *about, *dates, {each: _translation_meta(publication, each) for each in publication.translations}
    )


def _translation_meta(publication: Publication, language: str) -> TranslationMeta:
    said = publication.translations[language]
    dates = said.published, said.added, said.updated, said.edition
    files = tuple((file.file, file.length) for file in said.files if file.file)
    about = said.url is not None, fingerprint(publication, language), files, _image_file(said.image)
    place = place_in_series(said.title)
    return TranslationMeta(*dates, *about, _digest(place.series) if place else "")


def _image_file(image: Image | None) -> ImageFile | None:
    if image is None or image.file is None or not (image.width and image.height):
        return None
    return ImageFile(image.file, image.length, image.width, image.height, image.type)


# In bytes: among 100,000 publications two are alike by chance in one case of three thousand million.
_SIZE = 8

# Neither may stand in a text (XML 1.0 §2.2), so that no two entries are written alike.
_FIELD, _ITEM = "\x1e", "\x1f"


def fingerprint(publication: Publication, language: str) -> str:
    """Of title, texts, address, documents, picture, authors, categories and topics, in hexadecimal."""
    translation = publication.translations[language]
    said = [translation.title, translation.summary, translation.body, translation.url or ""]
    said += [
        _item("file", each.url or each.file, each.type, each.length, each.title) for each in translation.files
    ]
    if image := translation.image:
        said.append(_item("image", image.url or image.file, image.alt, image.width, image.height))
    said += [_item("author", author.name, author.uri) for author in publication.authors]
    said += [_item("category", *publication.category), _item("topic", *publication.topics)]
    return _digest(_FIELD.join(said))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=_SIZE).hexdigest()


def _item(*parts: str | int | None) -> str:
    return _ITEM.join("" if part is None else str(part) for part in parts)
