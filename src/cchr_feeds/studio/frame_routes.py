"""What frames show: files of the output as a build would write them, and ways of looking at them.

Nothing here can be told anything. Each page is closed in by its own headers: a mail runs no script, and a
page that runs one is a stranger to the studio (`sandbox`, Content Security Policy Level 3, §6.3).
"""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cchr_feeds.regular_file import read_regular
from cchr_feeds.source.attachments import MEDIA_TYPES
from cchr_feeds.studio import frames
from cchr_feeds.studio.on_demand import artifact
from cchr_feeds.studio.project_state import LiveProject, Preview, State

MAX_BYTES = 256 * 1024 * 1024
"""Of a file beside an entry."""

_HTML = "text/html; charset=utf-8"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": _HTML,
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".opml": "text/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "text/xml; charset=utf-8",
}


class FrameRoutes:
    """Answers with what is rendered: `out` is what readers get, `all` has what waits as well."""

    def __init__(self, live: LiveProject) -> None:
        self._live = live

    def routes(self) -> list[Route]:
        """Its addresses, below its secret."""
        return [
            Route("/{root}/mail/{name:path}", self.mail),
            Route("/{root}/reader/{path:path}", self.reader),
            Route("/{root}/try/{language}", self.embedding),
            Route("/{root}/{path:path}", self.output),
        ]

    async def mail(self, request: Request) -> Response:
        """A mail in HTML."""
        preview, state = self._preview(request)
        pictures = request.query_params.get("pictures") != "none"
        name = request.path_params["name"]
        return _framed(request, frames.mail_html(name, preview, state.templates, pictures=pictures))

    async def reader(self, request: Request) -> Response:
        """A feed as a reader's program shows it."""
        preview, state = self._preview(request)
        return _framed(request, frames.reader_html(request.path_params["path"], preview, state.templates))

    async def embedding(self, request: Request) -> Response:
        """A page with the web component."""
        preview, _ = self._preview(request)
        language = request.path_params["language"]
        page = frames.embed_html(language) if language in preview.site.languages else None
        return _framed(request, page, scripts=True)

    async def output(self, request: Request) -> Response:
        """A file as a build would write it; of an entry that has none, the page it would have."""
        preview, state = self._preview(request)
        path = request.path_params["path"]
        found = artifact(path, preview.contents, state.templates)
        if found is not None:
            content = found.content
            body = content if isinstance(content, bytes) else read_regular(content, MAX_BYTES)
            return _framed(request, body, scripts=True, media_type=_media_type(path))
        place = PurePosixPath(path)
        page = (
            frames.entry_page(place.parent.name, place.stem, preview, state.templates)
            if place.match("publications/*/*.html")
            else None
        )
        return _framed(request, page, scripts=True)

    def _preview(self, request: Request) -> tuple[Preview, State]:
        state = self._live.state()
        preview = {"out": state.preview, "all": state.everything}.get(request.path_params["root"])
        if preview is None:
            raise HTTPException(404)
        return preview, state


def _media_type(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    return _TYPES.get(suffix) or MEDIA_TYPES.get(suffix) or "application/octet-stream"


def _framed(
    request: Request, content: str | bytes | None, *, scripts: bool = False, media_type: str = _HTML
) -> Response:
    """Something to be shown in a frame of the studio, and to know nothing of it."""
    if content is None:
        raise HTTPException(404)
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": _policy(f"http://{request.headers['host']}", scripts=scripts),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    if scripts:
        # A sandboxed page is of no origin: it gets modules and feeds with leave only (Fetch, CORS protocol).
        headers["Access-Control-Allow-Origin"] = "null"
    return Response(content, media_type=media_type, headers=headers)


def _policy(here: str, *, scripts: bool) -> str:
    """What a page in a frame may do: run scripts as one of no origin, or none as one of ours.

    Only in the second do browsers let the frame around it decide whether it is dark. "'self'" is written out,
    because it would be nothing in the first.
    """
    own = f"{here} " if scripts else ""
    only_own = own or "'none'"
    return "; ".join(
        [
            f"sandbox {'allow-scripts' if scripts else 'allow-same-origin'}",
            "default-src 'none'",
            f"script-src {only_own}",
            f"style-src {own}'unsafe-inline'",
            f"img-src {own}data:",
            f"connect-src {only_own}",
            f"frame-src {only_own}",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {here}",
        ]
    )
