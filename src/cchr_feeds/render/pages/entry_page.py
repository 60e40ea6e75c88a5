"""The page of an entry that has no address elsewhere, and what it says to search engines in JSON-LD."""

import json
from collections.abc import Iterator, Sequence
from functools import partial

from cchr_feeds.model.output import EntryPage
from cchr_feeds.model.publication import Author, Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import paragraphs_of
from cchr_feeds.render.content import body_html, enclosure_format, enclosure_kind, row_of, rows_of
from cchr_feeds.render.formats import FeedLink, Followable, without_empty
from cchr_feeds.render.layout import layout
from cchr_feeds.render.markup import Html, unbroken, unbroken_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.segmentation.fit import truncate
from cchr_feeds.segmentation.words import word_count
from cchr_feeds.text.cldr import language_name, territory
from cchr_feeds.text.markdown import markdown_html

STANDFIRST_WORDS = 60
"""A longer summary without a body below it is set as text to read."""
DESCRIPTION_CLUSTERS = 200
"""About what search engines and messengers show below a title."""

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


def entry_html(page: EntryPage, feeds: Followable, site: Site, templates: Templates) -> str:
    """The whole page, with links to those of the feeds that its readers may follow."""
    entry = page.itself[0]
    logo = site.brand.logo[entry.language].url if site.brand.logo else ""
    return templates.html(
        "pages/entry.html.j2",
        entry=entry,
        **layout(site, entry.language, page.path, {each.language: each.url for each in entry.translations}),
        **_texts(entry, site),
        **_neighbours(page, site),
        current="publications",
        description=truncate(entry.summary, DESCRIPTION_CLUSTERS),
        kind=partial(enclosure_kind, site=site),
        format=enclosure_format,
        language_name=lambda language: language_name(language, entry.language),
        image=entry.image.url if entry.image else logo,  # for where the page is shared
        locale=og_locale,
        json_ld=None if entry.withdrawn else json_ld(entry, site),
        feed_links=list(_links_for(entry, feeds.publications)),
    )


def _texts(entry: Entry, site: Site) -> dict[str, object]:
    """The summary above the body; where there is no body and the summary is long, it is set as one."""
    body = markdown_html(entry.body, entry.language, site.image_hosts) if entry.body else ""
    names = site.keep_together
    is_long = not body and word_count(entry.summary) > STANDFIRST_WORDS
    standfirst = () if entry.is_excerpt or is_long else paragraphs_of(entry.summary)
    html = body_html(entry, site) if body or is_long else ""
    # Tables that are too wide can be scrolled, by keyboard too.
    html = html.replace("<table>", '<div class="table" role="group" tabindex="0"><table>')
    return {
        "standfirst": [unbroken(paragraph, names) for paragraph in standfirst],
        "body": unbroken_html(html.replace("</table>", "</table></div>"), names),
    }


def _neighbours(page: EntryPage, site: Site) -> dict[str, object]:
    (entry,), beside = page.itself, {"newer": page.newer, "older": page.older}
    return {
        "row": row_of(entry, site),
        "more": rows_of(page.more, site),
        "of_category": any(each.categories[0].term == entry.categories[0].term for each in page.more),
        **{name: next(iter(rows_of(found, site)), None) for name, found in beside.items()},
    }


def og_locale(language: str) -> str:
    """The language as Open Graph writes it, with a territory (`en_US`); empty where none is likely."""
    land = territory(language)
    return f"{language.partition('-')[0]}_{land}" if land else ""


def _links_for(entry: Entry, links: Sequence[FeedLink]) -> Iterator[FeedLink]:
    """The feeds of all entries in its language, of its categories there, of all in the other languages."""
    for term in (None, *(category.term for category in entry.categories)):
        yield from (link for link in links if (link.language, link.term) == (entry.language, term))
    yield from (link for link in links if link.term is None and link.language != entry.language)


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
    kind = schema_type(entry)
    publisher = {
        "@type": "Organization",
        "name": site.languages[entry.language].organisation,
        "url": site.url[entry.language],
        "logo": site.brand.logo[entry.language].url if site.brand.logo else "",
    }
    publication = {
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
        "publisher": without_empty(publisher),
        "license": site.feeds.license[entry.language] if site.feeds.license else "",
        "encoding": [_document(enclosure) for enclosure in entry.enclosures],
        "workTranslation": [
            {"@type": kind, "url": other.url, "name": other.title, "inLanguage": other.language}
            for other in entry.translations
        ],
    }
    return without_empty(publication)


def _author(author: Author, site: Site) -> Node:
    """An author; only of ourselves is it known whether it is a person or an organisation."""
    ours = any(author.name == info.organisation for info in site.languages.values())
    return without_empty({"@type": "Organization" if ours else "", "name": author.name, "url": author.uri})


def _document(enclosure: Enclosure) -> Node:
    document = {
        "@type": "MediaObject",
        "contentUrl": enclosure.url,
        "encodingFormat": enclosure.type,
        "name": enclosure.title,
        "contentSize": f"{enclosure.length} B" if enclosure.length else "",
    }
    return without_empty(document)
