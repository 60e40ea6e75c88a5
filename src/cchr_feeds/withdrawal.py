"""Takes a publication back: finds it, writes the withdrawal into its file, tells what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cchr_feeds.errors import InvalidValue, NothingToDo, WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import WITHDRAWN_DAYS, Publication, Withdrawal
from cchr_feeds.model.values import Localised, title_line
from cchr_feeds.periods import made_periods
from cchr_feeds.select import editions, select
from cchr_feeds.source import read_lock, read_project
from cchr_feeds.source.edit import write_withdrawal
from cchr_feeds.source.suggestions import nearest
from cchr_feeds.text.characters import forbidden, stored_form


@dataclass(frozen=True, slots=True)
class Candidate:
    """A publication that can be withdrawn, in the project it was found in."""

    folder: Path
    project: Project
    publication: Publication
    path: str

    @property
    def known_languages(self) -> tuple[str, ...]:
        """Those of the site."""
        return tuple(self.project.site.languages)

    @property
    def languages(self) -> dict[str, str]:
        """The languages it is in, in the site's order, with their names."""
        site, translations = self.project.site, self.publication.translations
        return {tag: info.name for tag, info in site.languages.items() if tag in translations}


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was done, and what follows.

    `on` and `notice_until` are ISO dates; the second is empty where readers see no notice, because
    the entry is a draft (`draft`) or still waits for its date. `editions` are the newsletters it was
    in, `emptied` those of them that hold nothing else, so that the next build takes them away;
    `elsewhere` the addresses of its texts and documents that are not ours to remove.
    """

    id: str
    path: str
    on: str
    notice_until: str
    draft: bool
    editions: tuple[str, ...]
    emptied: tuple[str, ...]
    elsewhere: tuple[str, ...]


def find(folder: Path, publication_id: str) -> Candidate:
    """The publication with this id; `WrongUsage` is raised without one, `NothingToDo` if it is withdrawn."""
    project = read_project(folder)
    publication = project.publications.get(publication_id)
    if publication is None:
        raise WrongUsage(
            _(
                "no entry has the id {id!r}; {hint}",
                id=publication_id,
                hint=_hint(project, folder, publication_id),
            )
        )
    path = project.places[publication_id]
    if publication.withdrawn:
        day = publication.withdrawn.on.written.date()
        raise NothingToDo(
            _(
                "{id} is withdrawn as of {day}; to change that, edit {file}",
                id=publication_id,
                day=day,
                file=path,
            )
        )
    return Candidate(folder, project, publication, path)


def _hint(project: Project, folder: Path, publication_id: str) -> str:
    published = read_lock(folder).record(publication_id)
    if published:
        return _("it was published, and its file {file} is gone; bring that back first", file=published.file)
    meant = nearest(publication_id, list(project.publications))
    return (
        _("did you mean {meant}?", meant=meant)
        if meant
        else _("look in the entry's file for the line that begins with id")
    )


def reason_line(text: str) -> str:
    """A reason as it is stored; raises `InvalidValue`."""
    for found in forbidden(text):
        raise InvalidValue("character", found.reason, found.fix)
    line = title_line(stored_form(text))
    if not line:
        raise InvalidValue("empty", _("there is no reason"), _("say in one line why it is withdrawn"))
    return line


def withdraw(candidate: Candidate, reasons: Mapping[str, str], out: Path, now: datetime) -> Withdrawn:
    """Writes the withdrawal into the entry's file, as of today; raises `OutputFailed`.

    `reasons` are by language; one under the empty name is for all of them.
    """
    site, publication = candidate.project.site, candidate.publication
    today = now.astimezone(site.timezone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    languages = list(site.languages)
    withdrawal = Withdrawal(PartialDate(today, Precision.DAY), _localised(reasons, languages))
    write_withdrawal(candidate.folder, candidate.path, languages, withdrawal)
    public = select([publication], site, now).listings
    was_in = _editions({listing.period for listing in public if listing.period}, out)
    left = _left(candidate, was_in, now)
    return Withdrawn(
        id=publication.id,
        path=candidate.path,
        on=_iso(today),
        notice_until=_iso(today + timedelta(days=WITHDRAWN_DAYS)) if public else "",
        draft=publication.draft,
        editions=tuple(map(str, was_in)),
        emptied=tuple(str(each) for each in was_in if each not in left),
        elsewhere=tuple(dict.fromkeys(_elsewhere(publication))),
    )


def _iso(day: datetime) -> str:
    return day.date().isoformat()


def _localised(reasons: Mapping[str, str], order: list[str]) -> Localised[str]:
    """As the reader makes it: the first of the site's languages stands in for those without a reason."""
    if "" in reasons:
        return Localised(reasons[""])
    main = next(language for language in order if language in reasons)
    return Localised(reasons[main], main, dict(reasons))


def _editions(months: Collection[Period], out: Path) -> list[Period]:
    """The months, whose newsletters every build makes, and the quarters and years that have one too."""
    spans = (span for span in made_periods(out) if not span.is_month and any(map(span.covers, months)))
    return sorted({*months, *spans})


def _left(candidate: Candidate, was_in: Collection[Period], now: datetime) -> set[Period]:
    """Those of the editions that other publications are in as well."""
    site, own = candidate.project.site, candidate.publication.id
    others = (meta for key, meta in candidate.project.metadata.items() if key != own)
    return {period for period, _ in editions(select(others, site, now).listings, site, was_in)}


def _elsewhere(publication: Publication) -> Iterator[str]:
    for translation in publication.translations.values():
        yield from filter(None, (translation.url, *(file.url for file in translation.files)))
