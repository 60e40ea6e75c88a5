"""The standard streams: what is printed acts on no terminal, and what can't be printed ends calmly."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from cchr_feeds.cli import NotShown

ACTING = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
"""What moves the cursor, changes colours or turns text round; line ends and tabs may stand in a message."""


def harmless(text: str) -> str:
    """The text, with names in the place of characters that act on a terminal."""
    return ACTING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


class Stream(TextIOWrapper):
    """A stream that makes harmless what is written to it, except within `as_it_is`.

    What can't be written raises `NotShown` where that `may_fail`, and is lost elsewhere.
    """

    is_raw = False

    def __init__(self, stream: TextIOWrapper, *, may_fail: bool) -> None:
        super().__init__(
            stream.buffer, stream.encoding, "backslashreplace", line_buffering=stream.line_buffering
        )
        self._replaced = stream  # or the buffer would be closed with it
        self._may_fail = may_fail

    def write(self, text: str, /) -> int:
        """Writes a text, of which nothing acts on a terminal; a terminal without Khmer shows codes."""
        try:
            return super().write(text if self.is_raw else harmless(text))
        except OSError as error:
            self._lose(error)
            return len(text)

    def flush(self) -> None:
        """Writes what was kept back."""
        try:
            super().flush()
        except OSError as error:
            self._lose(error)

    def _lose(self, error: OSError) -> None:
        # Where standard error can't be written there is nowhere to say so; standard output and the exit code
        # stay as they would be.
        if self._may_fail:
            raise NotShown(error.strerror) from error


@contextmanager
def as_it_is(stream: TextIO) -> Iterator[None]:
    """What is written to the stream meanwhile was made harmless before, and has colours of ours."""
    if isinstance(stream, Stream):
        stream.is_raw = True
    try:
        yield
    finally:
        if isinstance(stream, Stream):
            stream.is_raw = False


def guard() -> None:
    """Puts such streams in the place of Python's, also where there was none (`>&-`)."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name) or _unwritable(number)
        if number and isinstance(stream, TextIOWrapper):
            stream = Stream(stream, may_fail=name == "stdout")
        setattr(sys, name, stream)


def give_up() -> None:
    """Sends the rest of standard output nowhere."""
    # Python would otherwise try, and complain, once more at exit.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _unwritable(number: int) -> TextIO:
    """A stream in the place and with the number of a closed one: nothing to read, and an error on writing."""
    # What is opened gets the lowest number that is free, which is this one. If it stayed free, the next file
    # that is opened would be the standard output.
    os.open(os.devnull, os.O_RDONLY)
    return open(number, "w" if number else "r", encoding="utf-8", closefd=False)
