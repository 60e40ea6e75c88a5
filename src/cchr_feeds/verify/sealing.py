"""The signature beside the manifest: a file of one line, over the manifest's octets."""

from __future__ import annotations

from pathlib import Path

from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.keys import SecretKey
from cchr_feeds.model.part import MANIFEST, SEAL
from cchr_feeds.output.disk import is_ordinary, refuse_obstacles
from cchr_feeds.source.save import written_beside


def seal(out: Path, secret: SecretKey) -> None:
    """Makes the signature that of the manifest; a right one is not touched. Raises `OutputFailed`.

    Between the two writes a reader may see the new manifest with the old signature; whoever is interrupted
    there builds again.
    """
    line = f"{secret.sign((out / MANIFEST).read_bytes())}\n".encode("ascii")
    refuse_obstacles(out, SEAL)
    try:
        if (out / SEAL).is_file() and (out / SEAL).read_bytes() == line:
            return
        with written_beside(out / SEAL, line) as copy:
            copy.replace(out / SEAL)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputFailed(
            _(
                "the signature {path} could not be written: {reason}; build again",
                path=out / SEAL,
                reason=reason,
            )
        ) from error


def has_old_signature(out: Path) -> bool:
    """Whether a signature is older than the manifest; more can't be told without the key."""
    if not is_ordinary(out, SEAL) or not is_ordinary(out, MANIFEST):
        return False
    return (out / SEAL).stat().st_mtime_ns < (out / MANIFEST).stat().st_mtime_ns
