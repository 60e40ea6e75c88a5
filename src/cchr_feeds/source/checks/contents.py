"""What is in the files beside entries: pictures that can't be decoded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cchr_feeds.errors import PictureBroken
from cchr_feeds.images import refuse_broken
from cchr_feeds.model.project import Project
from cchr_feeds.problem import Problem
from cchr_feeds.source.image_files import broken
from cchr_feeds.source.read import place_of


def broken_images(project: Project) -> Iterator[Problem]:
    """Pictures whose beginning is right and whose rest is not, each at its place; all are decoded."""
    for meta in project.metadata.values():
        for language, version in meta.translations.items():
            if version.image and not _is_whole(project.beside(meta, version.image.name)):
                place = place_of(project.folder, meta.path, (language, "image", "file"))
                told = broken(version.image.name)
                yield Problem(meta.path, *place, told.code, told.message, told.fix)


def _is_whole(path: Path) -> bool:
    try:
        refuse_broken(path)
    except (OSError, PictureBroken):
        return False
    return True
