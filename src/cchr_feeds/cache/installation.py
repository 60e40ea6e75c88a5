"""What the program's files are, which nobody but this computer knows: what it saves is under a key of it."""

from __future__ import annotations

import sys
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
