"""The command `build`."""

from __future__ import annotations

import click

from cchr_feeds.cli.commands.keys import signed
from cchr_feeds.cli.options import WRITES_OUT, Common, command, complete
from cchr_feeds.cli.report import report_outcome, written_line
from cchr_feeds.model.part import EVERY_PART, Part


@command("build", WRITES_OUT)
@click.option(
    "--only",
    type=click.Choice([part.value for part in Part]),
    multiple=True,
    help="Write only this part and leave the others as they are; may be repeated.",
)
@click.option(
    "--accept",
    "accepted",
    metavar="ID",
    multiple=True,
    shell_complete=complete("published_ids"),
    help="Allow what would be refused for this published entry, such as its removal; may be repeated.",
)
def build(common: Common, only: tuple[str, ...], accepted: tuple[str, ...]) -> None:
    """Write everything: feeds, pages, newsletters and the embed.

    Nothing is written if an entry has a problem, or if readers would lose something they have
    or get it twice; the output stays as it was.
    """
    from cchr_feeds.build import build as build_parts

    with signed(common.project, common.out):
        outcome = build_parts(common.run(), tuple(map(Part, only)) or EVERY_PART, frozenset(accepted))
    report_outcome(common.report, outcome, written_line(outcome, common.out))
