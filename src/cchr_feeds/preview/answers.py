"""Answers with the headers that keep a page to itself."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cchr_feeds.preview.templates import FOLDER

# The secret stands in the address, so no other site may be told it (Referrer-Policy). Under "no-referrer"
# browsers would send `Origin: null` with our own forms (Fetch, "append a request `Origin` header").
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def page(html: str, status: int = 200) -> Response:
    """One of the studio's pages."""
    return HTMLResponse(html, status, headers=_HEADERS)


async def stylesheet(_: Request) -> Response:
    """The studio's style."""
    return Response((FOLDER / "studio.css").read_bytes(), media_type="text/css", headers=_HEADERS)


async def script(_: Request) -> Response:
    """The studio's script."""
    return Response((FOLDER / "studio.js").read_bytes(), media_type="text/javascript", headers=_HEADERS)


async def failed(_: Request, error: Exception) -> Response:
    """Why a page can't be shown, in the words of the command."""
    problems = getattr(error, "problems", ())
    lines = "".join(f"<li>{escape(str(each))}</li>" for each in problems)
    return _plain("This can’t be shown now", f"<p>{escape(str(error))}</p><ul>{lines}</ul>", 500)


async def unknown(_: Request, error: Exception) -> Response:
    """That there is nothing at an address."""
    return _plain("There is nothing here", "", int(getattr(error, "status_code", 404)))


def _plain(title: str, html: str, status: int) -> Response:
    """A page that needs no template, because a template may be what is wrong."""
    text = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="studio.css"></head>'
        f'<body><main><h1>{title}</h1>{html}<p><a href="./">To the entries</a></p></main></body></html>'
    )
    return page(text, status)
