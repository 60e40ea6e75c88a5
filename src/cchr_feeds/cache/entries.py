"""What was found in the entries' files, apart from their texts: a file that is the same is not read again."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import cast

from cchr_feeds.cache.problem_json import as_json, problem_of
from cchr_feeds.cache.store import keep, recalled
from cchr_feeds.file_state import Status, is_settled
from cchr_feeds.model.card import Card, Version
from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.source.attachments import length
from cchr_feeds.source.files import digest_of, read_regular
from cchr_feeds.source.scan import Found, OwnId
from cchr_feeds.source.yaml_tree import MAX_BYTES

NAME = "entries.json"

WrittenDate = str | None
WrittenVersion = tuple[WrittenDate, WrittenDate, bool, str, list[tuple[str, int | None]]]
WrittenCard = tuple[
    str,
    str,
    list[str],
    list[int] | None,
    bool,
    WrittenDate,
    WrittenDate,
    WrittenDate,
    WrittenDate,
    dict[str, WrittenVersion],
]
Row = tuple[Status, int, int, list[list[object]], WrittenCard]
"""Status of a file; line and column of its id; its warnings; its card. JSON makes tuples lists.

In cache, as in the file, a row is a line of JSON after its path: of 100,000 few are looked into for long.
"""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Entries:
    """The entries' files of a project, as an earlier build found them, whose site was the same.

    A file counts as the same by what the file system knew of it when the build began, or else by its
    octets. `began` is that moment, in ns since 1970.
    """

    def __init__(self, folder: Path, about: str, statuses: Mapping[str, Status], began: int) -> None:
        self._folder = folder
        self._about = about
        self._statuses = statuses
        self._began = began
        self._is_new = False
        lines = (recalled(folder, NAME, about) or b"").decode("utf-8", "surrogatepass").split("\n")
        self._before = dict(line.split("\t", 1) for line in lines if line)
        self._now: dict[str, str] = {}

    def recall(self, path: str) -> Found | None:
        """What was found in a file, if it and the files beside it are the same."""
        status, written = self._statuses.get(path), self._before.get(path)
        if written is None or status is None:
            return None
        before, line, column, problems, row = cast("Row", json.loads(written))
        card = _card(path, row)
        if not (before == status or self._has_octets(path, card.digest)) or not self._has_files(card):
            return None
        note = written if before == status else _line((status, line, column, problems, row))
        found = Found(path, card, None, OwnId(card.id, line, column), tuple(map(problem_of, problems)), note)
        if is_settled(status, self._began):
            self.keep(found)
        return found

    def note(self, found: Found) -> str:
        """A line about what was found; none of a file that has errors."""
        card, own, status = found.card, found.id, self._statuses.get(found.path)
        is_right = not any(problem.severity == "error" for problem in found.problems)
        if not (card and own and status and is_right and is_settled(status, self._began)):
            return ""
        problems = [as_json(problem) for problem in found.problems]
        return _line((status, own.line, own.column, problems, _written(card)))

    def keep(self, found: Found) -> None:
        """Keeps the line, if there is one."""
        if found.note:
            self._now[found.path] = found.note

    def close(self) -> None:
        """Keeps what is to be written alone, which may be 100,000 lines."""
        self._is_new, self._before, self._statuses = self._now != self._before, {}, {}

    def write(self, held_back: Collection[str]) -> None:
        """Writes down what was recalled and kept, but nothing of the files at these paths."""
        secret = [path for path in held_back if self._now.pop(path, "")]
        if self._is_new or secret:
            keep(self._folder, NAME, self._about, (f"{path}\t{line}" for path, line in self._now.items()))

    def _has_octets(self, path: str, digest: str) -> bool:
        try:
            return digest_of(read_regular(self._folder / path, MAX_BYTES + 1)) == digest
        except OSError:
            return False

    def _has_files(self, card: Card) -> bool:
        if not (files := card.files):
            return True
        beside = self._folder / PurePosixPath(card.path).parent
        return all(length(beside / name) == size for name, size in files)


def _line(row: Row) -> str:
    return _JSON.encode(row)


def _written(card: Card) -> WrittenCard:
    edition = [card.edition.year, card.edition.quarter, card.edition.month] if card.edition else None
    return (
        card.id,
        card.digest,
        [*card.category],
        edition,
        card.draft,
        _written_date(card.published),
        _written_date(card.added),
        _written_date(card.updated),
        _written_date(card.withdrawn_on),
        {language: _written_version(version) for language, version in card.translations.items()},
    )


def _written_version(version: Version) -> WrittenVersion:
    dates = _written_date(version.published), _written_date(version.updated)
    return (*dates, version.has_url, version.fingerprint, [*version.files])


def _written_date(date: PartialDate | None) -> WrittenDate:
    return f"{date.precision.value}{date.written.isoformat()}" if date else None


def _card(path: str, written: WrittenCard) -> Card:
    name, digest, category, edition, draft, published, added, updated, withdrawn_on, versions = written
    return Card(
        name,
        path,
        digest,
        tuple(category),
        Period(*edition) if edition else None,
        draft,
        _date(published),
        _date(added),
        _date(updated),
        _date(withdrawn_on),
        {language: _version(version) for language, version in versions.items()},
    )


def _version(written: WrittenVersion) -> Version:
    published, updated, has_url, fingerprint, files = written
    named = tuple([(name, size) for name, size in files])
    return Version(_date(published), _date(updated), has_url, fingerprint, named)


@lru_cache(4096)
def _date(written: WrittenDate) -> PartialDate | None:
    return PartialDate(datetime.fromisoformat(written[1:]), Precision(int(written[0]))) if written else None
