"""The ratios that we aim for: at most so much of another program's time or memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.mails import EDITIONS, TASK
from benchmarks.measuring import Measured
from benchmarks.rounds import CHANGED, COLD, UNCHANGED, Result

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


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity is at most `most` times another."""

    said: str
    ours: Key
    theirs: Key
    most: float
    quantity: Quantity = wall


TARGETS = (
    Target("the same feeds, 1,000", (FEEDS, COLD, 1_000), (HUGO, COLD, 1_000), 0.50),
    Target("the same feeds, 10,000", (FEEDS, COLD, 10_000), (HUGO, COLD, 10_000), 0.33),
    Target("the same feeds, 100,000", (FEEDS, COLD, 100_000), (HUGO, COLD, 100_000), 0.25),
    Target("everything against Hugo's feeds, 10,000", (EVERYTHING, COLD, 10_000), (HUGO, COLD, 10_000), 1.0),
    Target(
        "everything after one change, 10,000", (EVERYTHING, CHANGED, 10_000), (HUGO, CHANGED, 10_000), 0.10
    ),
    Target(
        "nothing changed against our cold build, feeds, 10,000",
        (FEEDS, UNCHANGED, 10_000),
        (FEEDS, COLD, 10_000),
        0.25,
    ),
    Target(
        "nothing changed against our cold build, everything, 10,000",
        (EVERYTHING, UNCHANGED, 10_000),
        (EVERYTHING, COLD, 10_000),
        0.25,
    ),
    Target("memory, feeds, 10,000", (FEEDS, COLD, 10_000), (HUGO, COLD, 10_000), 0.25, memory),
    Target("memory, feeds, 100,000", (FEEDS, COLD, 100_000), (HUGO, COLD, 100_000), 0.10, memory),
    Target("100,000 against 10,000", (FEEDS, COLD, 100_000), (FEEDS, COLD, 10_000), 11),
    Target("--version", ("--version", START, 0), (CLICK, START, 0), 1.3),
    Target("--help", ("--help", START, 0), (CLICK, START, 0), 1.3),
    Target(
        "480 mails against premailer on each",
        ("template inlined once", TASK, EDITIONS),
        ("premailer on each page", TASK, EDITIONS),
        0.15,
    ),
    Target(
        "480 mails against MJML", ("template inlined once", TASK, EDITIONS), ("MJML", TASK, EDITIONS), 0.15
    ),
)


def ratio(results: Mapping[Key, list[Result]], target: Target) -> float | None:
    """The median of the ratios within each round; `None` if one of the two was not measured."""
    pairs = zip(results.get(target.ours, []), results.get(target.theirs, []), strict=True)
    try:
        ratios = [target.quantity(one.took) / target.quantity(other.took) for one, other in pairs]
    except ValueError:  # one of the two was not part of this run
        return None
    return median(ratios) if ratios else None
