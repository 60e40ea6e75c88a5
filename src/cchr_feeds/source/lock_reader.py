"""Reads published.lock, and finds the line of a publication."""

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


def published_files(folder: Path) -> dict[str, str]:
    """The file that each publication of the lock was in; none where it can't be read."""
    with suppress(ProblemsFound):
        lock = read_lock(folder)
        return {each: record.file for each in lock.lines if (record := lock.record(each))}
    return {}


def git_index(folder: Path) -> bytes:
    """The index of git, where the project is a repository; each file's path in it ends with a NUL.

    That is so up to version 3, which git writes unless told otherwise (gitformat-index(5)).
    """
    try:
        return read_regular(folder / ".git" / "index", _MAX_BYTES)
    except OSError:
        return b""


def line_in_lock(folder: Path, publication_id: str) -> int:
    """The number of the line that a publication has in the lock, from 1; 1 where it has none."""
    lines = (_text(folder) or "").split("\n")
    start = f'{{"id": "{publication_id}"'
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(start)), 1)
