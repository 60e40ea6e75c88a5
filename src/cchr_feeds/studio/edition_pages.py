"""Pages about an edition: its words and order with the letters beside them, and its way to readers."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from cchr_feeds import send as sending
from cchr_feeds.delivery.smtp import RELAY, password
from cchr_feeds.errors import CchrFeedsError, OutputFailed, ProblemsFound, WrongUsage
from cchr_feeds.i18n import _, lines_of, ngettext
from cchr_feeds.issue import Finding, findings, issue, prepared_mails
from cchr_feeds.keys import key_in_environment, sign_manifest
from cchr_feeds.model.addresses import email_address
from cchr_feeds.model.dates import Period
from cchr_feeds.model.lock import READERS
from cchr_feeds.model.output import Edition, EditionFile, Group
from cchr_feeds.model.part import EDITIONS
from cchr_feeds.problem import InvalidValue, Problem
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.run import Run
from cchr_feeds.source import read_lock
from cchr_feeds.source.edit import NotEditable
from cchr_feeds.source.files import text_of, yaml_files
from cchr_feeds.source.read import edition_file_in, parsed, period_of
from cchr_feeds.source.save import EntryText, open_entry
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.source.yaml_tree import field_at
from cchr_feeds.studio.form import Form, fingerprint, form_of
from cchr_feeds.studio.form_problems import Problems, by_field, in_template, mistakes
from cchr_feeds.studio.frames import mail_html
from cchr_feeds.studio.page_context import PageContext, Pairs, page
from cchr_feeds.studio.pages import periods_in_words

ORDER: FieldPath = ("order",)

# The second of two clicks is to find what the first has done.
_ONE_AT_A_TIME = Lock()


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
    problems = context.translator.problems_json(_problems(context, form))
    return JSONResponse({"problems": problems, "letters": letters})


def save(context: PageContext, pairs: Pairs) -> Response:
    """Writes the edition file, unless something is wrong with it or another wrote it meanwhile."""
    file, seen = _opened(context), dict(pairs).get("seen", "")
    form = _form(context, file, pairs)
    problems = _problems(context, form)
    if mistakes(problems):
        return page(_page(context, form, problems, seen=seen), 422)
    try:
        context.state.save(file, form.text, seen)
    except (OutputFailed, NotEditable) as error:
        now = _opened(context).text
        theirs = (now or "–") if seen != fingerprint(now) else ""
        more = {"seen": fingerprint(now), "theirs": theirs, "refused": error.args[0]}
        return page(_page(context, form, problems, **more), 409)
    return RedirectResponse(f"edition?{context.query}&saved=1", 303)


def _opened(context: PageContext) -> EntryText:
    """The edition file, without content where there is none; raises `OutputFailed`."""
    folder, period = context.state.folder, editions_of(context)[0].period
    if (folder / EDITIONS).is_symlink():  # reading passes over it
        raise OutputFailed(_("{path} can't be opened here; see what check says about it", path=EDITIONS))
    found = [path for path in yaml_files(folder, EDITIONS)[0] if period_of(path) == period]
    path = next(iter(found), f"{EDITIONS}/{period}.yaml")
    return open_entry(folder, path) if os.path.lexists(folder / path) else EntryText(path, "", b"")


def _form(context: PageContext, file: EntryText, pairs: Pairs | None = None) -> Form:
    """The form as its file is, or as a browser sends it: with an order only where that was changed."""
    form = form_of(file.path, file.text, editions_of(context)[0].languages, EditionFile)
    if pairs is None:
        return form
    typed, order = form.filled_in(pairs), form.values[ORDER]
    if moved := typed.values[ORDER]:
        order = (*moved, *(each for each in order if each not in moved))
    return replace(typed, values={**typed.values, ORDER: order})


def _groups(context: PageContext, order: Value) -> Sequence[Group]:
    """The entries of all languages, each in the first that has it, as a letter with this order shows them."""
    editions = editions_of(context)
    groups: dict[str, Group] = {}
    for group in (group for each in editions for group in each.groups):
        before = groups.get(group.category.term, replace(group, entries=()))
        known = [each.publication_id for each in before.entries]
        new = [each for each in group.entries if each.publication_id not in known]
        groups[group.category.term] = replace(before, entries=[*before.entries, *new])
    in_site = tuple(groups[term] for term in context.preview.site.categories if term in groups)
    return replace(editions[0], groups=in_site, order=tuple(order)).in_order


def _read(context: PageContext, path: str, text: str) -> tuple[EditionFile | None, list[Problem]]:
    """What a text says as the edition file, and what is wrong with it."""
    reading = parsed(text_of(path, text or "{}\n"), [*context.preview.site.languages])
    file = edition_file_in(reading, context.preview.project.places)
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


def _page(context: PageContext, form: Form, problems: Problems, **more: object) -> str:
    """The form's page; `more` says what text it was opened with (`seen`), and why it was not saved."""
    period = editions_of(context)[0].period
    return context.page(
        "edition",
        letters=_letters(context, form),
        groups=_groups(context, form.values[ORDER]),
        labels=context.labels,
        periods=periods_in_words(context),
        period=str(period),
        issued=context.preview.selection.issued.get(period),
        saved=context.query.get("saved") == "1",
        **in_template(form, problems) | {"theirs": ""} | more,
    )


