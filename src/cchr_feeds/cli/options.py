"""What commands share: common options, types of values, and completion in a shell."""

import os
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from cchr_feeds.cli.terminal import (
    Misuse,
    Report,
    checked,
    for_people,
    log_to_stderr,
    set_language,
    show_progress,
)
from cchr_feeds.i18n import LANGUAGES, _, any_of
from cchr_feeds.problem import InvalidValue
from cchr_feeds.run import Run

if TYPE_CHECKING:
    from cchr_feeds.model.dates import Period

WRITES_OUT = "The folder to write to (default: out/ in the project)."
READS_OUT = "The folder with the output of a build (default: out/ in the project)."


Own = ParamSpec("Own")
"""A command's own options and arguments."""


@dataclass(frozen=True)
class Common(Report, Run):
    """The options of every command: where it works, at which moment, and how it speaks."""


def command(
    name: str, out_help: str = "", out: str = "out"
) -> Callable[[Callable[Concatenate[Common, Own], None]], click.Command]:
    """Makes a command of a function, with the options every command has; `out` is the default of `--out`.

    Every command takes `--out`; without `out_help` it ignores it, and its help does not offer it.
    """

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
            if verbose:  # a log takes the place of the progress line
                log_to_stderr()
            progress = (lambda _message: None) if quiet or verbose else show_progress
            form = "json" if as_json else "text"
            function(Common(project, out_folder or project / out, now, progress, form, quiet), *own, **named)

        names = ["--out", "out_folder"]
        out_option = click.Option(names, type=_FOLDER, help=out_help, hidden=not out_help)
        return click.command(name, params=[*_COMMON, out_option])(called)

    return decorated


def moment(value: str | datetime) -> datetime:
    """A moment in ISO form with its offset from UTC."""
    if isinstance(value, datetime):
        return value
    from cchr_feeds.model.dates import partial_date

    try:
        written = partial_date(value).written
    except InvalidValue as refused:
        why = _("{why}; write it as 2024-10-31T09:00+07:00", why=refused.message)
        raise click.BadParameter(for_people(why)) from refused
    if written.tzinfo is None:
        why = _("{value!r} needs a time and an offset; write it as 2024-10-31T09:00+07:00", value=value)
        raise click.BadParameter(for_people(why))
    return written


def period(value: str) -> "Period":
    """A month, a quarter or a year."""
    from cchr_feeds.model import dates

    try:
        return dates.period(value)
    except InvalidValue as refused:
        why = _("{message}; {fix}", message=refused.message, fix=refused.fix)
        raise click.BadParameter(for_people(why)) from refused


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
    click.Option(
        ["--project"],
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=".",
        help="The folder with site.yaml and entries/ (default: this folder).",
    ),
    click.Option(
        ["--now"],
        type=moment,
        metavar="TIME",
        default=clock,
        help="Act as if it were this time, such as 2024-10-31T09:00+07:00.",
    ),
    click.Option(["--json", "as_json"], is_flag=True, help="Print the result as JSON, for other programs."),
    click.Option(["--quiet"], is_flag=True, help="Print nothing unless there is a problem."),
    click.Option(
        ["--verbose"], is_flag=True, help="Log on standard error what is read, decided and written."
    ),
    click.Option(
        ["--ui"],
        type=click.Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=lambda _context, _parameter, language: set_language(language),
        help="The language of messages (default: the language of LANG if it is one of these, else English).",
    ),
)


def complete(names: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Completion in a shell with what this function of `project_reader` finds, such as `known_ids`."""

    def proposals(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        from cchr_feeds.source import project_reader

        folder = Path(context.params.get("project") or ".")  # values are not converted during completion
        known: list[str] = getattr(project_reader, names)(folder)
        return [name for name in known if name.startswith(incomplete)]

    return proposals


accepting = click.option(
    "--accept",
    "accepted",
    metavar="ID",
    multiple=True,
    shell_complete=complete("published_ids"),
    help="Allow what would be refused for this published entry, such as its removal; may be repeated.",
)

_LANGUAGE_AND_TEXT = re.compile(r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)=(.*)", re.DOTALL)


def texts_by_language(
    option: str, values: Iterable[str], languages: Collection[str], check: Callable[[str], str], unnamed: str
) -> dict[str, str]:
    """The texts of an option by the language that each names, or `unnamed`; raises `Misuse`."""
    texts: dict[str, str] = {}
    for value in values:
        match = _LANGUAGE_AND_TEXT.fullmatch(value)
        named, text = (match[1], match[2]) if match else ("", value)
        language = named or unnamed
        if named and named not in languages:
            wanted = any_of([f"{each}=" for each in languages])
            told = {"option": option, "language": named, "wanted": wanted}
            raise Misuse(_("--{option}: {language!r} is not a language of this site; write {wanted}", **told))
        if language in texts:
            told = {"option": option, "language": language or next(iter(languages))}
            raise Misuse(_("--{option}: give one for each language, as in --{option} {language}=…", **told))
        texts[language] = checked(check, text, f"--{option}: ")
    return texts
