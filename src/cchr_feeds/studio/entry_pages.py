"""Pages about entries: the list, the form, the file as text, and an entry as readers see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cchr_feeds.i18n import _, beginning_of
from cchr_feeds.model.publication import Image, Publication, Translation
from cchr_feeds.source.attachments import files_beside
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.save import FOLDER, EntryText
from cchr_feeds.source.yaml_text import FieldPath
from cchr_feeds.source.yaml_tree import written_values
from cchr_feeds.studio import entry_list
from cchr_feeds.studio.file_rows import is_of_a_document
from cchr_feeds.studio.form import Form, fingerprint
from cchr_feeds.studio.form_fields import REMOVE, declared, keys_of, kind_of
from cchr_feeds.studio.form_problems import NO_FIELD, Problems
from cchr_feeds.studio.pages import PageContext
from cchr_feeds.studio.project_state import Preview, template_problems

MAX_ROWS = 200
"""How many entries the list shows at once; searching finds the rest."""

MAX_NAMED = 3
"""How many other files are named above the list."""


def entries(context: PageContext, preview: Preview) -> str:
    """The list of entries, and problems of other files."""
    words, status = context.query.get("words", ""), context.query.get("status", "")
    everything = entry_list.rows(context.state, preview, context.label_language)
    found = entry_list.matching(everything, words, status)
    paths = set(context.state.survey.paths)
    problems = (*context.state.survey.problems, *template_problems(context.state.templates))
    elsewhere = [problem for problem in problems if problem.path not in paths]
    files = list(dict.fromkeys(problem.path for problem in elsewhere))
    return context.page(
        "entries",
        rows=found[:MAX_ROWS],
        more=max(len(found) - MAX_ROWS, 0),
        total=len(everything),
        words=words,
        status=status,
        statuses=entry_list.STATUSES,
        unseen=entry_list.UNSEEN,
        elsewhere=elsewhere,
        elsewhere_in=beginning_of(files, MAX_NAMED),
    )


def entry_form(
    context: PageContext, form: Form, problems: Problems, seen: str = "", refused: str = ""
) -> str:
    """The form of an entry. `seen` stands for the text it was opened with, where that is not the file's now.

    `refused` says why what was sent was not saved.
    """
    folder = str(PurePosixPath(form.path or f"{FOLDER}/new").parent)
    return context.page(
        "entry",
        form=form,
        values={".".join(field): value for field, value in form.values.items()},
        problems={".".join(field): problems.get(field, []) for field in _from_the_top(form)},
        general=problems.get(NO_FIELD, []),
        terms=_terms(context, form),
        seen=seen or fingerprint(form.before),
        refused=refused,
        mistakes=sum(each.severity == "error" for found in problems.values() for each in found),
        is_withdrawn=any(field[0] == "withdrawn" for field in written_values(form.before)),
        has_fixed_id=form.id_before in context.state.published_ids,
        filled=[".".join(path) for path, value in form.values.items() if value],
        folded_fields=_folded(form.languages),
        fields={".".join(path): _shown(context, path) for path in form.values if path[-1] != REMOVE},
        folder=folder,
        beside=files_beside(context.state.folder, f"{folder}/new"),
    )


def _terms(context: PageContext, form: Form) -> list[tuple[str, str, str]]:
    """The categories to choose from, each with its label and its language; then those nobody knows."""
    site = context.state.site
    known = [site.category(term, context.label_language) for term in site.categories] if site else []
    strange = [term for term in form.values["category",] if not site or term not in site.categories]
    return [
        *((each.term, each.label, each.label_language) for each in known),
        *((term, term, context.label_language) for term in strange),
    ]


_IN_SIGHT = {1: ("id", "published", "category", "draft"), 2: ("title", "summary", "url")}
"""Of the entry and of each language, by the length of a path; other fields are folded away while empty."""


def _folded(languages: Sequence[str]) -> dict[str, list[str]]:
    """The fields that are folded away, by their group: "" for the entry, `en`, `en.image`."""
    groups = {"": keys_of(Publication)}
    for language in languages:
        groups[language] = keys_of(Translation, language)
        groups[f"{language}.image"] = keys_of(Image, language, "image")
    return {
        name: [".".join(path) for path in paths if path[-1] not in _IN_SIGHT.get(len(path), ())]
        for name, paths in groups.items()
    }


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as the form shows it. `full_label` names it elsewhere; `language` is that of its words."""

    kind: str
    label: str
    hint: str
    full_label: str
    language: str


def _shown(context: PageContext, path: FieldPath) -> ShownField:
    field = declared(path)
    kind, label = kind_of(field), context.translator.gettext(field.info.label)
    hint = context.translator.gettext(field.info.hint) if field.info.hint else ""
    language = path[0] if kind in ("words", "paragraphs", "markdown") else ""
    return ShownField(kind, label, hint, _full_label(context, path, label), language)


def _full_label(context: PageContext, path: FieldPath, label: str) -> str:
    """A field's label, with the language that it belongs to and the document's number."""
    if len(path) == 1:
        return label
    site = context.state.site
    language = site.languages[path[0]].name if site else ""
    if is_of_a_document(path):
        number = int(path[2]) + 1
        return context.translator.tell(
            _("{field}, document {number} ({language})", field=label, number=number, language=language)
        )
    return context.translator.tell(_("{field} ({language})", field=label, language=language))


def _from_the_top(form: Form) -> list[FieldPath]:
    """The fields in the order in which they are read: those of languages stand first."""
    return sorted(form.values, key=lambda field: len(field) == 1)


def entry_text(context: PageContext, entry: EntryText, text: str, seen: str = "", refused: str = "") -> str:
    """An entry's file as text, for what the form does not show and for what it can't read."""
    _, problems = read_entry(entry.path, text, context.state.survey.languages)
    return context.page(
        "text",
        path=entry.path,
        text=text,
        problems=problems,
        is_readable=bool(written_values(entry.text)),
        seen=seen or fingerprint(entry.text),
        refused=refused,
    )


def unopened(context: PageContext, path: str) -> str:
    """Instead of the form of a file that is no text: what is wrong with it, and who can mend it."""
    return context.page(
        "unreadable",
        heading=_("{path} can’t be opened here", path=path),
        why=_("Mend it in an editor for text, or let “cchr-feeds check --fix” try."),
        problems=context.state.problems.get(path, []),
    )


def entry_preview(context: PageContext, preview: Preview) -> str:
    """An entry as readers see it, in every language, and whether they do already."""
    path, publication = context.path, preview.publications_by_path.get(context.path)
    status, words = entry_list.status_of(publication, context.state)
    return context.page(
        "entry_preview",
        path=path,
        publication=publication,
        shown_languages=[
            each for each in preview.site.languages if publication and each in publication.translations
        ],
        status=status,
        words=words,
        unseen=entry_list.UNSEEN,
        saved=context.query.get("saved") == "1",
        problems=context.state.problems.get(path, []),
        frames=f"/{context.view}/{'all' if status in entry_list.UNSEEN else 'out'}",
    )
