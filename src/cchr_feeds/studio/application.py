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
from cchr_feeds.messages import LANGUAGES, said
from cchr_feeds.source.editing import NotEditable
from cchr_feeds.source.saving import EntryText, open_entry, save_entry, save_new_entry
from cchr_feeds.source.written import written_values
from cchr_feeds.studio import entry_pages, pages
from cchr_feeds.studio.answers import Failures, page, script, stylesheet
from cchr_feeds.studio.form import Form, filled_in, fingerprint, form_of
from cchr_feeds.studio.form_problems import Around, Problems, problems_at_fields
from cchr_feeds.studio.guard import Keys
from cchr_feeds.studio.sent import pairs_of
from cchr_feeds.studio.telling import Tongue, as_json
from cchr_feeds.studio.view import View
from cchr_feeds.studio.workshop import Shown, State, Workshop

_BETWEEN_LOOKS = 0.15
"""Seconds between two looks at the project's files; a look at 1,000 of them takes 5 ms."""
_LOOKS = 130

_Page = Callable[[pages.Asked, Shown], str]


def application(workshop: Workshop, keys: Keys, language: str, is_ending: Callable[[], bool]) -> Starlette:
    """The studio of a project, to be asked by whoever the guard lets in.

    It speaks `language`, and in a folder for each (`km/`) one of the program's languages.
    `is_ending` tells whether the server waits for its last answers.
    """
    tongues = {f"/{each}": Tongue(each, "../") for each in LANGUAGES} | {"": Tongue(language)}
    failures = Failures(language)
    return Starlette(
        routes=[
            *(
                Mount(
                    f"/{keys.studio}{folder}",
                    Router(Studio(workshop, keys.view, is_ending, tongue).routes(), redirect_slashes=False),
                )
                for folder, tongue in tongues.items()
            ),
            Mount(f"/{keys.view}", Router(View(workshop).routes(), redirect_slashes=False)),
        ],
        exception_handlers={CchrFeedsError: failures.failed, HTTPException: failures.unknown},
    )


