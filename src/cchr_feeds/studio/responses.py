"""Answers with the headers that keep a page to itself."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import LANGUAGES, _
from cchr_feeds.studio.page_templates import FOLDER
from cchr_feeds.studio.translator import Translator

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


@dataclass(frozen=True, slots=True)
class ErrorPages:
    """Answers where no page can be shown; `language` is spoken where the address names none."""

    language: str

    async def failed(self, request: Request, error: Exception) -> Response:
        """Why a page can't be shown, in the words of the command."""
        translator = self._translator(request)
        if isinstance(error, ProblemsFound):
            html = "".join(_item(each, translator) for each in error.problems)
            return _plain(translator, _("This can’t be shown now"), f'<ul class="problems">{html}</ul>', 500)
        why = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
        return _plain(translator, _("This can’t be shown now"), f"<p>{escape(translator.tell(why))}</p>", 500)

    async def unknown(self, request: Request, error: Exception) -> Response:
        """That there is nothing at an address."""
        status = int(getattr(error, "status_code", 404))
        return _plain(self._translator(request), _("There is nothing here"), "", status)

    def _translator(self, request: Request) -> Translator:
        chosen = request.url.path.split("/")[2:3]
        return Translator(next(filter(LANGUAGES.__contains__, chosen), self.language))


def _item(problem: Problem, translator: Translator) -> str:
    """A problem in a list, as the pages show it."""
    place = translator.gettext("{path}, line {line}", path=problem.path, line=problem.line)
    message, fix = escape(translator.tell(problem.message)), escape(translator.tell(problem.fix))
    return (
        f'<li class="{problem.severity}">{message} <span class="fix">{fix}</span> '
        f'<span class="place">{escape(place)}</span></li>'
    )


def _plain(translator: Translator, title: str, html: str, status: int) -> Response:
    """A page that needs no template, because a template may be what is wrong."""
    heading = escape(translator.tell(title))
    text = (
        f'<!DOCTYPE html><html lang="{translator.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{heading}</title><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="studio.css"></head><body><main>'
        f'<h1>{heading}</h1>{html}<p><a href="./">{escape(translator.tell(_("To the entries")))}</a></p>'
        "</main></body></html>"
    )
    return page(text, status)
