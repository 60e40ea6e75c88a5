"""Whether everything is tried, as `make test-full` and `make fuzz` do, or a sample of it, as `make test`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

FULL = "CCHR_FEEDS_FULL" in os.environ

Value = TypeVar("Value")


def sampled(values: Sequence[Value], every: int) -> Sequence[Value]:
    """All of the values in a full run, else one in so many of them, the first among them."""
    return values if FULL else values[::every]
