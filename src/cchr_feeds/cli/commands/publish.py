"""The command `publish`."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.commands.build import signed
from cchr_feeds.cli.options import Common, accepting, command
from cchr_feeds.cli.report import changes_lines, report_outcome
from cchr_feeds.cli.terminal import require_agreement
from cchr_feeds.i18n import Text, _, lines_of

if TYPE_CHECKING:
    from cchr_feeds.publish import Proposal


@command("publish")
@click.option("--yes", is_flag=True, help="Do not ask before it goes out.")
@accepting
@click.option(
    "--if-due", is_flag=True, help="For cron: publish only what is due by its date, without asking."
)
@click.option("--undo", "undoes", is_flag=True, help="Restore the files that the last publishing replaced.")
def publish(common: Common, yes: bool, accepted: tuple[str, ...], if_due: bool, undoes: bool) -> None:
    """Build, and upload to where readers get it.

    The place is publish: in site.yaml. What readers will see change is shown first. Files of
    others there stay as they are; published.lock is written after the upload.
    """
    from cchr_feeds import publish as publishing

    names = frozenset(accepted)
    if undoes:
        require_agreement(_("Put back the files of before the last publishing?"), yes=yes)
        common.result(publishing.undo(common))
        return
    if if_due:
        done = publishing.publish_if_due(common)
    else:
        proposed = publishing.propose(common, names)
        common.say(lines_of(list(_summary(proposed))))
        require_agreement(_("Publish now?"), yes=yes)
        with signed(common):
            done = publishing.publish(common, names, proposed.digest)
    if done:
        report_outcome(common, replace(done.outcome, changes={}), lines_of([done.said, "", done.address]))
    else:
        common.result(_("Nothing is due."), published=False)


def _summary(proposed: "Proposal") -> Iterator[Text | str]:
    """What readers will see change, and what comes by its date; a log, which may be public, gets no date."""
    yield from changes_lines(proposed.changes) if proposed.changes else [_("Readers see no entry change.")]
    if proposed.catches_up:
        yield proposed.catching_up
    if proposed.feeds:
        yield _("Feeds and pages that change: {names}.", names=", ".join(proposed.feeds))
    if proposed.next_start and sys.stdin.isatty():
        yield proposed.upcoming
