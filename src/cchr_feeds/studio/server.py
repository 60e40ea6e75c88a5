"""The studio's web server: on loopback, for this machine's browser at the address that this run announced."""

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from copy import copy
from pathlib import Path
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from cchr_feeds.errors import CchrFeedsError, OutputFailed, ProblemsFound
from cchr_feeds.i18n import LANGUAGES, _
from cchr_feeds.packaged import packaged_templates
from cchr_feeds.problem import InvalidValue
from cchr_feeds.source import ParseCache, partial_read
from cchr_feeds.source.files import SITE_FILE
from cchr_feeds.studio import edition_pages, entry_pages, frames, pages, uploads
from cchr_feeds.studio.job import Job
from cchr_feeds.studio.page_context import FOLDER, HEADERS, PAGES, PageContext, Pairs, Translator, page
from cchr_feeds.studio.project_state import LiveProject

_LOOPBACK = "127.0.0.1"

MAX_BYTES = 1024 * 1024
"""Of what a browser sends with a form; Khmer takes three times as much there as in a file."""

MAX_FIELDS = 4000
"""Of a form; a document has six, and may be there in every language."""

_LOOKS = 130
# Seconds between two looks at the project's files; a look at 1,000 of them takes 5 ms.
_BETWEEN_LOOKS = 0.15

_SHOWN: dict[str, Callable[[PageContext], str]] = {
    "/": entry_pages.entries,
    "/entry": entry_pages.entry,
    "/look": entry_pages.entry_preview,
    "/text": entry_pages.text,
    "/feeds": pages.feeds,
    "/newsletter": pages.newsletter,
    "/edition": edition_pages.edition,
    "/send": edition_pages.send,
    "/embed": pages.embed,
    "/changes": pages.changes,
    "/overview": pages.overview,
    "/translations": pages.translations,
}
_RECEIVED: dict[str, Callable[[PageContext, Pairs], Response]] = {
    "/entry": entry_pages.save,
    "/check": entry_pages.check,
    "/text": entry_pages.save_text,
    "/rename": uploads.rename_file,
    "/edition": edition_pages.save,
    "/edition-check": edition_pages.check,
    "/send": edition_pages.act,
    "/publish": pages.start,
    "/undo": pages.start,
}


