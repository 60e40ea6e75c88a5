"""The command `verify`: whether what is live is what was built."""

from __future__ import annotations

import click

from cchr_feeds.cli.options import READS_OUT, Common, command
from cchr_feeds.i18n import ngettext


@command("verify", READS_OUT)
@click.argument("place", metavar="URL|DIR")
@click.option(
    "--key",
    metavar="KEY",
    help="Compare with the site's own manifest, which has to be signed with this public key.",
)
def verify(common: Common, place: str, key: str | None) -> None:
    """Compare what is live with what was built, and say what differs.

    URL is where out/ is served, DIR a folder with a copy of it. It is compared with out/, or,
    where nothing was built, with what the site itself has signed (--key). Nothing is said
    but what differs if you add --quiet, so that cron mails that alone. An address needs the
    network.
    """
    from cchr_feeds.keys import PublicKey
    from cchr_feeds.verify.compare import compare

    public_key = PublicKey.read(key) if key else None
    found = compare(place, common.out, public_key, common.report.progress())
    message = (
        ngettext(
            "{where} is as it was signed: {count} file.",
            "{where} is as it was signed: {count} files.",
            where=place,
            count=found.files,
        )
        if key
        else ngettext(
            "{where} is as it was built: {count} file.",
            "{where} is as it was built: {count} files.",
            where=place,
            count=found.files,
        )
    )
    common.report.result(message, found)
