"""Pages about entries: the list, the form, the file as text, and an entry as readers see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.responses import JSONResponse, RedirectResponse, Response

from cchr_feeds.errors import OutputFailed, ProblemsFound
from cchr_feeds.i18n import N_, _, beginning_of
from cchr_feeds.images import MOST_BYTES
from cchr_feeds.model.dates import PartialDate
from cchr_feeds.model.publication import Publication
from cchr_feeds.problem import Problem
from cchr_feeds.render.content import post
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.select import is_withdrawn, starts
from cchr_feeds.source.attachments import publishable
from cchr_feeds.source.edit import NotEditable
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.save import EntryText, HasChanged, open_entry, save_new_entry
from cchr_feeds.source.yaml_tree import written_values
from cchr_feeds.studio.form import Form, fields_in, fingerprint, form_of, merged
from cchr_feeds.studio.form_problems import NO_FIELD, Problems, entry_problems, in_template, mistakes
from cchr_feeds.studio.page_context import PageContext, Pairs, page
from cchr_feeds.studio.uploads import about, folder_of
from cchr_feeds.text.characters import search_key
from cchr_feeds.text.markdown import markdown_html, plain_text

MAX_ROWS = 200
"""How many entries the list shows at once; searching finds the rest."""

MAX_NAMED = 3
"""How many other files are named above the list."""

STATUSES: Mapping[str, str] = {
    "wrong": N_("Has a problem"),
    "draft": N_("Draft"),
    "waiting": N_("Waiting"),
    "next": N_("Published by the next build"),
    "withdrawn": N_("Withdrawn"),
    "public": N_("Public"),
}
"""The statuses of entries, and how each is said."""

UNSEEN = ("draft", "waiting")
"""Statuses of entries of which readers see nothing yet."""

_RANKS = {"wrong": 0, "draft": 1, "waiting": 2}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list; `words` say whether readers see it. What can't be read has no `publication`."""

    path: str
    publication: Publication | None
    status: str
    words: str
    problems: Sequence[Problem]

    @property
    def titles(self) -> dict[str, str]:
        """The titles by language."""
        return _titles(self.publication)

    @property
    def came_out(self) -> PartialDate | None:
        """When it came out in the first of its languages with a date, if that is known."""
        found = self.publication
        return next(filter(None, map(found.published_in, found.translations)), None) if found else None

    @property
    def date(self) -> str:
        """When it came out or, where that is not known, when it was added."""
        found = self.publication
        added = next(filter(None, map(found.added_in, found.translations)), None) if found else None
        return str(self.came_out or added or "")

    def matches(self, words: Sequence[str], status: str) -> bool:
        """Whether its titles, id or file hold all the words, and it has this status (empty: any)."""
        publication_id = self.publication.id if self.publication else ""
        text = search_key(" ".join([*self.titles.values(), publication_id, self.path]))
        return status in ("", self.status) and all(word in text for word in words)


def _titles(publication: Publication | None) -> dict[str, str]:
    translations = publication.translations if publication else {}
    return {language: translation.title for language, translation in translations.items()}


def entries(context: PageContext) -> str:
    """The list of entries, and problems of other files."""
    words, status = context.query.get("words", ""), context.query.get("status", "")
    state, wanted = context.state, search_key(words).split()
    # Those with problems come first, then what waits, then the newest.
    rows = [_row(path, context) for path in state.partial_read.paths]
    rows.sort(key=lambda row: (-_RANKS.get(row.status, len(_RANKS)), row.date), reverse=True)
    found = [row for row in rows if row.matches(wanted, status)]
    paths = set(state.partial_read.paths)
    problems = (*state.partial_read.problems, *_template_problems(state.templates))
    elsewhere = [problem for problem in problems if problem.path not in paths]
    files = list(dict.fromkeys(problem.path for problem in elsewhere))
    return context.page(
        "entries",
        rows=found[:MAX_ROWS],
        labels=context.labels,
        more=max(len(found) - MAX_ROWS, 0),
        total=len(rows),
        words=words,
        status=status,
        statuses=STATUSES,
        unseen=UNSEEN,
        elsewhere=elsewhere,
        elsewhere_in=beginning_of(files, MAX_NAMED),
    )


def _template_problems(templates: Templates) -> Sequence[Problem]:
    try:
        return tuple(templates.problems())
    except ProblemsFound as found:
        return found.problems


def _row(path: str, context: PageContext) -> Row:
    publication = context.preview.publications_by_path.get(path)
    return Row(path, publication, *_status(publication, context), context.state.problems.get(path, []))


