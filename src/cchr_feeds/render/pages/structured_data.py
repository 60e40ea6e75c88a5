"""JSON-LD: what a page says of its publication to search engines, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cchr_feeds.khmer.shorten import truncate
from cchr_feeds.model.publication import Author, Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.unbroken import Html

Node = dict[str, object]

# The last of these words in a term tells: a "research-report" is a Report, a "joint-statement" an Article.
_WORDS = {
    "Article": "letter letters news press release releases speech speeches statement statements",
    "Report": "report reports",
    "ScholarlyArticle": "article articles journal paper papers research study studies thesis",
}
_TYPES = {word: kind for kind, words in _WORDS.items() for word in words.split()}

# In a <script> element these could end it or begin a comment; JSON reads the escapes as the same characters.
_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(entry: Entry, site: Site) -> Html:
    """The publication in the words of schema.org, safe inside a `<script>` element."""
    written = json.dumps(_publication(entry, site), ensure_ascii=False)
    for character, escape in _ESCAPES.items():  # `translate` takes twenty times as long
        written = written.replace(character, escape)
    return Html(written)


def schema_type(entry: Entry) -> str:
    """What schema.org calls the publication, by the words of its first category's term; else a Report."""
    words = entry.categories[0].term.split("-") if entry.categories else []
    return next((_TYPES[word] for word in reversed(words) if word in _TYPES), "Report")


def _publication(entry: Entry, site: Site) -> Node:
    info, kind = site.languages[entry.language], schema_type(entry)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": kind,
            "@id": entry.tag,
            "headline": truncate(entry.title, 110),
            "name": entry.title,
            "description": entry.summary,
            "url": entry.url,
            "inLanguage": entry.language,
            "datePublished": entry.date.iso_date(site.timezone) if entry.date else "",
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
                {"@type": kind, "url": other.url, "name": other.title, "inLanguage": other.language}
                for other in entry.translations
            ],
        }
    )


def _author(author: Author, site: Site) -> Node:
    """An author; only of ourselves is it known whether it is a person or an organisation."""
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
