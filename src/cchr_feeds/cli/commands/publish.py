"""The commands `build`, `publish` and `keys`, and the signing of what is made."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import WRITES_OUT, Common, accepting, command
from cchr_feeds.cli.report import changes_lines, report_outcome, written_line
from cchr_feeds.cli.terminal import require_agreement, show
from cchr_feeds.i18n import Text, _, lines_of
from cchr_feeds.model.part import EVERY_PART, SEAL, SIGNING_KEY, SIGNING_KEY_FILE, Part
from cchr_feeds.problem import Problem
from cchr_feeds.run import Run

if TYPE_CHECKING:
    from cchr_feeds.publish import Proposal


@command("build", WRITES_OUT)
@click.option(
    "--only",
    type=click.Choice([part.value for part in Part]),
    multiple=True,
    help="Write only this part and leave the others as they are; may be repeated.",
)
@accepting
def build(common: Common, only: tuple[str, ...], accepted: tuple[str, ...]) -> None:
    """Write everything: feeds, pages, newsletters and the embed.

    Nothing is written if an entry has a problem, or if readers would lose something they have
    or get it twice; the output stays as it was.
    """
    from cchr_feeds.build import build as build_parts
    from cchr_feeds.cache import Store, told_before

    with signed(common):
        outcome = build_parts(common, tuple(map(Part, only)) or EVERY_PART, frozenset(accepted))
    told: Collection[Problem] = ()
    if not common.quiet:
        told = told_before(Store(common.folder, common.publishes), outcome.warnings, is_whole=not only)
    report_outcome(common, outcome, written_line(outcome, common.out), told=told)


@command("publish")
@click.option("--yes", is_flag=True, help="Do not ask before it goes out.")
@accepting
@click.option("--if-due", is_flag=True, help="For cron: publish what a date has brought, without asking.")
@click.option(
    "--undo", "undoes", is_flag=True, help="Put back the files that were there before the last time."
)
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
    if proposed.feeds:
        yield _("Feeds and pages that change: {names}.", names=", ".join(proposed.feeds))
    if proposed.next_start and sys.stdin.isatty():
        yield proposed.upcoming


@command("keys")
@click.argument("file", type=click.Path(path_type=Path))
def keys(common: Common, file: Path) -> None:
    """Create a key pair: write the secret key to FILE, and print the public one.

    FILE must be outside the project and must not exist yet. Builds sign their output with the
    key that the environment variable CCHR_FEEDS_SIGNING_KEY_FILE names.
    """
    from cchr_feeds.keys import SecretKey, require_cryptography, require_outside, write_key

    require_cryptography()
    require_outside(file, common.folder)
    secret = SecretKey.new()
    write_key(secret, file)
    public = str(secret.public)
    message = _(
        "The secret key is in {path}: keep it, and a copy, where only you can read it. The public key, "
        "to give to anyone:\n{key}",
        path=file,
        key=public,
    )
    common.result(message, secret_key_file=str(file), public_key=public)


@contextmanager
def signed(run: Run) -> Iterator[None]:
    """Signs what is written meanwhile with the key in the environment, or in the file that it names.

    Raises `WrongUsage` before anything is written. Without a key, tells of an earlier build's signature.
    """
    secret = None
    if os.environ.get(SIGNING_KEY) or os.environ.get(SIGNING_KEY_FILE):
        from cchr_feeds.keys import key_in_environment

        secret = key_in_environment(run.folder)
    yield
    if secret or (run.out / SEAL).exists():
        from cchr_feeds.keys import has_old_signature, seal

        if secret:
            seal(run.out, secret)
        elif has_old_signature(run.out):
            message = _(
                "{path} belongs to an earlier build, so anyone who checks it will think that the site "
                "was altered. Set {variable} and build again, or delete it.",
                path=run.out / SEAL,
                variable=SIGNING_KEY_FILE,
            )
            show(message)
