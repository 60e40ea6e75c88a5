"""The command `keys`, and the signing of what `build` and `newsletter` made."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from cchr_feeds.cli.options import Common, command
from cchr_feeds.cli.terminal import note
from cchr_feeds.i18n import _
from cchr_feeds.model.part import SEAL, SIGNING_KEY, SIGNING_KEY_FILE


@command("keys")
@click.argument("file", type=click.Path(path_type=Path))
def keys(common: Common, file: Path) -> None:
    """Create a key pair: write the secret key to FILE, and print the public one.

    FILE must be outside the project and must not exist yet. Builds sign their output with the
    key that the environment variable CCHR_FEEDS_SIGNING_KEY_FILE names.
    """
    from cchr_feeds.keys import SecretKey, require_cryptography, require_outside, write_key

    require_cryptography()
    require_outside(file, common.project)
    secret = SecretKey.new()
    write_key(secret, file)
    public = str(secret.public)
    message = _(
        "The secret key is in {path}: keep it, and a copy, where only you can read it. The public key, "
        "to give to anyone:\n{key}",
        path=file,
        key=public,
    )
    common.report.result(message, secret_key_file=str(file), public_key=public)


@contextmanager
def signed(project: Path, out: Path) -> Iterator[None]:
    """Signs what is written meanwhile with the key in the environment, or in the file that it names.

    Raises `WrongUsage` before anything is written. Without a key, tells of an earlier build's signature.
    """
    if os.environ.get(SIGNING_KEY) or os.environ.get(SIGNING_KEY_FILE):
        from cchr_feeds.keys import key_in_environment, seal

        if secret := key_in_environment(project):
            yield
            seal(out, secret)
            return
    yield
    if (out / SEAL).exists():
        from cchr_feeds.keys import has_old_signature

        if has_old_signature(out):
            message = _(
                "{path} belongs to an earlier build, so anyone who checks it will think that the site "
                "was altered. Set {variable} and build again, or delete it.",
                path=out / SEAL,
                variable=SIGNING_KEY_FILE,
            )
            note(message)
