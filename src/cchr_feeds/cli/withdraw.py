"""The command `withdraw`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

import click

from cchr_feeds import withdrawal
from cchr_feeds.cli.options import READS_OUT, Common, command, complete, texts_with_languages
from cchr_feeds.cli.terminal import Misuse, ask, note
from cchr_feeds.i18n import _, lines_of
from cchr_feeds.model.publication import WITHDRAWN_DAYS
from cchr_feeds.withdrawal import FOR_ALL, Withdrawn, reason_line


@command("withdraw", READS_OUT)
@click.argument("publication_id", metavar="ID", shell_complete=complete("ids"))
@click.option(
    "--reason",
    "given",
    metavar="TEXT",
    multiple=True,
    help="Why, in one line that readers see; or one line for each language, as in en=TEXT.",
)
def withdraw(common: Common, publication_id: str, given: tuple[str, ...]) -> None:
    """Withdraw the publication ID, and tell readers why.

    The date and the reason are written into its file; from the next build on, readers get them
    in place of the entry. Without a reason, the command asks for one on a terminal.
    """
    candidate = withdrawal.find(common.project, publication_id)
    reasons = _completed(_reasons(given, candidate.project.site.languages), candidate.languages)
    done = withdrawal.withdraw(candidate, reasons, common.out, common.now)
    common.report.result(lines_of(list(_lines(done))), done)


def _reasons(given: Sequence[str], known: Mapping[str, object]) -> dict[str, str]:
    """The values of `--reason` by language; a reason for all languages has the key `FOR_ALL`."""
    reasons = dict(texts_with_languages("reason", given, known, reason_line))
    if len(reasons) < len(given) or (FOR_ALL in reasons and len(reasons) > 1):
        raise Misuse(_("--reason: give one for all languages, or one for each: --reason en=…"))
    return reasons


def _completed(reasons: dict[str, str], languages: Mapping[str, str]) -> dict[str, str]:
    """The reasons, with those for the other languages (given with their names) asked for on a terminal."""
    missing = [] if FOR_ALL in reasons else [each for each in languages if each not in reasons]
    if missing and not sys.stdin.isatty():
        wanted = " ".join(f'--reason {language}="…"' for language in missing)
        raise Misuse(
            _("readers are told the reason; add {wanted}, or one --reason for all languages", wanted=wanted)
        )
    if missing:
        note(_("Why is it withdrawn? Readers see this. One line for each language:"))
    return reasons | {each: ask(f"{languages[each]} ({each})", reason_line) for each in missing}


def _lines(done: Withdrawn) -> Iterator[str]:
    """What was done, and what follows."""
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
    elif done.draft:
        yield _("It is a draft, so readers see no notice. If they already had it, delete draft: true.")
    else:
        yield _("Its date is in the future, so readers see no notice before then.")
    if anew := [each for each in done.editions if each not in done.emptied]:
        names = ", ".join(anew)
        yield _("It was in newsletters, which the build writes again without it: {names}.", names=names)
    if done.emptied:
        yield _(
            "It was the only entry of these newsletters, so the next build removes them: {names}. "
            "“View in browser” in their mails then leads nowhere.",
            names=", ".join(done.emptied),
        )
    yield _("What can't be called back: mails that were sent, and copies that feed readers or archives keep.")
    if done.elsewhere:
        yield _("Not in out/, so take it down yourself: {addresses}", addresses=" ".join(done.elsewhere))
