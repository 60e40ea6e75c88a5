"""Reads published.lock, and finds the line of a publication."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.lock import Lock, lock_of, lock_problem
from cchr_feeds.model.part import LOCK_FILE
from cchr_feeds.regular_file import read_regular, reason_of

_MAX_BYTES = 512 * 1024 * 1024  # far more than any publisher's; a larger file was not written by us


def read_lock(folder: Path) -> Lock:
    """The project's lock, an empty one where nothing has been published; raises `ProblemsFound`."""
    text = _text(folder)
    lock, wrong = (Lock(), []) if text is None else lock_of(text)
    if wrong:
        raise ProblemsFound(wrong[:100])
    return lock


def _text(folder: Path) -> str | None:
    """The file's text; `None` where there is no such file."""
    try:
        return read_regular(folder / LOCK_FILE, _MAX_BYTES).decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        message = _("the file can't be read ({reason})", reason=reason_of(error))
        raise ProblemsFound([lock_problem(1, message)]) from error
    except UnicodeDecodeError as error:
        raise ProblemsFound([lock_problem(1, _("this is not UTF-8 text"))]) from error


def newer_file(folder: Path, publication_id: str, first: str, second: str) -> str:
    """Which of two entries with one id came later: the one that the lock, else git, doesn't know.

    Where neither tells, it is the second.
    """
    with suppress(ProblemsFound):
        if (record := read_lock(folder).record(publication_id)) and record.file in (first, second):
            return second if record.file == first else first
    known = [_is_tracked(folder, path) for path in (first, second)]
    return first if known == [False, True] else second


def _is_tracked(folder: Path, path: str) -> bool:
    """Whether git has a file in its index, as far as that can be told; no hook of the project runs."""
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=", "ls-files", "--error-unmatch", "--", path]
    try:
        return not subprocess.run(command, check=False, capture_output=True, timeout=5).returncode  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def line_in_lock(folder: Path, publication_id: str) -> int:
    """The number of the line that a publication has in the lock, from 1; 1 where it has none."""
    lines = (_text(folder) or "").split("\n")
    start = f'{{"id": "{publication_id}"'
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(start)), 1)
