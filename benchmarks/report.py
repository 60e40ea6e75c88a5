"""Writes the results as tables and a plot into docs/performance.md.

A run replaces only the tables of what it measured, so that sizes can be measured one by one. A ratio is
always within one run.
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

from benchmarks.before import BEFORE, compared
from benchmarks.mails import TASK
from benchmarks.ratios import FEEDS, START, Key, memory, ratio, wall
from benchmarks.rounds import CHANGED, COLD, UNCHANGED, Result

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

    about = f"{machine()}. {_named(versions)}. Medians of {rounds} rounds."
    text = with_results(DOCUMENT.read_text(encoding="utf-8"), results, about)
    DOCUMENT.write_text(text, encoding="utf-8")
    draw(cold_seconds(text), PICTURE)


def with_results(text: str, results: Iterable[Result], about: str) -> str:
    """The document with the tables of a run; `about` describes the machine and the run."""
    grouped: dict[Key, list[Result]] = defaultdict(list)
    for result in results:
        grouped[result.program, result.task, result.size].append(result)
    for size in sorted({size for _, task, size in grouped if task == COLD}):
        text = replaced(text, str(size), [about, "", *_size(grouped, size)])
    if any(program.endswith(BEFORE) for program, _, _ in grouped):
        text = replaced(text, "before", list(compared(grouped)))
    return replaced(text, "others", [about, "", *_others(grouped)])


def cold_seconds(text: str) -> dict[str, dict[int, float]]:
    """The seconds of a cold build in the document, by program and size."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for size, table in _SIZE.findall(text):
        for program, seconds in _ROW.findall(table):
            found[program][int(size)] = float(seconds)
    return found


def replaced(text: str, name: str, lines: Sequence[str]) -> str:
    """The document with new lines between the marks of a name; a missing table of a size is added."""
    block = "\n".join([f"<!-- {name}: begin -->", *lines, f"<!-- {name}: end -->", ""])
    there = re.compile(_BLOCK.format(name=name), re.DOTALL)
    if there.search(text):
        return there.sub(lambda _: block, text)
    return text.replace("<!-- sizes -->\n", f"{block}\n<!-- sizes -->\n")


def machine() -> str:
    """What was measured on."""
    system = f"{platform.system()} on {platform.machine()}"
    return f"Python {platform.python_version()}, {system}, {len(os.sched_getaffinity(0))} processors"


def _named(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())


def _size(results: Mapping[Key, list[Result]], size: int) -> Iterator[str]:
    yield f"| {size:,} publications | cold | one change | no change |"
    yield "|---|---|---|---|"
    programs = dict.fromkeys(program for program, task, each in results if (task, each) == (COLD, size))
    for program in (each for each in programs if not each.endswith(BEFORE)):
        cells = (_cell(results, program, task, size) for task in TASKS)
        yield f"| {program} | {' | '.join(cells)} |"


def _cell(results: Mapping[Key, list[Result]], program: str, task: str, size: int) -> str:
    some = results[program, task, size]
    beside = ratio(results, (program, task, size), (FEEDS, task, size))
    cpu = median(each.took.cpu for each in some)
    return f"{_seconds(some)} s ({beside or 0:.1f}×), {cpu:.2f} s CPU, {_mebi(some)} MiB"


def _seconds(results: Sequence[Result]) -> str:
    return f"{median(wall(each.took) for each in results):.2f}"


def _mebi(results: Sequence[Result]) -> str:
    return f"{median(memory(each.took) for each in results) / _MEBI:.0f}"


def _others(results: Mapping[Key, list[Result]]) -> Iterator[str]:
    yield from ("| | seconds | MiB |", "|---|---|---|")
    for (program, task, _), some in results.items():
        if task in (START, TASK) and not program.endswith(BEFORE):
            yield f"| {program} | {median(wall(each.took) for each in some):.3f} | {_mebi(some)} |"


def say(text: str) -> None:
    """Writes progress to stderr."""
    sys.stderr.write(f"{text}\n")
