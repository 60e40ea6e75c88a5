"""The flow of an import: open a source, read it as what it is, make drafts, show them; and write them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import LANGUAGES, _
from cchr_feeds.importing.draft import Draft, Drafting, ImportedDraft, Rejected, shortened
from cchr_feeds.importing.feed import feed, json_feed
from cchr_feeds.importing.html import MOST_HTML, feed_address
from cchr_feeds.importing.listing import listing
from cchr_feeds.importing.raw_source import MOST_ITEMS, Item, RawSource, Source, fetched
from cchr_feeds.importing.table import csv_rows, has_headings, table, workbook_rows
from cchr_feeds.model.addresses import is_address
from cchr_feeds.model.site import Site
from cchr_feeds.regular_file import read_regular, reason_of
from cchr_feeds.run import Progress
from cchr_feeds.source import read_lock, read_project
from cchr_feeds.source.save import write_new
from cchr_feeds.source.suggestions import one_of
from cchr_feeds.text.date_parsing import days_in_figures

MOST_BYTES = 32 * 1024 * 1024
"""Of a source; an export of ten thousand posts has about as many."""

_PUBLISHED = re.compile(r"^published: [^\n]*", re.MULTILINE)
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_TABLE_TYPES = ("text/csv", "text/tab-separated-values")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decides: the heading of a field's column, and the category of what names none.

    `day_first` is asked once, with the first date that may be two days: "12/03/2024". `None` leaves such out.
    Comments in drafts are in the program's language `ui`.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    day_first: Callable[[str], bool | None] = lambda _example: None
    ui: str = LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A publication of the source that becomes no entry, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found in a source; `written` says whether it is in the project now.

    `columns` are a table's, by the field each is read as; `passed_over` is what of it is no publication.
    """

    source: str
    kind: str
    columns: Mapping[str, str]
    taken: tuple[ImportedDraft, ...]
    skipped: tuple[Skipped, ...]
    passed_over: tuple[str, ...]
    written: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, and the drafts it would write.

    `earlier` are the paths of drafts with a date before `today`; there are none where nothing is published.
    """

    imported: Imported
    drafts: tuple[Draft, ...]
    today: str
    earlier: frozenset[str] = frozenset()


def planned(folder: Path, source: str, choices: Choices, now: datetime, progress: Progress) -> Plan:
    """What importing a source would do; nothing is written. Raises `ProblemsFound` and `WrongUsage`."""
    project = read_project(folder)
    if choices.category and choices.category not in project.site.current_terms:
        hint = one_of(choices.category, project.site.current_terms)
        given = choices.category
        why = _("--category: {category!r} is not a category of this site; {hint}", category=given, hint=hint)
        raise WrongUsage(why)
    found = _read(_opened(source, progress), project.site, choices.columns)
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    category = project.site.current_terms.get(choices.category, "")
    drafting = Drafting(folder, project, found.name, category, now)
    items = _with_order_of_dates(found.items, choices.day_first)
    for number, item in enumerate(items, start=1):
        progress(_("reading {number} of {count} …", number=number, count=len(found.items)))
        try:
            drafts.append(drafting.draft(item, choices.ui))
        except Rejected as unfit:
            skipped.append(Skipped(shortened(item.title or item.key), unfit.args[0]))
    progress("")
    taken = tuple(draft.taken for draft in drafts)
    imported = Imported(found.name, found.kind, found.columns, taken, tuple(skipped), found.passed_over)
    zone, has_readers = project.site.timezone, bool(read_lock(folder).lines)
    today = now.astimezone(zone).date()
    # These may be new to readers or not.
    earlier = frozenset(
        draft.taken.path
        for draft in drafts
        if has_readers and (date := draft.publication.published) and date.start(zone).date() < today
    )
    return Plan(imported, tuple(drafts), today.isoformat(), earlier)


def _with_order_of_dates(items: Sequence[Item], day_first: Callable[[str], bool | None]) -> list[Item]:
    """The items with the dates that are told apart by whether the day comes first or the month."""
    stated = dict.fromkeys(each.unclear_date for each in items)
    meant = {text: days for text in stated if len(days := days_in_figures(text)) > 1}
    if not meant or (is_first := day_first(next(iter(meant)))) is None:
        return list(items)
    return [
        replace(each, published=either[not is_first], unclear_date="")
        if (either := meant.get(each.unclear_date))
        else each
        for each in items
    ]


def written(folder: Path, plan: Plan, *, is_new: bool = False) -> Imported:
    """Writes the drafts, all of them or none, and over nothing; raises `OutputFailed`.

    If what has an earlier date `is_new` to readers, it gets `added`, today: feeds order by it.
    """
    texts = {draft.taken.path: draft.content for draft in plan.drafts}
    for path in plan.earlier if is_new else ():
        texts[path] = _PUBLISHED.sub(rf"\g<0>\nadded: {plan.today}", texts[path], count=1)
    write_new(folder, {path: text.encode() for path, text in texts.items()})
    return replace(plan.imported, written=True)


def _opened(name: str, progress: Progress) -> RawSource:
    """The bytes of a file or of what is at an address."""
    if is_address(name):
        progress(_("fetching {source} …", source=name))
        return fetched(name, MOST_BYTES)
    path = Path(name)
    try:
        content = read_regular(path, MOST_BYTES + 1)
    except FileNotFoundError as error:
        why = _(
            "there is no file {source!r}; name a file, or an address that starts with https://", source=name
        )
        raise WrongUsage(why) from error
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise WrongUsage(_("{source!r} can't be read ({reason})", source=name, reason=reason)) from error
    source = RawSource(path.name, content)
    if len(content) > MOST_BYTES:
        raise source.refused("size", _("the file is larger than 32 MiB"), _("export a part of it at a time"))
    return source


def _read(source: RawSource, site: Site, columns: Mapping[str, str]) -> Source:
    """What a source has; raises `ProblemsFound`, and `WrongUsage` for columns of what is no table."""
    if not source.content.strip():
        raise source.refused("empty", _("there is nothing in it"), _("check that it was saved completely"))
    found = _understood(source, site, columns)
    if columns and not found.columns:
        message = _("--column: {name} is {kind}, which has no columns", name=source.name, kind=found.kind)
        raise WrongUsage(message)
    if len(found.items) > MOST_ITEMS:
        raise source.too_many_items()
    return found


def _understood(source: RawSource, site: Site, columns: Mapping[str, str]) -> Source:
    """As what its beginning tells; a table that is no workbook is known by its name, type or headings."""
    if source.content.startswith(_OLD_EXCEL):
        raise source.refused("xlsx", _("this is an old Excel file"), _("save it as .xlsx or as CSV UTF-8"))
    if source.content.startswith(_ZIP):
        rows, others = workbook_rows(source)
        return table(source, rows, site, columns, others)
    if source.type in _TABLE_TYPES or source.name.lower().endswith(_TABLE_NAMES):
        return table(source, csv_rows(source), site, columns)
    text = source.beginning(MOST_HTML)  # as a whole it may take four times as much as its bytes
    beginning = text.lstrip("\ufeff \t\r\n")[:1000]
    if beginning.startswith("{"):
        return json_feed(source, site.timezone)
    if _HTML.match(beginning):
        address = feed_address(text, source.address) or _("look for the feed's address on the page")
        fix = _("import its feed instead: {address}", address=address)
        if source.name.lower().endswith((".xls", ".xlsx")):  # as data bases give tables to Excel
            fix = _("save it as .xlsx or as CSV UTF-8")
        raise source.refused("html", _("this is a web page, not a feed"), fix)
    if beginning.startswith("<"):
        return feed(source, site.timezone)
    # Excel and people give a table any name.
    return (
        table(source, csv_rows(source), site, columns) if has_headings(beginning, site) else listing(source)
    )
