"""Addresses of the studio, and what answers them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, Router

from cchr_feeds.errors import CchrFeedsError, OutputFailed
from cchr_feeds.i18n import LANGUAGES, _
from cchr_feeds.source.edit import NotEditable
from cchr_feeds.source.save import EntryText, open_entry, save_entry, save_new_entry
from cchr_feeds.source.yaml_tree import written_values
from cchr_feeds.studio import entry_pages, pages
from cchr_feeds.studio.access_control import Tokens
from cchr_feeds.studio.form import Form, filled_in, fingerprint, form_of
from cchr_feeds.studio.form_data import pairs_of
from cchr_feeds.studio.form_problems import FormContext, Problems, problems_at_fields
from cchr_feeds.studio.frame_routes import FrameRoutes
from cchr_feeds.studio.project_state import LiveProject, Preview, State
from cchr_feeds.studio.responses import ErrorPages, page, script, stylesheet
from cchr_feeds.studio.translator import Translator, as_json

_BETWEEN_LOOKS = 0.15
"""Seconds between two looks at the project's files; a look at 1,000 of them takes 5 ms."""
_LOOKS = 130

_Page = Callable[[pages.PageContext, Preview], str]


def application(live: LiveProject, tokens: Tokens, language: str, is_ending: Callable[[], bool]) -> Starlette:
    """The studio of a project, to be asked by whoever the guard lets in.

    It speaks `language`, and in a folder for each (`km/`) one of the program's languages.
    `is_ending` tells whether the server waits for its last answers.
    """
    translators = {f"/{each}": Translator(each, "../") for each in LANGUAGES} | {"": Translator(language)}
    error_pages = ErrorPages(language)
    return Starlette(
        routes=[
            *(
                Mount(
                    f"/{tokens.studio}{folder}",
                    Router(Studio(live, tokens.view, is_ending, translator).routes(), redirect_slashes=False),
                )
                for folder, translator in translators.items()
            ),
            Mount(f"/{tokens.view}", Router(FrameRoutes(live).routes(), redirect_slashes=False)),
        ],
        exception_handlers={CchrFeedsError: error_pages.failed, HTTPException: error_pages.unknown},
    )


