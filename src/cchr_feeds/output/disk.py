"""Files in chunks, and folders: compared, copied, made, removed and made to last."""

import hashlib
import os
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.images import Scaled
from cchr_feeds.model.output import Source
from cchr_feeds.regular_file import NotOrdinary, reason_of, regular

CHUNK = 1024 * 1024
_FEW = 64  # files or folders, that are made to last one by one


@contextmanager
def opened(content: bytes | Source) -> Iterator[BinaryIO]:
    """Bytes to read, from memory or from an ordinary file; raises `OutputFailed` if it changes meanwhile."""
    if isinstance(content, bytes):
        yield BytesIO(content)
        return
    if isinstance(content, Scaled):
        with opened(content.file):
            picture = bytes(content)
        yield BytesIO(picture)
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(regular(content))
        except NotOrdinary as error:
            message = _("{path} is no longer an ordinary file; put it back and build again", path=content)
            raise OutputFailed(message) from error
        except OSError as error:
            message = _(
                "{path} can no longer be read ({reason}); put it back and build again",
                path=content,
                reason=reason_of(error),
            )
            raise OutputFailed(message) from error
        before = os.fstat(file.fileno())
        yield file
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        message = _("{path} changed while it was being copied; build again when it is complete", path=content)
        raise OutputFailed(message)


def digest_if_same(content: BinaryIO, path: Path) -> str | None:
    """The SHA-256 of what is read if the file there holds the same bytes, else None."""
    digest = hashlib.sha256()
    with suppress(OSError), path.open("rb") as there:  # what can't be read can still be replaced
        while (chunk := content.read(CHUNK)) == there.read(CHUNK):
            digest.update(chunk)
            if not chunk:
                return digest.hexdigest()
    return None


def copy(content: BinaryIO, path: Path) -> str:
    """Writes what is read into a new file, not yet down to the disk; the SHA-256 of the bytes written."""
    digest = hashlib.sha256()
    with path.open("xb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
    _let_everyone_read(path, 0o644)
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _let_everyone_read(path: Path, mode: int) -> None:
    """Sets the mode, whatever the umask is."""
    # A web server must be able to read what is published.
    with suppress(PermissionError):  # FAT has no modes (Linux, fs/fat/file.c, fat_setattr)
        path.chmod(mode)


def make_folders(folder: Path) -> None:
    """Makes a folder and those it lies in, where they are missing."""
    if folder.is_dir():
        return
    make_folders(folder.parent)
    folder.mkdir(exist_ok=True)  # another build may be quicker
    _let_everyone_read(folder, 0o755)


def remove_empty_folders(out: Path, path: str) -> None:
    """Removes the folders of a path that are empty; others have files that are not ours."""
    if leads_elsewhere(out, path):
        return
    for folder in folders_of(out, path):
        try:
            folder.rmdir()
        except FileNotFoundError:
            continue
        except OSError:
            return


def folders_of(out: Path, path: str) -> tuple[Path, ...]:
    """The folders inside the output that a path leads through, innermost first."""
    return _folders(out, path.rpartition("/")[0])


@lru_cache(maxsize=1024)  # a folder holds many files, and paths take longer than a look at the disk
def _folders(out: Path, folder: str) -> tuple[Path, ...]:
    inside = PurePosixPath(folder)
    return tuple(out / each for each in (inside, *inside.parents) if each.parts)


def is_ordinary(out: Path, path: str) -> bool:
    """Whether an ordinary file is at this path, with no link on the way to it."""
    return _kind(f"{out}/{path}") == stat.S_IFREG and not leads_elsewhere(out, path)


def leads_elsewhere(out: Path, path: str) -> bool:
    """Whether one of the folders on the way to a path is a link."""
    return any(folder.is_symlink() for folder in folders_of(out, path))


def refuse_obstacles(out: Path, path: str) -> None:
    """Raises `OutputFailed` where a folder or link that is not ours stands in the way of a file."""
    for folder in folders_of(out, path):
        if _kind(folder) not in (0, stat.S_IFDIR):
            message = _("{folder} should be a folder; move away what is there and build again", folder=folder)
            raise OutputFailed(message)
    if _kind(f"{out}/{path}") not in (0, stat.S_IFREG):
        target = out / path
        message = _("{path} should be an ordinary file; move away what is there and build again", path=target)
        raise OutputFailed(message)


def _kind(path: Path | str) -> int:
    """What is at a path (stat(2), `S_IFMT`); 0 where nothing is, or can be."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except (OSError, ValueError):  # not there, or a name that no disk takes
        return 0


def sync_to_disk(paths: Collection[Path]) -> None:
    """Makes files, and the names in folders, outlast a power cut (fsync(2): a file's own fsync does not)."""
    if len(paths) > _FEW and sys.platform == "linux":
        os.sync()  # 20 times as fast for a thousand, and there it waits until all is on the disk (sync(2))
        return
    for path in paths:
        is_folder = path.is_dir()
        if is_folder and sys.platform == "win32":  # folders can't be opened there
            continue
        descriptor = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
