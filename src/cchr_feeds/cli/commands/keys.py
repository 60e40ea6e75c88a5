"""The command `keys`."""

from pathlib import Path

import click

from cchr_feeds.cli.options import Common, command
from cchr_feeds.i18n import _


@command("keys")
@click.argument("file", type=click.Path(path_type=Path))
def keys(common: Common, file: Path) -> None:
    """Create a key pair: write the secret key to FILE, and print the public one.

    FILE must be outside the project and must not exist yet. Builds sign their output with the
    key that the environment variable CCHR_FEEDS_SIGNING_KEY_FILE names.
    """
    from cchr_feeds.keys import new_key

    public = str(new_key(file, common.folder))
    message = _(
        "The secret key is in {path}: keep it, and a copy, where only you can read it. The public key, "
        "to give to anyone:\n{key}",
        path=file,
        key=public,
    )
    common.result(message, secret_key_file=str(file), public_key=public)
