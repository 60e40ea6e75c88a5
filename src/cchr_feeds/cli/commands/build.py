"""The command `build`."""

import click

from cchr_feeds.cli.commands.keys import signed
from cchr_feeds.cli.options import WRITES_OUT, Common, accepting, command
from cchr_feeds.cli.report import report_outcome, written_line
from cchr_feeds.model.part import EVERY_PART, Part
from cchr_feeds.problem import Problem


@command("build", WRITES_OUT)
@click.option(
    "--only",
    type=click.Choice([part.value for part in Part]),
    multiple=True,
    help="Write only this part and leave the others as they are; may be repeated.",
)
@accepting
def build(common: Common, only: tuple[str, ...], accepted: tuple[str, ...]) -> None:
    """Write everything: feeds, pages, newsletters and the embed.

    Nothing is written if an entry has a problem, or if readers would lose something they have
    or get it twice; the output stays as it was.
    """
    from cchr_feeds.build import build as build_parts
    from cchr_feeds.cache import Store, told_before

    run = common.run()
    with signed(common.project, common.out):
        outcome = build_parts(run, tuple(map(Part, only)) or EVERY_PART, frozenset(accepted))
    told: frozenset[Problem] = frozenset()
    if not common.report.quiet:
        told = told_before(Store(run.folder, run.publishes), outcome.warnings, is_whole=not only)
    report_outcome(common.report, outcome, written_line(outcome, common.out), told=told)
