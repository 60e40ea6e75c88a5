"""A folder of this computer, or of a network drive."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cchr_feeds.errors import Unfinished, WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.model.part import staging_folders
from cchr_feeds.output.disk import (
    copy,
    digest_if_same,
    is_ordinary,
    make_folders,
    opened,
    refuse_obstacles,
    remove_empty_folders,
    sync_to_disk,
)


def target_folder(name: str, project: Path, out: Path) -> Path:
    """The folder that site.yaml names; one that is not there may be a drive that is not connected."""
    place, own = (project / name).resolve(), project.resolve()
    if own.is_relative_to(place) or place.is_relative_to(out.resolve()):
        raise WrongUsage(_("publish: folder: names the project itself, or out/; name a folder of its own"))
    if not place.is_dir():
        raise Unfinished(_("the folder {folder} is not there; make it, or connect the drive", folder=place))
    return place


@dataclass(frozen=True, slots=True)
class Folder:
    """A place for the output, in which links are never followed."""

    place: Path

    def fetch(self, paths: Collection[str], into: Path) -> None:
        """Copies those of the files that are there into a folder."""
        for path in paths:
            if is_ordinary(self.place, path):
                _copy(self.place / path, into / path)

    def put(self, source: Path, paths: Collection[str]) -> None:
        """Puts files in place that lie in a folder; each appears whole, and what is the same stays."""
        staging, placed = staging_folders(self.place)[1], []
        shutil.rmtree(staging, ignore_errors=True)
        for path in paths:
            target = self.place / path
            refuse_obstacles(self.place, path)
            with opened(source / path) as content:
                is_same = digest_if_same(content, target)
            if not is_same:
                _copy(source / path, staging / "file")
                make_folders(target.parent)
                (staging / "file").replace(target)
                placed.append(target)
        sync_to_disk([*placed, *{each.parent for each in placed}])
        shutil.rmtree(staging, ignore_errors=True)

    def remove(self, paths: Collection[str]) -> None:
        """Removes those of the files that are there, and folders that are left empty."""
        for path in paths:
            if is_ordinary(self.place, path):
                (self.place / path).unlink()
                remove_empty_folders(self.place, path)


def _copy(file: Path, to: Path) -> None:
    make_folders(to.parent)
    with opened(file) as content:
        copy(content, to)