class Studio:
    """Answers with the studio's pages, and saves what is written in them."""

    def __init__(
        self, live: LiveProject, view: str, is_ending: Callable[[], bool], translator: Translator
    ) -> None:
        self._live = live
        self._view = view
        self._is_ending = is_ending
        self._translator = translator

    def routes(self) -> list[Route]:
        """Its addresses, below its secret."""
        shown: dict[str, _Page] = {
            "/": entry_pages.entries,
            "/entry": self._entry,
            "/look": entry_pages.entry_preview,
            "/feeds": pages.feeds,
            "/newsletter": pages.newsletter,
            "/embed": pages.embed,
            "/changes": pages.changes,
            "/overview": pages.overview,
        }
        return [
            *(Route(address, self._showing(each), methods=["GET"]) for address, each in shown.items()),
            Route("/entry", self.save, methods=["POST"]),
            Route("/check", self.check, methods=["POST"]),
            Route("/text", self.text, methods=["GET"]),
            Route("/text", self.save_text, methods=["POST"]),
            Route("/revision", self.revision),
            Route("/studio.css", stylesheet),
            Route("/studio.js", script),
        ]

    def _context(self, request: Request) -> pages.PageContext:
        name = request.url.path.rpartition("/")[2]
        return pages.PageContext(name, request.query_params, self._live.state(), self._translator, self._view)

    def _showing(self, made: _Page) -> Callable[[Request], object]:
        """An endpoint that shows a page, of what readers get or would get without waiting."""

        async def endpoint(request: Request) -> Response:
            context = self._context(request)
            preview = context.state.everything if context.waiting else context.state.preview
            try:
                return page(made(context, preview) if preview else pages.unreadable(context))
            except OutputFailed:
                return page(entry_pages.unopened(context, context.path))

        return endpoint

    async def revision(self, request: Request) -> Response:
        """What stands for the project's files, once it is another than the page has; or after a while."""
        seen = request.query_params.get("seen", "")
        for __ in range(_LOOKS):
            if self._is_ending() or self._live.revision() != seen or await request.is_disconnected():
                break
            await asyncio.sleep(_BETWEEN_LOOKS)
        return PlainTextResponse(self._live.revision(), headers={"Cache-Control": "no-store"})

    def _entry(self, context: pages.PageContext, preview: Preview) -> str:
        """An entry's form, as its file is, or a new one."""
        languages = context.state.survey.languages
        opened = self._opened(context)
        if opened is None:
            form = filled_in("", "", languages, [("published", preview.today)])
            return entry_pages.entry_form(context, form, {})
        if not written_values(opened.text):
            return entry_pages.entry_text(context, opened, opened.text)
        form = form_of(opened.path, opened.text, languages)
        return entry_pages.entry_form(context, form, self._problems(form, context.state))

    async def text(self, request: Request) -> Response:
        """An entry's file as text."""
        context = self._context(request)
        try:
            entry = open_entry(self._live.folder, context.path)
        except OutputFailed:
            return page(entry_pages.unopened(context, context.path))
        return page(entry_pages.entry_text(context, entry, entry.text))

    async def save_text(self, request: Request) -> Response:
        """Writes a text into its file, right or wrong: a build refuses what is wrong, and says so."""
        context = self._context(request)
        entry = open_entry(self._live.folder, context.path)
        sent = dict(await pairs_of(request))
        text = sent.get("text", "").replace("\r\n", "\n").rstrip("\n") + "\n"
        seen = sent.get("seen", "")
        try:
            _refuse_changed(entry, seen)
            save_entry(self._live.folder, entry, text)
        except OutputFailed as error:
            return page(entry_pages.entry_text(context, entry, text, seen, error.args[0]), status=409)
        return RedirectResponse(f"look?path={quote(entry.path)}&saved=1", 303)

    async def check(self, request: Request) -> Response:
        """What would be wrong with what is in a form now, by field, and the id that is proposed for it."""
        context = self._context(request)
        form = self._filled_in(context, await pairs_of(request))
        found = {
            ".".join(field): [as_json(each, self._translator) for each in some]
            for field, some in self._problems(form, context.state).items()
        }
        proposed = context.state.proposed_id(form.titles, form.values["category",])
        return JSONResponse({"problems": found, "id": proposed})

    async def save(self, request: Request) -> Response:
        """Writes what was sent into its file, unless something is wrong with it."""
        context = self._context(request)
        pairs = await pairs_of(request)
        form, seen = self._filled_in(context, pairs), dict(pairs).get("seen", "")
        if more := dict(pairs).get("more"):
            return page(entry_pages.entry_form(context, form.with_another_row(more), {}, seen))
        problems = self._problems(form, context.state)
        if any(each.severity == "error" for found in problems.values() for each in found):
            return page(entry_pages.entry_form(context, form, problems, seen), status=422)
        try:
            path = self._saved(form, seen)
        except (OutputFailed, NotEditable) as error:
            return page(entry_pages.entry_form(context, form, problems, seen, error.args[0]), status=409)
        return RedirectResponse(f"look?path={quote(path)}&saved=1", 303)

    def _saved(self, form: Form, seen: str) -> str:
        """The path of the file that now holds the form."""
        if not form.path:
            return save_new_entry(self._live.folder, str(form.values[("id",)]), form.text)
        entry = open_entry(self._live.folder, form.path)
        _refuse_changed(entry, seen)
        save_entry(self._live.folder, entry, form.text)
        return form.path

    def _problems(self, form: Form, state: State) -> Problems:
        terms = list(state.site.categories) if state.site else []
        taken = state.preview.project.places if state.preview else {}
        return problems_at_fields(form, FormContext(terms, taken, self._live.folder))

    def _filled_in(self, context: pages.PageContext, pairs: Sequence[tuple[str, str]]) -> Form:
        """A form as the browser sent it."""
        opened, state = self._opened(context), context.state
        path, text = (opened.path, opened.text) if opened else ("", "")
        form = filled_in(path, text, state.survey.languages, pairs)
        if form.id_before in state.published_ids:
            form = replace(form, values={**form.values, ("id",): form.id_before})
        return form

    def _opened(self, context: pages.PageContext) -> EntryText | None:
        """The file that the address names; nothing where it names none."""
        return open_entry(self._live.folder, context.path) if "path" in context.query else None


def _refuse_changed(entry: EntryText, seen: str) -> None:
    if seen != fingerprint(entry.text):
        raise OutputFailed(
            _(
                "the file was changed elsewhere since you opened it here; nothing was saved. Open it "
                "again in another window, and copy over what you wrote"
            )
        )
