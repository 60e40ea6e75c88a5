"""The flow: what differs is staged, and once all of it is there, put in place; the manifest comes last."""

import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from cchr_feeds.critical_section import defer_interrupts, locked
from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.model.output import Artifact, Ready, Stage
from cchr_feeds.model.part import MANIFEST, Part, staging_folders
from cchr_feeds.output import disk
from cchr_feeds.output.manifest import Manifest, Record, is_inside, read_manifest
from cchr_feeds.regular_file import reason_of
from cchr_feeds.run import Written

PINNED = re.compile(r"embed/cchr-feeds\.[0-9a-f]{12}\.js")
"""Scripts under the name of their digest, which other sites may have pinned."""

Made = Callable[[Stage], Iterable[Ready]]
"""Makes files, in one process or in several, and hands each of them to the given function."""

NewPath = Callable[[], Path]
"""Tells where one more file may be written that waits for its place."""

Placed = Callable[[], None]
"""Is told when all files are in place, before another build may change them."""


def write_output(
    out: Path, made: Made, parts: Collection[Part], about: Manifest, placed: Placed | None = None
) -> Written:
    """Makes `out` hold exactly these files; of parts that are not among `parts`, nothing changes.

    `about` is what the manifest says beside them. Raises `OutputFailed`, and then the output is as it was.
    """
    # The output may be a link to another disk; staging has to be there too.
    place = Path(os.path.realpath(out))
    try:
        disk.make_folders(place)
        with locked(place), staging(place) as new_path:
            disk.refuse_obstacles(place, MANIFEST)
            ready = _collected(made(partial(_stage, place, new_path)))
            written = _put_in_place(place, new_path, ready, parts, about)
            if placed:
                placed()
            return written
    except OSError as error:
        raise failed(error) from error


def failed(error: OSError) -> OutputFailed:
    """What a command says whose work the system refused before the output was changed."""
    where = f" ({error.filename})" if error.filename else ""
    return OutputFailed(
        _(
            "the output could not be written: {reason}{place}; what was published before is still there",
            reason=reason_of(error),
            place=where,
        )
    )


def remove_staging(out: Path) -> None:
    """Removes what a build could not remove at its end; raises `OutputFailed` if that fails again."""
    place = Path(os.path.realpath(out))
    if not any(map(os.path.lexists, staging_folders(place))):
        return
    try:
        disk.make_folders(place)
        with locked(place), staging(place):  # after a build that is at work there
            pass
    except OSError as error:
        message = _(
            "{folder} could not be removed: {reason}; remove it, as it may hold text that was withdrawn",
            folder=next(filter(os.path.lexists, staging_folders(place)), place),
            reason=reason_of(error),
        )
        raise OutputFailed(message) from error


def _stage(out: Path, new_path: NewPath, artifact: Artifact) -> Ready:
    """Puts a whole copy of the file into staging, if the one that is there differs."""
    path = artifact.path
    if not is_inside(path):
        raise ValueError(f"{path} is no path of the output")
    disk.refuse_obstacles(out, path)
    with disk.opened(artifact.content) as content:
        if digest := disk.digest_if_same(content, out / path):
            return Ready(path, digest, artifact.part, artifact.warnings)
        content.seek(0)
        place = new_path()
        return Ready(path, disk.copy(content, place), artifact.part, artifact.warnings, place)


def _collected(ready: Iterable[Ready]) -> dict[str, Ready]:
    """All files by path, once the copies among them would outlast a power cut."""
    files: dict[str, Ready] = {}
    for file in ready:
        if file.path in files:
            raise ValueError(f"{file.path} is made twice")
        files[file.path] = file
    disk.sync_to_disk([file.copy for file in files.values() if file.copy])
    return files


def _put_in_place(
    out: Path, new_path: NewPath, ready: Mapping[str, Ready], replaced: Collection[Part], about: Manifest
) -> Written:
    before = read_manifest(out)
    made = {path: Record(file.sha256, file.part) for path, file in ready.items()}
    files = dict(_kept(out, before, replaced)) | made
    after = replace(about if replaced or not before.entries else before, files=files, pending={})
    copies = {path: file.copy for path, file in ready.items() if file.copy}
    gone = dict(_gone(out, before, after))
    removable = [path for path in gone if disk.is_ordinary(out, path)]
    if copies or gone or not disk.digest_if_same(after.content(), out / MANIFEST):
        # What is about to change is named in the manifest beforehand (`pending`), so that after a crash the
        # next build knows which files are ours to replace or remove.
        with Placing(out, new_path) as placing:
            if copies:
                appearing = {path: files[path] for path in copies}
                placing.put_manifest(replace(before, pending={**before.pending, **appearing}))
            for path, staged in copies.items():
                placing.put(staged, path)
            if gone:
                placing.put_manifest(replace(after, pending=gone))
            for path in gone:
                placing.remove(path)
            placing.put_manifest(after)
    return Written(len(copies), len(ready) - len(copies), len(removable))


