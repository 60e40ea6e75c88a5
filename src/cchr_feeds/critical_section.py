"""Critical sections: work that neither another command in the same folder may come between, nor Ctrl-C."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What some network file systems answer.
_NO_LOCKS_HERE = (errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Waits until no other process has this lock; it is on the folder itself and leaves no file.

    It must not be taken twice in one process. A folder that can't be read has none.
    """
    if sys.platform == "win32":  # it has no such lock; there two builds at once are the user's care
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        yield
        return
    import fcntl  # Windows has none

    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
        yield
    finally:
        os.close(descriptor)


@contextmanager
def defer_interrupts() -> Iterator[None]:
    """Lets Ctrl-C wait until the block ends."""
    if sys.platform == "win32":  # there no signal can be held back
        yield
        return
    # Interrupted, the work would stay half done, or half undone.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