class Studio:
    """Answers with the studio's pages, and saves what is written in them."""

    def __init__(self, workshop: Workshop, view: str, is_ending: Callable[[], bool], tongue: Tongue) -> None:
        self._workshop = workshop
        self._view = view
        self._is_ending = is_ending
        self._tongue = tongue

    def routes(self) -> list[Route]:
        """Its addresses, below its secret."""
        folder = self._workshop.folder
        shown: dict[str, _Page] = {
            "/feeds": pages.feeds,
            "/newsletter": pages.newsletter,
            "/embed": pages.embed,
            "/changes": lambda asked, shown: pages.changes(asked, shown, folder),
            "/overview": pages.overview,
        }
        return [
            Route("/", self.entries),
            Route("/entry", self.entry, methods=["GET"]),
            Route("/entry", self.save, methods=["POST"]),
            Route("/check", self.check, methods=["POST"]),
            Route("/text", self.text, methods=["GET"]),
            Route("/text", self.save_text, methods=["POST"]),
            Route("/look", self.look),
            *(Route(address, self._showing(each)) for address, each in shown.items()),
            Route("/revision", self.revision),
            Route("/studio.css", stylesheet),
            Route("/studio.js", script),
        ]

    def _asked(self, request: Request) -> pages.Asked:
        name = request.url.path.rpartition("/")[2]
        return pages.Asked(name, request.query_params, self._workshop.state(), self._tongue, self._view)

    def _showing(self, made: _Page) -> Callable[[Request], object]:
        """An endpoint that shows a page, of what readers get or would get without waiting."""

        async def endpoint(request: Request) -> Response:
            asked = self._asked(request)
            shown = asked.state.everything if asked.waiting else asked.state.shown
            return page(made(asked, shown) if shown else pages.unreadable(asked))

        return endpoint

    async def revision(self, request: Request) -> Response:
        """What stands for the project's files, once it is another than the page has; or after a while."""
        seen = request.query_params.get("seen", "")
        for _ in range(_LOOKS):
            if self._is_ending() or self._workshop.revision() != seen or await request.is_disconnected():
                break
            await asyncio.sleep(_BETWEEN_LOOKS)
        return PlainTextResponse(self._workshop.revision(), headers={"Cache-Control": "no-store"})

    async def entries(self, request: Request) -> Response:
        """The list of entries."""
        asked = self._asked(request)
        return page(entry_pages.entries(asked) if asked.state.shown else pages.unreadable(asked))

    async def look(self, request: Request) -> Response:
        """An entry as readers see it."""
        asked = self._asked(request)
        path = _path(request, asked.state)
        return page(
            entry_pages.look(asked, path, asked.state.shown) if asked.state.shown else pages.unreadable(asked)
        )

    async def entry(self, request: Request) -> Response:
        """An entry's form, as its file is, or a new one."""
        asked = self._asked(request)
        if asked.state.shown is None:
            return page(pages.unreadable(asked))
        try:
            opened = self._opened(request, asked.state)
        except OutputFailed:
            return page(entry_pages.unopened(asked, _path(request, asked.state)))
        languages = asked.state.survey.languages
        if opened is None:
            today = asked.state.shown.now.astimezone(asked.state.shown.site.timezone).date().isoformat()
            form = filled_in("", "", languages, [("published", today)])
            return page(entry_pages.entry_form(asked, form, {}))
        if not written_values(opened.text):
            return page(entry_pages.entry_text(asked, opened, opened.text))
        form = form_of(opened.path, opened.text, languages)
        return page(entry_pages.entry_form(asked, form, self._problems(form, asked.state)))

    async def text(self, request: Request) -> Response:
        """An entry's file as text."""
        asked = self._asked(request)
        try:
            entry = open_entry(self._workshop.folder, _path(request, asked.state))
        except OutputFailed:
            return page(entry_pages.unopened(asked, _path(request, asked.state)))
        return page(entry_pages.entry_text(asked, entry, entry.text))

    async def save_text(self, request: Request) -> Response:
        """Writes a text into its file, right or wrong: a build refuses what is wrong, and says so."""
        asked = self._asked(request)
        entry = open_entry(self._workshop.folder, _path(request, asked.state))
        sent = dict(await pairs_of(request))
        text = sent.get("text", "").replace("\r\n", "\n").rstrip("\n") + "\n"
        seen = sent.get("seen", "")
        try:
            _refuse_changed(entry, seen)
            save_entry(self._workshop.folder, entry, text)
        except OutputFailed as error:
            return page(entry_pages.entry_text(asked, entry, text, seen, error.args[0]), status=409)
        return RedirectResponse(f"look?path={quote(entry.path)}&saved=1", 303)

    async def check(self, request: Request) -> Response:
        """What would be wrong with what is in a form now, by field, and the id that is proposed for it."""
        state = self._workshop.state()
        form, _ = self._filled_in(request, state, await pairs_of(request))
        found = {
            ".".join(field): [as_json(each, self._tongue) for each in some]
            for field, some in self._problems(form, state).items()
        }
        return JSONResponse(
            {"problems": found, "id": state.proposed_id(form.titles, form.values["category",])}
        )

    async def save(self, request: Request) -> Response:
        """Writes what was sent into its file, unless something is wrong with it."""
        asked = self._asked(request)
        pairs = await pairs_of(request)
        form, seen = self._filled_in(request, asked.state, pairs)
        if more := dict(pairs).get("more"):
            return page(entry_pages.entry_form(asked, form.with_another_row(more), {}, seen))
        problems = self._problems(form, asked.state)
        if any(each.severity == "error" for found in problems.values() for each in found):
            return page(entry_pages.entry_form(asked, form, problems, seen), status=422)
        try:
            path = self._saved(form, seen)
        except (OutputFailed, NotEditable) as error:
            return page(entry_pages.entry_form(asked, form, problems, seen, error.args[0]), status=409)
        return RedirectResponse(f"look?path={quote(path)}&saved=1", 303)

    def _saved(self, form: Form, seen: str) -> str:
        """The path of the file that now holds the form."""
        if not form.path:
            return save_new_entry(self._workshop.folder, str(form.values[("id",)]), form.text)
        entry = open_entry(self._workshop.folder, form.path)
        _refuse_changed(entry, seen)
        save_entry(self._workshop.folder, entry, form.text)
        return form.path

    def _problems(self, form: Form, state: State) -> Problems:
        terms = list(state.site.categories) if state.site else []
        taken = state.shown.project.places if state.shown else {}
        return problems_at_fields(form, Around(terms, taken, self._workshop.folder))

    def _filled_in(
        self, request: Request, state: State, pairs: Sequence[tuple[str, str]]
    ) -> tuple[Form, str]:
        """A form as the browser sent it, and which text of the file it was opened with."""
        opened = self._opened(request, state)
        path, text = (opened.path, opened.text) if opened else ("", "")
        form = filled_in(path, text, state.survey.languages, pairs)
        if form.id_before in state.published_ids:
            form = replace(form, values={**form.values, ("id",): form.id_before})
        return form, dict(pairs).get("seen", "")

    def _opened(self, request: Request, state: State) -> EntryText | None:
        """The file that the address names; nothing where it names none."""
        if "path" not in request.query_params:
            return None
        return open_entry(self._workshop.folder, _path(request, state))


def _refuse_changed(entry: EntryText, seen: str) -> None:
    if seen != fingerprint(entry.text):
        raise OutputFailed(said("changed-since-opened"))


def _path(request: Request, state: State) -> str:
    """The entry's file that the address names, which is one of those that were found, and nothing else."""
    path = request.query_params.get("path", "")
    if path not in state.survey.paths:
        raise HTTPException(404)
    return path
