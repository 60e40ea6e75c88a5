"""A lock on a folder, so that what works there waits for what is at work already."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NO_LOCKS_HERE = (errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK)
"""What some network file systems answer."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Waits until no other process has this lock; it is on the folder itself and leaves no file.

    It is not to be taken twice in one process. A folder that may not be read has none.
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
