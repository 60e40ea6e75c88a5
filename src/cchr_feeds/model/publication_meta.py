"""What is known of a publication without its texts: enough to select it and to see what changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from cchr_feeds.model.dates import PartialDate, Period
from cchr_feeds.model.publication import Image, Publication, place_in_series


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

    def published_in(self, language: str) -> PartialDate | None:
        """As of the publication."""
        return self.translations[language].published or self.published

    def added_in(self, language: str) -> PartialDate | None:
        """As of the publication."""
        return self.translations[language].added or self.added

    def updated_in(self, language: str) -> PartialDate | None:
        """As of the publication."""
        return self.translations[language].updated or self.updated

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
    return TranslationMeta(*dates, *about, _series(said.title))


def _image_file(image: Image | None) -> ImageFile | None:
    if image is None or image.file is None or not (image.width and image.height):
        return None
    return ImageFile(image.file, image.length, image.width, image.height, image.type)


def _series(title: str) -> str:
    place = place_in_series(title)
    return _digest(place.series) if place else ""


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
