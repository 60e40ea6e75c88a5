"""The command `import`: what it asks for and says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import OUT, common
from cchr_feeds.cli.report import Report, say

if TYPE_CHECKING:
    from cchr_feeds.importing import Imported, Skipped, Taken

MOST_SHOWN = 50
"""How many publications of a kind are told one by one; all of them are in the JSON."""


@click.command("import")
@common
@OUT
@click.argument("source")
@click.option(
    "--column",
    "columns",
    metavar="FIELD=HEADING",
    multiple=True,
    help="In a table, read the column with this heading as this field, as in title_km=Heading; "
    "may be repeated.",
)
@click.option("--category", metavar="TERM", default="", help="The category of what names none itself.")
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
        raise click.UsageError('--column: write a field, = and a heading: --column title="Name of report"')
    return {field: heading for field, _, heading in pairs}


def _agreed(count: int) -> bool:
    """Whether somebody at a terminal wants the drafts; nobody there wants nothing."""
    if not sys.stdin.isatty():
        return False
    return click.confirm(f"Write {_drafts(count)} into entries/?", err=True)


def _drafts(count: int) -> str:
    return "1 draft" if count == 1 else f"{count} drafts"


def _found(imported: Imported) -> Iterator[str]:
    """What was found: how a table's columns are read, what is new, and what is left out and why."""
    count = len(imported.taken) + len(imported.skipped)
    yield f"{imported.source} is {imported.kind} of {count} publication{'s' * (count != 1)}."
    for field, heading in imported.columns.items():
        yield f"  {field} is the column {heading!r}"
    if imported.columns:
        yield "  Another column is meant? Say it with --column FIELD=HEADING."
    if imported.taken:
        yield "New:"
        yield from _some([line for taken in imported.taken[:MOST_SHOWN] for line in _taken(taken)])
        yield from _more(len(imported.taken))
    if imported.skipped:
        yield "Left out:"
        yield from _some(list(map(_skipped, imported.skipped[:MOST_SHOWN])))
        yield from _more(len(imported.skipped))
    if imported.passed_over:
        yield f"No publication, and passed over: {', '.join(imported.passed_over[:12])}" + (
            f" and {len(imported.passed_over) - 12} more" if len(imported.passed_over) > 12 else ""
        )


def _some(lines: Sequence[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _more(count: int) -> Iterator[str]:
    if count > MOST_SHOWN:
        yield f"  and {count - MOST_SHOWN} more"


def _taken(taken: Taken) -> Iterator[str]:
    titles = " · ".join(f"{language}: {title}" for language, title in taken.titles.items())
    yield f"{taken.path}  {titles}"
    date = taken.published or "no date"
    said = {"published": f"{date} (as its text says)"} if "published" in taken.guessed else {}
    kinds = f"{', '.join(taken.category)}{' (guessed)' * ('category' in taken.guessed)}"
    yield f"    {said.get('published', date)}; {kinds}"
    yield from (f"    {note}" for note in taken.notes)


def _skipped(skipped: Skipped) -> str:
    return f"{skipped.title}: {skipped.reason}"


def _end(imported: Imported) -> str:
    drafts = _drafts(len(imported.taken))
    if imported.written:
        return (
            f'{drafts} written into entries/. Read each, mend it, delete its line "draft: true", and build.'
        )
    if imported.taken:
        return f"Nothing was written. To write {drafts}, add --yes."
    return "Nothing is new; nothing was written."
