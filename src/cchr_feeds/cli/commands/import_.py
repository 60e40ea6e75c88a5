"""The command `import`."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import Common, command, complete
from cchr_feeds.cli.terminal import Misuse, agreed, ask, for_people, language_for_people
from cchr_feeds.i18n import _, beginning_of, ngettext
from cchr_feeds.problem import InvalidValue

if TYPE_CHECKING:
    from cchr_feeds.cli.terminal import Report
    from cchr_feeds.importing.draft import ImportedDraft
    from cchr_feeds.importing.plan import Imported, Plan

MOST_SHOWN = 50
"""How many publications of a kind are listed; the JSON has all of them."""

MOST_PASSED_OVER = 12
_ANSWERS = ("day", "month")


@command("import")
@click.argument("source", type=click.Path())  # shells complete it; an address is left as it is
@click.option(
    "--column",
    "columns",
    metavar="FIELD=HEADING",
    multiple=True,
    help="Read a table's column with this heading as this field, as in title_km=Heading; may be repeated.",
)
@click.option(
    "--category",
    metavar="TERM",
    default="",
    shell_complete=complete("known_terms"),
    help="The category of publications that have none.",
)
@click.option(
    "--day-first/--month-first",
    "day_first",
    default=None,
    help="How a date such as 12/03/2024 is meant in this source; asked where it matters.",
)
@click.option(
    "--new/--back-catalogue",
    "is_new",
    default=None,
    help="Whether readers should be sent what has an earlier date; asked where it matters.",
)
@click.option("--yes", is_flag=True, help="Write the drafts without asking.")
def import_(
    common: Common,
    source: str,
    columns: tuple[str, ...],
    category: str,
    day_first: bool | None,
    is_new: bool | None,
    yes: bool,
) -> None:
    """Import publications from elsewhere as draft entries.

    SOURCE is a file, or an address that starts with https://: an RSS, Atom or JSON feed, a
    WordPress export, a table (CSV or .xlsx), or a list copied from a web page. The command shows
    what it finds, and asks before it writes. What the project already has is left out.
    """
    from cchr_feeds.importing.plan import Choices, planned, written

    pairs = [each.partition("=") for each in columns]
    if not all(field and heading for field, _equals, heading in pairs):
        raise Misuse(_('--column: write a field, = and a heading: --column title="Name of report"'))
    if common.quiet and common.form == "text" and not (yes or sys.stdin.isatty()):
        raise Misuse(_("add --yes to do it without being asked"))
    asks = not yes and common.form != "json" and sys.stdin.isatty()

    def is_day_first(example: str) -> bool | None:
        if day_first is not None:
            return day_first
        if asks:
            question = _(
                "What comes first in {example}, the day or the month? ({answers})",
                example=example,
                answers=" / ".join(_ANSWERS),
            )
            return ask(question, _day_or_month) == "day"
        told = _(
            "A date such as {example} may mean two days, and is left out; to say which: --day-first "
            "or --month-first.",
            example=example,
        )
        common.say(told)
        return None

    named = {field: heading for field, _equals, heading in pairs}
    choices = Choices(named, category, is_day_first, language_for_people())
    plan = planned(common.folder, source, choices, common.now, common.progress)
    for line in _found(plan.imported):
        common.say(line)
    question = ngettext(
        "Write {count} draft into entries/?", "Write {count} drafts into entries/?", count=len(plan.drafts)
    )
    is_agreed = bool(plan.drafts) and (yes or agreed(question))
    if plan.earlier:
        is_new = _decided(plan, is_new, common, asks=is_agreed and asks)
    done = written(common.folder, plan, is_new=bool(is_new)) if is_agreed else plan.imported
    common.result(_end(done), done)


def _day_or_month(answer: str) -> str:
    if answer not in _ANSWERS:
        message = _("{text!r} is neither", text=answer)
        raise InvalidValue("date", message, _("write {value}", value=" / ".join(_ANSWERS)))
    return answer


def _decided(plan: "Plan", is_new: bool | None, report: "Report", asks: bool) -> bool | None:
    """Whether what has an earlier date is new to readers: as the option or a person says, and else not."""
    count = len(plan.earlier)
    if is_new is None and asks:
        question = ngettext(
            "{count} has an earlier date. Is it new to your readers, so that feeds show it as of today?",
            "{count} have earlier dates. Are they new to your readers, so that feeds show them as of today?",
            count=count,
        )
        is_new = agreed(question)
    if is_new:
        told = ngettext(
            "With added: {today} in {count} draft, it reaches those who follow when it is released.",
            "With added: {today} in {count} drafts, they reach those who follow when they are released.",
            count=count,
            today=plan.today,
        )
    else:
        told = ngettext(
            "{count} with an earlier date is taken for a back catalogue; if it is new to readers: --new.",
            "{count} with earlier dates are taken for a back catalogue; if they are new to readers: --new.",
            count=count,
        )
    report.say(told)
    return is_new


def _found(imported: "Imported") -> Iterator[str]:
    """How a table's columns are read, what is new, and what is left out and why."""
    count = len(imported.taken) + len(imported.skipped)
    yield ngettext(
        "{source} is {kind} of {count} publication.",
        "{source} is {kind} of {count} publications.",
        source=imported.source,
        kind=imported.kind,
        count=count,
    )
    for field, heading in imported.columns.items():
        yield _("  {field} is the column {heading!r}", field=field, heading=heading)
    if imported.columns:
        yield _("  If it should be another column: --column FIELD=HEADING.")
    if imported.taken:
        yield _("New:")
        for taken in imported.taken[:MOST_SHOWN]:
            yield from _taken(taken)
        yield from _more(len(imported.taken))
    if imported.skipped:
        yield _("Left out:")
        for skipped in imported.skipped[:MOST_SHOWN]:
            yield f"  {for_people(skipped.title)}: {for_people(skipped.reason)}"
        yield from _more(len(imported.skipped))
    if imported.passed_over:
        names = beginning_of(list(map(for_people, imported.passed_over)), MOST_PASSED_OVER)
        yield _("Not publications, and skipped: {names}", names=names)


def _more(count: int) -> Iterator[str]:
    if count > MOST_SHOWN:
        yield _("  and {more} more", more=count - MOST_SHOWN)


def _taken(taken: "ImportedDraft") -> Iterator[str]:
    titles = " · ".join(f"{language}: {title}" for language, title in taken.titles.items())
    yield f"  {taken.path}  {titles}"
    date, terms = taken.published or _("no date"), ", ".join(taken.category)
    told = _("{date} (from its text)", date=date) if "published" in taken.guessed else date
    kinds = _("{terms} (guessed)", terms=terms) if "category" in taken.guessed else terms
    yield f"      {for_people(told)}; {for_people(kinds)}"
    for note in taken.notes:
        yield f"      {for_people(note)}"


def _end(imported: "Imported") -> str:
    count = len(imported.taken)
    if imported.written:
        return ngettext(
            '{count} draft written into entries/. Read it, correct it, delete its line "draft: true", '
            "and build.",
            '{count} drafts written into entries/. Read each, correct it, delete its line "draft: '
            'true", and build.',
            count=count,
        )
    if imported.taken:
        return ngettext(
            "Nothing was written. To write {count} draft, add --yes.",
            "Nothing was written. To write {count} drafts, add --yes.",
            count=count,
        )
    return _("Nothing is new; nothing was written.")