def _status(publication: Publication | None, context: PageContext) -> tuple[str, str]:
    """The status of an entry, and the same in words; `None` is one that can't be read."""
    if publication is None:
        return "wrong", _(STATUSES["wrong"])
    if publication.draft:
        return "draft", _(STATUSES["draft"])
    site, now = context.preview.site, context.state.preview.now
    waits = [moment for moment in starts(publication, site) if moment > now]
    if waits:
        return "waiting", _("Waits until {moment}", moment=f"{max(waits):%Y-%m-%d %H:%M}")
    is_pending = publication.id in context.state.pending
    if is_withdrawn(publication, site, now):
        return "withdrawn", (_("Withdrawn by the next build") if is_pending else _("Withdrawn"))
    status = "next" if is_pending else "public"
    return status, _(STATUSES[status])


def opened(context: PageContext) -> EntryText | None:
    """The file that the address names; nothing where it names none. Raises `OutputFailed`."""
    return open_entry(context.state.folder, context.path) if "path" in context.query else None


def check(context: PageContext, pairs: Pairs) -> Response:
    """What would be wrong with what is in a form now, by field, and the id that is proposed for it."""
    form = _sent_form(context, opened(context), pairs)
    return JSONResponse(
        {
            "problems": context.translator.problems_json(_problems(form, context)),
            "id": context.state.proposed_id(form.titles, form.values["category",]),
            "about": {name: context.translator.tell(text) for name, text in about(form, context).items()},
        }
    )


def _problems(form: Form, context: PageContext) -> Problems:
    return entry_problems(form, context.preview.project, context.state.folder / folder_of(form.path))


def save(context: PageContext, pairs: Pairs) -> Response:
    """Writes what was sent into its file, unless something is wrong with it."""
    file, sent = opened(context), dict(pairs)
    form, seen = _sent_form(context, file, pairs), sent.get("seen", "")
    if "more" in sent:
        return page(entry_form(context, form, {}, seen))
    problems = _problems(form, context)
    if mistakes(problems):
        return page(entry_form(context, form, problems, seen), 422)
    try:
        if file:
            context.state.save(file, form.text, seen)
            return _look_at(file.path)
        return _look_at(save_new_entry(context.state.folder, str(form.values["id",]), form.text))
    except HasChanged:
        return page(entry_of_two(context, form, seen), 409)
    except (OutputFailed, NotEditable) as error:
        return page(entry_form(context, form, problems, seen, refused=error.args[0]), 409)


def _sent_form(context: PageContext, file: EntryText | None, pairs: Pairs) -> Form:
    """A form as the browser sent it; an id that readers know stays, a draft that ends is released now."""
    path, before = (file.path, file.text) if file else ("", "")
    form = form_of(path, before, context.state.partial_read.languages).filled_in(pairs)
    if form.id_before in context.state.published_ids:
        return replace(form, values={**form.values, ("id",): form.id_before})
    return form.released(context.state.preview.today.isoformat())


def _look_at(path: str) -> Response:
    return RedirectResponse(f"look?path={quote(path)}&saved=1", 303)


def entry(context: PageContext) -> str:
    """An entry's form as its file is, or a new one; the text where a form can't show the file."""
    languages, file = context.state.partial_read.languages, opened(context)
    if file is None:
        form = form_of("", "", languages).filled_in([("published", context.preview.today.isoformat())])
        return entry_form(context, form, {})
    if not written_values(file.text):
        return entry_text(context, file, file.text)
    form = form_of(file.path, file.text, languages)
    return entry_form(context, form, _problems(form, context))


def entry_of_two(context: PageContext, mine: Form, seen: str) -> str:
    """The form with what another person wrote in the file meanwhile, and both texts; nothing was saved."""
    now = open_entry(context.state.folder, context.path).text
    form, changed = merged(mine, context.state.opened.get(seen, ""), now)
    theirs = form_of(mine.path, now, mine.languages)
    both = [(".".join(each), theirs.in_words(each), form.in_words(each)) for each in changed]
    refused = _(
        "the file was changed elsewhere since you opened it here; nothing was saved yet. This form has the "
        "changes of both now; where both changed the same field, it has yours. Look at both texts, then save"
    )
    return entry_form(context, form, _problems(form, context), refused=refused, both=both)


