"""The command `preview`: what it says, and how it opens the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cchr_feeds.cli.options import MADE, common
from cchr_feeds.cli.report import Report, say
from cchr_feeds.cli.ui import shown, spoken
from cchr_feeds.cli.values import clock
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.studio import Announced


@click.command()
@common
@MADE
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Where to listen (default: any that is free)."
)
@click.option("--no-browser", is_flag=True, help="Say the address, and do not open it.")
def preview(
    project: Path,
    now: datetime,
    as_json: bool,
    quiet: bool,
    out: Path | None,
    port: int,
    no_browser: bool,
) -> None:
    """Write entries, and see what readers would get, in the browser.

    It shows entries and their problems, a form in every language, feeds, the newsletter, and
    what changes for readers, and loads again at every save. Only this computer can see it.
    """
    from cchr_feeds.studio import LiveProject, serve

    announce = _announcing(Report(as_json, quiet), in_browser=not no_browser)
    serve(LiveProject(project, out or project / "out", _clock(now)), port, spoken(), announce)


def _clock(now: datetime) -> Callable[[], datetime]:
    """What tells the time: the clock, unless a moment was named."""
    named = click.get_current_context().get_parameter_source("now") is not ParameterSource.DEFAULT
    return (lambda: now) if named else clock


def _announcing(how: Report, *, in_browser: bool) -> Callable[[Announced], None]:
    """Says where the studio is, and opens it."""

    def announce(announced: Announced) -> None:
        say(how, shown(_("The studio is at {url}\nIt ends with Ctrl-C.", url=announced.url)), announced)
        if in_browser:
            import webbrowser  # 6 ms, which no other command needs

            webbrowser.open(announced.url)

    return announce
