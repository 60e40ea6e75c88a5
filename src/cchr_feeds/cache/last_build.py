"""A build before which nothing has changed: what the last one said, without doing it again.

What is kept says nothing that a build does not say, and names nothing that waits. It counts only while
every file that a build reads, and every one in its output, is as the file system knew it, and no date has
come since.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from cchr_feeds.cache.problem_json import as_json, problem_of
from cchr_feeds.cache.store import keep, recalled
from cchr_feeds.errors import Problem

NAME = "last-build.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build says when there is nothing to do; `files` counts those of the output."""

    entries: Mapping[str, int]
    waiting: int
    editions: Sequence[str]
    missing_for_mail: Sequence[str]
    files: int
    warnings: tuple[Problem, ...]


Written = tuple[str, str, dict[str, int], int, list[str], list[str], int, list[list[object]]]
"""From when on and until when it counts; what it says, and its warnings."""


def last_build(folder: Path, about: str, now: datetime) -> Kept | None:
    """What the last build would say again at this moment, if it was about the same."""
    found = recalled(folder, NAME, about)
    if found is None:
        return None
    since, until, entries, waiting, editions, missing, files, problems = cast("Written", json.loads(found))
    if not datetime.fromisoformat(since) <= now < datetime.fromisoformat(until):
        return None
    return Kept(entries, waiting, editions, missing, files, tuple(map(problem_of, problems)))


def keep_last_build(folder: Path, about: str, kept: Kept, since: datetime, until: datetime) -> None:
    """Writes down what a build says from one moment up to another."""
    said = kept.entries, kept.waiting, kept.editions, kept.missing_for_mail, kept.files
    problems = [as_json(problem) for problem in kept.warnings]
    document = (since.isoformat(), until.isoformat(), *said, problems)
    keep(folder, NAME, about, [json.dumps(document, ensure_ascii=False)])
