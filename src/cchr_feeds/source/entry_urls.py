"""Every web address that a text leads its readers to, and the field that names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from cchr_feeds.errors import InvalidValue, NodePath
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.model.rules import links_in


def addresses(publication: Publication) -> Iterator[tuple[NodePath, str]]:
    """The addresses of a publication's texts, pictures and documents, and of the links in its bodies."""
    for language, translation in publication.translations.items():
        for field, address in _addresses(translation):
            yield (language, *field), address


def _addresses(translation: Translation) -> Iterator[tuple[NodePath, str]]:
    if translation.url:
        yield ("url",), translation.url
    if translation.image:
        yield ("image", "url"), translation.image.url
    for index, file in enumerate(translation.files):
        if file.url:
            yield ("files", index, "url"), file.url
    for target in dict.fromkeys(links_in(translation.body)):
        with suppress(InvalidValue):  # what is no address is a problem of its own, or leads to a mailbox
            yield ("body",), web_address(target)
