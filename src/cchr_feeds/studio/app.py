"""Addresses of the studio, and what answers them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, Router

from cchr_feeds.errors import CchrFeedsError, OutputFailed
from cchr_feeds.i18n import LANGUAGES, _
from cchr_feeds.packaged import packaged_templates
from cchr_feeds.problem import InvalidValue
from cchr_feeds.regular_file import reason_of
from cchr_feeds.source.attachments import publishable
from cchr_feeds.source.edit import NotEditable
from cchr_feeds.source.save import (
    EntryText,
    HasChanged,
    open_entry,
    save_entry,
    save_new_entry,
)
from cchr_feeds.studio import edition_pages, entry_pages, frames, pages, publish_pages, uploads
from cchr_feeds.studio.access_control import Tokens
from cchr_feeds.studio.entry_pages import Refused
from cchr_feeds.studio.form import Form, filled_in, fingerprint
from cchr_feeds.studio.job import Job
from cchr_feeds.studio.pages import PageContext
from cchr_feeds.studio.project_state import LiveProject
from cchr_feeds.studio.responses import failed, file_route, gone, page, translator_of, unknown

MAX_BYTES = 512 * 1024
"""Of what a browser sends with a form; an entry's file has at most half of it."""

MAX_FIELDS = 4000
"""Of a form; a document has six, and may be there in every language."""

_LOOKS = 130
_BETWEEN_LOOKS = 0.15
"""Seconds between two looks at the project's files; a look at 1,000 of them takes 5 ms."""


def application(live: LiveProject, tokens: Tokens, language: str, is_ending: Callable[[], bool]) -> Starlette:
    """The studio of a project, for requests that `access_control` lets in.

    It speaks `language`, and in a folder for each (`km/`) one of the program's languages.
    `is_ending` tells whether the server waits for its last answers.
    """
    studio = Router(_routes(), redirect_slashes=False)
    app = Starlette(
        routes=[
            *(Mount(f"/{tokens.studio}/{folder}", studio) for folder in LANGUAGES),
            Mount(f"/{tokens.studio}", studio),
            Mount(f"/{tokens.view}", Router(frames.ROUTES, redirect_slashes=False)),
        ],
        exception_handlers={CchrFeedsError: failed, HTTPException: unknown, ClientDisconnect: gone},
    )
    app.state.live, app.state.view, app.state.job = live, tokens.view, Job()
    app.state.language, app.state.is_ending = language, is_ending
    return app


def _routes() -> list[Route]:
    """The studio's addresses, below its secret and a language."""
    shown = {
        "/": entry_pages.entries,
        "/entry": entry_pages.entry,
        "/look": entry_pages.entry_preview,
        "/feeds": pages.feeds,
        "/newsletter": pages.newsletter,
        "/edition": edition_pages.edition,
        "/send": edition_pages.send,
        "/embed": pages.embed,
        "/changes": publish_pages.changes,
        "/overview": pages.overview,
        "/translations": pages.translations,
    }
    received = {
        "/edition": edition_pages.save,
        "/edition-check": edition_pages.check,
        "/send": edition_pages.act,
        "/publish": publish_pages.start,
        "/undo": publish_pages.start,
    }
    return [
        *(Route(address, _showing(each)) for address, each in shown.items()),
        *(Route(address, _receiving(each), methods=["POST"]) for address, each in received.items()),
        Route("/entry", save, methods=["POST"]),
        Route("/check", check, methods=["POST"]),
        Route("/file", take_file, methods=["POST"]),
        Route("/rename", rename_file, methods=["POST"]),
        Route("/text", text),
        Route("/text", save_text, methods=["POST"]),
        Route("/revision", revision),
        file_route("studio.css", "text/css"),
        file_route("studio.js", "text/javascript"),
        file_route("copy.js", "text/javascript", packaged_templates() / "assets"),
    ]


def _context(request: Request) -> PageContext:
    name, shared = request.url.path.rpartition("/")[2], request.app.state
    return PageContext(
        name, request.query_params, shared.live.state(), translator_of(request), shared.view, shared.job
    )


