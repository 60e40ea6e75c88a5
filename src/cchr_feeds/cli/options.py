"""What commands share: their common options, and the types of values."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from cchr_feeds.cli.language import UI
from cchr_feeds.cli.prompt import Misuse
from cchr_feeds.cli.report import Report
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.model.dates import Period
    from cchr_feeds.run import Run

WRITES_OUT = "Where to write (default: the folder out/ of the project)."
READS_OUT = "What a build has made (default: the folder out/ of the project)."
IGNORES_OUT = "Every command takes it; this one has no use for it."

Own = ParamSpec("Own")
"""A command's own options and arguments."""


@dataclass(frozen=True, slots=True)
class Common:
    """The options of every command: where it works, at which moment, and how it speaks."""

    project: Path
    now: datetime
    out: Path
    report: Report

    def run(self) -> Run:
        """The same for what builds."""
        from cchr_feeds.run import Run

        return Run(self.project, self.out, self.now, self.report.progress())


def command(
    name: str, out_help: str, out: str = "out"
) -> Callable[[Callable[Concatenate[Common, Own], None]], click.Command]:
    """Makes a command of a function, with the options every command has; `out` is the default of `--out`."""

    def decorated(function: Callable[Concatenate[Common, Own], None]) -> click.Command:
        @wraps(function)
        def called(
            project: Path,
            now: datetime,
            as_json: bool,
            quiet: bool,
            verbose: bool,
            out_folder: Path | None,
            *own: Own.args,
            **named: Own.kwargs,
        ) -> None:
            if verbose:
                from cchr_feeds.cli.verbose import log_to_stderr

                log_to_stderr()
            report = Report(as_json, quiet, verbose)
            common = Common(project, now, out_folder or project / out, report)
            function(common, *own, **named)

        with_options = click.option("--out", "out_folder", type=_FOLDER, help=out_help)(called)
        for option in reversed(_COMMON):
            with_options = option(with_options)
        return click.command(name)(with_options)

    return decorated


def moment(value: str | datetime) -> datetime:
    """A moment in ISO form with its offset from UTC."""
    if isinstance(value, datetime):
        return value
    from cchr_feeds.errors import InvalidValue
    from cchr_feeds.model.dates import partial_date

    try:
        written = partial_date(value).written
    except InvalidValue as refused:
        why = _("{why}; write it as 2024-10-31T09:00+07:00", why=refused.message)
        raise click.BadParameter(why) from refused
    if written.tzinfo is None:
        why = _("{value!r} needs a time and an offset; write it as 2024-10-31T09:00+07:00", value=value)
        raise click.BadParameter(why)
    return written


def period(value: str) -> Period:
    """A month, a quarter or a year."""
    from cchr_feeds.errors import InvalidValue
    from cchr_feeds.model import dates

    try:
        return dates.period(value)
    except InvalidValue as refused:
        why = _("{message}; {fix}", message=refused.message, fix=refused.fix)
        raise click.BadParameter(why) from refused


def clock() -> datetime:
    """The present moment: SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Misuse(_("SOURCE_DATE_EPOCH is not a number of seconds since 1970")) from error


_FOLDER = click.Path(path_type=Path, file_okay=False)
_COMMON = (
    click.option(
        "--project",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=".",
        help="The folder with site.yaml and entries/ (default: this folder).",
    ),
    click.option(
        "--now",
        type=moment,
        metavar="TIME",
        default=clock,
        help="Act as if it were this moment, such as 2024-10-31T09:00+07:00.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for other programs."),
    click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong."),
    click.option("--verbose", is_flag=True, help="Log on standard error what is read, decided and made."),
    UI,
)

_LANGUAGE_AND_TEXT = re.compile(r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)=(.*)", re.DOTALL)


def language_and_text(value: str) -> tuple[str, str]:
    """The language that a value such as `en=TEXT` names, empty where it names none, and its text."""
    match = _LANGUAGE_AND_TEXT.fullmatch(value)
    return (match[1], match[2]) if match else ("", value)
