"""The flow of an import: open, recognise, make drafts, show what would be done; and do it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.importing.detect import Progress, opened
from cchr_feeds.importing.draft import Draft, Unfit, draft_of, proposal_of, proposed_id
from cchr_feeds.importing.duplicates import Duplicates, one_line
from cchr_feeds.importing.item import Item
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.project import Project
from cchr_feeds.model.proposals import untaken
from cchr_feeds.model.site import Site
from cchr_feeds.source import read_lock, read_project
from cchr_feeds.source.save import write_new
from cchr_feeds.source.suggestions import nearest
from cchr_feeds.text.written_dates import date_text


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decides: the heading of a field's column, and the category of what names none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    category: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A new draft. `guessed` are the fields that its own text told, `published` is an ISO date or empty."""

    id: str
    path: str
    titles: Mapping[str, str]
    published: str
    category: tuple[str, ...]
    guessed: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A publication of the source that becomes no entry, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found in a source; `written` says whether it is in the project now.

    `columns` are those of a table by the field each is read as; `passed_over` is what of the source is
    no publication.
    """

    source: str
    kind: str
    columns: Mapping[str, str]
    taken: tuple[Taken, ...]
    skipped: tuple[Skipped, ...]
    passed_over: tuple[str, ...]
    written: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, and the files it would write."""

    imported: Imported
    drafts: tuple[Draft, ...]


def planned(folder: Path, source: str, choices: Choices, now: datetime, progress: Progress) -> Plan:
    """What importing a source would do; nothing is written. Raises `ProblemsFound` and `WrongUsage`."""
    project = read_project(folder)
    _check(choices.category, project.site)
    found = opened(source, project.site, choices.columns, progress)
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    drafting = _Drafting(folder, project, found.name, now)
    for number, item in enumerate(found.items, start=1):
        progress(_("reading {number} of {count} …", number=number, count=len(found.items)))
        try:
            drafts.append(drafting.draft(item, choices.category))
        except Unfit as unfit:
            skipped.append(Skipped(one_line(item.title or item.key)[:100], unfit.args[0]))
    progress("")
    taken = tuple(map(_taken, drafts))
    imported = Imported(found.name, found.kind, found.columns, taken, tuple(skipped), found.passed_over)
    return Plan(imported, tuple(drafts))


def _check(category: str, site: Site) -> None:
    if category and category not in site.categories:
        meant = nearest(category, list(site.categories))
        hint = (
            _("did you mean {meant}?", meant=meant)
            if meant
            else _("write one of {names}", names=", ".join(site.categories))
        )
        raise WrongUsage(
            _("--category: {category!r} is no category of this site; {hint}", category=category, hint=hint)
        )


class _Drafting:
    """Where items become drafts one after the other, each knowing what those before it are called."""

    def __init__(self, folder: Path, project: Project, source: str, now: datetime) -> None:
        self._site = project.site
        self._source = source
        self._duplicates = Duplicates(folder, project)
        self._ids = {*project.places, *read_lock(folder).lines}
        self._files = {path.stem for path in (folder / "entries").glob("*.yaml")}
        self._moments = _moments(now, project)

    def draft(self, item: Item, category: str) -> Draft:
        """The item as a draft; raises `Unfit`."""
        proposal = proposal_of(item, self._site, category)
        added = next(self._moments)
        publication = replace(
            proposal.publication,
            id=proposed_id(proposal, self._ids),
            added=None if proposal.publication.published else added,
        )
        if known := self._duplicates.reason(publication, one_line(item.key)):
            raise Unfit(known)
        draft = draft_of(proposal, publication, self._source, list(self._site.languages))
        name = untaken(Path(draft.path).stem, self._files)
        draft = replace(draft, path=f"entries/{name}.yaml")
        self._ids.add(publication.id)
        self._files.add(name)
        self._duplicates.add(publication, [draft.key], draft.path)
        return draft


def _moments(now: datetime, project: Project) -> Iterator[PartialDate]:
    """Moments for `added`, each a minute before the last, and none that an entry has already.

    A list has the newest first, and so have feeds: the first item gets the latest moment.
    """
    zone = project.site.timezone
    taken: Container[datetime] = {
        each.added.start(zone) for each in project.publications.values() if each.added
    }
    moment = now.astimezone(zone).replace(second=0, microsecond=0)
    while True:
        if moment not in taken:
            yield PartialDate(moment, Precision.TIME)
        moment -= timedelta(minutes=1)


def _taken(draft: Draft) -> Taken:
    publication = draft.publication
    titles = {language: text.title for language, text in publication.translations.items()}
    published = date_text(publication.published) if publication.published else ""
    return Taken(
        publication.id, draft.path, titles, published, publication.category, draft.guessed, draft.notes
    )


def written(folder: Path, plan: Plan) -> Imported:
    """Writes the drafts, all of them or none, and over nothing; raises `OutputFailed`."""
    write_new(folder, {draft.path: draft.content.encode() for draft in plan.drafts})
    return replace(plan.imported, written=True)