def serve(live: LiveProject, port: int, language: str, announce: Callable[[str], None]) -> None:
    """Serves the studio of a project, in a language of the program, until it is interrupted.

    As soon as it listens, `announce` gets its address, which has this run's secret in it; port 0 means any
    that is free. Raises `OutputFailed` if it can't listen, and `ProblemsFound` where there is no project.
    """
    if not (live.folder / SITE_FILE).exists():  # said at once, as by every command in a wrong folder
        raise ProblemsFound(partial_read(live.folder, ParseCache()).problems)
    # The secrets of this run, each the first part of an address. One opens everything, the other what is
    # rendered, read only: such a page may hold a project's own script, and knows its own address.
    studio, view = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        app = _application(live, studio, view, language, lambda: server.should_exit)
        # Its log would show the secret; what goes wrong is shown in the page.
        server = uvicorn.Server(
            uvicorn.Config(
                _with_access_control(app, studio, view, port),
                lifespan="off",
                ws="none",
                loop="asyncio",
                http="h11",
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        announce(f"http://{_LOOPBACK}:{port}/{studio}/")
        server.run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    """A socket that listens on the port (0: any that is free); raises `OutputFailed`."""
    # What asks before the server runs waits.
    try:
        return socket.create_server((_LOOPBACK, port))
    except OSError as error:
        told = {"port": str(port), "reason": os.strerror(error.errno or 0).lower()}
        why = _("nothing can be served on port {port}: {reason}; try another --port", **told)
        raise OutputFailed(why) from error


def _with_access_control(app: ASGIApp, studio: str, view: str, port: int) -> ASGIApp:
    """The application, asked only for what may be answered; anything else gets an empty answer."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            status = _refusal(scope, studio, view, port)
            await (PlainTextResponse("", status) if status else app)(scope, receive, send)

    return guarded


def _refusal(scope: Scope, studio: str, view: str, port: int) -> int:
    """The status to refuse with; 0 for what may be answered."""
    # Pages of other sites run in the same browser. They can send requests here, under a name of their own
    # that leads to this machine (DNS rebinding), or by a form (CSRF). They don't know the secrets in the
    # addresses.
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if host not in (f"127.0.0.1:{port}", f"localhost:{port}") or len(headers.getlist("host")) != 1:
        return 421
    key = "".join(str(scope["path"]).split("/")[1:2])  # not every target is a path (RFC 9112 §3.2)
    is_studio = secrets.compare_digest(key.encode(), studio.encode())
    if not is_studio and not secrets.compare_digest(key.encode(), view.encode()):
        return 404
    if scope["method"] in ("GET", "HEAD"):
        return 0
    if scope["method"] != "POST" or not is_studio:
        return 405
    return 0 if headers.get("origin") == f"http://{host}" else 403


def _application(
    live: LiveProject, studio: str, view: str, language: str, is_ending: Callable[[], bool]
) -> Starlette:
    """The studio of a project below two secrets, for requests that the server lets in.

    It speaks `language`, and in a folder for each (`km/`) one of the program's languages.
    `is_ending` tells whether the server waits for its last answers.
    """
    routes = [
        *(Route(address, _showing(each)) for address, each in _SHOWN.items()),
        *(Route(address, _receiving(each), methods=["POST"]) for address, each in _RECEIVED.items()),
        Route("/file", take_file, methods=["POST"]),
        Route("/revision", revision),
        _file_route("studio.css", "text/css"),
        _file_route("studio.js", "text/javascript"),
        _file_route("copy.js", "text/javascript", packaged_templates() / "assets"),
    ]
    pages_of_studio = Router(routes, redirect_slashes=False)
    app = Starlette(
        routes=[
            *(Mount(f"/{studio}/{folder}", pages_of_studio) for folder in LANGUAGES),
            Mount(f"/{studio}", pages_of_studio),
            Mount(f"/{view}", Router(frames.ROUTES, redirect_slashes=False)),
        ],
        exception_handlers={
            CchrFeedsError: refused,
            HTTPException: refused,
            ClientDisconnect: lambda _request, _error: Response(status_code=400),  # nothing: it is gone
        },
    )
    app.state.live, app.state.view, app.state.job = live, view, Job()
    app.state.language, app.state.is_ending = language, is_ending
    return app


def _file_route(name: str, media_type: str, folder: Path = FOLDER) -> Route:
    """The address of a file that the studio's pages load."""
    content = (folder / name).read_bytes()
    return Route(f"/{name}", Response(content, media_type=media_type, headers=HEADERS))


def _context(request: Request) -> PageContext:
    name, shared = request.url.path.rpartition("/")[2], request.app.state
    told = copy(shared.job)  # before the state, which then has all that it says is done
    state, translator, job = shared.live.state(), _translator(request), shared.job
    is_answer = request.method == "POST"
    return PageContext(name, request.query_params, state, translator, shared.view, job, told, is_answer)


def _translator(request: Request) -> Translator:
    """Speaks the language that the address names as a folder, or else the one that the studio was told."""
    folder = "".join(request.url.path.split("/")[2:3])
    return Translator(folder, "../") if folder in LANGUAGES else Translator(request.app.state.language)


def _showing(made: Callable[[PageContext], str]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that shows a page."""

    async def endpoint(request: Request) -> Response:
        context = _context(request)
        try:
            if context.state.readable:
                return page(made(context))
            return page(context.page("unreadable", problems=context.state.partial_read.problems))
        except OutputFailed:  # of a file that is no text: what is wrong with it, and where it can be fixed
            if "path" not in context.query:
                raise
            problems = context.state.problems.get(context.path, [])
            return page(context.page("unopened", path=context.path, problems=problems))

    return endpoint


def _receiving(
    received: Callable[[PageContext, Pairs], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that does what a form asks for, while others are answered."""

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(received, _context(request), await _sent(request))

    return endpoint


async def _sent(request: Request) -> Pairs:
    """The names and values of a form as the browser sent them."""
    # Starlette's own reader of forms needs another package (python-multipart).
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise HTTPException(413)
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error


async def take_file(request: Request) -> Response:
    """Puts a file that was dropped or chosen beside the entry that the address names; its name there."""
    context = _context(request)
    try:
        async with uploads.arriving(request.stream(), uploads.beside(context)) as copy:
            return await run_in_threadpool(uploads.take_file, context, copy)
    except (InvalidValue, OSError) as error:
        return uploads.not_taken(context, context.query.get("name", ""), error)


async def revision(request: Request) -> Response:
    """The revision of the project's files, once it is another than the page has; or after a while."""
    seen, shared = request.query_params.get("seen", ""), request.app.state
    for __ in range(_LOOKS):
        if shared.is_ending() or shared.live.revision() != seen or await request.is_disconnected():
            break
        await asyncio.sleep(_BETWEEN_LOOKS)
    return PlainTextResponse(shared.live.revision(), headers={"Cache-Control": "no-store"})


async def refused(request: Request, error: Exception) -> Response:
    """Why a page can't be shown, in the words of the command; or that there is nothing at an address."""
    heading, status = _("This can’t be shown now"), 500
    if isinstance(error, HTTPException):
        heading, status = _("There is nothing here"), error.status_code
        if request.method == "POST" and status == 404:  # the page that sends it was there
            heading = _("This file was removed or renamed meanwhile")
    problems = error.problems if isinstance(error, ProblemsFound) else ()
    why = "" if problems or isinstance(error, HTTPException) else error.args[0]
    words = _translator(request).template_values
    return page(PAGES.html("error.html.j2", heading=heading, why=why, problems=problems, **words), status)
