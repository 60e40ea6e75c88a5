"""The commands `preview`, which serves the studio, and `ping` and `verify`, about what is online."""

import webbrowser

import click
from click.core import ParameterSource

from cchr_feeds.cli.options import READS_OUT, Common, clock, command
from cchr_feeds.cli.terminal import language_for_people
from cchr_feeds.i18n import _, lines_of, ngettext


@command("preview", READS_OUT)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on (default: any free one)."
)
@click.option("--no-browser", is_flag=True, help="Print the address, and do not open it.")
def preview(common: Common, port: int, no_browser: bool) -> None:
    """Write entries in the browser, and see what readers would get.

    It shows entries and their problems, a form for every language, feeds, the newsletter, and
    what changes for readers, and reloads at every save. Only this computer can see it.
    """
    from cchr_feeds.studio import LiveProject, serve

    def announce(url: str) -> None:
        common.result(_("The studio is at {url}\nPress Ctrl-C to stop it.", url=url), url=url)
        if not no_browser:
            webbrowser.open(url)

    now_is_given = click.get_current_context().get_parameter_source("now") is not ParameterSource.DEFAULT
    project = LiveProject(common.folder, common.out, (lambda: common.now) if now_is_given else clock)
    serve(project, port, language_for_people(), announce)


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


@command("verify", READS_OUT)
@click.argument("place", metavar="URL|DIR")
@click.option(
    "--key",
    metavar="KEY",
    help="Compare with the site's own manifest, which must be signed with this public key.",
)
def verify(common: Common, place: str, key: str | None) -> None:
    """Compare what is online with what was built.

    URL is where out/ is served, DIR a folder with a copy of it. It is compared with out/ or, with
    --key, with the site's own signed manifest. With --quiet only differences are printed, so that
    cron mails nothing else. A URL needs the network.
    """
    from cchr_feeds.keys import PublicKey
    from cchr_feeds.verify.differences import compare

    files = compare(place, common.out, PublicKey.read(key) if key else None, common.progress)
    told = {"where": place, "count": files}
    if key:
        said = ngettext("{where} is as signed: {count} file.", "{where} is as signed: {count} files.", **told)
    else:
        said = ngettext("{where} is as built: {count} file.", "{where} is as built: {count} files.", **told)
    common.result(said, files=files)
