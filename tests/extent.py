"""How much is tried: a little in `make test`, more in `make test-all`, all of it in `make test-full`."""

import os
from collections.abc import Sequence
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
