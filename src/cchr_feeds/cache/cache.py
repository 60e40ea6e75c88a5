"""What earlier builds know of a project, as it is when a build begins."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cchr_feeds.cache.documents import Documents
from cchr_feeds.cache.entries import Entries
from cchr_feeds.cache.last_build import Kept, keep_last_build, last_build
from cchr_feeds.file_state import is_before_tick, stamp
from cchr_feeds.model.lock import LOCK_FILE
from cchr_feeds.model.output import Part
from cchr_feeds.output import Files
from cchr_feeds.render.templating.folders import packaged_templates

_READ = ("site.yaml", "entries", "editions", "templates")


class Cache:
    """The cache of builds of these parts into a project's output."""

    def __init__(self, folder: Path, out: Path, parts: Collection[Part], now: datetime) -> None:
        self._folder, self._out, self._parts, self._now = folder, out, parts, now
        self._began = time.time_ns()
        self._read = stamp(folder / name for name in _READ)
        self._program = _program()
        self._site = ""
        self._written = ""
        self._entries: Entries | None = None
        self._documents: Documents | None = None

    def nothing_to_do(self) -> Kept | None:
        """What the last build would say again, if nothing that it hung on has changed."""
        return last_build(self._folder, self._about_all(stamp([self._out]).digest), self._now)

    def entries(self, site: str) -> Entries:
        """What is known of the entries' files, the site's having this digest."""
        self._site = site
        self._entries = Entries(self._folder, f"{self._program} {site}", self._read.files, self._began)
        self._read = replace(self._read, files={})
        return self._entries

    def keep_entries(self, held_back: Collection[str]) -> None:
        """Writes down what was read, but nothing of the files at these paths, and lets go of it."""
        if self._entries:
            self._entries.write(held_back)
            self._entries = None

    def documents(self) -> Documents:
        """What is known of the output's files, once the site has been read."""
        templates = stamp([self._folder / "templates"]).digest
        about = f"{self._program} {self._site} {templates}"
        self._documents = Documents(self._folder, self._out, about)
        return self._documents

    def keep_documents(self, files: Files) -> None:
        """Writes down what was made; `files` is what the output holds, while nobody else writes there.

        A file that changed just before the build began could have changed once more at the same time.
        """
        moment, there = time.time_ns(), stamp([self._out])
        self._written = there.digest
        if self._documents and self._is_settled():
            self._documents.keep(files, self._parts, there.files, moment)

    def keep_outcome(self, kept: Kept, until: datetime) -> None:
        """Writes down what the build says next time, up to a moment, if nothing changes."""
        if self._is_settled():
            keep_last_build(self._folder, self._about_all(self._written), kept, self._now, until)

    def _is_settled(self) -> bool:
        return is_before_tick(self._read.newest, self._began)

    def _about_all(self, written: str) -> str:
        """Stands for all that was read, and for the output as it was written."""
        parts, lock = sorted(part.value for part in self._parts), stamp([self._folder / LOCK_FILE]).digest
        return f"{self._program} {self._folder.resolve()} {parts} {self._read.digest} {written} {lock}"


def _program() -> str:
    """Stands for the program's own files, and for the folders into which packages are installed."""
    beside = (Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages")))
    installed = stamp([Path(sys.executable)]).digest, [_time_of(place) for place in beside]
    own = stamp([Path(__file__).parents[1], packaged_templates()], passed_over=["__pycache__"]).digest
    return f"{own} {sys.version} {installed}"


def _time_of(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
