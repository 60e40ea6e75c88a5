"""All that an entry says to readers, as one short number: the same whatever its id, file or date."""

from __future__ import annotations

import hashlib

from cchr_feeds.model.publication import Publication, Translation

_OCTETS = 8
"""64 bits: among 100,000 publications two are alike by chance in one case of three thousand million."""

# Neither may stand in a text (XML 1.0 §2.2), so that no two entries are written alike.
_FIELD, _ITEM = "\x1e", "\x1f"


def fingerprint(publication: Publication, language: str) -> str:
    """Of title, texts, address, documents, picture, authors, categories and topics, in hexadecimal."""
    said = _FIELD.join(_said(publication, publication.translations[language]))
    return hashlib.blake2b(said.encode(), digest_size=_OCTETS).hexdigest()


def _said(publication: Publication, translation: Translation) -> list[str]:
    said = [translation.title, translation.summary, translation.body, translation.url or ""]
    said += [
        _item("file", each.url or each.file, each.type, each.length, each.title) for each in translation.files
    ]
    if translation.image:
        image = translation.image
        said.append(_item("image", image.url, image.alt, image.width, image.height))
    said += [_item("author", author.name, author.uri) for author in publication.authors]
    terms = _ITEM.join(("category", *publication.category)), _ITEM.join(("topic", *publication.topics))
    return [*said, *terms]


def _item(*parts: str | int | None) -> str:
    return _ITEM.join("" if part is None else str(part) for part in parts)