def _showing(made: Callable[[PageContext], str]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that shows a page."""

    async def endpoint(request: Request) -> Response:
        context = _context(request)
        try:
            return page(made(context) if context.state.readable else pages.unreadable(context))
        except OutputFailed:
            if "path" not in context.query:
                raise
            return page(entry_pages.unopened(context))

    return endpoint


def _receiving(
    received: Callable[[PageContext, Sequence[tuple[str, str]]], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that does what a form asks for, while others are answered."""

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(received, _context(request), await _sent(request))

    return endpoint


async def revision(request: Request) -> Response:
    """The revision of the project's files, once it is another than the page has; or after a while."""
    seen, shared = request.query_params.get("seen", ""), request.app.state
    for __ in range(_LOOKS):
        if shared.is_ending() or shared.live.revision() != seen or await request.is_disconnected():
            break
        await asyncio.sleep(_BETWEEN_LOOKS)
    return PlainTextResponse(shared.live.revision(), headers={"Cache-Control": "no-store"})


async def text(request: Request) -> Response:
    """An entry's file as text."""
    context = _context(request)
    try:
        file = open_entry(context.state.folder, context.path)
    except OutputFailed:
        return page(entry_pages.unopened(context))
    return page(entry_pages.entry_text(context, file, file.text))


async def save_text(request: Request) -> Response:
    """Writes a text into its file, right or wrong: a build refuses what is wrong, and says so."""
    context, sent = _context(request), dict(await _sent(request))
    file = open_entry(context.state.folder, context.path)
    typed, seen = sent.get("text", "").replace("\r\n", "\n").rstrip("\n") + "\n", sent.get("seen", "")
    try:
        return _saved(_written(file, typed, seen, context.state.folder))
    except HasChanged:
        file = open_entry(context.state.folder, context.path)
        refused = _(
            "the file was changed elsewhere since you opened it here; nothing was saved yet. Below yours is "
            "what it says now: copy what is to stay into yours, then save"
        )
        return page(entry_pages.entry_text(context, file, typed, refused=refused), status=409)
    except OutputFailed as error:
        return page(entry_pages.entry_text(context, file, typed, seen, error.args[0]), status=409)


async def check(request: Request) -> Response:
    """What would be wrong with what is in a form now, by field, and the id that is proposed for it."""
    context = _context(request)
    form = _form_of(context, entry_pages.opened(context), await _sent(request))
    problems = {
        ".".join(field): list(map(context.translator.problem_json, found))
        for field, found in entry_pages.problems_of(form, context).items()
    }
    proposed = context.state.proposed_id(form.titles, form.values["category",])
    described = entry_pages.about(form, context)
    about = {".".join(field): context.translator.tell(text) for field, text in described}
    return JSONResponse({"problems": problems, "id": proposed, "about": about})


async def take_file(request: Request) -> Response:
    """Puts a file that was dropped or chosen beside the entry that the address names; its name there."""
    context, query = _context(request), request.query_params
    name, is_for_picture = query.get("name", ""), query.get("for") == "picture"
    try:
        async with uploads.arriving(request.stream(), entry_pages.beside(context)) as copy:
            taken = await run_in_threadpool(
                uploads.take_in, copy, name, query.get("otherwise", ""), is_for_picture
            )
    except (InvalidValue, OSError) as error:
        return _not_taken(context, name, error)
    said = context.translator.tell(entry_pages.taken_in_words(taken, context))
    return JSONResponse({"name": taken.name, "picture": taken.is_picture, "said": said})


async def rename_file(request: Request) -> Response:
    """Gives a file beside the entry that the address names another name; the name that it has then."""
    context, sent = _context(request), dict(await _sent(request))
    beside, name = entry_pages.beside(context), sent.get("name", "")
    if name not in publishable(beside):
        raise HTTPException(404)
    try:
        is_named = entry_pages.is_named_beside(context, name)
        return JSONResponse({"name": uploads.rename(beside, name, sent.get("wanted", ""), is_named)})
    except OSError as error:
        return _not_taken(context, name, error)


def _not_taken(context: PageContext, name: str, error: InvalidValue | OSError) -> Response:
    if isinstance(error, OSError):
        said = _("{path} could not be written: {reason}", path=name, reason=reason_of(error))
    else:
        said = _("{message}; {fix}", message=error.message, fix=error.fix)
    return JSONResponse({"said": context.translator.tell(said)}, 422)


async def save(request: Request) -> Response:
    """Writes what was sent into its file, unless something is wrong with it."""
    context, pairs = _context(request), await _sent(request)
    file = entry_pages.opened(context)
    form, sent = _form_of(context, file, pairs), dict(pairs)
    seen = sent.get("seen", "")
    if "more" in sent:
        return page(entry_pages.entry_form(context, form, {}, seen))
    problems = entry_pages.problems_of(form, context)
    if any(each.severity == "error" for found in problems.values() for each in found):
        return page(entry_pages.entry_form(context, form, problems, seen), status=422)
    folder = context.state.folder
    try:
        if file:
            return _saved(_written(file, form.text, seen, folder))
        return _saved(save_new_entry(folder, str(form.values["id",]), form.text))
    except HasChanged:
        return page(entry_pages.entry_of_two(context, form, seen), status=409)
    except (OutputFailed, NotEditable) as error:
        return page(entry_pages.entry_form(context, form, problems, seen, Refused(error.args[0])), status=409)


def _written(file: EntryText, text: str, seen: str, folder: Path) -> str:
    """The path of the file, which now holds the text; `seen` stands for the one that was changed.

    Raises `HasChanged` where that is not the file's any more.
    """
    if seen != fingerprint(file.text):
        raise HasChanged(file.path)
    save_entry(folder, file, text)
    return file.path


def _saved(path: str) -> Response:
    return RedirectResponse(f"look?path={quote(path)}&saved=1", 303)


def _form_of(context: PageContext, file: EntryText | None, pairs: Sequence[tuple[str, str]]) -> Form:
    """A form as the browser sent it; an id that readers know stays, a draft that ends is released now."""
    path, before = (file.path, file.text) if file else ("", "")
    form = filled_in(path, before, context.state.partial_read.languages, pairs)
    if form.id_before in context.state.published_ids:
        return replace(form, values={**form.values, ("id",): form.id_before})
    return form.released(context.state.preview.today.isoformat())


async def _sent(request: Request) -> list[tuple[str, str]]:
    """The names and values of a form as the browser sent them.

    Starlette's own reader of forms needs another package (python-multipart).
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise HTTPException(413)
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
