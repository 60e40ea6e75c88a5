"""JSON-LD: what a page says of its publication to search engines, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cchr_feeds.model.publication import Author, Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.unbroken import Html
from cchr_feeds.text.cut import truncate
from cchr_feeds.text.dates import iso_date

Node = dict[str, object]

# In a <script> element these could end it or begin a comment; JSON reads the escapes as the same characters.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(entry: Entry, site: Site) -> Html:
    """The publication as a schema.org Report, safe inside a `<script>` element."""
    return Html(json.dumps(_report(entry, site), ensure_ascii=False).translate(_ESCAPES))


def _report(entry: Entry, site: Site) -> Node:
    """A Report: our categories are free terms, so nothing more special can be claimed of an entry."""
    info = site.languages[entry.language]
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "@id": entry.tag,
            "headline": truncate(entry.title, 110),
            "name": entry.title,
            "description": entry.summary,
            "url": entry.url,
            "inLanguage": entry.language,
            "datePublished": iso_date(entry.date, site.timezone) if entry.date else "",
            "dateModified": entry.updated.isoformat() if entry.updated != entry.published else "",
            "genre": [category.label for category in entry.categories],
            "keywords": list(entry.topics),
            "image": entry.image.url if entry.image else "",
            "author": [_author(author, site) for author in entry.authors],
            "publisher": _known(
                {
                    "@type": "Organization",
                    "name": info.organisation,
                    "url": site.url[entry.language],
                    "logo": site.brand.logo[entry.language] if site.brand.logo else "",
                }
            ),
            "license": site.feeds.license[entry.language] if site.feeds.license else "",
            "encoding": [_document(enclosure) for enclosure in entry.enclosures],
            "workTranslation": [
                {"@type": "Report", "url": other.url, "name": other.title, "inLanguage": other.language}
                for other in entry.translations
            ],
        }
    )


def _author(author: Author, site: Site) -> Node:
    """An author; whether another than ourselves is a person or an organisation nobody wrote down."""
    ours = any(author.name == info.organisation for info in site.languages.values())
    return _known({"@type": "Organization" if ours else "", "name": author.name, "url": author.uri})


def _document(enclosure: Enclosure) -> Node:
    return _known(
        {
            "@type": "MediaObject",
            "contentUrl": enclosure.url,
            "encodingFormat": enclosure.type,
            "name": enclosure.title,
            "contentSize": f"{enclosure.length} B" if enclosure.length else "",
        }
    )


def _known(values: Mapping[str, object]) -> Node:
    return {name: value for name, value in values.items() if value}
