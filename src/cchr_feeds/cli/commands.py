"""The commands. Each is a sentence: options in, one call, one line out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds import __version__
from cchr_feeds.cli.checking import check
from cchr_feeds.cli.completion import complete_ids, complete_published
from cchr_feeds.cli.describing import schema
from cchr_feeds.cli.drafting import new
from cchr_feeds.cli.importing import import_
from cchr_feeds.cli.options import MADE, OUT, common
from cchr_feeds.cli.previewing import preview
from cchr_feeds.cli.report import Report, report, say, written_line
from cchr_feeds.cli.starting import init
from cchr_feeds.cli.values import PERIOD
from cchr_feeds.cli.verifying import keys, sign, signing_key, verify

PARTS = ("feeds", "archives", "pages", "newsletters", "embed")
FORMS = ("html", "eml", "mailchimp", "listmonk", "brevo", "ses", "sendgrid", "campaign-monitor")

if TYPE_CHECKING:
    from cchr_feeds.model.dates import Period


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cchr-feeds")
def cchr_feeds() -> None:
    """Publish a folder of entries as feeds, web pages and a newsletter.

    Write each publication as a file in the folder entries/, then run
    "cchr-feeds check" to see whether anything is wrong, and
    "cchr-feeds build" to make everything that readers get.
    """


@cchr_feeds.command()
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
    from cchr_feeds import site
    from cchr_feeds.model.outcome import Part

    how = Report(as_json, quiet)
    secret = signing_key(project)
    run = site.Run(project, out or project / "out", now, how.progress())
    outcome = site.build(run, tuple(map(Part, only)) or site.EVERY_PART, frozenset(accepted))
    sign(run.out, secret)
    report(outcome, how, written_line(outcome, run.out))


cchr_feeds.add_command(check)


@cchr_feeds.command()
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
    from cchr_feeds import site
    from cchr_feeds.cli.pictures import with_pictures
    from cchr_feeds.model.forms import Form

    how = Report(as_json, quiet)
    secret = signing_key(project)
    run = site.Run(project, out or project / "out", now, how.progress())
    outcome = site.newsletter(run, period, tuple(map(Form, forms)))
    sign(run.out, secret)
    if pictures:
        outcome = with_pictures(outcome, run)
    report(outcome, how, written_line(outcome, run.out))


@cchr_feeds.command()
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
    from cchr_feeds.cli.withdrawing import reasons_given, with_those_missing, withdrawn_lines

    candidate = withdrawal.find(project, publication_id)
    reasons = with_those_missing(reasons_given(given, candidate.known_languages), candidate.languages)
    done = withdrawal.withdraw(candidate, reasons, out or project / "out", now)
    say(Report(as_json, quiet), withdrawn_lines(done), done)


@cchr_feeds.command()
@common
@MADE
@click.option("--all", "everything", is_flag=True, help="Tell of every feed, changed or not.")
def ping(
    project: Path,
    now: datetime,  # noqa: ARG001 - every command takes it
    as_json: bool,
    quiet: bool,
    out: Path | None,
    everything: bool,
) -> None:
    """Tell the hub which feeds have changed, so that readers get them at once.

    Run it when out/ is on the web server: the hub looks there. What it was told is remembered
    in the folder .cchr-feeds/ of the project. This command needs the network, and so do
    import and verify for an address.
    """
    from cchr_feeds.cli.pinging import pinged_lines
    from cchr_feeds.ping import ping as ping_hubs

    how = Report(as_json, quiet)
    done = ping_hubs(project, out or project / "out", everything, how.progress())
    say(how, pinged_lines(done), done)


cchr_feeds.add_command(import_)
cchr_feeds.add_command(new)
cchr_feeds.add_command(init)
cchr_feeds.add_command(schema)
cchr_feeds.add_command(preview)
cchr_feeds.add_command(verify)
cchr_feeds.add_command(keys)
