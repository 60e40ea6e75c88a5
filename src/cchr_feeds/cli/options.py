"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import click

from cchr_feeds.cli.ui import UI
from cchr_feeds.cli.values import MOMENT, clock

Options = ParamSpec("Options")

OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write (default: the folder out/ of the project).",
)
MADE = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="What a build has made (default: the folder out/ of the project).",
)

NO_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Every command takes it; this one has no use for it.",
)


def common(command: Callable[Options, None]) -> Callable[Options, None]:
    """The options every command has, but the one that names the output."""
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
        UI,
    )
    for option in reversed(options):
        command = option(command)
    return command
