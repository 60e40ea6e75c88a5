"""Withdraws a publication: finds it, writes the withdrawal into its file, and says what follows."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from cchr_feeds.errors import NothingToDo, OutputFailed, WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import RECENT_DAYS, Publication
from cchr_feeds.model.values import title_line
from cchr_feeds.output import read_manifest
from cchr_feeds.problem import InvalidValue
from cchr_feeds.select import editions, select
from cchr_feeds.source import read_lock, read_project
from cchr_feeds.source.edit import NotEditable, with_values
from cchr_feeds.source.read import read_entry, typed
from cchr_feeds.source.save import HasChanged, open_entry, save_entry
from cchr_feeds.source.suggestions import nearest
from cchr_feeds.source.yaml_text import FieldPath, Value, Values
from cchr_feeds.source.yaml_tree import MAX_BYTES
from cchr_feeds.text.characters import stored_form

FOR_ALL = ""
"""Takes the place of a language where one reason is for all of them."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was done, and what follows.

    `on` and `notice_until` are ISO dates; `notice_until` is empty where readers see no notice, because the
    entry is a draft or its date is in the future. `editions` are the newsletters that had it, `emptied` those
    with no other entry, which the next build deletes, `issued` those whose mail was issued with it, `begun`
    those of them that have begun to go out. `elsewhere` are the addresses of its texts and documents outside
    the output. `repository` is one to which the output was published, and which keeps what it once held.
    """

    id: str
    path: str
    on: str
    notice_until: str
    draft: bool
    editions: tuple[str, ...]
    emptied: tuple[str, ...]
    issued: tuple[str, ...]
    begun: tuple[str, ...]
    elsewhere: tuple[str, ...]
    repository: str


def find(folder: Path, publication_id: str) -> tuple[Project, Publication]:
    """The publication with this id; raises `WrongUsage` without one, `NothingToDo` if it is withdrawn."""
    project = read_project(folder)
    publication = project.publications.get(publication_id)
    if publication is None:
        hint = _hint(project, publication_id)
        raise WrongUsage(_("no entry has the id {id!r}; {hint}", id=publication_id, hint=hint))
    if publication.withdrawn:
        day, path = publication.withdrawn.on.written.date(), project.places[publication_id]
        values = {"id": publication_id, "day": day, "file": path}
        raise NothingToDo(_("{id} is withdrawn as of {day}; to change that, edit {file}", **values))
    return project, publication


def _hint(project: Project, publication_id: str) -> str:
    if seen := read_lock(project.folder).record(publication_id):
        return _("it was published, and its file {file} is gone; bring the file back first", file=seen.file)
    elsewhere = _("look for the line that starts with id in the entry's file")
    meant = nearest(publication_id, list(project.publications))
    return _("did you mean {meant}?", meant=meant) if meant else elsewhere


def reason_line(text: str) -> str:
    """A reason as it is stored; raises `InvalidValue`."""
    if not stored_form(text).strip():
        raise InvalidValue("empty", _("there is no reason given"), _("write in one line why it is withdrawn"))
    return typed(title_line, text)


def withdraw(
    project: Project, publication: Publication, reasons: Mapping[str, str], out: Path, now: datetime
) -> Withdrawn:
    """Writes the withdrawal into the entry's file, as of today; raises `OutputFailed`.

    `reasons` are by language, or one under `FOR_ALL`.
    """
    site, path = project.site, project.places[publication.id]
    today = now.astimezone(site.timezone).date()
    place = ("withdrawn", "reason")
    withdrawal: dict[FieldPath, Value] = {("withdrawn", "on"): today.isoformat()}
    withdrawal |= {(*place, language) if language else place: text for language, text in reasons.items()}
    write_withdrawal(project.folder, path, [*site.languages], withdrawal)
    public = select([publication], site, now).listings
    months = {listing.period for listing in public if listing.period}
    # Every build makes the months, and again the quarters and years that are in the output.
    spans = (span for span in read_manifest(out).forms if not span.is_month and any(map(span.covers, months)))
    was_in = sorted({*months, *spans})
    others = (meta for key, meta in project.metadata.items() if key != publication.id)
    left = {period for period, __ in editions(select(others, site, now).listings, site, was_in)}
    texts = publication.translations.values()
    known = sorted(read_lock(project.folder).editions.values(), key=lambda each: each.period)
    issued = [each for each in known if publication.id in each.ids]
    urls = [url for text in texts for url in (text.url, *(file.url for file in text.files))]
    return Withdrawn(
        id=publication.id,
        path=path,
        on=today.isoformat(),
        notice_until=(today + timedelta(days=RECENT_DAYS)).isoformat() if public else "",
        draft=publication.draft,
        editions=tuple(map(str, was_in)),
        emptied=tuple(str(each) for each in was_in if each not in left),
        issued=tuple(dict.fromkeys(each.period for each in issued)),
        begun=tuple(dict.fromkeys(each.period for each in issued if each.sent)),
        elsewhere=tuple(dict.fromkeys(filter(None, urls))),
        repository=site.publish.git.remote if site.publish and site.publish.git else "",
    )


def write_withdrawal(project: Path, path: str, languages: Sequence[str], withdrawal: Values) -> None:
    """Adds what `withdrawn:` says to the entry at `path`; raises `OutputFailed` if nothing was written."""
    try:
        entry = open_entry(project, path)
    except OutputFailed as error:
        raise HasChanged(path) from error
    before, problems = read_entry(path, entry.text, languages)
    if before is None or before.withdrawn:
        raise HasChanged(path)
    new = ""
    with suppress(NotEditable):
        new = with_values(entry.text, withdrawal, languages)
    # As an entry, it has to say what it said and this beside it, with no new problem.
    after, found = read_entry(path, new, languages)
    is_same = after and after.withdrawn and replace(after, withdrawn=None) == before
    if not is_same or len(entry.with_text(new)) > MAX_BYTES or len(found) > len(problems):
        message = _(
            "{path} is written in a way that can't be changed safely; it is unchanged. Add this to "
            "it:\n{lines}",
            path=path,
            lines=with_values("", withdrawal, languages).rstrip("\n"),
        )
        raise OutputFailed(message)
    save_entry(project, entry, new)
