"""The command `publish`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import Common, command, complete
from cchr_feeds.cli.report import changes_lines, problem_json, show_problems
from cchr_feeds.cli.terminal import Misuse, agreed
from cchr_feeds.i18n import Text, _, lines_of

if TYPE_CHECKING:
    from cchr_feeds.publish import Proposal, Published


@command("publish")
@click.option("--yes", is_flag=True, help="Do not ask before it goes out.")
@click.option(
    "--accept",
    "accepted",
    metavar="ID",
    multiple=True,
    shell_complete=complete("published_ids"),
    help="Allow what would be refused for this published entry, such as its removal; may be repeated.",
)
@click.option(
    "--if-due", "if_due", is_flag=True, help="For cron: publish only what a date has brought, without asking."
)
@click.option(
    "--undo", "undoes", is_flag=True, help="Put back the files that readers had before the last time."
)
def publish(common: Common, yes: bool, accepted: tuple[str, ...], if_due: bool, undoes: bool) -> None:
    """Build, and upload to where readers get it.

    The place is publish: in site.yaml. What readers will see change is shown first. Files of
    others there stay as they are; published.lock is written after the upload.
    """
    from cchr_feeds import publish as publishing

    run, names = common.run(), frozenset(accepted)
    if undoes:
        _agree(_("Put back the files of before the last publishing?"), yes=yes)
        _tell(common, publishing.undo(run), undone=True)
    elif not if_due:
        proposed = publishing.propose(run, names)
        common.report.say(lines_of(list(_summary(common, proposed))))
        _agree(_("Publish now?"), yes=yes)
        _tell(common, publishing.publish(run, names, proposed.digest))
    elif done := publishing.publish_if_due(run):
        _tell(common, done)
    else:
        common.report.result(_("Nothing is due."), published=False)


def _summary(common: Common, proposed: Proposal) -> Iterator[Text | str]:
    """What readers will see change, and what comes by its date; a log, which may be public, gets no date."""
    from cchr_feeds import publish as publishing

    yield from changes_lines(proposed.changes)
    if proposed.feeds:
        yield _("Feeds and pages that change: {names}.", names=", ".join(proposed.feeds))
    if not proposed.changes:
        yield _("Readers see no entry change.")
    if proposed.next_start and sys.stdin.isatty():
        local = proposed.next_start.astimezone(proposed.site.timezone)
        yield _(
            "The next entry goes online when this runs after {moment}, as with this line for cron:\n{line}",
            moment=local.strftime("%Y-%m-%d %H:%M"),
            line=publishing.cron_line(common.project),
        )


def _agree(question: Text, *, yes: bool) -> None:
    """Asks; raises `Misuse` where there is nobody to ask."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise Misuse(_("add --yes to do it without being asked"))
    if not agreed(question):
        raise click.Abort


def _tell(common: Common, done: Published, *, undone: bool = False) -> None:
    """What was done, with the address as the last thing."""
    notes = done.outcome.warnings if done.outcome else ()
    if not common.report.quiet:
        show_problems(notes, common.report, None)
    said = _(
        "Published: {changed} files changed, {removed} removed.", changed=done.changed, removed=done.removed
    )
    if undone:
        said = _(
            "Undone: {changed} files are as before, {removed} removed. What readers and others have "
            "copied stays with them, and published.lock still knows it. `publish --if-due` waits for the "
            "next publish.",
            changed=done.changed,
            removed=done.removed,
        )
    warnings = list(map(problem_json, notes))
    common.report.result(lines_of([said, "", done.address]), done, outcome=None, warnings=warnings)
