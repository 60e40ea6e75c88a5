"""New files of a project: written whole, and never over a file that is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cchr_feeds.defer_interrupts import defer_interrupts
from cchr_feeds.errors import OutputFailed
from cchr_feeds.messages import said
from cchr_feeds.source.rewriting import written_beside


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by their paths in a folder, which is made too: all of them, or none.

    Raises `OutputFailed` where one is there already, or can't be written; those written by then are gone,
    as they are after Ctrl-C.
    """
    written: list[Path] = []
    path = ""
    try:
        for path, content in files.items():
            with defer_interrupts():
                _write(folder / path, content)
                written.append(folder / path)
    except KeyboardInterrupt:
        _take_back(written)
        raise
    except OSError as error:
        _take_back(written)
        raise OutputFailed(said("could-not-be-written", path=path, reason=_reason(error))) from error


def _take_back(written: Iterable[Path]) -> None:
    with defer_interrupts():
        for each in written:
            with suppress(OSError):
                each.unlink()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(path, content) as copy:
        try:
            os.link(copy, path)  # which fails where a file is; a rename would take its place
        except FileExistsError:
            raise
        except OSError:  # not every file system has links
            with path.open("xb") as file:
                file.write(content)


def replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files that a program makes, each over the one there may be; raises `OutputFailed`."""
    for path, content in files.items():
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with written_beside(folder / path, content) as copy:
                copy.replace(folder / path)
        except OSError as error:
            raise OutputFailed(said("could-not-be-written", path=path, reason=_reason(error))) from error


def present(folder: Path, paths: Mapping[str, bytes]) -> list[str]:
    """Those of the paths at which something is already, be it a link to nowhere."""
    return [path for path in paths if os.path.lexists(folder / path)]


def _reason(error: OSError) -> str:
    return said("there-is-one") if isinstance(error, FileExistsError) else (error.strerror or "").lower()
