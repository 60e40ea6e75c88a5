"""What all depends on besides the project: the program, packages, and the system's rules of time zones.

Nobody but this computer knows what the program's files are, so what it saves is under a key of that. An
update of the system changes the rules, which lie in the files where `zoneinfo` finds them.
"""

import os
import sys
from collections.abc import Sequence
from datetime import tzinfo
from hashlib import blake2b
from pathlib import Path

from cchr_feeds.cache.file_state import stamp, states
from cchr_feeds.packaged import packaged_templates
from cchr_feeds.segmentation.words import words_are_known


def installation() -> str:
    """Stands for the program's own files, the folders into which packages are installed, and Khmer words."""
    own = [Path(__file__).resolve().parents[1], packaged_templates().resolve(), Path(sys.executable)]
    beside = [Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    installed = [place.stat().st_mtime_ns for place in beside if place.is_dir()]
    program = stamp(states(own, hidden=(".", "__pycache__")))
    return f"{program} {sys.version} {installed} {words_are_known()}"


def key_of(project: Path, about: str) -> str:
    """The key under which something about a project is saved here."""
    return f"{installation()} {project.resolve()} {about}"


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
