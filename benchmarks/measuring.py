"""Measures one process: elapsed time, CPU time, peak memory.

`python -m benchmarks.measuring LOG COMMAND…` runs a command and prints the three as JSON. It runs as a
process of its own, because the peak memory of a process includes that of the process that forked it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_UNIT = 1024 if sys.platform != "darwin" else 1
"""The unit of `ru_maxrss` in bytes: macOS counts bytes, all others kilobytes (getrusage(2))."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Elapsed and CPU time in seconds; memory of the largest process in bytes."""

    wall: float
    cpu: float
    memory: int


class CommandFailed(Exception):
    """A measured command failed."""


def measured(command: Sequence[str], folder: Path, log: Path) -> Measured:
    """Runs a command in a folder, with its output in `log`; raises `CommandFailed` with the end of that."""
    launcher = [sys.executable, "-I", "-S", __file__, str(log), *command]
    done = subprocess.run(launcher, cwd=folder, capture_output=True, check=False)  # noqa: S603 - our own commands
    if done.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CommandFailed(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
    return Measured(**json.loads(done.stdout))


def _launch(log: str, *command: str) -> int:
    """Runs the command, prints its measurements, and returns its exit code."""
    words = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    streams = [(os.POSIX_SPAWN_DUP2, words, 1), (os.POSIX_SPAWN_DUP2, words, 2)]
    begin = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    took = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * _UNIT}
    sys.stdout.write(json.dumps(took))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(_launch(*sys.argv[1:]))
