"""What reading many projects takes, measured in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builds import environment

ENTRY = "entries/entry.yaml"

_TESTS = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a project said: up to a thousand problems, each with its place and if it tells all."""

    name: str
    files: Mapping[str, str]
    seconds: float
    errors: int
    problems: Sequence[tuple[str, int, int, bool]]

    def is_an_entry_or_located(self) -> bool:
        """Whether nothing is wrong, or every problem stands at a place of the file and says what to do."""
        lines = self.files[ENTRY].count("\n") + self.files[ENTRY].count("\r") + 2
        return all(
            path == ENTRY and 1 <= line <= lines and column >= 1 and told
            for path, line, column, told in self.problems
        )


def read_each(projects: Mapping[str, Mapping[str, str]], seconds: float) -> tuple[list[Read], float]:
    """What reading each of the named projects said, and the greatest memory in MB; all in so many seconds."""
    process = subprocess.run(
        [sys.executable, _TESTS / "attack/measured_reading.py"],
        input="".join(json.dumps(files) + "\n" for files in projects.values()),
        env=environment(PYTHONPATH=f"{environment()['PYTHONPATH']}:{_TESTS}"),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    *told, megabytes = map(json.loads, process.stdout.splitlines())
    read = [Read(name, files, **each) for (name, files), each in zip(projects.items(), told, strict=True)]
    return read, megabytes
