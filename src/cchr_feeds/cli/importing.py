"""The command `import`: what it asks for and says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.completion import complete_terms
from cchr_feeds.cli.options import OUT, common
from cchr_feeds.cli.report import Report, say
from cchr_feeds.cli.ui import Misuse, shown
from cchr_feeds.i18n import _, beginning_of, ngettext

if TYPE_CHECKING:
    from cchr_feeds.importing import Imported, Skipped, Taken

MOST_SHOWN = 50
"""How many publications of a kind are told one by one; all of them are in the JSON."""

MOST_PASSED_OVER = 12


@click.command("import")
@common
@OUT
@click.argument("source", type=click.Path())  # shells complete it; an address is left as it is
@click.option(
    "--column",
    "columns",
    metavar="FIELD=HEADING",
    multiple=True,
    help="In a table, read the column with this heading as this field, as in title_km=Heading; "
    "may be repeated.",
)
@click.option(
    "--category",
    metavar="TERM",
    default="",
    shell_complete=complete_terms,
    help="The category of what names none itself.",
)
@click.option("--yes", is_flag=True, help="Write the drafts without asking.")
def import_(
    project: Path,
    now: datetime,
    as_json: bool,
    quiet: bool,
    out: Path | None,  # noqa: ARG001 - every command takes it
    source: str,
    columns: tuple[str, ...],
    category: str,
    yes: bool,
) -> None:
    """Make draft entries of publications from elsewhere.

    SOURCE is a file, or an address that starts with https://: an RSS, Atom or JSON feed, a
    WordPress export, a table (CSV or .xlsx), or a list copied from a web page. Shows what it
    finds, and asks before it writes. What is in the project already is left alone.
    """
    from cchr_feeds import importing

    how = Report(as_json, quiet)
    choices = importing.Choices(_columns(columns), category)
    plan = importing.planned(project, source, choices, now, how.progress())
    if not quiet:
        click.echo("\n".join(_found(plan.imported)), err=as_json)
    done = plan.imported
    if plan.drafts and (yes or _agreed(len(plan.drafts))):
        done = importing.written(project, plan)
    say(how, _end(done), done)


def _columns(given: Sequence[str]) -> dict[str, str]:
    """The headings of `--column` by the field that each is read as."""
    pairs = [each.partition("=") for each in given]
    if not all(field and heading for field, _, heading in pairs):
        raise Misuse(_('--column: write a field, = and a heading: --column title="Name of report"'))
    return {field: heading for field, _, heading in pairs}


def _agreed(count: int) -> bool:
    """Whether somebody at a terminal wants the drafts; nobody there wants nothing."""
    if not sys.stdin.isatty():
        return False
    return click.confirm(
        shown(
            ngettext("Write {count} draft into entries/?", "Write {count} drafts into entries/?", count=count)
        ),
        err=True,
    )


def _found(imported: Imported) -> Iterator[str]:
    """What was found: how a table's columns are read, what is new, and what is left out and why."""
    count = len(imported.taken) + len(imported.skipped)
    yield shown(
        ngettext(
            "{source} is {kind} of {count} publication.",
            "{source} is {kind} of {count} publications.",
            source=imported.source,
            kind=imported.kind,
            count=count,
        )
    )
    for field, heading in imported.columns.items():
        yield shown(_("  {field} is the column {heading!r}", field=field, heading=heading))
    if imported.columns:
        yield shown(_("  Another column is meant? Say it with --column FIELD=HEADING."))
    if imported.taken:
        yield shown(_("New:"))
        yield from _some([line for taken in imported.taken[:MOST_SHOWN] for line in _taken(taken)])
        yield from _more(len(imported.taken))
    if imported.skipped:
        yield shown(_("Left out:"))
        yield from _some(list(map(_skipped, imported.skipped[:MOST_SHOWN])))
        yield from _more(len(imported.skipped))
    if imported.passed_over:
        names = beginning_of(list(map(shown, imported.passed_over)), MOST_PASSED_OVER)
        yield shown(_("No publication, and passed over: {names}", names=names))


def _some(lines: Sequence[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _more(count: int) -> Iterator[str]:
    if count > MOST_SHOWN:
        yield shown(_("  and {more} more", more=count - MOST_SHOWN))


def _taken(taken: Taken) -> Iterator[str]:
    titles = " · ".join(f"{language}: {title}" for language, title in taken.titles.items())
    yield f"{taken.path}  {titles}"
    date = taken.published or shown(_("no date"))
    told = shown(_("{date} (as its text says)", date=date)) if "published" in taken.guessed else date
    terms = ", ".join(taken.category)
    kinds = shown(_("{terms} (guessed)", terms=terms)) if "category" in taken.guessed else terms
    yield f"    {told}; {kinds}"
    yield from (f"    {shown(note)}" for note in taken.notes)


def _skipped(skipped: Skipped) -> str:
    return f"{skipped.title}: {shown(skipped.reason)}"


def _end(imported: Imported) -> str:
    count = len(imported.taken)
    if imported.written:
        return shown(
            ngettext(
                '{count} draft written into entries/. Read each, mend it, delete its line "draft: '
                'true", and build.',
                '{count} drafts written into entries/. Read each, mend it, delete its line "draft: '
                'true", and build.',
                count=count,
            )
        )
    if imported.taken:
        return shown(
            ngettext(
                "Nothing was written. To write {count} draft, add --yes.",
                "Nothing was written. To write {count} drafts, add --yes.",
                count=count,
            )
        )
    return shown(_("Nothing is new; nothing was written."))
