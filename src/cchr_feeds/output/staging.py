"""Where files lie before they are put in place, and the lock that makes a second build wait."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from cchr_feeds.defer_interrupts import defer_interrupts

_NO_LOCKS_HERE = (errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK)
"""What some network file systems answer."""


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Waits until no other build writes here; the lock is on the folder itself and leaves no file."""
    if sys.platform == "win32":  # it has no such lock; there two builds at once are the user's care
        yield
        return
    descriptor = os.open(out, os.O_RDONLY)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    import fcntl  # Windows has none

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise


class Staging:
    """A folder on the same disk as the output, made when first needed, gone afterwards.

    It lies beside the output, so that nobody who serves or copies the output ever sees it; only where
    that is impossible (a mounted output, a read-only parent) does it lie hidden inside.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._beside = out.parent / f".{out.name}.cchr-feeds-staging"
        self._inside = out / ".cchr-feeds-staging"
        self._folder = self._inside
        self._count = 0

    def __enter__(self) -> Staging:
        for place in (self._beside, self._inside):
            _remove(place)  # what a killed build left
        self._folder = self._beside if self._is_beside_possible() else self._inside
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with defer_interrupts():  # many press Ctrl-C twice
            if trace:
                _let_go(trace)
            for place in (self._beside, self._inside):
                shutil.rmtree(place, ignore_errors=True)  # what stays, the next build removes

    def new_path(self) -> Path:
        """Where one more file may be written; every process has places of its own."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._count += 1
        return self._folder / f"{os.getpid()}-{self._count}"

    def _is_beside_possible(self) -> bool:
        if self._out.stat().st_dev != self._out.parent.stat().st_dev or not os.access(
            self._out.parent, os.W_OK
        ):
            return False
        try:
            # Nothing is there to be renamed. Linux notices different mounts of one disk (a bind mount,
            # a container's volume) before it looks (fs/namei.c, do_renameat2).
            self._beside.rename(self._inside)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True


def _let_go(trace: TracebackType) -> None:
    """Ends the process that may still be making files: it goes with its iterator, which these frames hold."""
    from traceback import clear_frames  # 2 ms, and only after an error

    clear_frames(trace)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
