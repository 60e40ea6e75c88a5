"""The states of files, by which a change is noticed without opening them."""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from hashlib import blake2b
from pathlib import Path

# Nanoseconds within which two changes may have one time: here, and where only seconds are kept (FAT: 2).
_TICK, _COARSE_TICK = 20_000_000, 2_100_000_000

# A string takes little memory.
FileState = str
"""Mode, inode number, size in bytes, and when content and status were changed, in ns since 1970.

Writing a file changes one of them, except within one tick of the clock. A folder's is its mode alone.
"""


def states(places: Iterable[Path], hidden: tuple[str, ...] = (".",)) -> dict[str, FileState]:
    """The states of these files and of all that lies in these folders, by name (`entries/2024/report.yaml`).

    Names that begin with one of `hidden` are left out. Links are not followed. What is not there has no
    state, and what can't be looked at has another one each time. 10,000 files take about 60 ms.
    """
    return dict(found for place in places for found in _found(str(place), place.name, hidden))


def _found(place: str, called: str, hidden: tuple[str, ...]) -> Iterator[tuple[str, FileState]]:
    remaining = [(place, called)]  # no recursion: a thousand folders may lie in each other
    while remaining:
        path, name = remaining.pop()
        try:
            found = os.lstat(path)
            inside = _listed(path, hidden) if stat.S_ISDIR(found.st_mode) else []
        except (FileNotFoundError, NotADirectoryError):  # it is not there, or has just gone
            continue
        except OSError:
            yield name, f"unknown {time.time_ns()}"
            continue
        if stat.S_ISDIR(found.st_mode):
            # What lies in it has states of its own.
            yield name, str(found.st_mode)
            remaining += [(f"{path}/{each}", f"{name}/{each}") for each in inside]
        else:
            times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
            yield name, f"{found.st_mode} {found.st_ino} {found.st_size} {times}"


def _listed(folder: str, hidden: tuple[str, ...]) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted([each.name for each in found if not each.name.startswith(hidden)], reverse=True)
    except OSError:
        if os.access(folder, os.X_OK):  # a file in it can be reached by its name
            raise
        return []


def state_of(path: Path | str) -> FileState:
    """The state of a file, where links lead to; empty where none is."""
    return "".join(state for _, state in _found(os.path.realpath(path), "", (".",)))


def stamp(states: Mapping[str, FileState]) -> str:
    """What stands for files and their states, in hexadecimal."""
    lines = "\n".join([f"{path}\0{state}" for path, state in states.items()])  # no name has a \0
    return blake2b(os.fsencode(lines), digest_size=16).hexdigest()  # a name may be no UTF-8


def changed_since(states: Mapping[str, FileState], moment: int) -> Iterator[str]:
    """What was changed at or after the moment, in ns since 1970."""
    return (name for name, state in states.items() if any(int(time) >= moment for time in state.split()[4:]))


def is_settled(states: Iterable[FileState], moment: int) -> bool:
    """Whether a change after the moment, in ns since 1970, shows in the states: none came just before it."""
    newest = max((int(time) for state in states for time in state.split()[3:]), default=0)
    return moment - newest >= (_COARSE_TICK if newest % 1_000_000_000 == 0 else _TICK)


def rule_files(zone: tzinfo) -> list[str]:
    """The files in which `zoneinfo` looks for the rules of a zone, in order (PEP 615)."""
    from importlib.util import find_spec  # with the next line 3 ms, which only the end of a build takes
    from zoneinfo import TZPATH

    package = find_spec("tzdata")
    inside = (package and package.submodule_search_locations) or ()
    return [f"{folder}/{zone}" for folder in (*TZPATH, *(f"{each}/zoneinfo" for each in inside))]
