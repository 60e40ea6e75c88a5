"""Begins an entry: proposes an id, refuses what `check` would refuse, and writes a file to go on with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cchr_feeds.errors import InvalidValue, OutputFailed, ProblemsFound, Violation, WrongUsage
from cchr_feeds.i18n import _, lines_of
from cchr_feeds.model import values
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.dates import PartialDate, Precision, partial_date
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication, Translation, parse_of
from cchr_feeds.model.rules import publication_violations
from cchr_feeds.model.values import id_of_words, untaken
from cchr_feeds.source import Memory, read_lock, survey
from cchr_feeds.source.checks.language import language_violations
from cchr_feeds.source.checks.warnings import warnings_on
from cchr_feeds.source.new_entry import new_entry_text
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.save import present, write_new
from cchr_feeds.source.suggestions import nearest, with_suggested_fix
from cchr_feeds.source.user_input import typed
from cchr_feeds.text.language import language_problem
from cchr_feeds.text.written_dates import date_text

UNKNOWN = "unknown"
"""Stands for the date of what came out nobody knows when."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A project in which an entry is begun, and the moment; `taken` are the ids that it can't have."""

    folder: Path
    project: Project
    taken: Collection[str]
    now: datetime

    @property
    def languages(self) -> dict[str, str]:
        """Those of the site, with their names."""
        return {tag: language.name for tag, language in self.project.site.languages.items()}

    @property
    def categories(self) -> dict[str, str]:
        """Those of the site, with their labels in its main language."""
        site = self.project.site
        return {term: label[site.main_language] for term, label in site.categories.items()}

    @property
    def today(self) -> str:
        """The day in the site's time zone, in ISO form."""
        return self._here().date().isoformat()

    def _here(self) -> datetime:
        return self.now.astimezone(self.project.site.timezone)

    def moment(self) -> PartialDate:
        """The present minute, with the offset of the site's time zone."""
        here = self._here().replace(second=0, microsecond=0)
        return PartialDate(datetime.fromisoformat(here.isoformat()), Precision.TIME)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of the entry, as it was typed; texts are by language.

    Without `published` it is of today; it may be `UNKNOWN`. Without `id` one is proposed. `ready` says that
    the next build may show it to readers.
    """

    title: Mapping[str, str]
    category: tuple[str, ...]
    summary: Mapping[str, str] = field(default_factory=dict)
    url: Mapping[str, str] = field(default_factory=dict)
    published: str = ""
    id: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written: the id, the file, in which languages; `published` is empty where nobody knows it.

    `notes` are what `check` would warn of.
    """

    id: str
    path: str
    published: str
    draft: bool
    languages: tuple[str, ...]
    notes: tuple[str, ...]


def beginning(folder: Path, now: datetime) -> Beginning:
    """The project; raises `ProblemsFound` if its site.yaml is wrong. Mistakes in entries stop nothing."""
    found = survey(folder, Memory())
    if found.project is None:
        raise ProblemsFound(found.problems)
    return Beginning(folder, found.project, {*found.project.places, *read_lock(folder).lines}, now)


_PARSE: Mapping[str, values.Parse] = {
    "title": values.title_line,
    "summary": values.paragraphs,
    "url": web_address,
    "category": values.category_term,
    "published": partial_date,
    "id": values.identifier,
}


def stored(name: str, text: str) -> str:
    """What somebody typed for a field, in its stored form; raises `InvalidValue`."""
    return typed(parse_of(name), text)


def _with_suggestion(name: str, text: str, terms: Sequence[str] = ()) -> str:
    """The same, refused with the text to type where it can be told."""
    try:
        return stored(name, text)
    except InvalidValue as refused:
        raise with_suggested_fix(refused, text, parse_of(name), terms) from refused


def category(start: Beginning, text: str) -> str:
    """A category's term that the site has; raises `InvalidValue`."""
    term = _with_suggestion("category", text, list(start.categories))
    if term not in start.categories:
        meant = nearest(term, list(start.categories))
        fix = (
            _("did you mean {meant}?", meant=meant)
            if meant
            else _("write one of {names}", names=", ".join(start.categories))
        )
        raise InvalidValue("category", _("{term!r} is no category of this site", term=term), fix)
    return term


def date(text: str) -> str:
    """A date, or `UNKNOWN`; raises `InvalidValue`."""
    return text if text == UNKNOWN else _with_suggestion("published", text)


