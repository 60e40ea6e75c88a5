"""The command `check`: what is found, in the form that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import OUT, common
from cchr_feeds.cli.report import Report, check_line, clear_progress, problems_line, report, report_error
from cchr_feeds.cli.ui import Misuse, shown
from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.build import Outcome, Run

FORMATS = ("text", "json", "github")


@click.command()
@common
@OUT
@click.option("--fix", is_flag=True, help="Show what can be mended for certain, and write it once you agree.")
@click.option("--yes", is_flag=True, help="With --fix: write it without asking.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="For people (text, the default), as JSON, or as annotations for GitHub Actions.",
)
@click.option(
    "--links", is_flag=True, help="Also ask the web whether the entries' addresses exist; needs the network."
)
@click.option(
    "--explain",
    "name",
    metavar="CODE",
    help="Tell what a code such as E018, or its word, means; nothing is checked.",
)
def check(
    project: Path,
    now: datetime,
    as_json: bool,
    quiet: bool,
    out: Path | None,
    fix: bool,
    yes: bool,
    form: str,
    links: bool,
    name: str | None,
) -> None:
    """See whether anything is wrong, without writing.

    Every problem is shown with its file, line and column, and with what to type instead.
    """
    from cchr_feeds import build
    from cchr_feeds.cli.explaining import explained

    if name is not None:
        click.echo(explained(name))
        return
    form = _one_form(form, as_json=as_json)
    how = Report(form != "text", quiet)
    if yes and not fix:
        raise Misuse(_("--yes goes with --fix"))
    written = fix and _mended(project, how, agreed=yes)
    run = build.Run(project, out or project / "out", now, how.progress())
    click.get_current_context().exit(_tell(run, how, form, written=written, links=links))


def _mended(folder: Path, how: Report, *, agreed: bool) -> bool:
    from cchr_feeds.cli.mending import offer_mends

    return offer_mends(folder, how, agreed=agreed)


def _one_form(form: str, *, as_json: bool) -> str:
    if as_json and form not in ("text", "json"):
        raise Misuse(_("--json and --format {form} can't both be on standard output", form=form))
    return "json" if as_json else form


def _tell(run: Run, how: Report, form: str, *, written: bool, links: bool) -> int:
    """Checks and says what was found; the exit code."""
    from cchr_feeds import build

    try:
        outcome = _with_links(build.check(run), run) if links else build.check(run)
    except ProblemsFound as found:
        clear_progress()
        _tell_problems(found, run.folder, how, form, written=written)
        return found.exit_code
    if form in ("text", "json"):
        report(outcome, how, check_line(outcome, written=written), run.folder)
        return 0
    _annotate(outcome.warnings, run.folder)
    if not how.quiet:
        click.echo(check_line(outcome, written=written), err=True)
    return 0


def _tell_problems(found: ProblemsFound, folder: Path, how: Report, form: str, *, written: bool) -> None:
    if form in ("text", "json"):
        hints = () if how.quiet or how.as_json else tuple(_hints(found, mended=written))
        report_error(found, form == "json", folder, hints, written=written)
    else:
        _annotate(found.problems, folder)
        click.echo(shown(problems_line(found.problems, written=written)), err=True)


def _with_links(outcome: Outcome, run: Run) -> Outcome:
    """The outcome with a warning for each address that leads nowhere."""
    from cchr_feeds.links import check_links

    found = check_links(run.folder, run.now, run.progress)
    return replace(outcome, warnings=tuple(sorted([*outcome.warnings, *found])))


def _annotate(problems: Sequence[Problem], folder: Path) -> None:
    """Problems for GitHub Actions, on standard output."""
    from cchr_feeds.cli.annotations import github_lines

    for line in github_lines(problems, folder):
        click.echo(line)


def _hints(found: ProblemsFound, *, mended: bool) -> Iterator[str]:
    """Which commands tell more, and mend."""
    from cchr_feeds.explanations import code_of

    first = next(each for each in found.problems if each.severity == "error")
    yield shown(_("To learn more: cchr-feeds check --explain {code}", code=code_of(first.code, "error")))
    if not mended:
        yield shown(_("To have mended what can be for certain: cchr-feeds check --fix"))
