"""The page for an edition: the editor's words, what leads, and the order, with the letters beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from cchr_feeds.errors import OutputFailed
from cchr_feeds.model.output import Edition, EditorsFile, Group
from cchr_feeds.problem import Problem
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.source.edit import NotEditable
from cchr_feeds.source.files import text_of, yaml_files
from cchr_feeds.source.read import editors_file_in, parsed, period_of
from cchr_feeds.source.save import EntryText, has_changed, open_entry, save_entry, write_new
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.source.yaml_tree import field_at
from cchr_feeds.studio.form import Form, declared, filled_in, fingerprint, form_of
from cchr_feeds.studio.form_problems import NO_FIELD, Problems, by_field
from cchr_feeds.studio.frames import mail_html
from cchr_feeds.studio.pages import PageContext, periods_in_words
from cchr_feeds.studio.responses import page

FOLDER = "editions"
ORDER: FieldPath = ("order",)

Pairs = Sequence[tuple[str, str]]
"""Names and values of a form as a browser sends them."""


def editions_of(context: PageContext) -> Sequence[Edition]:
    """The editions of the period that the address names, one per language; else of the newest."""
    editions = context.preview.contents.editions
    wanted = context.query.get("period") or "".join(str(each.period) for each in editions[-1:])
    found = [each for each in editions if str(each.period) == wanted]
    if not found:
        raise HTTPException(404)
    return found


def edition(context: PageContext) -> str:
    """An edition's form as its file is."""
    form = _form(context, _opened(context))
    return _page(context, form, _problems(context, form))


def check(context: PageContext, pairs: Pairs) -> Response:
    """What would be wrong with what is in the form now, by field, and the letters with its words."""
    form = _form(context, _opened(context), pairs)
    letters = {
        each.language: {
            "subject": each.subject,
            "preheader": each.preheader,
            "html": mail_html(each, context.preview, context.state.templates),
        }
        for each in _letters(context, form)
    }
    problems = {
        ".".join(field): list(map(context.translator.problem_json, found))
        for field, found in _problems(context, form).items()
    }
    return JSONResponse({"problems": problems, "letters": letters})


def save(context: PageContext, pairs: Pairs) -> Response:
    """Writes the editor's file, unless something is wrong with it or another wrote it meanwhile."""
    file, seen = _opened(context), dict(pairs).get("seen", "")
    form = _form(context, file, pairs)
    problems = _problems(context, form)
    if any(each.severity == "error" for found in problems.values() for each in found):
        return page(_page(context, form, problems, seen=seen), 422)
    try:
        if seen != fingerprint(file.text):
            raise has_changed(file.path)
        if file.content:
            save_entry(context.state.folder, file, form.text)
        else:
            write_new(context.state.folder, {file.path: form.text.encode()})
    except (OutputFailed, NotEditable) as error:
        now = _opened(context).text
        theirs = now if seen != fingerprint(now) else ""
        more = {"seen": fingerprint(now), "theirs": theirs, "refused": error.args[0]}
        return page(_page(context, form, problems, **more), 409)
    return RedirectResponse(f"edition?period={quote(context.query.get('period', ''))}&saved=1", 303)


def _opened(context: PageContext) -> EntryText:
    """The editor's file, without content where there is none; raises `OutputFailed`."""
    folder, period = context.state.folder, editions_of(context)[0].period
    found = [path for path in yaml_files(folder, FOLDER)[0] if period_of(path) == period]
    path = next(iter(found), f"{FOLDER}/{period}.yaml")
    return open_entry(folder, path) if os.path.lexists(folder / path) else EntryText(path, "", b"")


def _form(context: PageContext, file: EntryText, pairs: Pairs | None = None) -> Form:
    """The form as its file is, or as a browser sends it: with an order only where that was changed."""
    languages = editions_of(context)[0].languages
    form = form_of(file.path, file.text, languages, EditorsFile)
    if pairs is None:
        return form
    typed = filled_in(file.path, file.text, languages, pairs, EditorsFile)
    order, moved = form.values[ORDER], typed.values[ORDER]
    if moved:
        order = (*_shortest(context, moved), *(each for each in order if each not in moved))
    return replace(typed, values={**typed.values, ORDER: order})


def _shortest(context: PageContext, wanted: Value) -> Value:
    """The beginning of an order of all entries that is enough for a letter to have it."""
    whole = _whole(context)
    beginnings = (wanted[:end] for end in range(len(wanted)))
    enough = (each for each in beginnings if _ids(_ordered(whole, each)) == [*wanted])
    return next(enough, wanted)


def _ordered(whole: Edition, order: Value) -> Sequence[Group]:
    return replace(whole, order=tuple(order)).in_order


def _whole(context: PageContext) -> Edition:
    """The edition without an order, with the entries of all languages, each in the first that has it."""
    editions = editions_of(context)
    groups: dict[str, Group] = {}
    for group in (group for each in editions for group in each.groups):
        before = groups.get(group.category.term, replace(group, entries=()))
        known = _ids([before])
        new = [each for each in group.entries if each.publication_id not in known]
        groups[group.category.term] = replace(before, entries=[*before.entries, *new])
    in_site = tuple(groups[term] for term in context.preview.site.categories if term in groups)
    return replace(editions[0], groups=in_site, order=())


def _ids(groups: Iterable[Group]) -> list[str]:
    return [entry.publication_id for group in groups for entry in group.entries]


def _read(context: PageContext, path: str, text: str) -> tuple[EditorsFile | None, list[Problem]]:
    """What a text says as the editor's file, and what is wrong with it."""
    reading = parsed(text_of(path, text or "{}\n"), [*context.preview.site.languages])
    file = editors_file_in(reading, context.preview.project.places)
    return file, reading.findings()


def _problems(context: PageContext, form: Form) -> Problems:
    """What would be wrong with the file, by field."""

    def found(readable: Form, text: str) -> Iterator[tuple[FieldPath, Problem]]:
        for problem in _read(context, readable.path, text)[1]:
            yield field_at(text, problem.line, problem.column), problem

    return by_field(form, found)


def _letters(context: PageContext, form: Form) -> list[Letter]:
    """The letters with a form's words; with those of its file while they can't be written there."""
    try:
        text = form.text
    except NotEditable:
        text = form.before
    file = _read(context, form.path, text)[0]
    editions = [each.edited(file) if file else each for each in editions_of(context)]
    return [Letter(each, context.preview.site) for each in editions]


def _page(context: PageContext, form: Form, problems: Problems, **more: str) -> str:
    """The form's page; `more` says what text it was opened with (`seen`), and why it was not saved."""
    period = editions_of(context)[0].period
    return context.page(
        "edition",
        form=form,
        values={".".join(field): value for field, value in form.values.items()},
        problems={".".join(field): problems.get(field, ()) for field in (NO_FIELD, *form.values)},
        mistakes=sum(each.severity == "error" for found in problems.values() for each in found),
        names={field[-1]: declared(field, EditorsFile).doc.label for field in form.values},
        letters=_letters(context, form),
        groups=_ordered(_whole(context), form.values[ORDER]),
        labels=context.labels,
        periods=periods_in_words(context),
        period=str(period),
        issued=context.preview.selection.issued.get(period),
        saved=context.query.get("saved") == "1",
        **{"seen": fingerprint(form.before), "refused": "", "theirs": ""} | more,
    )