def entry_form(
    context: PageContext, form: Form, problems: Problems, seen: str = "", **refused: object
) -> str:
    """The form of an entry; `seen` stands for the text it was opened with, if that is not the file's now.

    `refused` is why it was not saved; `both` are fields changed elsewhere, as in the file and here.
    """
    context.state.remember(form.before)
    languages_first = sorted((NO_FIELD, *form.values), key=lambda field: len(field) == 1)
    values = in_template(form, problems, languages_first) | ({"seen": seen} if seen else {})
    return context.page(
        "entry",
        terms=_terms(context, form),
        title=title_of(form.titles, context),
        is_withdrawn=any(field[0] == "withdrawn" for field in written_values(form.before)),
        has_fixed_id=form.id_before in context.state.published_ids,
        filled=[".".join(path) for path, value in form.values.items() if value],
        folded_fields=_folded,
        folder=folder_of(form.path),
        beside=publishable(context.state.folder / folder_of(form.path)),
        about=about(form, context),
        most_bytes=MOST_BYTES,
        **values | {"both": ()} | refused,
    )


def title_of(titles: Mapping[str, str], context: PageContext) -> tuple[str, str]:
    """A publication's title and its language: the page's, or else the first of the site that it has."""
    order = [context.label_language, *context.state.partial_read.languages]
    return next(((titles[each], each) for each in order if each in titles), ("", ""))


def _terms(context: PageContext, form: Form) -> list[tuple[str, str, str]]:
    """The categories to choose from, each with its label and its language; then terms of no category."""
    site, named = context.preview.site, form.values["category",]
    # A category that the file names by a former term keeps it.
    written = {site.current_terms.get(term): term for term in reversed(named)}
    known = [site.category(term, context.label_language) for term in site.categories]
    unknown = [term for term in named if term not in site.current_terms]
    return [
        *((written.get(each.term, each.term), each.label, each.label_language) for each in known),
        *((term, term, context.label_language) for term in unknown),
    ]


# Of the entry and of each language, by the length of a path; other fields are folded away while empty.
_IN_SIGHT = {1: ("id", "published", "category", "draft"), 2: ("title", "summary", "url")}


def _folded(*place: str) -> list[str]:
    """The fields that are folded away in the group at a place, such as `en`; the entry's own without one."""
    return [".".join(path) for path in fields_in(*place) if path[-1] not in _IN_SIGHT.get(len(path), ())]


def text(context: PageContext) -> str:
    """An entry's file as text."""
    file = open_entry(context.state.folder, context.path)
    return entry_text(context, file, file.text)


def save_text(context: PageContext, pairs: Pairs) -> Response:
    """Writes a text into its file, right or wrong: a build refuses what is wrong, and says so."""
    sent, folder = dict(pairs), context.state.folder
    file, seen = open_entry(folder, context.path), sent.get("seen", "")
    typed = sent.get("text", "").replace("\r\n", "\n").rstrip("\n") + "\n"
    try:
        context.state.save(file, typed, seen)
        return _look_at(file.path)
    except HasChanged:
        refused = _(
            "the file was changed elsewhere since you opened it here; nothing was saved yet. Below yours is "
            "what it says now: copy what is to stay into yours, then save"
        )
        now = open_entry(folder, context.path)
        return page(entry_text(context, now, typed, refused=refused), 409)
    except OutputFailed as error:
        return page(entry_text(context, file, typed, seen, error.args[0]), 409)


def entry_text(context: PageContext, file: EntryText, text: str, seen: str = "", refused: str = "") -> str:
    """An entry's file as text, for what the form does not show and for what it can't read."""
    languages, folder = context.state.partial_read.languages, context.state.folder
    publication, problems = read_entry(file.path, text, languages, folder)
    return context.page(
        "text",
        title=title_of(_titles(publication), context),
        path=file.path,
        text=text,
        problems=problems,
        is_readable=bool(written_values(file.text)),
        seen=seen or fingerprint(file.text),
        refused=refused,
        now=file.text if text != file.text and refused else "",
    )


def entry_preview(context: PageContext) -> str:
    """An entry as readers see it, in every language, and whether they do already."""
    row = _row(context.path, context)
    return context.page(
        "entry_preview",
        posts=dict(_posts(row.publication, context)) if row.publication else {},
        row=row,
        title=title_of(row.titles, context),
        unseen=UNSEEN,
        saved=context.query.get("saved") == "1",
        frames=f"/{context.view}/{'all' if row.status in UNSEEN else 'out'}",
    )


def _posts(publication: Publication, context: PageContext) -> Iterator[tuple[str, str]]:
    """What to post about a publication, by language."""
    site = context.preview.site
    for language, shown in publication.translations.items():
        address = shown.url or site.page_of(publication.id, language)
        text = shown.summary or plain_text(markdown_html(shown.body, language, site.image_hosts))
        yield language, post(shown.title, text, address)
