"""Which files were made of what: a document that hangs on nothing new is not made again."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import cast

from cchr_feeds.cache.problem_json import as_json, problem_of
from cchr_feeds.cache.store import keep, recalled
from cchr_feeds.file_state import Status, is_settled, status_of
from cchr_feeds.model.output import Artifact, Document, Part, Ready
from cchr_feeds.output import Files, Record, is_ordinary, leads_elsewhere, sha256_of

NAME = "documents.json"

Row = tuple[str, str, list[list[object]]]
"""A file's path, its part, and what there is to know about it."""

Seen = tuple[str, Status | None]
"""A file's SHA-256, and what the file system knew of it, where a change since then shows in that."""


class Documents:
    """The documents of an output, as an earlier build made them with the same program, site and templates.

    A file counts as the same by what the file system knows of it, or else by its SHA-256.
    """

    def __init__(self, folder: Path, out: Path, about: str) -> None:
        self._folder = folder
        self._out = out
        self._about = about
        found = json.loads(recalled(folder, NAME, about) or b"[{}, {}]")
        self._before, self._seen = cast("tuple[dict[str, list[Row]], dict[str, Seen]]", found)
        self._now: dict[str, list[Row]] = {}
        self._linked: dict[str, bool] = {}

    def recall(self, document: Document) -> Sequence[Ready] | None:
        """The document's files, if all that they hang on is the same and they are all there."""
        rows = self._before.get(document.state)
        if rows is None:
            return None
        files = [
            Ready(path, digest, Part(part), tuple(map(problem_of, problems)))
            for path, part, problems in rows
            if (digest := self._digest(path))
        ]
        if len(files) < len(rows):
            return None
        self._now[document.state] = rows
        return files

    def note(self, document: Document, files: Sequence[Artifact | Ready]) -> None:
        """Keeps of what the document's files were made, and what there is to know about them."""
        for each in files:
            self._seen.pop(each.path, None)
        if document.state and files:
            self._now[document.state] = [
                (each.path, each.part.value, [as_json(problem) for problem in each.warnings])
                for each in files
            ]

    def keep(
        self, files: Files, parts: Collection[Part], statuses: Mapping[str, Status], moment: int
    ) -> None:
        """Writes down what was recalled and noted; of parts that were not built, what was known before.

        `files` is what the output holds now; the file system knew `statuses` of it after the moment, in ns.
        """
        others = {state: rows for state, rows in self._before.items() if Part(rows[0][1]) not in parts}
        documents = {**others, **self._now}
        paths = (path for rows in documents.values() for path, _, _ in rows if path in files)
        within = self._out.name
        seen = {
            path: self._seen.get(path) or _seen(files[path], statuses.get(f"{within}/{path}"), moment)
            for path in paths
        }
        keep(self._folder, NAME, self._about, [json.dumps((documents, seen), ensure_ascii=False)])

    def _digest(self, path: str) -> str | None:
        """The SHA-256 that the file at a path has, if it is the one that was put there."""
        sha256, before = self._seen.get(path, ("", None))
        if before is not None and before == status_of(f"{self._out}/{path}") and not self._is_linked(path):
            return sha256
        return sha256 if is_ordinary(self._out, path) and sha256_of(self._out / path) == sha256 else None

    def _is_linked(self, path: str) -> bool:
        """Whether a link leads to the file's folder; looked at once for each folder."""
        folder = path.rpartition("/")[0]
        if folder not in self._linked:
            self._linked[folder] = leads_elsewhere(self._out, path)
        return self._linked[folder]


def _seen(record: Record, status: Status | None, moment: int) -> Seen:
    """What is known of a file that was put in place just now."""
    return record.sha256, status if status and is_settled(status, moment) else None
