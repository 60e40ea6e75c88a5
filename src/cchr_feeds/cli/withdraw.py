"""The command `withdraw`: what it asks for and says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.completion import complete_ids
from cchr_feeds.cli.options import READS_OUT, Common, command, language_and_text
from cchr_feeds.cli.prompt import Misuse, ask, checked
from cchr_feeds.cli.report import note
from cchr_feeds.i18n import _, any_of, lines_of

if TYPE_CHECKING:
    from cchr_feeds.withdrawal import Withdrawn

FOR_ALL = ""
"""Stands for a language where one reason is for all of them."""


@command("withdraw", READS_OUT)
@click.argument("publication_id", metavar="ID", shell_complete=complete_ids)
@click.option(
    "--reason",
    "given",
    metavar="TEXT",
    multiple=True,
    help="Why, in one line that readers see; of one language as en=TEXT, and then once for each.",
)
def withdraw(common: Common, publication_id: str, given: tuple[str, ...]) -> None:
    """Take the publication ID back, and tell readers why.

    The date and the reason are written into its file; from the next build on readers get them
    in its place. Without a reason, a terminal is asked for it.
    """
    from cchr_feeds import withdrawal

    candidate = withdrawal.find(common.project, publication_id)
    reasons = _with_those_missing(_reasons_given(given, candidate.known_languages), candidate.languages)
    done = withdrawal.withdraw(candidate, reasons, common.out, common.now)
    common.report.result(lines_of(list(_lines(done))), done)


def _reasons_given(given: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """The values of `--reason` by language: `en=…`, or one that has no language and is for all."""
    from cchr_feeds.withdrawal import reason_line

    reasons: dict[str, str] = {}
    for value in given:
        language, text = language_and_text(value)
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
        reasons[language] = checked(reason_line, text, "--reason: ")
    if FOR_ALL in reasons and len(reasons) > 1:
        raise Misuse(_("--reason: give one for all languages, or one for each: --reason en=…"))
    return reasons


def _with_those_missing(reasons: dict[str, str], languages: Mapping[str, str]) -> dict[str, str]:
    """The reasons and, asked for on a terminal, those for the languages (with their names) that lack one."""
    from cchr_feeds.withdrawal import reason_line

    missing = [] if FOR_ALL in reasons else [each for each in languages if each not in reasons]
    if missing and not sys.stdin.isatty():
        wanted = " ".join(f'--reason {language}="…"' for language in missing)
        raise Misuse(
            _("readers are told why; add {wanted}, or one --reason for all languages", wanted=wanted)
        )
    if missing:
        note(_("Why is it withdrawn? Readers see this. One line for each language:"))
    return reasons | {
        language: ask(f"{languages[language]} ({language})", reason_line) for language in missing
    }


def _lines(done: Withdrawn) -> Iterator[str]:
    """What was done, and what to do and to know next."""
    from cchr_feeds.model.publication import WITHDRAWN_DAYS

    yield _(
        "{id} is withdrawn as of {day}; it is written in {path}.", id=done.id, day=done.on, path=done.path
    )
    if done.notice_until:
        yield _(
            'Next: run "cchr-feeds build" and publish out/. Readers then see your reason for {days} '
            "days, until {until}.",
            days=WITHDRAWN_DAYS,
            until=done.notice_until,
        )
    else:
        yield (
            _("It is a draft, so readers see no notice. If they have had it already, take away draft: true.")
            if done.draft
            else _("Its date is in the future, so readers see no notice before then.")
        )
    if anew := [each for each in done.editions if each not in done.emptied]:
        yield _(
            "It was in newsletters, and the build makes them anew without it: {names}.", names=", ".join(anew)
        )
    if done.emptied:
        yield _(
            "Newsletters that it was all of go away with the next build: {names}. “View in browser” in "
            "mails of them then leads nowhere.",
            names=", ".join(done.emptied),
        )
    yield _("Nobody can call back: mails that were sent, and copies that readers' programs or archives keep.")
    if done.elsewhere:
        yield _("Take down yourself what is not in out/: {addresses}", addresses=" ".join(done.elsewhere))
