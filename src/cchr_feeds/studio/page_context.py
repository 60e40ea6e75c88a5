"""A page that was asked for, what it shows of the program, and the answer, which stays in this browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from cchr_feeds.i18n import LANGUAGES, _, ngettext, pgettext, translate
from cchr_feeds.problem import Problem
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.studio.form_problems import Problems
from cchr_feeds.studio.job import Job
from cchr_feeds.studio.project_state import Preview, State

FOLDER = Path(__file__).parent / "studio_pages"

PAGES = Templates(packaged=FOLDER)
"""The studio's templates, which no project replaces."""

# The secret stands in the address, so no other site may be told it (Referrer-Policy). Under "no-referrer"
# browsers would send `Origin: null` with our own forms (Fetch, "append a request `Origin` header").
HEADERS = {
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

Pairs = Sequence[tuple[str, str]]
"""Names and values of a form as a browser sends them."""


@dataclass(frozen=True, slots=True)
class Translator:
    """The language of a page, one of the program's; `up` leads from the page to the studio's own folder."""

    language: str
    # Pages in a chosen language are in a folder below the studio's.
    up: str = "./"

    def tell(self, text: str) -> str:
        """A text of the program in this language."""
        return translate(text, self.language)

    def language_of(self, text: str) -> str:
        """The language in which a text of the program is told: English where it has no translation."""
        return LANGUAGES[0] if self.tell(text) == text else self.language

    @property
    def template_values(self) -> Mapping[str, object]:
        """What the studio's templates translate their texts with, by the names that they use."""
        return {
            "page_language": self.language,
            "language_of": self.language_of,
            "tell": self.tell,
            "_": lambda text, /, **values: self.tell(_(text, **values)),
            "ngettext": lambda one, many, /, **values: self.tell(ngettext(one, many, **values)),
            "pgettext": lambda context, text, /, **values: self.tell(pgettext(context, text, **values)),
        }

    def others(self, here: str) -> list[tuple[str, str, str]]:
        """The other languages, each with the address of the same page (`here`) and its name in itself."""
        return [
            (each, f"{self.up}{each}/{here}", translate(pgettext("this language", "English"), each))
            for each in LANGUAGES
            if each != self.language
        ]

    def problems_json(self, problems: Problems) -> dict[str, list[dict[str, str]]]:
        """What the form's script shows of problems, by field."""
        return {".".join(field): list(map(self._problem_json, found)) for field, found in problems.items()}

    def _problem_json(self, problem: Problem) -> dict[str, str]:
        names = ("code", "message", "fix", "severity")
        told = {name: self.tell(getattr(problem, name)) for name in names}
        return told | {"language": self.language_of(problem.message)}


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page that was asked for: its name and what else the address says, the state it shows, its language.

    `view` is where frames are, `job` what is at work, and `told` what that said before the state was read.
    The page `is_answer` to a form that was sent.
    """

    name: str
    query: QueryParams
    state: State
    translator: Translator
    view: str
    job: Job
    told: Job
    is_answer: bool = False

    @property
    def preview(self) -> Preview:
        """What readers get, or would get if nothing waited; raises `ProblemsFound` for site.yaml."""
        return self.state.everything if self.waiting else self.state.preview

    @property
    def path(self) -> str:
        """The entry's file that the address names: one of those that were found, and nothing else."""
        path = self.query.get("path", "")
        if path not in self.state.partial_read.paths:
            raise HTTPException(404)
        return path

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """What the address says, if it is one of the choices; else the first of them."""
        given = self.query.get(name, "")
        return given if given in choices else next(iter(choices), "")

    @property
    def waiting(self) -> bool:
        """Whether drafts and embargoed entries are to be shown as if they were out."""
        return self.query.get("waiting") == "1"

    @property
    def label_language(self) -> str:
        """The language for labels of the site: the page's, or else the site's main one."""
        site, language = self.preview.site, self.translator.language
        return language if language in site.languages else site.main_language

    @property
    def labels(self) -> dict[str, str]:
        """The labels of the site's categories, by term."""
        site, language = self.preview.site, self.label_language
        return {term: info.label[language] for term, info in site.categories.items()}

    def page(self, name: str, **values: object) -> str:
        """The page, with what every page shows."""
        preview = self.state.readable
        return PAGES.html(
            f"{name}.html.j2",
            current=name,
            languages=preview.site.languages if preview else {},
            revision=self.state.revision,
            errors=sum(each.severity == "error" for each in self.state.partial_read.problems),
            waits=len(preview.selection.held_back) if preview else 0,
            waiting=self.waiting,
            is_answer=self.is_answer,
            root=f"/{self.view}/{'all' if self.waiting else 'out'}",
            other_languages=self.translator.others(f"{self.name}?{self.query}" if self.query else self.name),
            **self.translator.template_values,
            **values,
        )


def page(html: str, status: int = 200) -> Response:
    """One of the studio's pages."""
    return HTMLResponse(html, status, headers=HEADERS)
