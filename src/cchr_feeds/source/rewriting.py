"""Files of the project are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NEW_FILE = 0o644


@contextmanager
def written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file with this content and the mode of the one at `path`, ready to be renamed to it.

    It lies in the same folder, under a hidden name that reading passes over, and is removed at the
    end if it is still there. Raises `OSError` where it can't be written.
    """
    copy = path.with_name(f".{os.urandom(8).hex()}.new")  # known before it is there: Ctrl-C leaves none
    try:
        with open(copy, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        copy.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else _NEW_FILE)
        yield copy
    finally:
        with suppress(FileNotFoundError):  # it has been renamed, or never was
            copy.unlink()
