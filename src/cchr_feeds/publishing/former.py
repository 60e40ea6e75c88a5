"""The files of the place as they were before the last publishing, for taking it back.

They lie in `.cchr-feeds/`, which version control passes over; all of them were public. What there was not
before is listed in `added`. `after` is the SHA-256 of the manifest that was put in place at last, and empty
while a publishing is unfinished.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.cache import Store
from cchr_feeds.cache.store import FOLDER
from cchr_feeds.model.part import MANIFEST
from cchr_feeds.output.manifest import Manifest, manifest_of

if TYPE_CHECKING:
    from cchr_feeds.publishing import Target

_NAME = "undo"


@dataclass(frozen=True, slots=True)
class Former:
    """What a place held before; `place` says which one, as site.yaml does."""

    place: str
    added: tuple[str, ...] = ()
    after: str = ""

    def save(self, project: Path) -> None:
        """Writes the record beside the files."""
        Store(project).write(f"{_NAME}.json", "", {"former": json.dumps(asdict(self))})


def files_in(project: Path) -> Path:
    """Where the former files of a project's place lie."""
    return project / FOLDER / _NAME


def former_of(project: Path) -> Former | None:
    """The record of the last publishing; `None` where there is none."""
    saved = Store(project).load(f"{_NAME}.json", "").get("former")
    if not saved:
        return None
    known = json.loads(saved)
    return Former(known["place"], tuple(known["added"]), known["after"])


def former_manifest(project: Path) -> Manifest:
    """The manifest of the place before the last publishing."""
    file = files_in(project) / MANIFEST
    return manifest_of(file.read_bytes()) if file.is_file() else Manifest()


def forget(project: Path) -> None:
    """Removes the record and the files."""
    Store(project).forget(f"{_NAME}.json")
    shutil.rmtree(files_in(project), ignore_errors=True)


def keep(project: Path, place: str, target: Target, paths: Collection[str], before: Manifest) -> Former:
    """Keeps the files at these paths as they are now; those of an unfinished publishing as they were then."""
    known = former_of(project)
    files = files_in(project)
    if not known or known.after or known.place != place or former_manifest(project).files != before.files:
        forget(project)
        known = Former(place)
    missing = [path for path in paths if path not in known.added and not (files / path).is_file()]
    known.save(project)
    files.mkdir(exist_ok=True, mode=0o700)
    target.fetch(missing, files)
    added = tuple(path for path in missing if not (files / path).is_file())
    kept = replace(known, added=(*known.added, *added))
    kept.save(project)
    return kept
