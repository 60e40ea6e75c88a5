"""Reads ordinary files and nothing else: a link leads elsewhere, and a pipe has no end."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cchr_feeds.i18n import _

# Not on every system: then a link or a pipe is only refused by what `lstat` says of it.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class NotOrdinary(OSError):
    """What is there is a link, a pipe, a device or a folder."""


@contextmanager
def regular(path: Path | str) -> Iterator[BinaryIO]:
    """An ordinary file to read from; raises `OSError` for a link, a pipe or a device."""
    with _opened(path) as (descriptor, _size), os.fdopen(descriptor, "rb", closefd=False) as file:
        yield file


def read_regular(path: Path | str, limit: int) -> bytes:
    """At most `limit` bytes of an ordinary file; raises `OSError` for a link, a pipe or a device."""
    with _opened(path) as (descriptor, size):
        # One byte more than there should be: what grows meanwhile is noticed, and no large buffer is made.
        data = os.read(descriptor, min(limit, size + 1))
        if len(data) not in (size, limit):  # it is being saved; parts of two versions are none
            os.lseek(descriptor, 0, os.SEEK_SET)
            data = os.read(descriptor, limit)
        return data


def end_of_regular(path: Path | str, limit: int) -> bytes:
    """At most the last `limit` bytes of an ordinary file; raises `OSError` for anything else."""
    with _opened(path) as (descriptor, size):
        os.lseek(descriptor, max(0, size - limit), os.SEEK_SET)
        return os.read(descriptor, limit)


@contextmanager
def _opened(path: Path | str) -> Iterator[tuple[int, int]]:
    """The descriptor of an ordinary file and its size."""
    descriptor = os.open(path, _OPEN_FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotOrdinary(path)
        yield descriptor, status.st_size
    finally:
        os.close(descriptor)


def reason_of(error: OSError) -> str:
    """Why a file could not be read or written, as it can stand within a sentence."""
    if isinstance(error, NotOrdinary):
        return _("not an ordinary file")
    return (error.strerror or str(error)).lower()
