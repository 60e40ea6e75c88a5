"""Writes published.lock: whole, by a rename, and only when it changed."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.model.lock import LOCK_FILE, Lock
from cchr_feeds.output.disk import copy, digest_if_same, settle

_NOT_OURS_TO_WRITE = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_lock(folder: Path, lock: Lock) -> bool:
    """Whether the project's folder now holds this lock; not where nobody may write there.

    Raises `OutputFailed` where it could be written but for a full disk, for instance.
    """
    octets, path = lock.text().encode(), folder / LOCK_FILE
    if digest_if_same(BytesIO(octets), path):
        return True
    staged = folder / f".{LOCK_FILE}.{os.getpid()}"
    try:
        copy(BytesIO(octets), staged)
        settle([staged])
        staged.replace(path)
    except OSError as error:
        if error.errno in _NOT_OURS_TO_WRITE:
            return False
        reason = (error.strerror or str(error)).lower()
        raise OutputFailed(
            _(
                "out/ is written, but {file} could not be: {reason}; build again when there is room",
                file=LOCK_FILE,
                reason=reason,
            )
        ) from error
    finally:
        with suppress(OSError):  # on a read-only disk not even what is not there can be removed
            staged.unlink()
    return True
