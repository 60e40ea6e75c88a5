"""The files of `.cchr-feeds/`, in which commands keep what saves work and nothing else; warnings in them.

Every file ends with a digest of all that is in it, under a key that stands for what it depends on. It may be
deleted at any moment; one that is damaged, or of another program, is passed over. None of them holds more
of an entry's text than a warning quotes, and nothing at all of an entry that waits.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from cchr_feeds.cache.file_state import FileState
from cchr_feeds.i18n import Message, Text
from cchr_feeds.model.part import CACHED, LOCK_FILE
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import read_regular

_TOLD = "told.txt"
MAX_BYTES = 128 * 1024 * 1024
"""What 400,000 publications take; what is larger was not written by us."""


@dataclass(frozen=True, slots=True)
class Store:
    """The files of a project's folder, which hold texts by name, one a line; none unless `is_used`."""

    project: Path
    is_used: bool = True

    def load(self, file: str, key: str) -> dict[str, str]:
        """What was saved in a file; nothing where that is missing or not to be trusted."""
        place, content = self.project / CACHED, b""
        if self.is_used and not place.is_symlink():
            with suppress(OSError):
                content = read_regular(place / file, MAX_BYTES)
        end = content.rfind(b"\n") + 1
        if content[end:] != _digest(memoryview(content)[:end], key):
            return {}
        lines = content[:end].decode("utf-8", "surrogatepass").split("\n")
        return dict(line.split("\t", 1) for line in lines if "\t" in line)

    def save(self, file: str, key: str, texts: Mapping[str, str]) -> None:
        """Writes a file; where that is impossible, removes the old one, and the work is done again."""
        try:
            self.write(file, key, texts)
        except OSError:
            # An entry that the old file tells of may wait by now.
            self.forget(file)

    def forget(self, file: str) -> None:
        """Removes a file, if that is possible."""
        place = self.project / CACHED
        if self.is_used and not place.is_symlink():
            with suppress(OSError):
                (place / file).unlink()

    def write(self, file: str, key: str, texts: Mapping[str, str]) -> None:
        """The same, but raises `OSError` where that is impossible; a power cut may leave it half done."""
        if not self.is_used:
            return
        place = self.project / CACHED
        place.mkdir(exist_ok=True)
        if place.is_symlink():
            raise OSError(f"{CACHED} is a link to another place")
        for left in place.glob(f".{file}.*"):  # by a command that was killed
            left.unlink(missing_ok=True)
        # It is about one checkout, not about the project: version control is to pass it over.
        _replace(place / ".gitignore", b"*\n")
        lines = "".join([f"{name}\t{text}\n" for name, text in texts.items()])
        content = lines.encode("utf-8", "surrogatepass")
        _replace(place / file, content, _digest(content, key))


def _digest(content: bytes | memoryview, key: str) -> bytes:
    of_key = blake2b(key.encode("utf-8", "surrogateescape")).digest()  # a path in it may be no UTF-8
    return blake2b(content, digest_size=16, key=of_key).hexdigest().encode()


def _replace(path: Path, *parts: bytes) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(staged, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.writelines(parts)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


StateOf = Callable[[str], FileState | None]
"""Tells the state of a file now; nothing of one that is not there."""


def _never(_value: str) -> bool:
    return False


class Records:
    """What was found in files, or which files were made, by name: it holds while those are the same."""

    def __init__(self, store: Store, file: str, key: str) -> None:
        self._store, self._file, self._key = store, file, key
        self._before = store.load(file, key)
        self._rows: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._before

    def known(self, name: str, state_of: StateOf, is_right: Callable[[str], bool] = _never) -> str:
        """What was kept under this name, as JSON, and is kept again; empty if its files have changed.

        Where their states are others, `is_right` may look into them.
        """
        files, _, value = self._before.get(name, "").partition("\t")
        # Files with other states may have been copied or restored.
        if not value or not (_are_same(json.loads(files), state_of) or is_right(value)):
            return ""
        self._rows[name] = self._before[name]
        return value

    def keep(self, name: str, files: Mapping[str, FileState], value: object) -> None:
        """Keeps something while these files have these states."""
        self._rows[name] = f"{_JSON.encode(files)}\t{_JSON.encode(value)}"

    def keep_others(self, files: Set[str], state_of: StateOf) -> None:
        """Keeps what was known of other files than these."""
        for name, row in self._before.items():
            if name not in self._rows and files.isdisjoint(json.loads(row.partition("\t")[0])):
                self.known(name, state_of)

    def save(self, dropped: Collection[str] = ()) -> None:
        """Writes what was kept, but for these names."""
        rows = {name: row for name, row in self._rows.items() if name not in dropped}
        self._store.save(self._file, self._key, rows)


def _are_same(files: Mapping[str, FileState], state_of: StateOf) -> bool:
    return all(state_of(path) == state for path, state in files.items())


def _values(thing: object) -> object:
    """What JSON has no form for, as what it consists of."""
    if isinstance(thing, datetime):
        return thing.isoformat()
    if is_dataclass(thing):
        return [getattr(thing, name) for name in thing.__dataclass_fields__]
    raise TypeError(type(thing))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_values)


def told_before(store: Store, warnings: Iterable[Problem], *, is_whole: bool) -> frozenset[Problem]:
    """Those of a build's warnings that the last whole build told; after this one, all of them are told.

    What concerns the lock is told each time.
    """
    rows: dict[str, Problem] = {}
    alike = Counter[str]()  # without the line, which changes when others are added above
    for each in warnings:
        text = f"{each.path}\t{each.code}\t{each.message}"
        alike[text] += 1
        rows[blake2b(f"{text}\t{alike[text]}".encode(), digest_size=16).hexdigest()] = each
    known = store.load(_TOLD, _TOLD)
    if is_whole and rows.keys() != known.keys():
        store.save(_TOLD, _TOLD, dict.fromkeys(rows, ""))
    return frozenset(each for row, each in rows.items() if row in known and each.path != LOCK_FILE)


ProblemRow = tuple[str, int, int, str, object, object]
"""The fields of a warning. Its texts are kept with what they were made of, to be said in another language."""


def problem_row(problem: Problem) -> ProblemRow:
    """A warning as JSON has it."""
    texts = _row(problem.message), _row(problem.fix)
    return problem.path, problem.line, problem.column, problem.code, *texts


def _row(text: object) -> object:
    if isinstance(text, Text):
        return [text.message, {name: _row(value) for name, value in text.values.items()}]
    return text if isinstance(text, int) else str(text)


def problem_of(row: ProblemRow) -> Problem:
    """The warning again."""
    path, line, column, code, message, fix = row
    return Problem(path, line, column, code, str(_text(message)), str(_text(fix)), "warning")


def _text(row: object) -> object:
    if not isinstance(row, list):
        return row
    message, values = row
    return Text(Message(*message), {name: _text(value) for name, value in values.items()})
