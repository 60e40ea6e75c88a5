"""`verify` and `keys`: is what is live what was built, and who built it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import MADE, NO_OUT, common
from cchr_feeds.cli.report import Report, say
from cchr_feeds.cli.ui import shown
from cchr_feeds.i18n import _, ngettext

if TYPE_CHECKING:
    from cchr_feeds.verifying import SecretKey

KEY, KEY_FILE = "CCHR_FEEDS_SIGNING_KEY", "CCHR_FEEDS_SIGNING_KEY_FILE"


@dataclass(frozen=True, slots=True)
class MadeKeys:
    """Where the secret key is, and the public one."""

    secret_key_file: str
    public_key: str


@click.command()
@common
@MADE
@click.argument("place", metavar="URL|DIR")
@click.option(
    "--key",
    metavar="KEY",
    help="Compare with the site's own manifest, which has to be signed with this public key.",
)
def verify(
    project: Path,
    now: datetime,  # noqa: ARG001 - every command takes it
    as_json: bool,
    quiet: bool,
    out: Path | None,
    place: str,
    key: str | None,
) -> None:
    """Compare what is live with what was built, and say what differs.

    URL is where out/ is served, DIR a folder with a copy of it. It is compared with out/, or,
    where nothing was built, with what the site itself has signed (--key). Nothing is said
    but what differs if you add --quiet, so that cron mails that alone. An address needs the
    network.
    """
    from cchr_feeds.verifying import PublicKey
    from cchr_feeds.verifying import verify as compare

    how = Report(as_json, quiet)
    public_key = PublicKey.read(key) if key else None
    found = compare(place, out or project / "out", public_key, how.progress())
    words = (
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
    say(how, shown(words), found)


@click.command()
@common
@NO_OUT
@click.argument("file", type=click.Path(path_type=Path))
def keys(
    project: Path,
    now: datetime,  # noqa: ARG001 - every command takes it
    as_json: bool,
    quiet: bool,
    out: Path | None,  # noqa: ARG001
    file: Path,
) -> None:
    """Make a key pair: the secret key into FILE, the public one to be read here.

    FILE lies outside the project and is not there yet. Name it in the environment variable
    CCHR_FEEDS_SIGNING_KEY_FILE, and builds sign what they make.
    """
    from cchr_feeds.verifying.keeping import keep, require_outside
    from cchr_feeds.verifying.keys import SecretKey, require_cryptography

    require_cryptography()
    require_outside(file, project)
    secret = SecretKey.new()
    keep(secret, file)
    made = MadeKeys(str(file), str(secret.public))
    say(
        Report(as_json, quiet),
        shown(
            _(
                "The secret key is in {path}: keep it, and a copy, where nobody else reads. The public "
                "key, for everybody:\n{key}",
                path=file,
                key=made.public_key,
            )
        ),
        made,
    )


def signing_key(project: Path) -> SecretKey | None:
    """The key that the environment holds, or names a file for; raises `WrongUsage`."""
    line, file = os.environ.get(KEY, ""), os.environ.get(KEY_FILE, "")
    if not line and not file:
        return None
    from cchr_feeds.errors import WrongUsage
    from cchr_feeds.verifying.keeping import kept
    from cchr_feeds.verifying.keys import SecretKey, require_cryptography

    require_cryptography()
    if line and file:
        raise WrongUsage(_("{one} and {other} are both set; leave one", one=KEY, other=KEY_FILE))
    return SecretKey.read(line, KEY) if line else kept(Path(file), project)


def sign(out: Path, secret: SecretKey | None) -> None:
    """Signs what was built, or says on stderr that a signature there is an earlier build's."""
    from cchr_feeds.output.manifest import SEAL

    if secret is None and not (out / SEAL).exists():
        return
    from cchr_feeds.verifying import has_old_signature, seal

    if secret is not None:
        seal(out, secret)
    elif has_old_signature(out):
        click.echo(
            shown(
                _(
                    "{path} is of an earlier build, and who checks it will think that the site was "
                    "altered. Set {variable} and build again, or delete it.",
                    path=out / SEAL,
                    variable=KEY_FILE,
                )
            ),
            err=True,
        )
