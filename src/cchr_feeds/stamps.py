"""What a file system knows of many files, as one short number: another where any of them may have changed.

Nothing is opened. 10,000 files take about 60 ms.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PASSED_OVER = ("__pycache__",)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The number, in hexadecimal, and when the newest of the files was last changed, in ns since 1970."""

    digest: str
    newest: int


def stamp(places: Iterable[Path]) -> Stamp:
    """The stamp of these files and of all that lies in these folders, but for hidden names.

    Links are not followed. Size, times, mode and number of each file go into it; a file can't be written
    without changing one of them, save within one tick of the clock. What is not there counts as that.
    """
    digest, newest = hashlib.blake2b(digest_size=16), 0
    for place in places:
        for path, status in _found(place):
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
            line = f"{path}\0{status.st_mode} {status.st_ino} {status.st_size} {times}\0"
            digest.update(os.fsencode(line))  # a name may be no UTF-8
        digest.update(b"\0")
    return Stamp(digest.hexdigest(), newest)


def _found(place: Path) -> Iterator[tuple[str, os.stat_result]]:
    try:
        status = place.lstat()
    except OSError:
        return
    yield "", status
    if place.is_dir() and not place.is_symlink():
        yield from _inside(str(place), "")


def _inside(folder: str, path: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.name.startswith(".") and entry.name not in _PASSED_OVER:
            yield f"{path}/{entry.name}", entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                yield from _inside(entry.path, f"{path}/{entry.name}")
