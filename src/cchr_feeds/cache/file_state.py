"""The states of files by which a change is noticed without opening them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_TICK, _COARSE_TICK = 20_000_000, 2_100_000_000
"""Nanoseconds within which two changes may have one time: here, and where only seconds are kept (FAT: 2)."""

FileState = str
"""Mode, inode number, size in bytes, and when content and status were changed, in ns since 1970.

A file can't be written without changing one of them, except within one tick of the clock. It is a
string, which takes little memory.
"""


def _state(found: os.stat_result) -> FileState:
    times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
    return f"{found.st_mode} {found.st_ino} {found.st_size} {times}"


def is_settled(state: FileState, moment: int) -> bool:
    """Whether a change after the moment, in ns since 1970, shows in the state: none came just before it."""
    newest = _changed(state)
    return moment - newest >= (_COARSE_TICK if newest % 1_000_000_000 == 0 else _TICK)


def _changed(state: FileState) -> int:
    *_, content, itself = state.split()
    return max(int(content), int(itself))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands for many files, in hexadecimal.

    `files` has the state of each, those in a folder by its name (`entries/2024/report.yaml`).
    """

    digest: str
    files: Mapping[str, FileState]

    def is_settled(self, moment: int) -> bool:
        """As of every file."""
        newest = max(self.files.values(), key=_changed, default="0 0")
        return is_settled(newest, moment)


def stamp(places: Iterable[Path]) -> Stamp:
    """One short number for these files and all that lies in these folders, but for hidden names.

    Links are not followed. What is not there, or may not be looked at, counts as that. 10,000 files take
    about 60 ms.
    """
    files = dict(found for place in places for found in _found(place))
    lines = "\n".join([f"{path}\0{state}" for path, state in files.items()])  # no name has a \0
    digest = blake2b(os.fsencode(lines), digest_size=16).hexdigest()  # a name may be no UTF-8
    return Stamp(digest, files)


def stamp_of_code(folder: Path) -> str:
    """The same of a program's own files; Python may compile them at any moment."""
    found = (f"{path}\0{state}" for path, state in _found(folder) if not _is_compiled(path, state))
    return blake2b("\n".join(found).encode(), digest_size=16).hexdigest()


def _is_compiled(path: str, state: FileState) -> bool:
    return "__pycache__" in path or stat.S_ISDIR(int(state.partition(" ")[0]))  # which a new one changes


def _found(place: Path) -> Iterator[tuple[str, FileState]]:
    remaining = [(str(place), place.name)]  # no recursion: a thousand folders may lie in each other
    while remaining:
        path, name = remaining.pop()
        try:
            found = os.lstat(path)
        except OSError:  # it is not there, or has just gone
            continue
        yield name, _state(found)
        if stat.S_ISDIR(found.st_mode):
            remaining += [(f"{path}/{each}", f"{name}/{each}") for each in _listed(path)]


def _listed(folder: str) -> list[str]:
    """The names in a folder, but for hidden ones; none where it has just gone, or may not be looked at."""
    try:
        with os.scandir(folder) as found:
            return sorted((each.name for each in found if not each.name.startswith(".")), reverse=True)
    except OSError:
        return []
