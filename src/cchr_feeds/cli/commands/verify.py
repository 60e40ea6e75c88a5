"""The command `verify`."""

import click

from cchr_feeds.cli.options import READS_OUT, Common, command
from cchr_feeds.i18n import ngettext


@command("verify", READS_OUT)
@click.argument("place", metavar="URL|DIR")
@click.option(
    "--key",
    metavar="KEY",
    help="Compare with the site's own manifest, which must be signed with this public key.",
)
def verify(common: Common, place: str, key: str | None) -> None:
    """Compare what is online with what was built.

    URL is where out/ is served, DIR a folder with a copy of it. It is compared with out/ or, with
    --key, with the site's own signed manifest. With --quiet only differences are printed, so that
    cron mails nothing else. A URL needs the network.
    """
    from cchr_feeds.keys import PublicKey
    from cchr_feeds.verify.differences import compare

    files = compare(place, common.out, PublicKey.read(key) if key else None, common.progress)
    told = {"where": place, "count": files}
    if key:
        said = ngettext("{where} is as signed: {count} file.", "{where} is as signed: {count} files.", **told)
    else:
        said = ngettext("{where} is as built: {count} file.", "{where} is as built: {count} files.", **told)
    common.result(said, files=files)
