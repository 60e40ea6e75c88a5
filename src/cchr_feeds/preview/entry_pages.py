"""Pages about entries: the list, the form, the file as text, and an entry as readers see it."""

from __future__ import annotations

from cchr_feeds.preview import catalogue
from cchr_feeds.preview.form import NOWHERE, OF_THE_ENTRY, Form, Problems, fingerprint
from cchr_feeds.preview.pages import Asked
from cchr_feeds.preview.workshop import Shown, template_problems
from cchr_feeds.source.entry_file import read_back
from cchr_feeds.source.saving import EntryText
from cchr_feeds.source.written import FieldPath, written_values

MOST_ROWS = 200
"""How many entries the list shows at once; searching finds the rest."""


def entries(asked: Asked) -> str:
    """The list of entries, and problems of other files."""
    words, standing = asked.query.get("words", ""), asked.query.get("standing", "")
    everything = catalogue.rows(asked.state)
    found = catalogue.matching(everything, words, standing)
    paths = set(asked.state.survey.paths)
    return asked.page(
        "entries",
        rows=found[:MOST_ROWS],
        more=max(len(found) - MOST_ROWS, 0),
        total=len(everything),
        words=words,
        standing=standing,
        standings=catalogue.STANDINGS,
        unseen=catalogue.UNSEEN,
        elsewhere=[
            problem
            for problem in (
                *asked.state.survey.problems,
                *map(asked.state.told, template_problems(asked.state.templates)),
            )
            if problem.path not in paths
        ],
    )


def entry_form(asked: Asked, form: Form, problems: Problems, refused: str = "") -> str:
    """The form of an entry. `refused` says why what was sent was not saved."""
    site = asked.state.site
    terms = {term: label[site.main_language] for term, label in site.categories.items()} if site else {}
    strange = [term for term in form.values[("category",)] if term not in terms]
    return asked.page(
        "entry",
        form=form,
        values={".".join(field): value for field, value in form.values.items()},
        problems={".".join(field): problems.get(field, []) for field in _from_the_top(form)},
        general=problems.get(NOWHERE, []),
        terms=terms | dict(zip(strange, strange, strict=True)),
        fingerprint=fingerprint(form.before),
        refused=refused,
        mistakes=sum(each.severity == "error" for found in problems.values() for each in found),
        is_withdrawn=any(field[0] == "withdrawn" for field in written_values(form.before)),
        has_fixed_id=form.id_before in asked.state.published_ids,
        labels=_LABELS,
        columns=len(form.languages),
        own_fields=OF_THE_ENTRY,
    )


def _from_the_top(form: Form) -> list[FieldPath]:
    """The fields in the order in which they are read: those of languages stand first."""
    return sorted(form.values, key=len, reverse=True)


def entry_text(asked: Asked, entry: EntryText, text: str, refused: str = "") -> str:
    """An entry's file as text, for what the form does not show and for what it can't read."""
    _, problems = read_back(entry.path, text, asked.state.survey.languages)
    return asked.page(
        "text",
        path=entry.path,
        text=text,
        problems=[asked.state.told(each) for each in problems],
        is_readable=bool(written_values(entry.text)),
        fingerprint=fingerprint(entry.text),
        refused=refused,
    )


def unopened(asked: Asked, path: str) -> str:
    """Instead of the form of a file that is no text: what is wrong with it, and who can mend it."""
    return asked.page(
        "unreadable",
        heading=f"{path} can’t be opened here",
        why="Mend it in an editor for text, or let “cchr-feeds check --fix” try.",
        problems=asked.state.problems.get(path, []),
    )


_LABELS = {
    "id": "Permanent name",
    "published": "Published",
    "added": "Added",
    "updated": "Updated",
    "edition": "Newsletter month",
    "category": "Category",
    "topics": "Topics",
    "draft": "Draft",
    "title": "Title",
    "summary": "Summary",
    "body": "Full text",
    "url": "Address",
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
            key for key in shown.site.languages if publication and key in publication.translations
        ],
        standing=standing,
        words=words,
        unseen=catalogue.UNSEEN,
        saved=asked.query.get("saved") == "1",
        problems=asked.state.problems.get(path, []),
        frames=f"/{asked.view}/{'all' if standing in catalogue.UNSEEN else 'out'}",
    )
