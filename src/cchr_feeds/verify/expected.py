"""What should be there: what this machine built, or what a manifest with a right signature says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchr_feeds.errors import SiteDiffers, SiteNotReached, WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.keys import PublicKey, require_cryptography
from cchr_feeds.model.part import MANIFEST, SEAL
from cchr_feeds.output.disk import is_ordinary, sha256_of
from cchr_feeds.output.manifest import MAX_BYTES, Entries, Manifest, manifest_of, read_manifest
from cchr_feeds.verify.locations import Location, Missing, TooLong, Unreadable, content

LARGEST = 512 * 1024 * 1024
"""Bytes of a file whose size is not known here; far more than any document has."""
_LONGEST_SEAL = 1000


@dataclass(frozen=True, slots=True)
class Expected:
    """The SHA-256 of every file by path, the public entries, and the output where it lies on this machine."""

    files: Mapping[str, str]
    entries: Entries
    out: Path | None = None

    def most(self, path: str) -> int:
        """How many bytes a file can have: as many as ours has, where that is here."""
        return (self.out / path).stat().st_size if self.out and is_ordinary(self.out, path) else LARGEST

    def ours(self, path: str) -> bytes:
        """The content of our own copy; nothing where there is none."""
        return (self.out / path).read_bytes() if self.out and is_ordinary(self.out, path) else b""


def as_built(out: Path) -> Expected:
    """What a build has put into `out`; raises `WrongUsage` where none has, or one was interrupted."""
    manifest = read_manifest(out)
    if not manifest.files:
        raise WrongUsage(
            _(
                "there is nothing in {out} to compare with; run cchr-feeds build, or name the site's "
                "key with --key",
                out=out,
            )
        )
    if manifest.pending:
        raise WrongUsage(_("the last build into {out} was interrupted; run cchr-feeds build", out=out))
    own = [name for name in (MANIFEST, SEAL) if is_ordinary(out, name)]
    return Expected(_digests(manifest) | {name: sha256_of(out / name) for name in own}, manifest.entries, out)


def as_signed(location: Location, key: PublicKey) -> Expected:
    """What the manifest at a location says; raises `SiteDiffers` unless it is signed with the key."""
    require_cryptography()
    signed = needed(location, MANIFEST, MAX_BYTES)
    line = needed(location, SEAL, _LONGEST_SEAL)
    if not key.has_signed(signed, line.decode("ascii", "replace")):
        raise SiteDiffers(
            _(
                "the signature {seal} was not made by this key over {manifest}: one of them was "
                "altered, or belongs to another build",
                seal=SEAL,
                manifest=MANIFEST,
            )
        )
    manifest = manifest_of(signed)
    if manifest.pending:
        raise SiteDiffers(_("the manifest belongs to an interrupted build; build and upload again"))
    return Expected(_digests(manifest), manifest.entries)


def needed(location: Location, path: str, most: int) -> bytes:
    """A file without which nothing can be said; raises `SiteDiffers` or `SiteNotReached`."""
    try:
        return content(location, path, most)
    except Missing as missing:
        raise SiteDiffers(_("{what} is missing", what=path)) from missing
    except TooLong as too_long:
        raise SiteDiffers(_("{what} was altered", what=path)) from too_long
    except Unreadable as unreadable:
        raise SiteNotReached(
            _("{what} can't be read ({reason})", what=path, reason=unreadable.reason)
        ) from unreadable


def _digests(manifest: Manifest) -> dict[str, str]:
    return {path: record.sha256 for path, record in manifest.files.items()}
