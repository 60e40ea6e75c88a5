"""A folder on a host that is reached over SSH, by the system's `rsync` (3.1 or newer)."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cchr_feeds.publishing.programs import run


@dataclass(frozen=True, slots=True)
class Rsync:
    """A place for the output, as `user@host:/path`."""

    place: str

    def fetch(self, paths: Collection[str], into: Path) -> None:
        """Copies those of the files that are there into a folder."""
        self._copy(paths, self.place, str(into), "--ignore-missing-args")

    def put(self, source: Path, paths: Collection[str]) -> None:
        """Puts files in place that lie in a folder; each appears whole, and what is the same stays."""
        self._copy(paths, str(source), self.place, "--checksum")

    def remove(self, paths: Collection[str]) -> None:
        """Removes those of the files that are there: in a tree without files they are missing."""
        with TemporaryDirectory() as empty:
            for path in paths:
                (Path(empty) / path).parent.mkdir(parents=True, exist_ok=True)
            self._copy(paths, empty, self.place, "--delete-missing-args")

    def _copy(self, paths: Collection[str], source: str, target: str, how: str) -> None:
        # The list names files, and rsync makes their folders; it deletes nothing that is not in the list.
        fixed = ("--files-from=-", "--from0", "--times", "--omit-dir-times", "--timeout=300", how)
        if paths:
            run("rsync", *fixed, "--", f"{source}/", f"{target}/", given=os.fsencode("\0".join(paths)))
