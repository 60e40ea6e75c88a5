"""The command `build`."""

from __future__ import annotations

import click

from cchr_feeds.cli.completion import complete_published
from cchr_feeds.cli.options import WRITES_OUT, Common, command
from cchr_feeds.cli.signing import sign, signing_key
from cchr_feeds.cli.summary import report_outcome, written_line
from cchr_feeds.model.part import EVERY_PART, Part


@command("build", WRITES_OUT)
@click.option(
    "--only",
    type=click.Choice([part.value for part in Part]),
    multiple=True,
    help="Write this part alone and leave the rest as it is; may be repeated.",
)
@click.option(
    "--accept",
    "accepted",
    metavar="ID",
    multiple=True,
    shell_complete=complete_published,
    help="Do to this published entry what would be refused, such as letting it go; may be repeated.",
)
def build(common: Common, only: tuple[str, ...], accepted: tuple[str, ...]) -> None:
    """Write everything: feeds, pages, newsletters and the embed.

    Nothing is written while an entry has a problem, or while something that readers have
    would be lost or shown to them twice; what is online stays as it was.
    """
    from cchr_feeds.build import build as build_parts

    key = signing_key(common.project)
    outcome = build_parts(common.run(), tuple(map(Part, only)) or EVERY_PART, frozenset(accepted))
    sign(common.out, key)
    report_outcome(common.report, outcome, written_line(outcome, common.out))
