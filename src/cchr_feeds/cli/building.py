"""The commands that make what readers get: `build` and `newsletter`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.completion import complete_published
from cchr_feeds.cli.options import OUT, common
from cchr_feeds.cli.report import Report, report, written_line
from cchr_feeds.cli.values import PERIOD
from cchr_feeds.cli.verifying import sign, signing_key

if TYPE_CHECKING:
    from cchr_feeds.model.dates import Period

PARTS = ("feeds", "archives", "pages", "newsletters", "embed")
FORMS = ("html", "eml", "mailchimp", "listmonk", "brevo", "ses", "sendgrid", "campaign-monitor")


@click.command()
@common
@OUT
@click.option(
    "--only",
    type=click.Choice(PARTS),
    multiple=True,
    help="Write this part alone and leave the rest as it is; may be repeated.",
)
@click.option(
    "--accept",
    "accepted",
    metavar="ID",
    multiple=True,
    shell_complete=complete_published,
    help="Do to this published entry what would be refused, such as letting it go; may be repeated.",
)
def build(
    project: Path,
    now: datetime,
    as_json: bool,
    quiet: bool,
    out: Path | None,
    only: tuple[str, ...],
    accepted: tuple[str, ...],
) -> None:
    """Write everything: feeds, pages, newsletters and the embed.

    Nothing is written while an entry has a problem, or while something that readers have
    would be lost or shown to them twice; what is online stays as it was.
    """
    from cchr_feeds import build
    from cchr_feeds.model.output import Part

    how = Report(as_json, quiet)
    secret = signing_key(project)
    run = build.Run(project, out or project / "out", now, how.progress())
    outcome = build.build(run, tuple(map(Part, only)) or build.EVERY_PART, frozenset(accepted))
    sign(run.out, secret)
    report(outcome, how, written_line(outcome, run.out))


@click.command()
@common
@OUT
@click.argument("period", type=PERIOD, required=False)
@click.option(
    "--for",
    "forms",
    type=click.Choice(FORMS),
    multiple=True,
    help="Write the mail in this form: HTML and text, a ready message (eml), or as a mail service "
    "wants it; may be repeated (default: html and eml).",
)
@click.option(
    "--pictures", is_flag=True, help="Make a sheet of pictures in sign-off/, a language each; needs Chromium."
)
def newsletter(
    project: Path,
    now: datetime,
    as_json: bool,
    quiet: bool,
    out: Path | None,
    period: Period | None,
    forms: tuple[str, ...],
    pictures: bool,
) -> None:
    """Write the newsletter of a PERIOD, in every language.

    PERIOD is a month (2024-10), a quarter (2024-Q4) or a year (2024); without it, the latest
    month that has entries. The mail is in out/newsletters/PERIOD/mail/.
    """
    from cchr_feeds import build
    from cchr_feeds.cli.pictures import with_pictures
    from cchr_feeds.model.forms import Form

    how = Report(as_json, quiet)
    secret = signing_key(project)
    run = build.Run(project, out or project / "out", now, how.progress())
    outcome = build.newsletter(run, period, tuple(map(Form, forms)))
    sign(run.out, secret)
    if pictures:
        outcome = with_pictures(outcome, run)
    report(outcome, how, written_line(outcome, run.out))
