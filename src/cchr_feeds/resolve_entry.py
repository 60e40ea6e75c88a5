"""An entry of a publication in one language: everything that renderers show of it, looked up."""

from collections.abc import Iterator
from typing import NamedTuple

from cchr_feeds.images import LARGE, fitted, published_name
from cchr_feeds.model.publication import (
    Alternative,
    Author,
    BesideFile,
    Enclosure,
    Entry,
    File,
    Image,
    Publication,
    Translation,
    place_in_series,
)
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import Picture
from cchr_feeds.segmentation.fit import beginning
from cchr_feeds.select import moments
from cchr_feeds.text.formatting import date_in_words
from cchr_feeds.text.markdown import markdown_html, plain_text
from cchr_feeds.text.wording import wording

SUMMARY_CHARACTERS = 200
"""How long a summary is that is the beginning of a body."""


class EntrySource(NamedTuple):
    """What an entry is resolved from, besides the site.

    `digest` stands for the bytes of the publication's file, `files` are those beside it with their sizes.
    `languages` are those in which readers see the publication. Where it is `in_series`, there are others of
    the series that its title names.
    """

    publication_id: str
    digest: str
    files: tuple[BesideFile, ...]
    language: str
    languages: tuple[str, ...]
    withdrawn: bool
    in_series: bool


def picture_paths(publication_id: str, name: str, kind: str) -> tuple[str, str]:
    """Where the large and the small copy of a picture lie in the output."""
    file = published_name(name, kind)
    return f"files/{publication_id}/large/{file}", f"files/{publication_id}/small/{file}"


def resolved(source: EntrySource, publication: Publication, site: Site) -> Entry:
    """The entry of a source, whose digest and files are those of the publication."""
    # It may depend on nothing else: in the cache, its source stands for it.
    language, withdrawn = source.language, source.withdrawn
    published, _, updated = moments(publication, language, site, withdrawn)
    organisation = Author(site.languages[language].organisation, site.url[language])
    shown = (
        _withdrawal_notice(publication, language, site) if withdrawn else publication.translations[language]
    )
    return Entry(
        publication_id=publication.id,
        tag=entry_tag(publication.id, language, site),
        language=language,
        title=shown.title,
        summary=shown.summary or _beginning_of_body(shown.body, language, site),
        body=shown.body,
        url=shown.url or site.page_of(publication.id, language),
        has_page=shown.url is None,
        published=published,
        updated=updated,
        date=publication.published_in(language),
        categories=tuple(site.category(term, language) for term in publication.category),
        topics=() if withdrawn else publication.topics,
        authors=publication.authors if publication.authors and not withdrawn else (organisation,),
        enclosures=tuple(_enclosure(publication.id, file, site) for file in shown.files),
        image=_picture(publication.id, shown.image, site) if shown.image else None,
        translations=tuple(_alternatives(source, publication, site)),
        withdrawn=withdrawn,
        is_excerpt=not shown.summary and bool(shown.body),
        place=place_in_series(shown.title) if source.in_series else None,
    )


def _beginning_of_body(body: str, language: str, site: Site) -> str:
    text = plain_text(markdown_html(body, language, site.image_hosts)) if body else ""
    return beginning(text, SUMMARY_CHARACTERS)


def entry_tag(publication_id: str, language: str, site: Site) -> str:
    """The permanent id of an entry (RFC 4151)."""
    return site.tag(f"{publication_id}/{language}")


def _withdrawal_notice(publication: Publication, language: str, site: Site) -> Translation:
    """What readers see of a withdrawn publication: nothing of what it said."""
    words, withdrawn = wording(language, site), publication.withdrawn
    if withdrawn is None:
        raise ValueError(f"{publication.id} is not withdrawn")
    date = date_in_words(withdrawn.on, language, site)
    text = words.withdrawn_text.format(date=date, reason=withdrawn.reason[language])
    return Translation(title=words.withdrawn_title, summary=text)


def _enclosure(publication_id: str, file: File, site: Site) -> Enclosure:
    url = file.url or site.address(f"files/{publication_id}/{file.file}")
    return Enclosure(url, file.type, file.length, file.title)


def _picture(publication_id: str, image: Image, site: Site) -> Picture:
    if not (image.file and image.width and image.height):
        url = image.url or ""
        return Picture(url, image.alt, image.width, image.height, small=url)
    large, small = picture_paths(publication_id, image.file, image.type)
    size = fitted(image.width, image.height, LARGE)
    return Picture(site.address(large), image.alt, *size, site.address(small), large)


def _alternatives(source: EntrySource, publication: Publication, site: Site) -> Iterator[Alternative]:
    """The other languages readers may see, in the site's order."""
    for language in site.languages:
        if language in source.languages and language != source.language:
            page = site.page_of(publication.id, language)
            if source.withdrawn:
                yield Alternative(language, wording(language, site).withdrawn_title, page)
            else:
                translation = publication.translations[language]
                yield Alternative(language, translation.title, translation.url or page)
