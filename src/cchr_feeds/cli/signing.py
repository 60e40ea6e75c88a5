"""How `build` and `newsletter` sign what they made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.cli.report import note
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.keys import SecretKey

KEY, KEY_FILE = "CCHR_FEEDS_SIGNING_KEY", "CCHR_FEEDS_SIGNING_KEY_FILE"


def signing_key(project: Path) -> SecretKey | None:
    """The key that the environment holds, or names a file for; raises `WrongUsage`."""
    line, file = os.environ.get(KEY, ""), os.environ.get(KEY_FILE, "")
    if not line and not file:
        return None
    from cchr_feeds.errors import WrongUsage
    from cchr_feeds.keys import SecretKey, read_key, require_cryptography

    require_cryptography()
    if line and file:
        raise WrongUsage(_("{one} and {other} are both set; leave one", one=KEY, other=KEY_FILE))
    return SecretKey.read(line, KEY) if line else read_key(Path(file), project)


def sign(out: Path, secret: SecretKey | None) -> None:
    """Signs what was built, or says on stderr that a signature there is an earlier build's."""
    from cchr_feeds.model.part import SEAL

    if secret is None and not (out / SEAL).exists():
        return
    from cchr_feeds.keys import has_old_signature, seal

    if secret is not None:
        seal(out, secret)
    elif has_old_signature(out):
        note(
            _(
                "{path} is of an earlier build, and who checks it will think that the site was "
                "altered. Set {variable} and build again, or delete it.",
                path=out / SEAL,
                variable=KEY_FILE,
            )
        )
