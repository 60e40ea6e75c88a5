"""The files of `.cchr-feeds/`, in which commands keep what saves work and nothing else; warnings in them.

Every file ends with a digest of all that is in it, under a key that stands for what it depends on. It may be
deleted at any moment; one that is damaged, or of another program, is passed over. None of them holds more
of an entry's text than a warning quotes, and nothing at all of an entry that waits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import Message, Text
from cchr_feeds.regular_file import read_regular

FOLDER = ".cchr-feeds"
MAX_BYTES = 128 * 1024 * 1024
"""What 400,000 publications take; what is larger was not written by us."""


@dataclass(frozen=True, slots=True)
class Store:
    """The files of a project's folder; where they are not to be used, there are none."""

    project: Path
    is_used: bool = True

    def load(self, name: str, key: str) -> bytes | None:
        """What was saved under a name; `None` where that is missing or not to be trusted."""
        place = self.project / FOLDER
        if not self.is_used or place.is_symlink():
            return None
        try:
            content = read_regular(place / name, MAX_BYTES)
        except OSError:
            return None
        end, digest = content.rfind(b"\n") + 1, _digest(key)
        digest.update(memoryview(content)[:end])
        return content[: max(end - 1, 0)] if content[end:] == digest.hexdigest().encode() else None

    def save(self, name: str, key: str, lines: Iterable[str]) -> None:
        """Writes lines, if the folder can be written."""
        with suppress(OSError):  # otherwise all of the work is done again the next time
            self.write(name, key, lines)

    def write(self, name: str, key: str, lines: Iterable[str]) -> None:
        """The same, but raises `OSError` where that is impossible; a power cut may leave it half done."""
        if not self.is_used:
            return
        place = self.project / FOLDER
        place.mkdir(exist_ok=True)
        if place.is_symlink():
            raise OSError(f"{FOLDER} is a link to another place")
        for left in place.glob(f".{name}.*"):  # by a command that was killed
            left.unlink(missing_ok=True)
        # It is about one checkout, not about the project: version control is to pass it over.
        _replace(place / ".gitignore", [b"*\n"])
        _replace(place / name, _sealed(lines, key))


def _sealed(lines: Iterable[str], key: str) -> Iterable[bytes]:
    """The lines as bytes, and their digest."""
    digest = _digest(key)
    for line in lines:
        content = f"{line}\n".encode("utf-8", "surrogatepass")
        digest.update(content)
        yield content
    yield digest.hexdigest().encode()


def _digest(key: str) -> blake2b:
    return blake2b(digest_size=16, key=blake2b(key.encode()).digest())


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(staged, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.writelines(parts)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


def as_json(problem: Problem) -> list[object]:
    """A warning as a list, with what it was made of, so that it can be said in another language."""
    place = [problem.path, problem.line, problem.column, problem.code]
    return [*place, _text(problem.message), _text(problem.fix)]


def _text(value: object) -> object:
    if isinstance(value, Text):
        return {"text": value.message, "values": {name: _text(part) for name, part in value.values.items()}}
    return value if isinstance(value, int) else str(value)


def problem_of(kept: Sequence[object]) -> Problem:
    """The warning again."""
    path, line, column, code, message, fix = kept
    return Problem(
        str(path), int(str(line)), int(str(column)), str(code), _said(message), _said(fix), "warning"
    )


def _said(kept: object) -> str:
    if not isinstance(kept, Mapping):
        return str(kept)
    values = {name: part if isinstance(part, int) else _said(part) for name, part in kept["values"].items()}
    return Text(Message(*map(str, kept["text"])), values)
