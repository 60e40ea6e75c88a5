"""The whole flow: what differs is staged, and when all of it is there, put in place; the manifest comes last.

What is about to change is named in it beforehand (`pending`), so that after a crash the next build
knows what is ours to mend or remove. A path in the manifest is ours, even if somebody edited the file:
a page that has to go, because it was withdrawn, must not stay online for that.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.model.output import Artifact, Ready, Stage
from cchr_feeds.model.part import MANIFEST, Part
from cchr_feeds.output.disk import (
    copy,
    digest_if_same,
    is_ordinary,
    make_folders,
    opened,
    refuse_obstacles,
    settle,
    sha256_of,
)
from cchr_feeds.output.manifest import Entries, Files, Manifest, Record, is_inside, read_manifest
from cchr_feeds.output.placing import Placing
from cchr_feeds.output.staging import Staging, locked
from cchr_feeds.run import Written

_PINNED = re.compile(r"embed/cchr-feeds\.[0-9a-f]{12}\.js")


Made = Callable[[Stage], Iterable[Ready]]
"""Makes files, in one process or in several, and hands each of them to the given function."""


Placed = Callable[[], None]
"""Is told when all files are in place, before another build may change them."""


def write_output(
    out: Path, made: Made, parts: Collection[Part], entries: Entries, placed: Placed | None = None
) -> Written:
    """Makes `out` hold exactly these files; of parts that are not among `parts`, nothing changes.

    `entries` is what the manifest says of them. Raises `OutputFailed`, and then the output is as it was.
    """
    return _write(out, made, parts, entries, placed)


def add_to_output(out: Path, made: Made, entries: Entries | None = None) -> Written:
    """Puts these files into `out` and leaves everything else; `entries` are for a first manifest."""
    return _write(out, made, (), entries or [])


def _write(
    out: Path, made: Made, replaced: Collection[Part], entries: Entries, placed: Placed | None = None
) -> Written:
    # The output may be a link to another disk; staging has to be there too.
    place = Path(os.path.realpath(out))
    try:
        make_folders(place)
        with locked(place), Staging(place) as staging:
            refuse_obstacles(place, MANIFEST)
            ready = _collected(made(partial(_stage, place, staging)))
            change = _planned(place, ready, replaced, entries)
            written = _put_in_place(place, staging, change)
            if placed:
                placed()
            return written
    except OSError as error:
        raise OutputFailed(_explanation(error)) from error


def _explanation(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    where = f" ({error.filename})" if error.filename else ""
    return _(
        "the output could not be written: {reason}{place}; what was published before is still there",
        reason=reason,
        place=where,
    )


@dataclass(slots=True)
class _Collected:
    """What the files are: a record of each, and staged copies of those that differ from what is there."""

    records: dict[str, Record] = field(default_factory=dict)
    copies: dict[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Change:
    """What leads from the manifest before to the one after it: files to put in place, files to remove."""

    before: Manifest
    after: Manifest
    ready: _Collected
    gone: Files


def _collected(ready: Iterable[Ready]) -> _Collected:
    """All files, once the copies among them would outlast a power cut."""
    files = _Collected()
    for file in ready:
        if file.path in files.records:
            raise ValueError(f"{file.path} is made twice")
        files.records[file.path] = Record(file.sha256, file.part)
        if file.copy:
            files.copies[file.path] = file.copy
    settle(files.copies.values())
    return files


def _planned(out: Path, ready: _Collected, replaced: Collection[Part], entries: Entries) -> _Change:
    before = read_manifest(out)
    files = {**dict(_lasting(out, before)), **dict(_kept(out, before, replaced)), **ready.records}
    after = Manifest(files, entries if replaced else before.entries or entries)
    return _Change(before, after, ready, dict(_gone(out, before, after)))


def _stage(out: Path, staging: Staging, artifact: Artifact) -> Ready:
    """Puts a whole copy of the file into staging, if the one that is there differs."""
    path = artifact.path
    if not is_inside(path):
        raise ValueError(f"{path} is no path of the output")
    refuse_obstacles(out, path)
    with opened(artifact.content) as content:
        if digest := digest_if_same(content, out / path):
            return Ready(path, digest, artifact.part, artifact.warnings)
        content.seek(0)
        place = staging.new_path()
        return Ready(path, copy(content, place), artifact.part, artifact.warnings, place)


def _lasting(out: Path, before: Manifest) -> Iterator[tuple[str, Record]]:
    """Scripts under the name of their digest stay when a newer one comes: other sites have pinned them."""
    for path, record in before.files.items():
        if _PINNED.fullmatch(path) and is_ordinary(out, path):
            yield path, record


def _kept(out: Path, before: Manifest, replaced: Collection[Part]) -> Iterator[tuple[str, Record]]:
    """Files of parts that are not built now; what an interrupted build made of them, only they can tell."""
    for path, record in {**before.pending, **before.files}.items():
        if record.part not in replaced and is_ordinary(out, path):
            yield path, replace(record, sha256=sha256_of(out / path)) if path in before.pending else record


def _gone(out: Path, before: Manifest, after: Manifest) -> Iterator[tuple[str, Record]]:
    """Files of ours that are wanted no more, and those that an interrupted build may have left."""
    wanted = {_folded(path): path for path in after.files}
    for path, record in {**before.pending, **before.files}.items():
        twin = wanted.get(_folded(path))
        if path not in after.files and not (twin and _are_one_file(out, path, twin)):
            yield path, record


def _are_one_file(out: Path, path: str, twin: str) -> bool:
    """Whether the disk takes capitals for small letters, so that an old name is that of a new file too."""
    return is_ordinary(out, path) and is_ordinary(out, twin) and (out / path).samefile(out / twin)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _put_in_place(out: Path, staging: Staging, change: _Change) -> Written:
    removable = [path for path in sorted(change.gone) if is_ordinary(out, path)]
    copies = change.ready.copies
    if copies or change.gone or not _is_there(out, change.after):
        with Placing(out, staging) as placing:
            _place(placing, change)
    unchanged = len(change.ready.records) - len(copies)
    return Written(len(copies), unchanged, len(removable))


def _is_there(out: Path, manifest: Manifest) -> bool:
    return digest_if_same(manifest.octets(), out / MANIFEST) is not None


def _place(placing: Placing, change: _Change) -> None:
    copies, before, after = change.ready.copies, change.before, change.after
    if copies:
        appearing = {path: after.files[path] for path in copies}
        placing.put_manifest(replace(before, pending={**before.pending, **appearing}))
    for path, staged in copies.items():
        placing.put(staged, path)
    if change.gone:
        placing.put_manifest(replace(after, pending=change.gone))
    for path in change.gone:
        placing.remove(path)
    placing.put_manifest(after)
