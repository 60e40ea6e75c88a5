"""What frames show, read only: files of the output as a build would write them, and ways to look at them."""

import json
from calendar import timegm
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from mimetypes import MimeTypes
from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cchr_feeds import select
from cchr_feeds.model.output import Artifact, Contents
from cchr_feeds.model.part import Part
from cchr_feeds.output import opened
from cchr_feeds.render import render
from cchr_feeds.render.formats import ATOM, FILES, JSON, followable
from cchr_feeds.render.markup import Html
from cchr_feeds.render.newsletter.editions import edition_artifacts, mail_of
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.sign_off_sheet import own_pictures, with_pictures, without_pictures
from cchr_feeds.render.pages.entry_page import entry_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.resolve import Resolver
from cchr_feeds.source.attachments import media_type
from cchr_feeds.studio.page_context import PAGES
from cchr_feeds.studio.project_state import Preview, State

MAX_BYTES = 256 * 1024 * 1024
"""Of a file beside an entry."""

_TYPES = MimeTypes()  # the standard library's own table, not this machine's
_TYPES.add_type("text/xml", ".opml")


async def mail(request: Request) -> Response:
    """A mail in HTML; pictures from the web are grey boxes, or are not loaded."""
    preview, state = _preview(request)
    letter = letter_of(request.path_params["period"], request.path_params["language"], preview.contents)
    if letter is None:
        raise HTTPException(404)
    if request.query_params.get("pictures") == "none":
        return _framed(request, without_pictures(mail_of(letter, state.templates).html))
    return _framed(request, mail_html(letter, preview, state.templates))


def mail_html(letter: Letter, preview: Preview, templates: Templates) -> str:
    """A mail with its own pictures, and grey boxes for those from the web."""
    pictures = own_pictures(preview.site, preview.contents.files)
    return with_pictures(mail_of(letter, templates).html, pictures)


async def reader(request: Request) -> Response:
    """A feed as a reader's program shows it: all it knows is what the document says."""
    preview, state = _preview(request)
    folder, name = request.path_params["folder"], request.path_params["name"]
    document = artifact(f"{folder}/{name}", preview.contents, state.templates) if name in FILES else None
    if document is None or not isinstance(document.content, bytes):
        raise HTTPException(404)
    language = folder.partition("/")[0]
    page = PAGES.html(
        "reader.html.j2",
        title=next((each.title for each in preview.contents.feeds if each.folder == folder), folder),
        language=language,
        items=(_json_items if name == JSON.file else _xml_items)(document.content),
        timezone=preview.site.timezone,
        face=typeface(language),
    )
    return _framed(request, page)


async def embedding(request: Request) -> Response:
    """Another site's page, with the web component that shows a language's newest entries."""
    preview, _ = _preview(request)
    language = request.path_params["language"]
    if language not in preview.site.languages:
        raise HTTPException(404)
    page = PAGES.html("embedding.html.j2", language=language, face=typeface(language))
    return _framed(request, page, scripts=True)


async def output(request: Request) -> Response:
    """A file as a build would write it; of an entry that has none, the page it would have."""
    preview, state = _preview(request)
    path = PurePosixPath(request.path_params["path"])
    found = artifact(str(path), preview.contents, state.templates)
    if found is not None:
        with opened(found.content) as file:
            body = file.read(MAX_BYTES)
        kind = media_type(path.name) or _TYPES.guess_type(path.name)[0] or "application/octet-stream"
        return _framed(request, body, scripts=True, media_type=kind)
    if not path.match("publications/*/*.html"):
        raise HTTPException(404)
    return _framed(request, _entry_page(path.parent.name, path.stem, preview, state.templates), scripts=True)


# `out` is what readers get, `all` has what waits as well.
ROUTES = [
    Route("/{root}/mail/{period}/{language}", mail),
    Route("/{root}/reader/{folder:path}/{name}", reader),
    Route("/{root}/try/{language}", embedding),
    Route("/{root}/{path:path}", output),
]


def _preview(request: Request) -> tuple[Preview, State]:
    state: State = request.app.state.live.state()
    root = request.path_params["root"]
    if root not in ("out", "all"):
        raise HTTPException(404)
    return (state.preview if root == "out" else state.everything), state


