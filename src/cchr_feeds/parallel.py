"""The same work for many things, by several processes where that pays; the results are those of one."""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

from cchr_feeds.critical_section import defer_interrupts

if TYPE_CHECKING:
    from concurrent.futures import Executor

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_MOST_PROCESSES = 4

# The work and the batches of a forked process: they need no pickling, only the results do.
_inherited: list[tuple[Callable[[object], object], Sequence[Sequence[object]]]] = []


def map_parallel(
    work: Callable[[Thing], Result], batches: Sequence[Sequence[Thing]], fewest: int
) -> Iterator[Result]:
    """What the work gives for each thing, in order; forked processes take a batch at a time.

    Fewer than `fewest` batches are not worth a process. What the work loads and keeps should be there
    before. Once the iterator is exhausted, closed or gone, so are the processes.
    """
    things = chain.from_iterable(batches)
    if len(batches) < fewest or not _can_fork():
        yield from map(work, things)
        return
    from concurrent.futures.process import BrokenProcessPool  # 20 ms

    try:
        with _pool(work, batches) as pool:
            for result in chain.from_iterable(pool.map(_batch, range(len(batches)))):
                next(things)
                yield cast("Result", result)
    except BrokenProcessPool:  # one was killed, perhaps because memory ran out
        yield from map(work, things)


def in_batches(things: Sequence[Thing], size: int) -> list[Sequence[Thing]]:
    """The things, so many at a time."""
    return [things[start : start + size] for start in range(0, len(things), size)]


def _can_fork() -> bool:
    """Whether forking is safe, and pays: on Linux, without other threads, with several processors."""
    # On macOS a system library may hold a lock at that moment; anywhere, another thread may hold one.
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


@contextmanager
def _pool(work: Callable[[Thing], Result], batches: Sequence[Sequence[Thing]]) -> "Iterator[Executor]":
    """Processes that know the work and the batches. They end with this one, and never by Ctrl-C."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    count = min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)
    pool = ProcessPoolExecutor(count, get_context("fork"), _end_with_parent)
    _inherited.append((work, batches))  # type: ignore[arg-type]  # each is called with its own things
    try:
        with defer_interrupts():  # the processes inherit that, and never see an interrupt
            pool.submit(int)
        yield pool
    finally:
        _inherited.pop()
        with defer_interrupts():
            pool.shutdown(cancel_futures=True)


def _batch(number: int) -> list[object]:
    work, batches = _inherited[-1]
    return [work(thing) for thing in batches[number]]


def _end_with_parent() -> None:
    """Lets a forked process, which calls this, end with its parent."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    # If the parent is killed, the process would otherwise wait for work for ever, and hold the output's lock.
    def watch() -> None:
        if parent := parent_process():
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
