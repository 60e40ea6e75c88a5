"""The command `check`: what is found, in the form that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import WRITES_OUT, Common, command
from cchr_feeds.cli.problems import problems_line, report_error
from cchr_feeds.cli.prompt import Misuse
from cchr_feeds.cli.report import clear_progress, note
from cchr_feeds.cli.summary import check_line, report_outcome
from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.run import Outcome

FORMATS = ("text", "json", "github")


@command("check", WRITES_OUT)
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
def check(common: Common, fix: bool, yes: bool, form: str, links: bool, name: str | None) -> None:
    """See whether anything is wrong, without writing.

    Every problem is shown with its file, line and column, and with what to type instead.
    """
    if name is not None:
        from cchr_feeds.cli.explain import explained

        click.echo(explained(name))
        return
    if common.report.as_json and form == "github":
        raise Misuse(_("--json and --format {form} can't both be on standard output", form=form))
    if yes and not fix:
        raise Misuse(_("--yes goes with --fix"))
    form = "json" if common.report.as_json else form
    _check(replace(common, report=replace(common.report, as_json=form != "text")), form, fix, yes, links)


def _check(common: Common, form: str, fix: bool, yes: bool, links: bool) -> None:
    from cchr_feeds.cli.fix import offer_fixes

    fixed = fix and offer_fixes(common.project, common.report, is_agreed=yes)
    try:
        outcome = _outcome(common, links=links)
    except ProblemsFound as found:
        clear_progress()
        _report_problems(found, common, form, fixed=fixed)
        click.get_current_context().exit(found.exit_code)
    line = check_line(outcome, fixed=fixed)
    if form == "github":
        _annotate(outcome.warnings, common.project)
        common.report.say(line)
    else:
        report_outcome(common.report, outcome, line, common.project)


def _outcome(common: Common, *, links: bool) -> Outcome:
    """What is found; with `links`, a warning for each address that leads nowhere, too."""
    from cchr_feeds.check import check as check_project

    run = common.run()
    outcome = check_project(run)
    if not links:
        return outcome
    from cchr_feeds.linkcheck import check_links

    found = check_links(run.folder, run.now, run.progress)
    return replace(outcome, warnings=tuple(sorted([*outcome.warnings, *found])))


def _report_problems(found: ProblemsFound, common: Common, form: str, *, fixed: bool) -> None:
    report, folder = common.report, common.project
    if form == "github":
        _annotate(found.problems, folder)
        note(problems_line(found.problems, fixed=fixed))
    else:
        hints = () if report.quiet or report.as_json else tuple(_hints(found, fixed=fixed))
        report_error(found, as_json=form == "json", folder=folder, hints=hints, fixed=fixed)


def _annotate(problems: Sequence[Problem], folder: Path) -> None:
    """Problems for GitHub Actions, on standard output."""
    from cchr_feeds.cli.annotations import github_lines

    for line in github_lines(problems, folder):
        click.echo(line)


def _hints(found: ProblemsFound, *, fixed: bool) -> Iterator[str]:
    """Which commands tell more, and fix."""
    from cchr_feeds.explanations import code_of

    first = next(each for each in found.problems if each.severity == "error")
    yield _("To learn more: cchr-feeds check --explain {code}", code=code_of(first.code, "error"))
    if not fixed:
        yield _("To have mended what can be for certain: cchr-feeds check --fix")
