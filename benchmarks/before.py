"""The state of an earlier commit as one more program, so that a change is measured beside what it changed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.ratios import EVERYTHING, FEEDS, START, Key, memory, ratio
from benchmarks.rounds import CHANGED, COLD, UNCHANGED, Result

_HERE = Path(__file__).parents[1]
BEFORE = ", before"
"""What the name of a program of the earlier commit ends with."""
_COLUMNS = (
    ("feeds cold", FEEDS, COLD, False),
    ("everything cold", EVERYTHING, COLD, False),
    ("one change", EVERYTHING, CHANGED, False),
    ("nothing changed", EVERYTHING, UNCHANGED, False),
    ("memory, feeds", FEEDS, COLD, True),
    ("memory, everything", EVERYTHING, COLD, True),
)


@contextmanager
def checked_out(commit: str, folder: Path) -> Iterator[Path]:
    """The `src` of a commit, in a work tree in `folder` that is removed afterwards."""
    _git("worktree", "add", "--detach", str(folder), commit)
    try:
        yield folder / "src"
    finally:
        _git("worktree", "remove", "--force", str(folder))


def _git(*arguments: str) -> None:
    command = ["git", "-C", str(_HERE), *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - git, with arguments of ours


def compared(results: Mapping[Key, list[Result]]) -> Iterator[str]:
    """A table of the ratios to the earlier commit; below 1 is faster, or smaller, than it was."""
    titles = [title for title, *_ in _COLUMNS]
    yield f"| publications | {' | '.join(titles)} |"
    yield f"|---|{'---|' * len(titles)}"
    for size in sorted({size for _, task, size in results if task == COLD}):
        cells = (_cell(results, (program, task, size), of_memory) for _, program, task, of_memory in _COLUMNS)
        yield f"| {size:,} | {' | '.join(cells)} |"
    yield ""
    yield f"`--help`: {_cell(results, ('--help', START, 0), of_memory=False)}."


def _cell(results: Mapping[Key, list[Result]], key: Key, of_memory: bool) -> str:
    program, task, size = key
    earlier = (program + BEFORE, task, size)
    found = ratio(results, key, earlier, memory) if of_memory else ratio(results, key, earlier)
    return f"{found:.2f}" if found else "–"
