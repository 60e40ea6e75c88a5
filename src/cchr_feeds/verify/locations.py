"""Where an output may be: in a folder here, or on the web (`website`)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from cchr_feeds.i18n import _
from cchr_feeds.output.disk import CHUNK, is_ordinary


class Missing(Exception):
    """There is nothing at a path."""


class Unreadable(Exception):
    """Something is there, or should be, and can't be read; its argument says why."""

    @property
    def reason(self) -> str:
        """Why."""
        return str(self.args[0])


class TooLong(Exception):
    """There is more than there may be."""


class Location(Protocol):
    """Somewhere an output may be."""

    hidden: ClassVar[frozenset[str]]
    """Files that are built and that nobody gets there."""

    def chunks(self, path: str) -> Iterator[bytes]:
        """What is at a path; raises `Missing` or `Unreadable`."""

    def others(self) -> Iterator[str]:
        """The paths of all files, as far as the location tells them."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine: a mounted web server, a copy, a backup."""

    folder: Path
    hidden: ClassVar[frozenset[str]] = frozenset()

    def chunks(self, path: str) -> Iterator[bytes]:
        """An ordinary file's content; a link leads who knows where."""
        if not os.path.lexists(self.folder / path):
            raise Missing
        if not is_ordinary(self.folder, path):
            raise Unreadable(_("it is a link or no ordinary file"))
        try:
            with (self.folder / path).open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise Unreadable((error.strerror or str(error)).lower()) from error

    def others(self) -> Iterator[str]:
        """Every file below it, links included."""
        for folder, folders, names in os.walk(self.folder):
            linked = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in sorted([*names, *linked]):
                yield (Path(folder) / name).relative_to(self.folder).as_posix()


def digest(location: Location, path: str, most: int) -> str:
    """The SHA-256 of what is at a path, of at most so many bytes; raises as `chunks` does, or `TooLong`."""
    found = hashlib.sha256()
    for chunk in _at_most(location.chunks(path), most):
        found.update(chunk)
    return found.hexdigest()


def content(location: Location, path: str, most: int) -> bytes:
    """What is at a path, of at most so many bytes; raises as `digest` does."""
    return b"".join(_at_most(location.chunks(path), most))


def _at_most(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    for chunk in chunks:
        most -= len(chunk)
        if most < 0:
            raise TooLong
        yield chunk
