"""The command `keys`: a key pair to sign builds with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from cchr_feeds.cli.options import IGNORES_OUT, Common, command
from cchr_feeds.i18n import _


@dataclass(frozen=True, slots=True)
class MadeKeys:
    """Where the secret key is, and the public one."""

    secret_key_file: str
    public_key: str


@command("keys", IGNORES_OUT)
@click.argument("file", type=click.Path(path_type=Path))
def keys(common: Common, file: Path) -> None:
    """Make a key pair: the secret key into FILE, the public one to be read here.

    FILE lies outside the project and is not there yet. Name it in the environment variable
    CCHR_FEEDS_SIGNING_KEY_FILE, and builds sign what they make.
    """
    from cchr_feeds.keys import SecretKey, require_cryptography, require_outside, write_key

    require_cryptography()
    require_outside(file, common.project)
    secret = SecretKey.new()
    write_key(secret, file)
    made = MadeKeys(str(file), str(secret.public))
    common.report.result(
        _(
            "The secret key is in {path}: keep it, and a copy, where nobody else reads. The public "
            "key, for everybody:\n{key}",
            path=file,
            key=made.public_key,
        ),
        made,
    )
