"""How long the command takes to start, compared with importing click."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.before import BEFORE
from benchmarks.measuring import measured
from benchmarks.ours import launcher
from benchmarks.ratios import CLICK, START
from benchmarks.rounds import Result

_PER_ROUND = 10


def starts(rounds: int, folder: Path, before: Path | None = None) -> Iterator[Result]:
    """Runs each command in turn, ten times a round because it is short; `before` is an earlier `src`."""
    commands = {
        CLICK: [sys.executable, "-c", "import click"],
        "--version": [*launcher(), "--version"],
        "--help": [*launcher(), "--help"],
    }
    if before:
        commands["--help" + BEFORE] = [*launcher(before), "--help"]
    for number in range((rounds + 1) * _PER_ROUND):
        for name, command in commands.items():
            took = measured(command, folder, folder / "start.log")
            if number >= _PER_ROUND:
                yield Result(name, START, 0, took)
