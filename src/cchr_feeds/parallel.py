"""The same work for many things, in two processes where that pays; what comes of it is the same as in one."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import BinaryIO, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_PIPE = 1024 * 1024
"""Octets that the child may be ahead; the most that Linux gives to everybody (pipe(7))."""


def map_parallel(
    work: Callable[[Thing], Result], things: Sequence[Thing], batch: int, fewest: int
) -> Iterator[Result]:
    """What the work gives for each thing, in their order; a forked process does every other batch.

    Fewer than `fewest` are not worth a process. The first batch is done before the fork, so that what it
    loads and keeps is there for both. What the work raises is raised where it is this process's turn. Once
    the iterator is exhausted, closed or gone, the other process is gone too.
    """
    if len(things) < fewest or not _is_fork_safe():
        yield from map(work, things)
        return
    yield from map(work, things[:batch])
    batches = [things[start : start + batch] for start in range(batch, len(things), batch)]
    reader, writer = os.pipe()
    # Ctrl-C between the fork and `try` would leave the child alone; it never gets one, but is ended here.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    child = os.fork()
    if child == 0:
        os.close(reader)
        _send(work, batches[::2], writer)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            for number, some in enumerate(batches):
                yield from map(work, some) if number % 2 else _received(pipe) or map(work, some)
    finally:
        os.kill(child, signal.SIGKILL)  # where nobody asks for the rest, it may be in the midst of it
        os.waitpid(child, 0)


def _is_fork_safe() -> bool:
    """On macOS a system library may be in the midst of something, and so may another thread anywhere."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _send(work: Callable[[Thing], Result], batches: Sequence[Sequence[Thing]], writer: int) -> None:
    """In the child: writes batch by batch and ends, without what the parent has to do at its end."""
    try:
        with suppress(OSError, AttributeError):  # not everywhere, and not to everybody
            import fcntl

            fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, _PIPE)
        with os.fdopen(writer, "wb") as pipe:
            for some in batches:
                pickler = pickle.Pickler(pipe, pickle.HIGHEST_PROTOCOL)
                pickler.dispatch_table = _REDUCERS
                pickler.dump(list(map(work, some)))
                pipe.flush()
    finally:
        os._exit(0)


class _Reducers(dict[type, Callable[[object], tuple[type, tuple[object, ...]]]]):
    """Sends our dataclasses as a class and its values: in half the time of what they say of themselves."""

    def __missing__(self, kind: type) -> Callable[[object], tuple[type, tuple[object, ...]]]:
        if not is_dataclass(kind) or not all(field.init and not field.kw_only for field in fields(kind)):
            raise KeyError(kind)
        values = attrgetter("__class__", *(field.name for field in fields(kind)))

        def reduced(thing: object) -> tuple[type, tuple[object, ...]]:
            its_class, *rest = values(thing)
            return its_class, tuple(rest)

        self[kind] = reduced
        return reduced


_REDUCERS = _Reducers()


def _received(pipe: BinaryIO) -> list[Result]:
    """The next batch from the child; none where it has ended early, and then its work is left to us."""
    try:
        return pickle.load(pipe)  # type: ignore[no-any-return]  # noqa: S301 - nobody else has the pipe's other end
    except (EOFError, pickle.UnpicklingError):
        return []