# --- its way to readers -----------------------------------------------------------------------------


def send(context: PageContext) -> str:
    """An edition on its way: what is in the way, whether it is issued, and where it goes."""
    run, period = context.state.preview.run(), editions_of(context)[0].period
    editions = sorted(read_lock(run.folder).editions.values(), key=lambda each: each.issued)
    used = {each.language: to for each in editions for to in each.sent if to != READERS}
    checked, wrong = list[Finding](), list[str]()
    with _noted(wrong):
        checked = [*findings(prepared_mails(run, period), run, online=False)]
    found, unready = list[sending.ReadyEdition](), list[str]()
    with _noted(unready):
        found.append(_ready(run, period))
    ready = next(iter(found), None)
    issued = ready.mails if ready else {}
    lists = {each: context.query.get(f"to.{each}", used.get(each, "")) for each in issued}
    came, shown = context.state.opened, {}
    refused = [came[each] for each in context.query.getlist("refused") if each in came]
    if ready and "review" in context.query:
        refused = []
        with _noted(refused):
            left = sending.left_for_lists(ready, _addresses(lists))
            shown = {each: (to, [*sending.summary(ready, {each: 1})]) for each, to in left.items()}
    return context.page(
        "send",
        period=str(period),
        periods=periods_in_words(context),
        findings=checked,
        wrong=wrong,
        issued=[each for each in editions if each.period == str(period)],
        ready=ready,
        unready=unready,
        lists=lists,
        shown=shown,
        refused=refused,
        said=came.get(context.query.get("said", ""), ""),
    )


def act(context: PageContext, pairs: Pairs) -> Response:
    """Takes the step that was asked for, and leads back to the page, which says what came of it."""
    period, sent = editions_of(context)[0].period, dict(pairs)
    step = {"issue": _issue, "test": _test}.get(sent.get("step", ""), _send)
    said, refused = "", list[str]()
    with _ONE_AT_A_TIME, _noted(refused):
        said = step(context.state.preview.run(), period, sent)
    name, text = ("said", said) if said else ("refused", lines_of(refused))
    query = {"period": str(period), name: context.state.remember(text)}  # an address may not be that long
    return RedirectResponse(f"send?{urlencode(query)}", 303)


def _issue(run: Run, period: Period, sent: Mapping[str, str]) -> str:
    secret = key_in_environment(run.folder)
    issued = issue(run, period, online="offline" not in sent)
    if secret:
        sign_manifest(run.out, secret)
    return issued.told


def _test(run: Run, period: Period, sent: Mapping[str, str]) -> str:
    count = sending.send_test(run, period, email_address(sent.get("to", "")))
    return ngettext("{count} test was sent.", "{count} tests were sent.", count=count)


def _send(run: Run, period: Period, sent: Mapping[str, str]) -> str:
    """Sends what was shown, to the lists for which it was."""
    edition = sending.ready_edition(run, period)
    lists = _addresses({each: sent.get(f"to.{each}", "") for each in edition.mails})
    if any(sent.get(f"digest.{each}") != edition.digests[each] for each in lists):
        raise sending.issued_anew()
    return sending.send_to_lists(edition, sending.left_for_lists(edition, lists))


def _ready(run: Run, period: Period) -> sending.ReadyEdition:
    """The issued edition; raises as `ready_edition` does, and `WrongUsage` without the relay's password."""
    edition = sending.ready_edition(run, period)
    if edition.relay.user:
        password(RELAY, edition.relay.user, edition.relay.host, run.folder)
    return edition


def _addresses(lists: Mapping[str, str]) -> dict[str, str]:
    """The lists' addresses that are written, by language; raises `InvalidValue` and `WrongUsage`."""
    written = {language: email_address(to) for language, to in lists.items() if to.strip()}
    if not written:
        raise WrongUsage(_("write a list's address"))
    return written


@contextmanager
def _noted(refusals: list[str]) -> Iterator[None]:
    """Notes why something is not done, instead of raising it."""
    try:
        yield
    except ProblemsFound as found:
        errors = (each for each in found.problems if each.severity == "error")
        refusals += [_told(each, f"{each.path}:{each.line}: ") for each in errors]
    except InvalidValue as refused:
        refusals.append(_told(refused))
    except CchrFeedsError as error:
        refusals += error.args


def _told(wrong: Problem | InvalidValue, place: str = "") -> str:
    return _("{option}{message}; {fix}", option=place, message=wrong.message, fix=wrong.fix)
