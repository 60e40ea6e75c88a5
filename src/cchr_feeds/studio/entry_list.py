"""The list of entries: what each is called, whether readers see it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _
from cchr_feeds.model.publication import Publication
from cchr_feeds.select import is_withdrawn
from cchr_feeds.studio.project_state import Preview, State, starts
from cchr_feeds.text.characters import search_key
from cchr_feeds.text.written_dates import date_text

STATUSES: Mapping[str, str] = {
    "wrong": N_("Has a problem"),
    "draft": N_("Draft"),
    "waiting": N_("Waits until"),
    "next": N_("Out with the next build"),
    "withdrawn": N_("Withdrawn"),
    "public": N_("With readers"),
}
"""How an entry stands, and the key under which that is said."""

UNSEEN = ("draft", "waiting")
"""Where readers see nothing of it yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list. `titles` are by language; `words` say whether readers see it.

    `date` is when it came out, or (`is_added`) into the catalogue, where nobody knows that.
    """

    path: str
    publication_id: str
    titles: Mapping[str, str]
    categories: Sequence[str]
    date: str
    is_added: bool
    status: str
    words: str
    problems: Sequence[Problem]

    @property
    def title(self) -> str:
        """The first of its titles, or its file's name."""
        return next(iter(self.titles.values()), PurePosixPath(self.path).name)

    @property
    def language(self) -> str:
        """The language of the title; empty where it is a file's name."""
        return next(iter(self.titles), "")


def rows(state: State, preview: Preview, language: str) -> list[Row]:
    """All entries: those with problems first, then what waits, then the newest. Labels are in a language."""
    found = [
        _row(path, preview.publications_by_path.get(path), state, language) for path in state.survey.paths
    ]
    newest = sorted(found, key=lambda row: row.date, reverse=True)
    return sorted(newest, key=lambda row: _RANKS.get(row.status, len(_RANKS)))


_RANKS = {"wrong": 0, "draft": 1, "waiting": 2}


def matching(found: Sequence[Row], words: str, status: str) -> list[Row]:
    """Those whose titles, id or file hold all the words, and that stand so (empty: any)."""
    wanted = search_key(words).split()
    return [
        row for row in found if status in ("", row.status) and all(word in _searched(row) for word in wanted)
    ]


def _searched(row: Row) -> str:
    return search_key(" ".join([*row.titles.values(), row.publication_id, row.path]))


def _row(path: str, publication: Publication | None, state: State, language: str) -> Row:
    problems = state.problems.get(path, [])
    site = state.site
    if publication is None or site is None:
        return Row(path, "", {}, (), "", False, *status_of(None, state), problems)
    came_out = next(filter(None, map(publication.published_in, publication.translations)), None)
    date = came_out or publication.added
    return Row(
        path,
        publication.id,
        {
            each: publication.translations[each].title
            for each in site.languages
            if each in publication.translations
        },
        [site.category(term, language).label for term in publication.category],
        date_text(date) if date else "",
        came_out is None,
        *status_of(publication, state),
        problems,
    )


def status_of(publication: Publication | None, state: State) -> tuple[str, str]:
    """How an entry stands with readers, and the same in words; `None` is one that can't be read."""
    preview = state.preview
    if publication is None or preview is None:
        return "wrong", _(STATUSES["wrong"])
    if publication.draft:
        return "draft", _(STATUSES["draft"])
    waits = [moment for moment in starts(publication, preview.site) if moment > preview.now]
    if waits:
        return "waiting", _("Waits until {moment}", moment=f"{max(waits):%Y-%m-%d %H:%M}")
    return _given(publication, state, preview)


def _given(publication: Publication, state: State, preview: Preview) -> tuple[str, str]:
    """The same of one that nothing holds back."""
    is_pending = publication.id in state.pending
    if is_withdrawn(publication, preview.site, preview.now):
        return "withdrawn", (_("Withdrawn with the next build") if is_pending else _("Withdrawn"))
    status = "next" if is_pending else "public"
    return status, _(STATUSES[status])
