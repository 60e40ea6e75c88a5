"""What has to be carried to a place, and removed there, so that it holds what was built; and doing that.

Whatever leads to other files comes after them, and what is removed goes when nothing leads to it any more.
On the way, the place's manifest names what is about to appear (`pending`): it is ours, also after a failure.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from cchr_feeds.errors import Unfinished
from cchr_feeds.i18n import _
from cchr_feeds.model.part import MANIFEST, Part
from cchr_feeds.output.manifest import Files, Manifest, manifest_of
from cchr_feeds.output.writing import PINNED
from cchr_feeds.publishing import Target

_LEADS_ELSEWHERE = re.compile(
    r"(.*/)?(index|follow)\.html|.*/search\.json|sitemap\.xml|_redirects|feeds\.opml"
)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Paths: of files that become other ones, of those that go, and of all that are put, in their order."""

    changing: tuple[str, ...]
    gone: tuple[str, ...]
    first: tuple[str, ...]
    then: tuple[str, ...]
    before: Manifest
    after: Files

    @property
    def appearing(self) -> Files:
        """What the place has not had yet."""
        return {path: self.after[path] for path in self.changing if path not in self.before.files}


def planned(before: Manifest, after: Files, kept: Collection[str], unwanted: Collection[str]) -> Transfer:
    """What makes a place with this manifest hold these files; only what the manifest names can go.

    Scripts under the name of their digest stay, and so do the files `kept`; those `unwanted` go.
    """
    ours = {**before.pending, **before.files}
    is_same = {path for path, record in before.files.items() if after.get(path) == record} - {*before.pending}
    gone = {path for path in ours if path not in kept and not PINNED.fullmatch(path)} | {*unwanted}
    later = {path for path, each in after.items() if _comes_later(path, each.part)}
    return Transfer(
        changing=tuple(sorted(after.keys() - is_same)),
        gone=tuple(sorted(gone - after.keys())),
        first=tuple(sorted(after.keys() - later)),
        then=tuple(sorted(later)),
        before=before,
        after=after,
    )


def _comes_later(path: str, part: Part) -> bool:
    return part in (Part.FEEDS, Part.EMBED) or bool(_LEADS_ELSEWHERE.fullmatch(path))


def manifest_of_place(target: Target) -> tuple[Manifest, bytes]:
    """What a place says that it holds of ours; raises `Unfinished` for another program's manifest."""
    with TemporaryDirectory() as folder:
        target.fetch([MANIFEST], Path(folder))
        file = Path(folder) / MANIFEST
        content = file.read_bytes() if file.is_file() else b""
    if content and b'"generator": "cchr-feeds"' not in content:
        raise Unfinished(_("{file} is there and not ours; publish to a folder of its own", file=MANIFEST))
    return manifest_of(content), content


def carry_out(target: Target, source: Path, transfer: Transfer, last: Collection[str]) -> None:
    """Puts the files in place and removes what goes; the manifest (`last`) ends it."""
    if transfer.appearing:
        pending = {**transfer.before.pending, **transfer.appearing}
        with TemporaryDirectory() as folder:
            content = replace(transfer.before, pending=pending).content()
            (Path(folder) / MANIFEST).write_bytes(content.getvalue())
            target.put(Path(folder), [MANIFEST])
    target.put(source, transfer.first)
    target.put(source, transfer.then)
    target.remove(transfer.gone)
    target.put(source, last)
