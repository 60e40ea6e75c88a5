"""What was found in the entries' files, apart from their texts: a file that is the same is not read again."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import PurePosixPath
from typing import TypeVar, cast

from cchr_feeds.cache.file_state import FileState, is_settled
from cchr_feeds.cache.store import Store, as_json, problem_of
from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication_meta import PublicationMeta, TranslationMeta
from cchr_feeds.parallel import known_or_made
from cchr_feeds.regular_file import read_regular
from cchr_feeds.source.attachments import length
from cchr_feeds.source.files import digest_of
from cchr_feeds.source.project import Found, OwnId, read_in_parallel
from cchr_feeds.source.yaml_tree import MAX_BYTES

NAME = "entries.json"

Row = tuple[FileState, int, int, list[list[object]], list[object]]
"""State of a file; line and column of its id; its warnings; its metadata. JSON makes tuples lists."""

Meta = TypeVar("Meta", PublicationMeta, TranslationMeta)

_log = logging.getLogger(__name__)


class Entries:
    """The entries' files of a project, whose site is the same as when an earlier build found them.

    A file counts as the same by its state when the build began, or else by its bytes. `began` is that
    moment, in ns since 1970. A row is held as its line of JSON: of 100,000 few are looked into for long.
    """

    def __init__(self, store: Store, key: str, states: Mapping[str, FileState], began: int) -> None:
        self._store = store
        self._folder = store.project
        self._key = key
        self._states = states
        self._began = began
        lines = (store.load(NAME, key) or b"").decode("utf-8", "surrogatepass").split("\n")
        self._before = dict(line.split("\t", 1) for line in lines if line)
        self._lines: dict[str, str] = {}
        self._is_new = False
        self._to_read: dict[str, str] = {}

    def found(self, read: Callable[[str], Found], paths: Sequence[str]) -> Iterator[Found]:
        """What is in each file, in order: as it was found before, or read now."""
        reading = partial(read_in_parallel, partial(self._read, read))
        for found, line in known_or_made(paths, self._known, reading):
            if line:
                self._lines[found.path] = line
            yield found
        self._is_new, self._before, self._states = self._lines != self._before, {}, {}

    def save(self, held_back: Collection[str]) -> None:
        """Keeps what was found for the next build, and logs what was read, but nothing of `held_back`."""
        for path in sorted(self._to_read.keys() - set(held_back)):
            _log.info("read %s: %s", path, self._to_read[path])
        secret = [path for path in held_back if self._lines.pop(path, "")]
        if self._is_new or secret:
            self._store.save(NAME, self._key, (f"{path}\t{line}" for path, line in self._lines.items()))

    def _known(self, path: str) -> tuple[Found, str] | None:
        """What was found in a file, if it and the files beside it are the same, and its line."""
        state, line = self._states.get(path), self._before.get(path)
        if line is None or state is None:
            self._to_read[path] = "it is new"
            return None
        before, *own, problems, row = cast("Row", json.loads(line))
        meta = _meta(PublicationMeta, row)
        if not (before == state or self._has_bytes(path, meta.digest)) or not self._has_files(meta):
            self._to_read[path] = "it is not as before"
            return None
        found = Found(path, meta, None, OwnId(meta.id, *own), tuple(map(problem_of, problems)))
        if before == state:
            return found, line
        return found, _line(found, state) if is_settled(state, self._began) else ""

    def _read(self, read: Callable[[str], Found], path: str) -> tuple[Found, str]:
        """What is in a file, and its line; none of one that has errors."""
        found, state = read(path), self._states.get(path)
        is_right = found.meta and not any(problem.severity == "error" for problem in found.problems)
        return found, _line(found, state) if is_right and state and is_settled(state, self._began) else ""

    def _has_bytes(self, path: str, digest: str) -> bool:
        try:
            return digest_of(read_regular(self._folder / path, MAX_BYTES + 1)) == digest
        except OSError:
            return False

    def _has_files(self, meta: PublicationMeta) -> bool:
        if not (files := meta.files):
            return True
        beside = self._folder / PurePosixPath(meta.path).parent
        return all(length(beside / name) == size for name, size in files)


def _line(found: Found, state: FileState) -> str:
    line, column = (found.id.line, found.id.column) if found.id else (1, 1)
    return _JSON.encode((state, line, column, [*map(as_json, found.problems)], found.meta))


def _row(thing: object) -> object:
    """Metadata, or a part of it, as JSON has it."""
    if isinstance(thing, PartialDate):
        return f"{thing.precision.value}{thing.written.isoformat()}"
    if is_dataclass(thing):
        return [getattr(thing, field.name) for field in fields(thing)]
    raise TypeError(type(thing))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_row)


def _meta(kind: type[Meta], row: Sequence[object]) -> Meta:
    """The metadata again."""
    readers = _readers(kind)  # type: ignore[arg-type]  # a class is hashable
    values = [read(value) if read else value for read, value in zip(readers, row, strict=True)]
    return kind(*values)  # type: ignore[arg-type]  # of the type that its field has


@cache
def _readers(kind: type[Meta]) -> list[Callable[[object], object] | None]:
    return [_READERS.get(field.name) for field in fields(kind)]


@lru_cache(4096)
def _date(written: object) -> PartialDate | None:
    text = str(written or "")
    return PartialDate(datetime.fromisoformat(text[1:]), Precision(int(text[0]))) if text else None


_READERS: Mapping[str, Callable[..., object]] = {  # type: ignore[explicit-any]  # each reads its own field
    "category": tuple,
    "edition": lambda row: Period(*row) if row else None,
    "files": lambda rows: tuple(map(tuple, rows)),
    "translations": lambda rows: {tag: _meta(TranslationMeta, row) for tag, row in rows.items()},
    **dict.fromkeys(("published", "added", "updated", "withdrawn_on"), _date),
}
"""How the fields are read that JSON has no form for."""
