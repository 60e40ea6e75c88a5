"""Writes the results as tables and a plot into docs/performance.md.

A run replaces only the tables of what it measured, so that sizes can be measured one by one. A ratio is
always within one run, except a ratio between two sizes.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.mails import TASK
from benchmarks.rounds import CHANGED, COLD, UNCHANGED, Result
from benchmarks.targets import FEEDS, START, TARGETS, Key, Target, memory, ratio, wall

DOCUMENT = Path(__file__).parents[1] / "docs/performance.md"
PICTURE = DOCUMENT.parent / "pictures/performance"
TASKS = (COLD, CHANGED, UNCHANGED)
_MEBI = 1024 * 1024
_BLOCK = r"<!-- {name}: begin -->\n(.*?)<!-- {name}: end -->\n"
_SIZE = re.compile(r"<!-- (\d+): begin -->\n(.*?)<!-- \1: end -->\n", re.DOTALL)
_ROW = re.compile(r"^\| ([^|]+) \| ([\d.]+) s", re.MULTILINE)


def write_report(results: Iterable[Result], versions: Mapping[str, str], rounds: int) -> None:
    """Replaces the tables of an earlier run by those of this one, and draws all results in the document."""
    from benchmarks.plot import draw  # matplotlib is only in .venv-bench

    about = f"{_machine()}. {_named(versions)}. Medians of {rounds} rounds."
    text = with_results(DOCUMENT.read_text(encoding="utf-8"), results, about)
    DOCUMENT.write_text(text, encoding="utf-8")
    draw(cold_seconds(text), PICTURE)


def with_results(text: str, results: Iterable[Result], about: str) -> str:
    """The document with the tables of a run; `about` describes the machine and the run."""
    grouped: dict[Key, list[Result]] = defaultdict(list)
    for result in results:
        grouped[result.program, result.task, result.size].append(result)
    for size in sorted({size for _, task, size in grouped if task == COLD}):
        text = _replaced(text, str(size), [about, "", *_size(grouped, size)])
    text = _replaced(text, "others", [about, "", *_others(grouped)])
    return _replaced(text, "targets", list(_targets(grouped, _block(text, "targets"))))


def cold_seconds(text: str) -> dict[str, dict[int, float]]:
    """The seconds of a cold build in the document, by program and size."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for size, table in _SIZE.findall(text):
        for program, seconds in _ROW.findall(table):
            found[program][int(size)] = float(seconds)
    return found


def _block(text: str, name: str) -> str:
    found = re.search(_BLOCK.format(name=name), text, re.DOTALL)
    return found[1] if found else ""


def _replaced(text: str, name: str, lines: Sequence[str]) -> str:
    """The document with new lines between the marks of a name; a missing table of a size is added."""
    block = "\n".join([f"<!-- {name}: begin -->", *lines, f"<!-- {name}: end -->", ""])
    there = re.compile(_BLOCK.format(name=name), re.DOTALL)
    if there.search(text):
        return there.sub(lambda _: block, text)
    return text.replace("<!-- sizes -->\n", f"{block}\n<!-- sizes -->\n")


def _machine() -> str:
    system = f"{platform.system()} on {platform.machine()}"
    return f"Python {platform.python_version()}, {system}, {len(os.sched_getaffinity(0))} processors"


def _named(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())


def _targets(results: Mapping[Key, list[Result]], before: str) -> Iterator[str]:
    """A row for each target; the row of an earlier run if this run did not measure it."""
    yield from ("| ratio | at most | measured | |", "|---|---|---|---|")
    rows = {row.split(" | ")[0]: row for row in before.splitlines()}
    for target in TARGETS:
        found = ratio(results, target)
        start = f"| {target.said}"
        row = rows.get(start, f"{start} | {target.most:g} | not measured | |")
        yield f"{start} | {target.most:g} | {found:.2f} | {_verdict(found, target)} |" if found else row


def _verdict(found: float, target: Target) -> str:
    return "holds" if found <= target.most else f"missed by {found / target.most:.1f} times"


def _size(results: Mapping[Key, list[Result]], size: int) -> Iterator[str]:
    yield f"| {size:,} publications | cold | one change | no change |"
    yield "|---|---|---|---|"
    for program in dict.fromkeys(program for program, task, each in results if (task, each) == (COLD, size)):
        cells = (_cell(results, program, task, size) for task in TASKS)
        yield f"| {program} | {' | '.join(cells)} |"


def _cell(results: Mapping[Key, list[Result]], program: str, task: str, size: int) -> str:
    some = results[program, task, size]
    beside = ratio(results, Target("", (program, task, size), (FEEDS, task, size), 0))
    cpu = median(each.took.cpu for each in some)
    return f"{_seconds(some)} s ({beside or 0:.1f}×), {cpu:.2f} s CPU, {_mebi(some)} MiB"


def _seconds(results: Sequence[Result]) -> str:
    return f"{median(wall(each.took) for each in results):.2f}"


def _mebi(results: Sequence[Result]) -> str:
    return f"{median(memory(each.took) for each in results) / _MEBI:.0f}"


def _others(results: Mapping[Key, list[Result]]) -> Iterator[str]:
    yield from ("| | seconds | MiB |", "|---|---|---|")
    for (program, task, _), some in results.items():
        if task in (START, TASK):
            yield f"| {program} | {median(wall(each.took) for each in some):.3f} | {_mebi(some)} |"


def say(text: str) -> None:
    """Writes progress to stderr."""
    sys.stderr.write(f"{text}\n")
