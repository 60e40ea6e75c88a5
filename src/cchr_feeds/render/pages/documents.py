"""The pages and what they need: an entry's own page, its files, the index of feeds, styles, `_headers`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cchr_feeds.file_state import status_of
from cchr_feeds.model.entries import state_of
from cchr_feeds.model.output import Artifact, Contents, Document, Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.colours import palette
from cchr_feeds.render.embed import embed_script
from cchr_feeds.render.pages.entry_page import entry_html, entry_path
from cchr_feeds.render.pages.host_headers import host_headers
from cchr_feeds.render.pages.index_page import index_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.text.wording import wording


def page_documents(contents: Contents, templates: Templates) -> Iterator[Document]:
    """Everything of the part, what is linked to before what links to it."""
    site = contents.site
    yield Document(lambda: [_artifact(f"assets/{name}", text) for name, text in _assets(site, templates)])
    for path, file in contents.files.items():
        # A report may have a hundred megabytes, so it is enough that the file system knows of no change.
        yield Document(partial(_copy, path, file), state_of("file", path, status_of(file)))
    kind = state_of("page", [feed.folder for feed in contents.feeds if feed.entries])
    for number in range(len(contents.pages)):
        state = state_of(kind, contents.pages[number : number + 1])
        yield Document(partial(_page, number, contents, templates), state)
    yield Document(lambda: [_artifact("index.html", index_html(contents, templates))])
    yield Document(lambda: [_artifact("_headers", host_headers([*site.languages], embed_script(templates)))])


def _copy(path: str, file: Path) -> list[Artifact]:
    return [Artifact(path, file, Part.PAGES)]


def _page(number: int, contents: Contents, templates: Templates) -> list[Artifact]:
    entry = contents.pages[number]
    return [_artifact(entry_path(entry), entry_html(entry, contents, templates))]


def _artifact(path: str, text: str) -> Artifact:
    return Artifact(path, text.encode(), Part.PAGES)


def _assets(site: Site, templates: Templates) -> Iterator[tuple[str, str]]:
    """The styles of our pages and of feeds opened in a browser, and the scripts of the index."""
    values = {
        "colours": palette(site.brand.colour),
        "faces": {language: typeface(language) for language in site.languages},
        "hints": [css_string(wording(language).feed_in_browser) for language in site.languages],
        "address": css_string(site.address("index.html")),
    }
    yield "page.css", templates.text("assets/page.css.j2", **values)
    yield "feed.css", templates.text("assets/feed.css.j2", **values)
    yield "copy.js", templates.text("assets/copy.js")
    yield "builder.js", templates.text("assets/builder.js")


def css_string(text: str) -> str:
    """The text as a CSS string, quotes included (CSS Syntax 3, §4.3.5)."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\<\n' else char for char in text) + '"'
