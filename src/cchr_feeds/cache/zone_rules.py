"""The rules of time zones, in the files where `zoneinfo` finds them: an update of the system changes them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import tzinfo
from hashlib import blake2b
from pathlib import Path


def rule_files(zone: tzinfo) -> list[str]:
    """The files in which `zoneinfo` looks for the rules of a zone, in order (PEP 615)."""
    from importlib.util import find_spec  # with the next line 3 ms, which only the end of a build takes
    from zoneinfo import TZPATH

    package = find_spec("tzdata")
    inside = (package and package.submodule_search_locations) or ()
    return [f"{folder}/{zone}" for folder in (*TZPATH, *(f"{each}/zoneinfo" for each in inside))]


def rules_in(files: Sequence[str]) -> tuple[str, int]:
    """What stands for the rules in the first file that is there, and when it was changed, in ns since 1970.

    Where there is none, or it can't be read, nothing stands for them.
    """
    try:
        with Path(next(filter(os.path.isfile, files), "")).open("rb") as file:
            changed = os.fstat(file.fileno()).st_ctime_ns
            return blake2b(file.read(), digest_size=16).hexdigest(), changed
    except OSError:
        return "", 0
