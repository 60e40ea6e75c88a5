"""What each hub was last told: a small file beside the project's others, which nothing depends on.

Where it is missing, as in a fresh checkout, hubs are told of more than they need to know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from cchr_feeds.source.files import read_regular
from cchr_feeds.source.rewriting import written_beside

FOLDER, NAME = ".cchr-feeds", "pinged.json"
MAX_OCTETS = 4 * 1024 * 1024

Told = Mapping[str, Mapping[str, str]]
"""By hub: the address of a feed, and the SHA-256 of the file it was told of."""


def remembered(project: Path) -> Told:
    """What was told; nothing, where nobody wrote that down in a way that can be understood."""
    try:
        document = json.loads(read_regular(project / FOLDER / NAME, MAX_OCTETS))
    except (OSError, ValueError, RecursionError):
        return {}
    match document:
        case {"told": dict(hubs)}:
            return {str(hub): _texts(feeds) for hub, feeds in hubs.items()}
    return {}


def _texts(feeds: object) -> dict[str, str]:
    return {str(topic): str(sha256) for topic, sha256 in feeds.items()} if isinstance(feeds, dict) else {}


def remember(project: Path, told: Told) -> None:
    """Writes down what was told; raises `OSError` where that is impossible."""
    folder = project / FOLDER
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise OSError(f"{FOLDER} is a link to another place")
    # It is about one checkout, not about the project: version control is to pass it over.
    _replace(folder / ".gitignore", "*\n")
    document = {"generator": "cchr-feeds", "told": told}
    _replace(folder / NAME, json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _replace(path: Path, text: str) -> None:
    """Puts a new file there, also where a link leads out of the project."""
    with written_beside(path, text.encode()) as copy:
        copy.replace(path)
