"""Steps into the output that are undone, all of them, when a later one fails or is interrupted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType

from cchr_feeds.defer_interrupts import defer_interrupts
from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.model.part import MANIFEST
from cchr_feeds.output.disk import copy, folders_of, is_ordinary, make_folders, remove_empty_folders, settle
from cchr_feeds.output.manifest import Manifest
from cchr_feeds.output.staging import Staging


class Placing:
    """Puts staged files in place and removes old ones; an error inside its `with` takes everything back."""

    def __init__(self, out: Path, staging: Staging) -> None:
        self._out = out
        self._staging = staging
        self._before: list[tuple[str, Path | None]] = []
        self._touched: set[Path] = {out}
        self._made: set[Path] = set()

    def __enter__(self) -> Placing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            with defer_interrupts():
                self._undo()

    def put(self, staged: Path, path: str) -> None:
        """Lets a staged file take its place, in one step for whoever reads there."""
        target = self._remember(path)
        if target.parent not in self._made:
            make_folders(target.parent)
            self._made.add(target.parent)
        staged.replace(target)

    def remove(self, path: str) -> None:
        """Removes a file if it is an ordinary one, and the folders that are left empty."""
        if is_ordinary(self._out, path):
            self._remember(path)
            (self._out / path).unlink()
        remove_empty_folders(self._out, path)
        self._made.clear()

    def put_manifest(self, manifest: Manifest) -> None:
        """Lets a manifest take its place, once everything before it would outlast a power cut."""
        staged = self._staging.new_path()
        copy(manifest.octets(), staged)
        self._settle(staged)
        self.put(staged, MANIFEST)
        settle([self._out])

    def _remember(self, path: str) -> Path:
        """Keeps the file that is there, so that it can come back as it was, with its inode and times."""
        target, kept = self._out / path, None
        if target.exists():
            kept = self._staging.new_path()
            try:
                os.link(target, kept)
            except OSError:  # FAT and some network disks know no second name of a file
                shutil.copy2(target, kept)
        self._before.append((path, kept))
        if target.parent not in self._touched:
            self._touched.update(folders_of(self._out, path))
        return target

    def _settle(self, manifest: Path) -> None:
        settle([manifest, *filter(Path.is_dir, self._touched)])
        self._touched = {self._out}

    def _undo(self) -> None:
        try:
            while self._before:
                self._take_back(*self._before[-1])
                self._before.pop()
        except OSError as error:
            raise OutputFailed(
                _(
                    "the output could not be written, and not all of the old one could be put back; "
                    "build again"
                )
            ) from error

    def _take_back(self, path: str, kept: Path | None) -> None:
        target = self._out / path
        if kept is None:
            target.unlink(missing_ok=True)
            remove_empty_folders(self._out, path)
        else:
            make_folders(target.parent)
            kept.replace(target)
