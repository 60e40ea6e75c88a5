"""The command `withdraw`: what it asks for and says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.completion import complete_ids
from cchr_feeds.cli.options import MADE, common
from cchr_feeds.cli.report import Report, say
from cchr_feeds.cli.ui import Misuse, ask, shown, usage_error
from cchr_feeds.messages import any_of, said

if TYPE_CHECKING:
    from cchr_feeds.withdrawal import Withdrawn

FOR_ALL = ""
"""Stands for a language where one reason is for all of them."""

_IN_LANGUAGE = re.compile(r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)=(.*)", re.DOTALL)


@click.command()
@common
@MADE
@click.argument("publication_id", metavar="ID", shell_complete=complete_ids)
@click.option(
    "--reason",
    "given",
    metavar="TEXT",
    multiple=True,
    help="Why, in one line that readers see; of one language as en=TEXT, and then once for each.",
)
def withdraw(
    project: Path,
    now: datetime,
    as_json: bool,
    quiet: bool,
    out: Path | None,
    publication_id: str,
    given: tuple[str, ...],
) -> None:
    """Take the publication ID back, and tell readers why.

    The date and the reason are written into its file; from the next build on readers get them
    in its place. Without a reason, a terminal is asked for it.
    """
    from cchr_feeds import withdrawal

    candidate = withdrawal.find(project, publication_id)
    reasons = with_those_missing(reasons_given(given, candidate.known_languages), candidate.languages)
    done = withdrawal.withdraw(candidate, reasons, out or project / "out", now)
    say(Report(as_json, quiet), withdrawn_lines(done), done)


def reasons_given(given: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """The values of `--reason` by language: `en=…`, or one that has no language and is for all."""
    reasons: dict[str, str] = {}
    for value in given:
        match = _IN_LANGUAGE.fullmatch(value)
        language, text = match.groups() if match else (FOR_ALL, value)
        if language and language not in known:
            wanted = any_of([f"{each}=" for each in known])
            raise Misuse(said("reason-no-language", language=language, wanted=wanted))
        if language in reasons:
            raise Misuse(said("reason-for-all-or-each"))
        reasons[language] = _checked(text, "--reason: ")
    if FOR_ALL in reasons and len(reasons) > 1:
        raise Misuse(said("reason-for-all-or-each"))
    return reasons


def _checked(text: str, label: str = "") -> str:
    from cchr_feeds.errors import InvalidValue
    from cchr_feeds.withdrawal import reason_line

    try:
        return reason_line(text)
    except InvalidValue as refused:
        raise usage_error(label, refused) from refused


def with_those_missing(reasons: dict[str, str], languages: Mapping[str, str]) -> dict[str, str]:
    """The reasons and, asked for on a terminal, those for the languages (with their names) that lack one."""
    missing = [] if FOR_ALL in reasons else [each for each in languages if each not in reasons]
    if missing and not sys.stdin.isatty():
        wanted = " ".join(f'--reason {language}="…"' for language in missing)
        raise Misuse(said("readers-are-told-why", wanted=wanted))
    if missing:
        click.echo(shown(said("ask-reasons")), err=True)
    asked = {language: ask(f"{languages[language]} ({language})", _checked) for language in missing}
    return reasons | asked


def withdrawn_lines(done: Withdrawn) -> str:
    """What was done, and what to do and to know next."""
    return "\n".join(_lines(done))


def _lines(done: Withdrawn) -> Iterator[str]:
    yield shown(said("is-withdrawn", id=done.id, day=done.on, path=done.path))
    from cchr_feeds.model.publication import WITHDRAWN_DAYS

    if done.notice_until:
        yield shown(said("next-build-publish", days=WITHDRAWN_DAYS, until=done.notice_until))
    else:
        yield _why_unseen(done)
    if anew := [each for each in done.editions if each not in done.emptied]:
        yield shown(said("was-in-newsletters", names=", ".join(anew)))
    if done.emptied:
        yield shown(said("was-all-of-newsletters", names=", ".join(done.emptied)))
    yield shown(said("nobody-calls-back"))
    if done.elsewhere:
        yield shown(said("take-down-yourself", addresses=" ".join(done.elsewhere)))


def _why_unseen(done: Withdrawn) -> str:
    if done.draft:
        return shown(said("draft-unseen"))
    return shown(said("future-unseen"))
