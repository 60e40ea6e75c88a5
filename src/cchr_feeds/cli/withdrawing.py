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
from cchr_feeds.i18n import _, any_of

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
            raise Misuse(
                _(
                    "--reason: {language!r} is no language of this site; write {wanted}",
                    language=language,
                    wanted=wanted,
                )
            )
        if language in reasons:
            raise Misuse(_("--reason: give one for all languages, or one for each: --reason en=…"))
        reasons[language] = _checked(text, "--reason: ")
    if FOR_ALL in reasons and len(reasons) > 1:
        raise Misuse(_("--reason: give one for all languages, or one for each: --reason en=…"))
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
        raise Misuse(
            _("readers are told why; add {wanted}, or one --reason for all languages", wanted=wanted)
        )
    if missing:
        click.echo(shown(_("Why is it withdrawn? Readers see this. One line for each language:")), err=True)
    asked = {language: ask(f"{languages[language]} ({language})", _checked) for language in missing}
    return reasons | asked


def withdrawn_lines(done: Withdrawn) -> str:
    """What was done, and what to do and to know next."""
    return "\n".join(_lines(done))


def _lines(done: Withdrawn) -> Iterator[str]:
    yield shown(
        _("{id} is withdrawn as of {day}; it is written in {path}.", id=done.id, day=done.on, path=done.path)
    )
    from cchr_feeds.model.publication import WITHDRAWN_DAYS

    if done.notice_until:
        yield shown(
            _(
                'Next: run "cchr-feeds build" and publish out/. Readers then see your reason for '
                "{days} days, until {until}.",
                days=WITHDRAWN_DAYS,
                until=done.notice_until,
            )
        )
    else:
        yield _why_unseen(done)
    if anew := [each for each in done.editions if each not in done.emptied]:
        yield shown(
            _(
                "It was in newsletters, and the build makes them anew without it: {names}.",
                names=", ".join(anew),
            )
        )
    if done.emptied:
        yield shown(
            _(
                "Newsletters that it was all of go away with the next build: {names}. “View in "
                "browser” in mails of them then leads nowhere.",
                names=", ".join(done.emptied),
            )
        )
    yield shown(
        _("Nobody can call back: mails that were sent, and copies that readers' programs or archives keep.")
    )
    if done.elsewhere:
        yield shown(
            _("Take down yourself what is not in out/: {addresses}", addresses=" ".join(done.elsewhere))
        )


def _why_unseen(done: Withdrawn) -> str:
    if done.draft:
        return shown(
            _("It is a draft, so readers see no notice. If they have had it already, take away draft: true.")
        )
    return shown(_("Its date is in the future, so readers see no notice before then."))
