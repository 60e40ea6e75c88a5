"""Replaces a file without losing what an editor writes at the same moment, into it or over it."""

import ctypes
import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from cchr_feeds.regular_file import read_regular
from cchr_feeds.source.yaml_tree import MAX_BYTES

_HERE = -100  # AT_FDCWD: paths are from the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE (Linux, renameat2(2)) and RENAME_SWAP (macOS, renamex_np(2))
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
_PATIENCE = 2.0
"""How long a program may have a file open that it writes, in seconds; an editor's save takes milliseconds."""


class ChangedMeanwhile(Exception):
    """The file held another text than was expected, and holds it still."""


def replace_unchanged(copy: Path, path: Path, before: bytes, after: bytes) -> None:
    """Puts `copy`, which holds `after`, in the place of a file that holds `before`; that is `copy` then.

    A look beforehand leaves a moment to others. So the files change places, and what came out is looked at.
    If it is not what was there, it goes back, until nothing comes out but what was put there; that raises
    `ChangedMeanwhile`. Where a system can't exchange files, the look beforehand has to do. Raises `OSError`.
    """
    try:
        out = _exchanged(copy, path)
    except NotImplementedError:
        copy.replace(path)
        return
    if out == before:
        return
    here: bytes | None = after
    expected: bytes | None = before
    while out is None or out != expected:
        try:
            here, expected, out = out, here, _exchanged(copy, path)
        except FileNotFoundError:  # what was put there has been deleted, and this would be lost with it
            with suppress(FileExistsError):
                os.link(copy, path)
                break
    raise ChangedMeanwhile


def _exchanged(copy: Path, path: Path) -> bytes | None:
    """Lets two files change places; what `copy` holds now, or nothing if that can't be told."""
    _exchange(os.fsencode(copy), os.fsencode(path))
    try:
        _wait_for_writers(copy)
        return read_regular(copy, MAX_BYTES + 1)
    except OSError:
        return None


def _exchange(one: bytes, other: bytes) -> None:
    if sys.platform == "win32":  # where no file can be replaced that is open elsewhere
        raise NotImplementedError
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, one, _HERE, other, _EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(one, other, _EXCHANGE)
    else:
        raise NotImplementedError
    if failed and (number := ctypes.get_errno()) in _UNKNOWN:
        raise NotImplementedError
    if failed:
        raise OSError(number, os.strerror(number))


def _wait_for_writers(path: Path) -> None:
    """Returns once no program has a file open to write into it, as far as the system tells (Linux, fcntl(2)).

    A lease to read is given for such a file only. Raises `TimeoutError`.
    """
    if sys.platform != "linux":
        return
    import fcntl

    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        end = time.monotonic() + _PATIENCE
        while not _leased(descriptor):
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.001)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    finally:
        os.close(descriptor)


def _leased(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return False
    except OSError:  # a file of another user, or on a disk elsewhere, has none
        pass
    return True
