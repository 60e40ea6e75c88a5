"""How long the command takes to start, compared with importing click."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import measured
from benchmarks.rounds import Result
from benchmarks.targets import CLICK, START

_COMMANDS = {
    CLICK: ("-c", "import click"),
    "--version": ("-m", "cchr_feeds", "--version"),
    "--help": ("-m", "cchr_feeds", "--help"),
}
_PER_ROUND = 10


def starts(rounds: int, folder: Path) -> Iterator[Result]:
    """Runs each command in turn, ten times a round because it is short."""
    for number in range((rounds + 1) * _PER_ROUND):
        for name, command in _COMMANDS.items():
            took = measured([sys.executable, *command], folder, folder / "start.log")
            if number >= _PER_ROUND:
                yield Result(name, START, 0, took)
