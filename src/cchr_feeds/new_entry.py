"""Starts an entry: proposes an id, refuses what `check` would refuse, and writes a draft to continue."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from cchr_feeds.errors import OutputFailed, ProblemsFound, WrongUsage
from cchr_feeds.i18n import LANGUAGES, _, lines_of
from cchr_feeds.model import values
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.dates import partial_date
from cchr_feeds.model.part import ENTRIES
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication, Translation, parse_of
from cchr_feeds.model.rules import publication_violations
from cchr_feeds.problem import InvalidValue, Violation
from cchr_feeds.source import ParseCache, partial_read, read_lock
from cchr_feeds.source.checks.warnings import warnings_on
from cchr_feeds.source.read import TEXTS, language_violations, read_entry, typed
from cchr_feeds.source.save import present, write_new
from cchr_feeds.source.suggestions import one_of, with_suggested_fix
from cchr_feeds.source.yaml_text import new_entry_text
from cchr_feeds.text.language import language_problem

UNKNOWN = "unknown"
"""Typed in place of a publication date that is not known."""


@dataclass(frozen=True, slots=True)
class NewEntryContext:
    """The project, the time, and the ids that a new entry can't have (`taken`).

    `ui` is the language of the comments in its file.
    """

    project: Project
    taken: Collection[str]
    now: datetime
    ui: str = LANGUAGES[0]

    @property
    def languages(self) -> dict[str, str]:
        """The site's languages with their names."""
        return {tag: language.name for tag, language in self.project.site.languages.items()}

    @property
    def today(self) -> str:
        """The day in the site's time zone, in ISO form."""
        return self.now.astimezone(self.project.site.timezone).date().isoformat()

    def waits_until(self, published: str) -> str:
        """The moment before which no build shows an entry of this date; empty where it need not wait."""
        zone = self.project.site.timezone
        start = partial_date(published).start(zone) if published not in ("", UNKNOWN) else self.now
        return f"{start.astimezone(zone):%Y-%m-%d %H:%M}" if start > self.now else ""

    def stored(self, name: str, text: str) -> str:
        """A field's typed text in its stored form; raises `InvalidValue` with what to type instead."""
        terms = self.project.site.current_terms
        if (name, text) == ("published", UNKNOWN):
            return text
        try:
            value = typed(parse_of(name), text)
        except InvalidValue as refused:
            raise with_suggested_fix(refused, text, parse_of(name), terms) from refused
        if name == "category" and value not in terms:
            message = _("{term!r} is not a category of this site", term=value)
            raise InvalidValue("category", message, one_of(value, terms))
        if name == "id" and value in self.taken:
            raise self._taken(value)
        return terms[value] if name == "category" else value

    def _taken(self, name: str) -> InvalidValue:
        message = _("{id!r} was published before", id=name)
        if file := self.project.places.get(name):
            message = _("the id {id!r} is taken by {file}", id=name, file=file)
        fix = _("write {id}, or another", id=values.untaken(name, self.taken))
        return InvalidValue("duplicate-id", message, fix)

    def proposed_id(self, titles: Mapping[str, str], terms: Collection[str]) -> str:
        """An id from the English title's words or another's in Latin letters, else from category and day."""
        for language in sorted(titles, key=lambda language: not language.startswith("en")):
            problem = language_problem(titles[language], language)
            if problem and problem.code == "old-font":
                continue  # its Latin letters stand for Khmer ones
            if words := values.id_of_words(titles[language]):
                return values.untaken(words, self.taken)
        return values.untaken("-".join([*list(terms)[:1], self.today]), self.taken)


@dataclass(frozen=True, slots=True)
class EntryInput:
    """What was typed about the entry; texts are by language.

    An empty `published` means today; it may be `UNKNOWN`. An empty `id` means the proposed one. A `ready`
    entry is no draft.
    """

    title: Mapping[str, str]
    category: tuple[str, ...]
    summary: Mapping[str, str] = field(default_factory=dict)
    url: Mapping[str, str] = field(default_factory=dict)
    published: str = ""
    id: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class CreatedEntry:
    """What was written; `published` is empty if it is not known, `notes` are what `check` would warn of.

    `waits_until` is the moment from which a build shows it, if that is still to come.
    """

    id: str
    path: str
    published: str
    draft: bool
    languages: tuple[str, ...]
    notes: tuple[str, ...]
    waits_until: str


def new_entry_context(folder: Path, now: datetime, ui: str = LANGUAGES[0]) -> NewEntryContext:
    """Reads the project; raises `ProblemsFound` for a wrong site.yaml, and ignores mistakes in entries."""
    found = partial_read(folder, ParseCache())
    if found.project is None:
        raise ProblemsFound(found.problems)
    return NewEntryContext(found.project, {*found.project.places, *read_lock(folder).lines}, now, ui)


def create_entry(start: NewEntryContext, given: EntryInput) -> CreatedEntry:
    """Writes the entry's file; raises `WrongUsage` for what `check` would refuse, or `OutputFailed`."""
    project, publication = start.project, _publication(start, given)
    violations = [*publication_violations(publication), *language_violations(publication.translations, TEXTS)]
    if wrong := [each for each in violations if each.severity == "error"]:
        raise WrongUsage(lines_of(list(map(_in_words, wrong))))
    names = chain([publication.id], (f"{publication.id}-{number}" for number in count(2)))
    paths = (f"{ENTRIES}/{name}.yaml" for name in names)
    path = next(path for path in paths if not present(project.folder, {path: b""}))
    text = new_entry_text(publication, list(start.languages), start.ui)
    found, problems = read_entry(path, text, list(start.languages))
    if found != publication or any(problem.severity == "error" for problem in problems):
        message = _("{path} was not written: read again, it would not say what you typed", path=path)
        raise OutputFailed(message)
    write_new(project.folder, {path: text.encode()})
    publications = {**project.publications, publication.id: publication}
    with_it = replace(project, publications=publications, places={**project.places, publication.id: path})
    notes = tuple(map(_in_words, [*violations, *warnings_on(publication, with_it, start.now)]))
    published, tags = str(publication.published or ""), tuple(publication.translations)
    waits = start.waits_until(published)
    return CreatedEntry(publication.id, path, published, publication.draft, tags, notes, waits)


def _publication(start: NewEntryContext, given: EntryInput) -> Publication:
    now = start.now.astimezone(start.project.site.timezone)
    return Publication(
        id=given.id or start.proposed_id(given.title, given.category),
        category=given.category,
        published=None if given.published == UNKNOWN else partial_date(given.published or start.today),
        added=partial_date(now.isoformat(timespec="minutes")),
        draft=not given.ready,
        translations={
            tag: Translation(
                title=values.title_line(given.title[tag]),
                summary=values.paragraphs(given.summary.get(tag, "")),
                url=web_address(given.url[tag]) if given.url.get(tag) else None,
            )
            for tag in start.languages
            if tag in given.title
        },
    )


def _in_words(violation: Violation) -> str:
    """A violation after the option or field that it is about, as in `--summary en: …`."""
    match violation.path:
        case (language, str(name)):
            option = f"--{name} {language}: "
        case (name,):
            option = f"{name}: "
        case _:
            option = ""
    return _("{option}{message}; {fix}", option=option, message=violation.message, fix=violation.fix)
