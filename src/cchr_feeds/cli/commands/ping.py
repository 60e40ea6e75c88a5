"""The command `ping`."""

import click

from cchr_feeds.cli.options import READS_OUT, Common, command
from cchr_feeds.i18n import _, lines_of


@command("ping", READS_OUT)
@click.option("--all", "everything", is_flag=True, help="Name every feed to the hub, changed or not.")
def ping(common: Common, everything: bool) -> None:
    """Tell the hub which feeds have changed, so that readers get them at once.

    Run it when out/ is on the web server, from which the hub fetches the feeds. What the hub has
    been told is remembered in the project's folder .cchr-feeds/. This command needs the network,
    as do import and verify for an address, and check --links.
    """
    from cchr_feeds.ping import ping as ping_hubs

    done = ping_hubs(common.folder, common.out, everything, common.progress)
    lines = [
        _("{hub} was notified of {told} of {feeds} feeds.", hub=hub, told=len(feeds), feeds=done.feeds)
        for hub, feeds in done.told.items()
    ]
    nothing = _(
        "None of the {feeds} feeds has changed since the hub was last notified; nothing was sent.",
        feeds=done.feeds,
    )
    common.result(lines_of([*(lines or [nothing]), *filter(None, [done.forgotten])]), done)
