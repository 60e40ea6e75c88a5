"""What is measured: a program, a project for it, and where its feeds are afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import CATEGORIES, LANGUAGES, Sample

FORMATS = ("atom", "rss", "json")

Feeds = Mapping[tuple[str, str | None, str], Path]
"""The files of the feeds by language, category (`None` for all) and format."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that makes feeds of publications.

    `prepare` writes a project into an empty folder, `forget` removes everything that a build left in it, so
    that the next one is cold, and `change` rewrites one publication.
    """

    name: str
    formats: Sequence[str]
    prepare: Callable[[Path, Iterable[Sample]], None]
    command: Callable[[Path], Sequence[str]]
    forget: Callable[[Path], None]
    change: Callable[[Path, Sample], None]
    feeds: Callable[[Path], Feeds]


def put_away(folder: Path, *names: str) -> None:
    """Moves files and folders out of a project, if they exist.

    They are not deleted here: for minutes after thousands of files are, ext4 creates new ones at a quarter of
    its speed, because it avoids inodes that were recently deleted (fs/ext4/ialloc.c, recently_deleted).
    """
    for name in names:
        if (folder / name).exists():
            gone = Path(tempfile.mkdtemp(prefix="gone-", dir=folder.parent))
            (folder / name).rename(gone / name)


_NAMES = {"atom": "atom.xml", "rss": "rss.xml", "json": "feed.json"}


def feed_files(formats: Sequence[str], folder: Callable[[str, str | None], Path]) -> Feeds:
    """Where feeds with their usual names are, with one folder for each language and category."""
    return {
        (language, term, each): folder(language, term) / _NAMES[each]
        for language in LANGUAGES
        for term in (None, *CATEGORIES)
        for each in formats
    }
