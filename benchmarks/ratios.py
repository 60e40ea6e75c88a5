"""The ratio of one measured quantity to another, within the rounds of one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median

from benchmarks.measuring import Measured
from benchmarks.rounds import Result

FEEDS, EVERYTHING, HUGO = "cchr-feeds, feeds", "cchr-feeds, everything", "Hugo"
START, CLICK = "start", "import click"

Key = tuple[str, str, int]
"""A program, a task and a size."""
Quantity = Callable[[Measured], float]


def wall(took: Measured) -> float:
    """Elapsed seconds."""
    return took.wall


def memory(took: Measured) -> float:
    """Bytes."""
    return took.memory


def ratio(
    results: Mapping[Key, list[Result]], ours: Key, theirs: Key, quantity: Quantity = wall
) -> float | None:
    """The median of the ratios within each round; `None` if one of the two was not measured."""
    pairs = list(zip(results.get(ours, []), results.get(theirs, []), strict=False))
    return median(quantity(one.took) / quantity(other.took) for one, other in pairs) if pairs else None