def _framed(
    request: Request, content: str | bytes, *, scripts: bool = False, media_type: str = "text/html"
) -> Response:
    """What a frame of the studio shows: with `scripts` as a page of no origin, else as one of ours."""
    # Its own headers close it in, so that it knows nothing of the studio: a mail runs no script, and a page
    # that runs one is a stranger here (`sandbox`, Content Security Policy Level 3, §6.3). Only a page of ours
    # lets the frame around it decide whether it is dark. "'self'" is written out, because it would be nothing
    # in a page of no origin.
    here = f"http://{request.headers['host']}"
    own = f"{here} " if scripts else ""
    only_own = own or "'none'"
    policy = (
        f"sandbox {'allow-scripts' if scripts else 'allow-same-origin'}; default-src 'none'; "
        f"script-src {only_own}; style-src {own}'unsafe-inline'; img-src {own}data:; "
        f"connect-src {only_own}; frame-src {only_own}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {here}"
    )
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    if scripts:
        # A sandboxed page is of no origin: it gets modules and feeds with leave only (Fetch, CORS protocol).
        headers["Access-Control-Allow-Origin"] = "null"
    return Response(content, media_type=media_type, headers=headers)


def _xml_items(content: bytes) -> list[dict[str, object]]:
    import feedparser  # 70 ms

    # The frame runs no script; the feed's HTML is shown as it is, so that its faults can be seen.
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    return [
        {
            "title": entry.title,
            "url": entry.link,
            "published": datetime.fromtimestamp(timegm(entry.published_parsed), UTC),
            "documents": [each.href for each in entry.enclosures],
            "content": Html(entry.content[0].value),
        }
        for entry in feed.entries
    ]


def _json_items(content: bytes) -> list[dict[str, object]]:
    return [
        {
            "title": item["title"],
            "url": item["url"],
            "published": datetime.fromisoformat(item["date_published"]),
            "documents": [each["url"] for each in item.get("attachments", ())],
            "content": Html(item["content_html"]),
        }
        for item in json.loads(content)["items"]
    ]


def letter_of(period: str, language: str, contents: Contents) -> Letter | None:
    """An edition as a letter, by its period and language."""
    found = (e for e in contents.editions if (str(e.period), e.language) == (period, language))
    return next((Letter(edition, contents.site) for edition in found), None)


def _entry_page(publication_id: str, language: str, preview: Preview, templates: Templates) -> str:
    """An entry as a page of its own, whether or not it has an address elsewhere."""
    selection, contents = preview.selection, preview.contents
    for listing in selection.listings:
        if (listing.publication_id, listing.language) == (publication_id, language):
            lists = select.lists(selection.listings, contents.site)
            (page,) = Resolver(preview.project, selection).pages([listing], lists)
            return entry_html(page, followable(contents.feeds), contents.site, templates)
    raise HTTPException(404)


def artifact(path: str, contents: Contents, templates: Templates) -> Artifact | None:
    """What a build would write at a path of the output; nothing where it would write nothing."""
    return next((each for each in _candidates(path, contents, templates) if each.path == path), None)


def _candidates(path: str, contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """The artifacts of the part that the path belongs to, rendered from as little as can hold it."""
    folder, _, name = path.rpartition("/")
    first = path.partition("/")[0]
    if name in FILES and first != "newsletters":
        feeds = tuple(feed for feed in contents.feeds if folder in feed.folders)
        yield from render(replace(contents, feeds=feeds), templates, [Part.FEEDS])
    elif first in contents.site.languages or name == "feeds.opml":
        archives = tuple(each for each in contents.archives if each.path("") == path)
        yield from render(replace(contents, archives=archives), templates, [Part.FEEDS, Part.ARCHIVES])
    elif first == "newsletters" and name not in (ATOM.file, "index.html"):
        for edition in contents.editions:
            if path.startswith(f"{edition.folder}/") and name.startswith(f"{edition.language}."):
                yield from edition_artifacts(edition, contents.site, templates)
    else:
        pages = tuple(page for page in contents.pages if page.path == path)
        part = {"newsletters": Part.NEWSLETTERS, "embed": Part.EMBED}.get(first, Part.PAGES)
        yield from render(replace(contents, pages=pages), templates, [part])
