"""The command `newsletter`."""

from __future__ import annotations

import click

from cchr_feeds.cli.commands.keys import signed
from cchr_feeds.cli.options import WRITES_OUT, Common, command
from cchr_feeds.cli.options import period as period_type
from cchr_feeds.cli.report import report_outcome, written_line
from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import Form
from cchr_feeds.render.newsletter.mail_services import FORMS


@command("newsletter", WRITES_OUT)
@click.argument("period", type=period_type, required=False)
@click.option(
    "--for",
    "forms",
    type=click.Choice(FORMS),
    multiple=True,
    help="Write the mail in this form: HTML and text, a ready message (eml), or for a mail "
    "service; may be repeated (default: html and eml).",
)
@click.option(
    "--pictures", is_flag=True, help="Take a picture of each language's mail, in sign-off/; needs Chromium."
)
def newsletter(common: Common, period: Period | None, forms: tuple[str, ...], pictures: bool) -> None:
    """Write the newsletter of a PERIOD, in every language.

    PERIOD is a month (2024-10), a quarter (2024-Q4) or a year (2024); without it, the latest
    month that has entries. The mail is in out/newsletters/PERIOD/mail/.
    """
    from cchr_feeds.cli.pictures import with_pictures
    from cchr_feeds.newsletter import newsletter as write_newsletter

    run = common.run()
    with signed(common.project, common.out):
        outcome = write_newsletter(run, period, tuple(map(Form, forms)))
    if pictures:
        outcome = with_pictures(outcome, run)
    report_outcome(common.report, outcome, written_line(outcome, common.out))
