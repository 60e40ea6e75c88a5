"""Answers with the studio's own pages: their templates, style and script, and pages for errors."""

from collections.abc import Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import LANGUAGES, _
from cchr_feeds.problem import Problem
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.studio.translator import Translator

_FOLDER = Path(__file__).parent / "studio_pages"

PAGES = Templates(packaged=_FOLDER)
"""The studio's templates, which no project replaces."""

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


def file_route(name: str, media_type: str, folder: Path = _FOLDER) -> Route:
    """The address of a file that the studio's pages load."""
    content = (folder / name).read_bytes()
    return Route(f"/{name}", Response(content, media_type=media_type, headers=_HEADERS))


def translator_of(request: Request) -> Translator:
    """Speaks the language that the address names as a folder, or else the one that the studio was told."""
    folder = "".join(request.url.path.split("/")[2:3])
    return Translator(folder, "../") if folder in LANGUAGES else Translator(request.app.state.language)


async def failed(request: Request, error: Exception) -> Response:
    """Why a page can't be shown, in the words of the command."""
    problems = error.problems if isinstance(error, ProblemsFound) else ()
    return _error_page(
        request, 500, _("This can’t be shown now"), "" if problems else error.args[0], problems
    )


async def unknown(request: Request, error: Exception) -> Response:
    """That there is nothing at an address."""
    return _error_page(request, getattr(error, "status_code", 404), _("There is nothing here"))


async def gone(_request: Request, _error: Exception) -> Response:
    """Nothing: the browser went before it had sent everything."""
    return Response(status_code=400)


def _error_page(
    request: Request, status: int, heading: str, why: str = "", problems: Sequence[Problem] = ()
) -> Response:
    words = translator_of(request).template_values
    return page(PAGES.html("error.html.j2", heading=heading, why=why, problems=problems, **words), status)
