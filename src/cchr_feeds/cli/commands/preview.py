"""The command `preview`."""

import webbrowser

import click
from click.core import ParameterSource

from cchr_feeds.cli.options import READS_OUT, Common, clock, command
from cchr_feeds.cli.terminal import language_for_people
from cchr_feeds.i18n import _


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
