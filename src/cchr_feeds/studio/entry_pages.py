"""Pages about entries: the list, the form, the file as text, and an entry as readers see it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from cchr_feeds.messages import beginning_of, key, said
from cchr_feeds.source.attachments import files_beside
from cchr_feeds.source.entry_file import read_back
from cchr_feeds.source.saving import FOLDER, EntryText
from cchr_feeds.source.written import FieldPath, written_values
from cchr_feeds.studio import catalogue
from cchr_feeds.studio.documents import is_of_a_document
from cchr_feeds.studio.form import Form, fingerprint
from cchr_feeds.studio.form_problems import NOWHERE, Problems
from cchr_feeds.studio.pages import Asked
from cchr_feeds.studio.workshop import Shown, template_problems

MOST_ROWS = 200
"""How many entries the list shows at once; searching finds the rest."""

MOST_NAMED = 3
"""How many other files are named above the list."""


def entries(asked: Asked) -> str:
    """The list of entries, and problems of other files."""
    words, standing = asked.query.get("words", ""), asked.query.get("standing", "")
    everything = catalogue.rows(asked.state, asked.label_language)
    found = catalogue.matching(everything, words, standing)
    paths = set(asked.state.survey.paths)
    problems = (*asked.state.survey.problems, *template_problems(asked.state.templates))
    elsewhere = [problem for problem in problems if problem.path not in paths]
    files = list(dict.fromkeys(problem.path for problem in elsewhere))
    return asked.page(
        "entries",
        rows=found[:MOST_ROWS],
        more=max(len(found) - MOST_ROWS, 0),
        total=len(everything),
        words=words,
        standing=standing,
        standings=catalogue.STANDINGS,
        unseen=catalogue.UNSEEN,
        elsewhere=elsewhere,
        elsewhere_in=beginning_of(files, MOST_NAMED),
    )


def entry_form(asked: Asked, form: Form, problems: Problems, seen: str = "", refused: str = "") -> str:
    """The form of an entry. `seen` stands for the text it was opened with, where that is not the file's now.

    `refused` says why what was sent was not saved.
    """
    folder = str(PurePosixPath(form.path or f"{FOLDER}/new").parent)
    return asked.page(
        "entry",
        form=form,
        values={".".join(field): value for field, value in form.values.items()},
        problems={".".join(field): problems.get(field, []) for field in _from_the_top(form)},
        general=problems.get(NOWHERE, []),
        terms=_terms(asked, form),
        seen=seen or fingerprint(form.before),
        refused=refused,
        mistakes=sum(each.severity == "error" for found in problems.values() for each in found),
        is_withdrawn=any(field[0] == "withdrawn" for field in written_values(form.before)),
        has_fixed_id=form.id_before in asked.state.published_ids,
        labels={".".join(field): _label(asked, field) for field in problems if field},
        folder=folder,
        beside=files_beside(asked.state.folder, f"{folder}/new"),
    )


def _terms(asked: Asked, form: Form) -> list[tuple[str, str, str]]:
    """The categories to choose from, each with its label and its language; then those nobody knows."""
    site = asked.state.site
    known = [site.category(term, asked.label_language) for term in site.categories] if site else []
    strange = [term for term in form.values["category",] if not site or term not in site.categories]
    return [
        *((each.term, each.label, each.label_language) for each in known),
        *((term, term, asked.label_language) for term in strange),
    ]


def _label(asked: Asked, field: FieldPath) -> str:
    """What a field is called where it is not seen."""
    label = said(_LABELS[field[-1] if len(field) < 3 else field[1:2] + field[-1:]])
    site = asked.state.site
    language = site.languages[field[0]].name if site and len(field) > 1 else ""
    if is_of_a_document(field):
        number = int(field[2]) + 1
        return asked.tongue.tell(said("document-named", field=label, number=number, language=language))
    return asked.tongue.tell(said("field-named", field=label, language=language) if language else label)


def _from_the_top(form: Form) -> list[FieldPath]:
    """The fields in the order in which they are read: those of languages stand first."""
    return sorted(form.values, key=lambda field: len(field) == 1)


def entry_text(asked: Asked, entry: EntryText, text: str, seen: str = "", refused: str = "") -> str:
    """An entry's file as text, for what the form does not show and for what it can't read."""
    _, problems = read_back(entry.path, text, asked.state.survey.languages)
    return asked.page(
        "text",
        path=entry.path,
        text=text,
        problems=problems,
        is_readable=bool(written_values(entry.text)),
        seen=seen or fingerprint(entry.text),
        refused=refused,
    )


def unopened(asked: Asked, path: str) -> str:
    """Instead of the form of a file that is no text: what is wrong with it, and who can mend it."""
    return asked.page(
        "unreadable",
        heading=said("cant-be-opened", path=path),
        why=said("mend-in-editor"),
        problems=asked.state.problems.get(path, []),
    )


_LABELS: Mapping[str | tuple[str, ...], str] = {
    "id": key("permanent-name"),
    "published": key("published"),
    "added": key("added"),
    "updated": key("updated"),
    "edition": key("newsletter-month"),
    "category": key("category"),
    "topics": key("topics"),
    "draft": key("stands-draft"),
    "title": key("title"),
    "summary": key("summary"),
    "body": key("full-text"),
    "url": key("address"),
    ("files", "file"): key("document-file"),
    ("files", "url"): key("document-address"),
    ("files", "title"): key("document-title"),
    ("files", "type"): key("document-type"),
    ("files", "length"): key("document-length"),
    ("image", "url"): key("picture-url"),
    ("image", "alt"): key("picture-alt"),
}


def look(asked: Asked, path: str, shown: Shown) -> str:
    """An entry as readers see it, in every language, and whether they do already."""
    project = shown.project
    publication = next(
        (each for each in project.publications.values() if project.places[each.id] == path), None
    )
    standing, words = catalogue.standing_of(publication, asked.state)
    return asked.page(
        "look",
        path=path,
        publication=publication,
        shown_languages=[
            each for each in shown.site.languages if publication and each in publication.translations
        ],
        standing=standing,
        words=words,
        unseen=catalogue.UNSEEN,
        saved=asked.query.get("saved") == "1",
        problems=asked.state.problems.get(path, []),
        frames=f"/{asked.view}/{'all' if standing in catalogue.UNSEEN else 'out'}",
    )
