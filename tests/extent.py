"""How much is tried: a little in `make test`, more in `make test-all`, all of it in `make test-full`."""

import os
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

FULL = "CCHR_FEEDS_FULL" in os.environ
QUICK = "CCHR_FEEDS_QUICK" in os.environ and not FULL

Value = TypeVar("Value")


def examples(number: int) -> int:
    """How many examples of a property are tried: this number, or a fifth of it in a quick run."""
    return number // 5 if QUICK else number


def sampled(values: Sequence[Value], every: int) -> Sequence[Value]:
    """All of the values in a full run, else one in so many of them, the first among them."""
    return values if FULL else values[::every]


def a_few(values: Iterable[Value], count: int) -> Sequence[Value]:
    """All of the values; in a quick run the first, which should tell most: each takes a tenth of a second."""
    return [*islice(values, count if QUICK else None)]


def without_waiting_for_the_disk() -> None:
    """In a quick run nothing waits until it is on the disk: no test there cuts the power."""
    if QUICK:
        os.sync, os.fsync = lambda: None, lambda fd: None