def own_id(start: Beginning, text: str) -> str:
    """An id that nothing has or had; raises `InvalidValue`."""
    wish = stored("id", text)
    if wish in start.taken:
        place = start.project.places.get(wish)
        message = (
            _("the id {id!r} is taken by {file}", id=wish, file=place)
            if place
            else _("{id!r} was published once", id=wish)
        )
        raise InvalidValue(
            "duplicate-id", message, _("write {id}, or another", id=untaken(wish, start.taken))
        )
    return wish


def proposed_id(start: Beginning, titles: Mapping[str, str], terms: Collection[str]) -> str:
    """An id of the English title's words, or of another title in Latin letters, else of category and day."""
    ordered = sorted(titles, key=lambda language: not language.startswith("en"))
    wishes = (
        id_of_words(titles[language]) for language in ordered if _is_readable(titles[language], language)
    )
    other = "-".join([*list(terms)[:1], start.today])
    return untaken(next(filter(None, wishes), other), start.taken)


def _is_readable(text: str, language: str) -> bool:
    """Whether a text is not one for an old Khmer font, in which Latin letters stand for others."""
    problem = language_problem(text, language)
    return problem is None or problem.code != "old-font"


def begin(start: Beginning, given: Given) -> Begun:
    """Writes the entry's file; raises `WrongUsage` for what `check` would refuse, or `OutputFailed`."""
    publication = _publication(start, given)
    violations = [*publication_violations(publication), *language_violations(publication)]
    wrong = [violation for violation in violations if violation.severity == "error"]
    if wrong:
        raise WrongUsage(lines_of(list(map(_in_words, wrong))))
    path = _path(start.folder, publication.id)
    text = new_entry_text(publication, list(start.languages))
    found, problems = read_entry(path, text, list(start.languages))
    if found != publication or any(problem.severity == "error" for problem in problems):
        raise OutputFailed(_("{path} was not written: it would not say what you typed", path=path))
    write_new(start.folder, {path: text.encode()})
    published = date_text(publication.published) if publication.published else ""
    remarks = [*violations, *_remarks(publication, path, start.project)]
    languages, notes = tuple(publication.translations), tuple(map(_in_words, remarks))
    return Begun(publication.id, path, published, publication.draft, languages, notes)


def _remarks(publication: Publication, path: str, project: Project) -> list[Violation]:
    """What only `check` tells of a publication, and of no other, once it is one of the project's."""
    publications = {**project.publications, publication.id: publication}
    places = {**project.places, publication.id: path}
    with_it = replace(project, publications=publications, places=places)
    return warnings_on(publication, with_it)


def _publication(start: Beginning, given: Given) -> Publication:
    known = None if given.published == UNKNOWN else partial_date(given.published or start.today)
    return Publication(
        id=given.id or proposed_id(start, given.title, given.category),
        category=given.category,
        published=known,
        added=start.moment(),
        draft=not given.ready,
        translations={tag: _translation(given, tag) for tag in start.languages if tag in given.title},
    )


def _translation(given: Given, language: str) -> Translation:
    url = given.url.get(language)
    return Translation(
        title=values.title_line(given.title[language]),
        summary=values.paragraphs(given.summary.get(language, "")),
        url=web_address(url) if url else None,
    )


def _path(folder: Path, publication_id: str) -> str:
    """The file's name is the id, unless another entry's file has it."""
    return next(path for path in _names(publication_id) if not present(folder, {path: b""}))


def _names(publication_id: str) -> Iterator[str]:
    yield f"entries/{publication_id}.yaml"
    number = 2
    while True:
        yield f"entries/{publication_id}-{number}.yaml"
        number += 1


def _in_words(violation: Violation) -> str:
    """A violation at the option that brought it: `--summary en: …`."""
    if len(violation.path) == 2 and isinstance(violation.path[1], str):
        language, name = violation.path
        option = f"--{name} {language}: "
        return _("{option}{message}; {fix}", option=option, message=violation.message, fix=violation.fix)
    if len(violation.path) == 1:
        return _(
            "{option}{message}; {fix}",
            option=f"{violation.path[0]}: ",
            message=violation.message,
            fix=violation.fix,
        )
    return _("{message}; {fix}", message=violation.message, fix=violation.fix)
