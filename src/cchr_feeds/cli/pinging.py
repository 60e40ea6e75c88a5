"""The command `ping`, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import MADE, common
from cchr_feeds.cli.report import Report, say
from cchr_feeds.cli.ui import shown
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.ping import Pinged


@click.command()
@common
@MADE
@click.option("--all", "everything", is_flag=True, help="Tell of every feed, changed or not.")
def ping(
    project: Path,
    now: datetime,  # noqa: ARG001 - every command takes it
    as_json: bool,
    quiet: bool,
    out: Path | None,
    everything: bool,
) -> None:
    """Tell the hub which feeds have changed, so that readers get them at once.

    Run it when out/ is on the web server: the hub looks there. What it was told is remembered
    in the folder .cchr-feeds/ of the project. This command needs the network, and so do
    import and verify for an address, and check --links.
    """
    from cchr_feeds.ping import ping as ping_hubs

    how = Report(as_json, quiet)
    done = ping_hubs(project, out or project / "out", everything, how.progress())
    say(how, pinged_lines(done), done)


def pinged_lines(done: Pinged) -> str:
    """Which hub was told of how many feeds."""
    return "\n".join(_lines(done))


def _lines(done: Pinged) -> Iterator[str]:
    for hub, feeds in done.told.items():
        yield shown(
            _("{hub} was told of {told} of {feeds} feeds.", hub=hub, told=len(feeds), feeds=done.feeds)
        )
    if not done.told:
        yield shown(_("None of the {feeds} feeds has news for a hub; nothing was sent.", feeds=done.feeds))
    if done.forgotten:
        yield shown(done.forgotten)
