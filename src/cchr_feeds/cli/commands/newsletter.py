"""The command `newsletter`."""

import click

from cchr_feeds.cli.commands.build import signed
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
    metavar="FORM",
    multiple=True,
    help=f"Write the mail in this form: {', '.join(FORMS)}; may be repeated (default: html and eml).",
)
@click.option(
    "--pictures", is_flag=True, help="Take a picture of each language's mail, in sign-off/; needs Chromium."
)
@click.option(
    "--issue",
    "issues",
    is_flag=True,
    help="Issue it: put the mails into issued/ as they will go out, after a look at all that matters.",
)
@click.option("--offline", is_flag=True, help="With --issue: do not check the mails' links.")
def newsletter(
    common: Common, period: Period | None, forms: tuple[str, ...], pictures: bool, issues: bool, offline: bool
) -> None:
    """Write the newsletter of a PERIOD, in every language.

    PERIOD is a month (2024-10), a quarter (2024-Q4) or a year (2024); without it, the latest
    month that has entries. The mail is in out/newsletters/PERIOD/mail/; once it is issued, it is in
    issued/PERIOD/, and stays as it is.
    """
    if issues:
        from cchr_feeds.issue import issue

        with signed(common):
            issued = issue(common, period, online=not offline)
        common.result(issued.told, issued)
        return
    from cchr_feeds.cli.screenshots import with_pictures
    from cchr_feeds.newsletter import newsletter as write_newsletter

    with signed(common):
        outcome = write_newsletter(common, period, tuple(map(Form, forms)))
    if pictures:
        outcome = with_pictures(outcome, common)
    report_outcome(common, outcome, written_line(outcome, common.out))
