"""Reads projects one after the other and tells what came of each, in which time; a process of its own.

Each line of standard input is a JSON object of files by path; each line of output tells of one project.
The last line is the process's greatest memory.
"""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from cchr_feeds.problem import Problem
from memory import greatest_memory
from project_files import a_project, problems_of


def measured(folder: Path, files: Mapping[str, str]) -> dict[str, object]:
    """The problems of a project with these files, and the seconds of work it took to find them."""
    shutil.rmtree(folder, ignore_errors=True)
    a_project(folder, **files)
    started = time.process_time()
    problems = problems_of(folder)
    seconds = time.process_time() - started
    errors = [problem for problem in problems if problem.severity == "error"]
    return {"seconds": seconds, "errors": len(errors), "problems": list(map(_told, problems[:1000]))}


def _told(problem: Problem) -> tuple[str, int, int, bool]:
    return problem.path, problem.line, problem.column, bool(problem.message and problem.fix)


def lines(folder: Path) -> Iterator[object]:
    """One of each project, and then the memory in MB."""
    yield from (measured(folder, json.loads(line)) for line in sys.stdin)
    yield greatest_memory()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for line in lines(Path(place) / "project"):
            sys.stdout.write(json.dumps(line) + "\n")