def _kept(out: Path, before: Manifest, replaced: Collection[Part]) -> Iterator[tuple[str, Record]]:
    """Files of parts that are not built now, and scripts under the name of their digest."""
    for path, record in {**before.pending, **before.files}.items():
        # A script stays when a newer one comes, because other sites have pinned it.
        is_pinned = path in before.files and PINNED.fullmatch(path)
        if (is_pinned or record.part not in replaced) and disk.is_ordinary(out, path):
            # What an interrupted build made of a file, only the file can tell.
            is_unsure = path in before.pending
            yield path, replace(record, sha256=disk.sha256_of(out / path)) if is_unsure else record


def _gone(out: Path, before: Manifest, after: Manifest) -> Iterator[tuple[str, Record]]:
    """Files of ours that are wanted no more, and those that an interrupted build may have left."""
    wanted = {_folded(path): path for path in after.files}
    # A path in the manifest is ours, even if its file was edited: a page that has to go, because it was
    # withdrawn, must not stay online for that.
    for path, record in {**before.pending, **before.files}.items():
        twin = wanted.get(_folded(path))
        if path not in after.files and not (twin and _are_one_file(out, path, twin)):
            yield path, record


def _are_one_file(out: Path, path: str, twin: str) -> bool:
    """Whether the disk takes capitals for small letters, so that an old name is that of a new file too."""
    return disk.is_ordinary(out, path) and disk.is_ordinary(out, twin) and (out / path).samefile(out / twin)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


class Placing:
    """Puts staged files in place and removes old ones; an error inside its `with` takes everything back."""

    def __init__(self, out: Path, new_path: NewPath) -> None:
        self._out, self._new_path = out, new_path
        self._undo = ExitStack()
        self._touched: set[Path] = {out}
        self._made: set[Path] = set()

    def __enter__(self) -> "Placing":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is None:
            return
        try:
            with defer_interrupts():
                self._undo.close()
        except OSError as error:
            message = _(
                "the output could not be written, and the old one could not be restored "
                "completely; build again"
            )
            raise OutputFailed(message) from error

    def put(self, staged: Path, path: str) -> None:
        """Lets a staged file take its place, in one step."""
        target = self._remember(path)
        if target.parent not in self._made:
            disk.make_folders(target.parent)
            self._made.add(target.parent)
        staged.replace(target)

    def remove(self, path: str) -> None:
        """Removes a file if it is an ordinary one, and the folders that are left empty."""
        if disk.is_ordinary(self._out, path):
            self._remember(path)
            (self._out / path).unlink()
        disk.remove_empty_folders(self._out, path)
        self._made.clear()

    def put_manifest(self, manifest: Manifest) -> None:
        """Lets a manifest take its place, once everything before it would outlast a power cut."""
        staged = self._new_path()
        disk.copy(manifest.content(), staged)
        disk.sync_to_disk([staged, *filter(Path.is_dir, self._touched)])
        self._touched = {self._out}
        self.put(staged, MANIFEST)
        disk.sync_to_disk([self._out])

    def _remember(self, path: str) -> Path:
        """Keeps the file that is there, so that it can come back as it was, with its inode and times."""
        target, kept = self._out / path, None
        if target.exists():
            kept = self._new_path()
            try:
                os.link(target, kept)
            except OSError:  # FAT and some network disks know no second name of a file
                shutil.copy2(target, kept)
        self._undo.callback(self._take_back, path, kept)
        if target.parent not in self._touched:
            self._touched.update(disk.folders_of(self._out, path))
        return target

    def _take_back(self, path: str, kept: Path | None) -> None:
        target = self._out / path
        if kept is None:
            target.unlink(missing_ok=True)
            disk.remove_empty_folders(self._out, path)
        else:
            disk.make_folders(target.parent)
            kept.replace(target)


@contextmanager
def staging(out: Path) -> Iterator[NewPath]:
    """Gives places in a folder on the output's disk, gone afterwards; every process has places of its own."""
    beside, inside = staging_folders(out)
    for place in (beside, inside):  # what a killed build left
        if place.is_symlink():
            place.unlink()
        elif place.exists():
            shutil.rmtree(place)
    # Beside the output, it is never served or copied with it; only where that is impossible (a mounted
    # output, a read-only parent) does it lie hidden inside. It is made when first needed.
    folder = beside if _is_one_disk(out, beside, inside) else inside
    numbers = count(1)

    def new_path() -> Path:
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / f"{os.getpid()}-{next(numbers)}"

    try:
        yield new_path
    except BaseException as error:
        from traceback import clear_frames  # 2 ms, and only after an error

        with defer_interrupts():
            # It ends a process that makes files: these frames hold its iterator.
            clear_frames(error.__traceback__)
        raise
    finally:
        with defer_interrupts():  # many press Ctrl-C twice
            for place in (beside, inside):
                shutil.rmtree(place, ignore_errors=True)  # what stays, the next build removes


def _is_one_disk(out: Path, beside: Path, inside: Path) -> bool:
    """Whether a file can be renamed from beside the output to its inside."""
    if out.stat().st_dev != out.parent.stat().st_dev or not os.access(out.parent, os.W_OK):
        return False
    try:
        # Nothing is there to be renamed. Linux notices different mounts of one disk (a bind mount,
        # a container's volume) before it looks (fs/namei.c, do_renameat2).
        beside.rename(inside)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
