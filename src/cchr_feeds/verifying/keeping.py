"""Where a secret key is kept: in a file of its own, outside the project, for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

from cchr_feeds.errors import OutputFailed, WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.source.files import read_regular
from cchr_feeds.verifying.keys import SecretKey

_LONGEST = 1000
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def require_outside(file: Path, project: Path) -> None:
    """Raises `WrongUsage` for a file in the project: what lies there is shared, and kept for ever."""
    if file.resolve().is_relative_to(project.resolve()):
        raise WrongUsage(
            _(
                "{path} lies in the project, where a secret key would be shared with it; name a place "
                "outside",
                path=file,
            )
        )


def keep(secret: SecretKey, file: Path) -> None:
    """Writes the key into a new file that its owner alone can read; raises `OutputFailed`."""
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK
        with os.fdopen(os.open(file, flags, 0o600), "w", encoding="ascii") as opened:
            opened.write(f"{secret.line()}\n")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputFailed(
            _("the secret key {path} could not be written: {reason}", path=file, reason=reason)
        ) from error


def kept(file: Path, project: Path) -> SecretKey:
    """The key in a file outside the project; raises `WrongUsage`."""
    require_outside(file, project)
    try:
        line = read_regular(file.resolve(), _LONGEST).decode("ascii", "replace")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WrongUsage(
            _("the secret key {path} can't be read: {reason}", path=file, reason=reason)
        ) from error
    return SecretKey.read(line, str(file))
