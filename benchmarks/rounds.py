"""Runs all programs in turn, several times, so that disturbances of the machine affect all alike."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.checking import refuse_wrong_feeds
from benchmarks.corpus import Sample, corpus, newest
from benchmarks.measuring import Measured, measured
from benchmarks.tasks import Program

COLD, CHANGED, UNCHANGED = "cold", "one change", "no change"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """The measurements of a program for a task and a size, in one round."""

    program: str
    task: str
    size: int
    took: Measured


def all_rounds(
    programs: Sequence[Program], size: int, rounds: int, folder: Path, progress: Progress
) -> Iterator[Result]:
    """The results of every round except the first, which warms up the disk cache."""
    samples = list(corpus(size))
    for program in programs:
        place = folder / program.name
        shutil.rmtree(place, ignore_errors=True)
        program.prepare(place, samples)
    for number in range(rounds + 1):
        for program in programs:
            progress(f"{size:,} publications, round {number} of {rounds}: {program.name}")
            results = list(_one_round(program, folder / program.name, samples, number))
            yield from results if number else ()


def _one_round(program: Program, folder: Path, samples: Sequence[Sample], number: int) -> Iterator[Result]:
    before = newest(samples, "en")
    after = _with_another_title(before, f"{before.texts['en'].title}, {number}")
    changed = [after if sample is before else sample for sample in samples]
    program.forget(folder)
    program.change(folder, before)
    yield _built(program, folder, samples, COLD)
    program.change(folder, after)
    yield _built(program, folder, changed, CHANGED)
    yield _built(program, folder, changed, UNCHANGED)


def _built(program: Program, folder: Path, samples: Sequence[Sample], task: str) -> Result:
    took = measured(program.command(folder), folder, folder / "benchmark.log")
    refuse_wrong_feeds(program, folder, samples)
    return Result(program.name, task, len(samples), took)


def _with_another_title(sample: Sample, title: str) -> Sample:
    return replace(sample, texts={**sample.texts, "en": replace(sample.texts["en"], title=title)})
