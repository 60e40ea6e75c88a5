"""Writes the output: only what changed, whole or not at all, never outside its folder.

Every artifact is compared with what is there and, if different, staged in full on the same disk;
only when all of them are staged does the first one take its place. The manifest comes last. Paths
that are about to appear or disappear are named in it beforehand (`pending`), so that after a crash
the next build knows what is ours to mend or remove.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from cchr_feeds.errors import OutputFailed
from cchr_feeds.model.outcome import Artifact, Part

MANIFEST = "manifest.json"

Record = dict[str, str]
Entries = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of the output were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build says of the output: its files, its entries, and paths that it may have left unfinished."""

    files: Mapping[str, Record]
    entries: Entries = field(default_factory=list)
    pending: tuple[str, ...] = ()

    def __bytes__(self) -> bytes:
        document: dict[str, Any] = {"generator": "cchr-feeds", "files": dict(sorted(self.files.items())), "entries": self.entries}
        if self.pending:
            document["pending"] = sorted(self.pending)
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(out: Path) -> Manifest:
    """The manifest in `out`; an empty one where there is none or it can't be understood."""
    try:
        document = json.loads((out / MANIFEST).read_bytes())
        files = {path: _record(record) for path, record in document["files"].items() if _is_inside(path)}
        pending = tuple(filter(_is_inside, document.get("pending", ())))
        return Manifest(files, list(document.get("entries", ())), pending)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest({})


def _record(found: Mapping[str, str]) -> Record:
    return {"sha256": str(found["sha256"]), "part": Part(found["part"]).value}


def _is_inside(path: str) -> bool:
    """Whether a manifest's path stays in the output; the file might have been altered."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path


Kept = Callable[[Manifest], dict[str, Record]]
"""Which files of the last output stay as they are."""


@dataclass(slots=True)
class _Staged:
    """What is to be done: digests of all files, staged copies of those that differ."""

    files: dict[str, Record] = field(default_factory=dict)
    changed: dict[str, Path] = field(default_factory=dict)


def write_output(out: Path, artifacts: Iterable[Artifact], parts: Collection[Part], entries: Entries) -> Written:
    """Makes `out` hold exactly these artifacts; with fewer than all `parts`, the files of the others are left alone.

    `entries` is what the manifest says of them. Raises `OutputFailed`, and then every file of the last
    good output is still whole.
    """

    def kept(before: Manifest) -> dict[str, Record]:
        return {path: record for path, record in before.files.items() if Part(record["part"]) not in parts}

    return _write(out, artifacts, kept, entries)


def add_to_output(out: Path, artifacts: Iterable[Artifact]) -> Written:
    """Puts these artifacts into `out` and leaves everything else as it is."""
    return _write(out, artifacts, lambda before: dict(before.files), None)


def _write(out: Path, artifacts: Iterable[Artifact], kept: Kept, entries: Entries | None) -> Written:
    try:
        with _locked(out), _staging_folder(out) as staging:
            return _write_locked(out, staging, artifacts, kept, entries)
    except OSError as error:
        raise OutputFailed(_explanation(error)) from error


def _explanation(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    where = f" ({error.filename})" if error.filename else ""
    return f"the output could not be written: {reason}{where}; what was published before is still there"


def _write_locked(out: Path, staging: _Staging, artifacts: Iterable[Artifact], kept: Kept, entries: Entries | None) -> Written:
    before = read_manifest(out)
    staged = _Staged()
    for artifact in artifacts:
        _stage(out, staging, artifact, staged)
    after = Manifest({**kept(before), **staged.files}, before.entries if entries is None else entries)
    gone = sorted((set(before.files) | set(before.pending)) - set(after.files))
    _put_in_place(out, staging, staged.changed, before, after, gone)
    return Written(len(staged.changed), len(staged.files) - len(staged.changed), len(gone))


def _stage(out: Path, staging: _Staging, artifact: Artifact, staged: _Staged) -> None:
    """Notes the artifact's digest and, where the file there differs, puts a whole copy into staging."""
    if artifact.path in staged.files:
        raise ValueError(f"{artifact.path} is made twice")
    _refuse_links(out, artifact.path)
    content = artifact.content if isinstance(artifact.content, bytes) else artifact.content.read_bytes()
    staged.files[artifact.path] = {"sha256": hashlib.sha256(content).hexdigest(), "part": artifact.part.value}
    if _same(out / artifact.path, content):
        return
    copy = staging.file(str(len(staged.changed)))
    _write_through(copy, content)
    staged.changed[artifact.path] = copy


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _refuse_links(out: Path, path: str) -> None:
    """A link inside the output could lead the writing elsewhere."""
    place = out
    for part in PurePosixPath(path).parts:
        place = place / part
        if place.is_symlink():
            raise OutputFailed(f"{place} is a link to another place; remove it and build again")


def _write_through(path: Path, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)  # a web server must be able to read it, whatever the umask


def _put_in_place(out: Path, staging: _Staging, changed: Mapping[str, Path], before: Manifest, after: Manifest, gone: Sequence[str]) -> None:
    if not changed and not gone and _same(out / MANIFEST, bytes(after)):
        return
    appearing = set(changed) - set(before.files)
    if appearing:
        _write_manifest(out, staging, replace(before, pending=tuple(appearing | set(before.pending))))
    for path, copy in changed.items():
        _make_folders(out, (out / path).parent)
        os.replace(copy, out / path)
    if gone:
        _write_manifest(out, staging, replace(after, pending=tuple(gone)))
        for path in gone:
            _remove(out, path)
    _write_manifest(out, staging, after)


def _make_folders(out: Path, folder: Path) -> None:
    if folder.is_dir():
        return
    if folder != out:
        _make_folders(out, folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)


def _write_manifest(out: Path, staging: _Staging, manifest: Manifest) -> None:
    copy = staging.file(MANIFEST)
    _write_through(copy, bytes(manifest))
    os.replace(copy, out / MANIFEST)


def _remove(out: Path, path: str) -> None:
    """Removes a file that an earlier build made, and the folders that it leaves empty."""
    _refuse_links(out, str(PurePosixPath(path).parent))
    target = out / path
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == out:
            return
        try:
            folder.rmdir()
        except OSError:
            return  # somebody else's file lives there


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Waits until no other build writes here; the lock is on the folder itself and leaves no file."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock; there two builds at once are the user's care
        fcntl = None  # type: ignore[assignment]
    out.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(out, os.O_RDONLY) if fcntl else None
    try:
        if fcntl and descriptor is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


class _Staging:
    """A folder on the same disk as the output, made when first needed, gone afterwards.

    It lies beside the output, so that nobody polling the output ever sees it; only where that is
    impossible (a mounted output, a read-only parent) does it lie hidden inside.
    """

    def __init__(self, out: Path) -> None:
        beside = out.parent / f".{out.name}-staging"
        self.path = beside if _shares_disk(out) and os.access(out.parent, os.W_OK) else out / ".staging"

    def clear(self) -> None:
        """Removes it, and with it what a killed build left."""
        if self.path.is_symlink():
            self.path.unlink()
        elif self.path.exists():
            shutil.rmtree(self.path)

    def file(self, name: str) -> Path:
        """Where a staged copy of this name is to be written."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        return self.path / name


def _shares_disk(out: Path) -> bool:
    return out.stat().st_dev == out.parent.stat().st_dev


@contextlib.contextmanager
def _staging_folder(out: Path) -> Iterator[_Staging]:
    staging = _Staging(out)
    staging.clear()
    try:
        yield staging
    finally:
        staging.clear()
