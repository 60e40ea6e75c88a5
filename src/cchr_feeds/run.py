"""Where a command works, and what it found and did."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cchr_feeds.problem import Problem

Progress = Callable[[str], None]

OUT = "out"
"""The folder of a project that the output lies in, unless another is named."""


@dataclass(frozen=True, slots=True)
class Run:
    """Where a command works, at which moment, and what is told of its progress."""

    folder: Path
    out: Path
    now: datetime
    progress: Progress

    @property
    def publishes(self) -> bool:
        """Whether what it makes is what readers get; in another folder it may be a trial."""
        return os.path.realpath(self.out) == os.path.realpath(self.folder / OUT)


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of the output were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found and did: entries per language, how many wait, which editions, what to know.

    `changes` are entries as `id/language`, by what readers notice of them; `pictures` are files. `refused`
    are the codes of those warnings of a check that would stop a build.
    """

    entries: dict[str, int]
    waiting: int
    editions: tuple[str, ...]
    missing_for_mail: tuple[str, ...]
    warnings: tuple[Problem, ...]
    changes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: Written | None = None
    pictures: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
