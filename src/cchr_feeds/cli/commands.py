"""The commands. Each is a sentence: options in, one call, one line out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import click

from cchr_feeds import __version__
from cchr_feeds.cli.report import Report, check_line, report, written_line
from cchr_feeds.cli.values import MOMENT, PERIOD, clock

PARTS = ("feeds", "archives", "pages", "newsletters", "embed")

if TYPE_CHECKING:
    from cchr_feeds.model.dates import Period

Options = ParamSpec("Options")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cchr-feeds")
def cchr_feeds() -> None:
    """Publish a folder of entries as feeds, web pages and a newsletter.

    Write each publication as a file in the folder entries/, then run
    "cchr-feeds check" to see whether anything is wrong, and
    "cchr-feeds build" to make everything that readers get.
    """


def _common(command: Callable[Options, None]) -> Callable[Options, None]:
    """The options every command has."""
    options = (
        click.option(
            "--project",
            type=click.Path(path_type=Path, file_okay=False, exists=True),
            default=".",
            help="The folder with site.yaml and entries/ (default: this folder).",
        ),
        click.option(
            "--now",
            type=MOMENT,
            default=clock,
            help="Act as if it were this moment, such as 2024-10-31T09:00+07:00.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for other programs."),
        click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong."),
    )
    for option in reversed(options):
        command = option(command)
    return command


_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write (default: the folder out/ of the project).",
)


@cchr_feeds.command()
@_common
@_OUT
@click.option(
    "--only",
    type=click.Choice(PARTS),
    multiple=True,
    help="Write this part alone and leave the rest as it is; may be repeated.",
)
def build(
    project: Path, now: datetime, as_json: bool, quiet: bool, out: Path | None, only: tuple[str, ...]
) -> None:
    """Write everything: feeds, pages, newsletters and the embed.

    Nothing is written while an entry has a problem; what is online stays as it was.
    """
    from cchr_feeds import site
    from cchr_feeds.model.outcome import Part

    how = Report(as_json, quiet)
    parts = tuple(map(Part, only)) or site.EVERY_PART
    outcome = site.build(project, out or project / "out", now, parts, how.progress())
    report(outcome, how, written_line(outcome, out or project / "out"))


@cchr_feeds.command()
@_common
@_OUT
def check(project: Path, now: datetime, as_json: bool, quiet: bool, out: Path | None) -> None:
    """See whether anything is wrong, without writing.

    Every problem is shown with its file, line and column, and with what to type instead.
    """
    from cchr_feeds import site

    how = Report(as_json, quiet)
    outcome = site.check(project, out or project / "out", now, how.progress())
    report(outcome, how, check_line(outcome))


@cchr_feeds.command()
@_common
@_OUT
@click.argument("period", type=PERIOD, required=False)
def newsletter(
    project: Path, now: datetime, as_json: bool, quiet: bool, out: Path | None, period: Period | None
) -> None:
    """Write the newsletter of a PERIOD, in every language.

    PERIOD is a month (2024-10), a quarter (2024-Q4) or a year (2024); without it, the latest
    month that has entries. The mail is in out/newsletters/PERIOD/mail/.
    """
    from cchr_feeds import site

    how = Report(as_json, quiet)
    outcome = site.newsletter(project, out or project / "out", now, period, how.progress())
    report(outcome, how, written_line(outcome, out or project / "out"))
