"""The command `preview`: what it says, and how it opens the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cchr_feeds.cli.language import language_for_people
from cchr_feeds.cli.options import READS_OUT, Common, clock, command
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.studio import Announced


@command("preview", READS_OUT)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Where to listen (default: any that is free)."
)
@click.option("--no-browser", is_flag=True, help="Say the address, and do not open it.")
def preview(common: Common, port: int, no_browser: bool) -> None:
    """Write entries, and see what readers would get, in the browser.

    It shows entries and their problems, a form in every language, feeds, the newsletter, and
    what changes for readers, and loads again at every save. Only this computer can see it.
    """
    from cchr_feeds.studio import LiveProject, serve

    def announce(announced: Announced) -> None:
        common.report.result(_("The studio is at {url}\nIt ends with Ctrl-C.", url=announced.url), announced)
        if not no_browser:
            import webbrowser  # 6 ms, which no other command needs

            webbrowser.open(announced.url)

    serve(LiveProject(common.project, common.out, _clock(common.now)), port, language_for_people(), announce)


def _clock(now: datetime) -> Callable[[], datetime]:
    """What tells the time: the clock, unless a moment was named."""
    named = click.get_current_context().get_parameter_source("now") is not ParameterSource.DEFAULT
    return (lambda: now) if named else clock
