"""A build before which nothing has changed: what the last one said, without doing it again.

It is an optimisation and nothing else. What is kept says nothing that a build does not say, and holds no text
of an entry; it may be deleted, and is passed over where it can't be understood. It counts only while every
file that a build reads, and every one in its output, is as the file system knew it, the program and the
packages beside it are the same, and no date has come since.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.messages import Said, said
from cchr_feeds.model.lock import LOCK_FILE
from cchr_feeds.model.outcome import Part
from cchr_feeds.render.templating.folders import packaged_templates
from cchr_feeds.source.files import read_regular
from cchr_feeds.source.rewriting import written_beside
from cchr_feeds.stamps import Stamp, stamp

FOLDER, NAME = ".cchr-feeds", "last-build.json"
MAX_OCTETS = 4 * 1024 * 1024
_READ = ("site.yaml", "entries", "editions", "templates")
_TICK, _COARSE_TICK = 20_000_000, 2_100_000_000
"""Nanoseconds within which two changes may have one time: here, and where only seconds are kept (FAT: 2)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build says when there is nothing to do; `files` counts those of the output."""

    entries: dict[str, int]
    waiting: int
    editions: tuple[str, ...]
    missing_for_mail: tuple[str, ...]
    warnings: tuple[Problem, ...]
    files: int


class Watch:
    """What a build of these parts hangs on, as it is when the build begins."""

    def __init__(self, folder: Path, out: Path, parts: Collection[Part], now: datetime) -> None:
        self._folder, self._out, self._now = folder, out, now
        self._began = time.time_ns()
        self._read = stamp(folder / name for name in _READ)
        self._about = [sorted(part.value for part in parts), str(folder.resolve()), _program().digest]

    def known(self) -> Kept | None:
        """What the last build would say again, if nothing that it hung on has changed."""
        try:
            document = json.loads(read_regular(self._folder / FOLDER / NAME, MAX_OCTETS))
            since, until = (datetime.fromisoformat(document[name]) for name in ("since", "until"))
            if document["state"] == self._state(self._written()) and since <= self._now < until:
                return _kept(document)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            pass
        return None

    def keep(self, kept: Kept, until: datetime) -> None:
        """Writes down what the build says next time, up to a moment; nothing that may be out of date by then.

        A file that changed just before the build began could have changed once more at the same time.
        """
        tick = _COARSE_TICK if self._read.newest % 1_000_000_000 == 0 else _TICK
        if self._began - self._read.newest < tick:
            return
        document = {
            "generator": "cchr-feeds",
            "state": self._state(self._written()),
            "since": self._now.isoformat(),
            "until": until.isoformat(),
            "entries": kept.entries,
            "waiting": kept.waiting,
            "editions": kept.editions,
            "missing_for_mail": kept.missing_for_mail,
            "warnings": [_as_json(problem) for problem in kept.warnings],
            "files": kept.files,
        }
        with suppress(OSError):  # where nobody may write, every build does all of it
            _write(self._folder / FOLDER, json.dumps(document, ensure_ascii=False))

    def _written(self) -> Stamp:
        return stamp([self._out, self._folder / LOCK_FILE])

    def _state(self, written: Stamp) -> list[object]:
        return [*self._about, self._read.digest, written.digest]


def _program() -> Stamp:
    """The program's own files, and the folders into which packages are installed."""
    beside = (Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages")))
    installed = stamp([Path(sys.executable)]).digest, [_time_of(place) for place in beside]
    own = stamp([Path(__file__).parent, packaged_templates()])
    return Stamp(f"{own.digest} {sys.version} {installed}", own.newest)


def _time_of(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def _write(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise OSError(f"{folder} is a link to another place")
    # It is about one checkout, not about the project: version control is to pass it over.
    for name, content in ((".gitignore", "*\n"), (NAME, text + "\n")):
        with written_beside(folder / name, content.encode()) as copy:
            copy.replace(folder / name)


def _as_json(problem: Problem) -> list[object]:
    place = [problem.path, problem.line, problem.column, problem.code]
    return [*place, _text(problem.message), _text(problem.fix), problem.severity]


def _text(value: object) -> object:
    """A text of the catalogue with what it was made of, so that it can be said in another language."""
    if isinstance(value, Said):
        return {"said": value.key, "parts": {name: _text(part) for name, part in value.parts.items()}}
    return value if isinstance(value, int) else str(value)


def _kept(document: Mapping[str, object]) -> Kept:
    match document:
        case {
            "entries": dict(entries),
            "waiting": int(waiting),
            "editions": list(editions),
            "missing_for_mail": list(missing),
            "warnings": list(warnings),
            "files": int(files),
        }:
            problems = tuple(_problem(*warning) for warning in warnings)
            return Kept(entries, waiting, tuple(editions), tuple(missing), problems, files)
    raise ValueError(f"{NAME} is of another shape")


def _problem(path: str, line: int, column: int, code: str, *said_of_it: object) -> Problem:
    message, fix, severity = said_of_it
    if severity != "warning":
        raise ValueError("a build with errors leaves nothing to remember")
    return Problem(path, line, column, code, _said(message), _said(fix), "warning")


def _said(kept: object) -> str:
    match kept:
        case {"said": str(key), "parts": dict(parts)}:
            return said(key, **{name: _part(part) for name, part in parts.items()})
    return str(kept)


def _part(kept: object) -> object:
    return kept if isinstance(kept, int) else _said(kept)
