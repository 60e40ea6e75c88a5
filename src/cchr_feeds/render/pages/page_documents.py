"""The pages and what they need: an entry's own page, its files, the index of feeds, styles, host files."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from cchr_feeds.model.colours import palette
from cchr_feeds.model.output import Artifact, Contents, Document, Source, document
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.formats import Followable, followable
from cchr_feeds.render.layout import follow_path
from cchr_feeds.render.pages.entry_page import entry_html
from cchr_feeds.render.pages.follow_page import follow_html
from cchr_feeds.render.pages.host_files import host_headers, host_redirects, pages_for_people, sitemap_xml
from cchr_feeds.render.pages.list_page import (
    former_paths,
    index_html,
    list_html,
    list_pages,
    moved_html,
    newest_of,
    search_json,
)
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.text.formatting import numbers_of_lists
from cchr_feeds.text.wording import wording

_INDENT = re.compile("^ +", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Outside strings. Before a colon or parenthesis a space has a meaning, and around a plus in `calc`.
_SPACES = re.compile(r'("[^"\n]*")|;?\s*(\})\s*|\s*([{;,>*])\s*|(:)\s+|(\s)\s*')


def page_documents(contents: Contents, templates: Templates) -> Iterator[Document]:
    """Everything of the part, what is linked to before what links to it."""
    site, feeds = contents.site, followable(contents.feeds, contents.newsletters)
    yield partial(_assets, site, templates)
    for path, file in contents.files.items():
        yield partial(_copy, path, file)
    for page in contents.pages:
        yield document(Part.PAGES, page.path, entry_html, page, feeds, site, templates)
    for language in site.languages:
        given = language, contents.feeds, feeds, site, templates
        yield document(Part.PAGES, follow_path(language), follow_html, *given)
    yield from _list_documents(contents, feeds, templates)
    newest = newest_of(contents.lists)
    yield document(Part.PAGES, "index.html", index_html, newest, feeds, site, templates)
    yield document(Part.PAGES, "_headers", host_headers, site, templates)
    yield document(Part.PAGES, "sitemap.xml", sitemap_xml, pages_for_people(contents), site)
    if any(feed.former for feed in contents.feeds):
        yield document(Part.PAGES, "_redirects", host_redirects, contents.feeds)


def _list_documents(contents: Contents, feeds: Followable, templates: Templates) -> Iterator[Document]:
    """The pages of each list, what its search loads, and what leads to it from former addresses."""
    for listed in contents.lists:
        shelves = tuple(each.without_entries for each in contents.lists if each.language == listed.language)
        pages = [*list_pages(listed)]
        for page in pages:
            given = page, shelves, feeds, contents.site, templates
            yield document(Part.PAGES, page.path, list_html, *given)
        if listed.category is None:
            path = f"{listed.folder}/search.json"
            yield document(Part.PAGES, path, search_json, listed, contents.site)
        for path, target in former_paths(listed, pages, contents.year_pages).items():
            given_moved = listed.without_entries, path, target, contents.site, templates
            yield document(Part.PAGES, path, moved_html, *given_moved)


def _copy(path: str, file: Source) -> list[Artifact]:
    return [Artifact(path, file, Part.PAGES)]


def _assets(site: Site, templates: Templates) -> list[Artifact]:
    """The styles of our pages and of feeds opened in a browser, and the scripts of the index."""
    colours = asdict(palette(site.brand.colour))
    values = {
        "site": site,
        "colours": colours,
        "tokens": [name for name in colours if not name.startswith("dark_")],
        "faces": {language: typeface(language) for language in site.languages},
        "numbers": {language: numbers_of_lists(language, site) for language in site.languages},
        "hints": {language: css_string(_hint(language, site)) for language in site.languages},
    }
    texts = {
        "page.css": _minified(templates.text("assets/page.css.j2", **values)),
        "feed.css": templates.text("assets/feed.css.j2", **values),
        **{
            name: _minified(templates.text(f"assets/{name}"))
            for name in ("entry.css", "follow.css", "list.css")
        },
        "icon.svg": templates.text("assets/icon.svg.j2", colours=colours),
        "copy.js": templates.text("assets/copy.js"),
        "builder.js": templates.text("assets/builder.js"),
        "search.js": _INDENT.sub("", templates.text("assets/search.js.j2")),
    }
    return [Artifact(f"assets/{name}", text.encode(), Part.PAGES) for name, text in texts.items()]


def _hint(language: str, site: Site) -> str:
    """What a browser shows above an RSS feed, which can hold no link."""
    words, join = wording(language, site), site.newsletter.subscribe
    lines = [words.feed_in_browser, site.address(follow_path(language))]
    return "\n".join([*lines, *([words.get_newsletter, join[language]] if join else [])])


def _minified(css: str) -> str:
    """The style sheet without comments and needless spaces, because many readers pay by the megabyte."""
    return _SPACES.sub(lambda found: found[found.lastindex or 0], _COMMENT.sub("", css)).strip() + "\n"


def css_string(text: str) -> str:
    """The text as a CSS string, quotes included (CSS Syntax 3, §4.3.5)."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\<\n' else char for char in text) + '"'
