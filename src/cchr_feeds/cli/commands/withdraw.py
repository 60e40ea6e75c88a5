"""The command `withdraw`."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import READS_OUT, Common, command, complete, texts_by_language
from cchr_feeds.cli.terminal import Misuse, ask, show
from cchr_feeds.i18n import _, lines_of

if TYPE_CHECKING:
    from cchr_feeds.model.project import Project
    from cchr_feeds.model.publication import Publication
    from cchr_feeds.withdrawal import Withdrawn


@command("withdraw", READS_OUT)
@click.argument("publication_id", metavar="ID", shell_complete=complete("known_ids"))
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
    from cchr_feeds.withdrawal import find, withdraw

    project, publication = find(common.folder, publication_id)
    reasons = _reasons(given, project, publication)
    done = withdraw(project, publication, reasons, common.out, common.now)
    common.result(lines_of(list(_lines(done))), done)


def _reasons(given: tuple[str, ...], project: "Project", publication: "Publication") -> dict[str, str]:
    """The reasons by language; what `--reason` does not give is asked for on a terminal."""
    from cchr_feeds.withdrawal import FOR_ALL, reason_line

    languages = project.site.languages
    reasons = texts_by_language("reason", given, languages, reason_line, FOR_ALL)
    if FOR_ALL in reasons:
        if len(reasons) > 1:
            raise Misuse(_("--reason: give one for all languages, or one for each: --reason en=…"))
        return reasons
    missing = [tag for tag in languages if tag in publication.translations and tag not in reasons]
    if missing and not sys.stdin.isatty():
        wanted = " ".join(f'--reason {language}="…"' for language in missing)
        why = _("readers are told the reason; add {wanted}, or one --reason for all languages", wanted=wanted)
        raise Misuse(why)
    if missing:
        show(_("Why is it withdrawn? Readers see this. One line for each language:"))
    return reasons | {tag: ask(f"{languages[tag].name} ({tag})", reason_line) for tag in missing}


def _lines(done: "Withdrawn") -> Iterator[str]:
    """What was done, and what follows."""
    from cchr_feeds.model.publication import RECENT_DAYS

    yield _(
        "{id} is withdrawn as of {day}; it is written in {path}.", id=done.id, day=done.on, path=done.path
    )
    if done.notice_until:
        yield _(
            'Next: run "cchr-feeds publish"; or, if site.yaml does not say where to, "cchr-feeds build", and '
            "publish out/. Readers then see your reason for {days} days, until {until}.",
            days=RECENT_DAYS,
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
    yield from _about_mails(done)
    yield _("What can't be called back: mails that were sent, and copies that feed readers or archives keep.")
    if done.repository:
        yield _(
            "{repository} keeps former versions: who can read it can still read there what was withdrawn.",
            repository=done.repository,
        )
    if done.elsewhere:
        yield _("Not in out/, so take it down yourself: {addresses}", addresses=" ".join(done.elsewhere))


def _about_mails(done: "Withdrawn") -> Iterator[str]:
    if waiting := [each for each in done.issued if each not in done.begun]:
        yield _(
            "Issued mails hold it: {names}. They can't be sent until you issue them again without it: "
            "cchr-feeds newsletter {first} --issue, after the build.",
            names=", ".join(waiting),
            first=waiting[0],
        )
    if done.begun:
        names = ", ".join(done.begun)
        yield _("Mails that have begun to go out hold it: {names}. Nobody else gets them.", names=names)
