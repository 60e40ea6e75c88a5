"""Tests of the benchmarks: the same corpus for everybody, and outputs that are looked at."""

import subprocess
from pathlib import Path

import pytest
from benchmarks.before import BEFORE
from benchmarks.checking import WrongFeed, refuse_wrong_feeds
from benchmarks.corpus import CATEGORIES, LANGUAGES, corpus
from benchmarks.measuring import CommandFailed, Measured, measured
from benchmarks.ours import cchr_feeds
from benchmarks.pages import scored, timed
from benchmarks.ratios import FEEDS, HUGO
from benchmarks.report import TASKS, cold_seconds, with_results
from benchmarks.rounds import Result

from builds import environment


def test_the_corpus_is_the_same_each_time() -> None:
    """Its numbers come from one seed, and its words from this repository."""
    assert list(corpus(30)) == list(corpus(30))


def test_the_corpus_is_as_described() -> None:
    """Twelve categories, twenty years, two languages, and every moment once."""
    samples = list(corpus(3000))
    assert {sample.category for sample in samples} == set(CATEGORIES)
    assert len(CATEGORIES) == 12
    assert {sample.moment.year for sample in samples} >= set(range(2005, 2025))
    assert len({sample.moment for sample in samples}) == len(samples)
    shares = [sum(language in sample.texts for sample in samples) / len(samples) for language in LANGUAGES]
    assert shares == pytest.approx([0.9, 0.6], abs=0.03)


@pytest.mark.usefixtures("at_length")
def test_our_feeds_pass_and_others_do_not(tmp_path: Path) -> None:
    """A build of the corpus holds the right entries; where one is another, the run stops."""
    samples = list(corpus(1300))  # of the newest year, more than a feed must hold
    program = cchr_feeds("ours", "--only", "feeds")
    program.prepare(tmp_path, samples)
    command = list(program.command(tmp_path))
    subprocess.run(command, env=environment(), check=True, capture_output=True)
    refuse_wrong_feeds(program, tmp_path, samples)
    with pytest.raises(WrongFeed):
        refuse_wrong_feeds(program, tmp_path, samples[:-1])


def test_a_measured_command_says_what_it_took(tmp_path: Path) -> None:
    """Time and memory are the command's own; one that fails is no result."""
    took = measured(["sh", "-c", "sleep 0.2"], tmp_path, tmp_path / "log")
    assert took.wall >= 0.2 > took.cpu
    assert 0 < took.memory < 20 * 1024 * 1024
    with pytest.raises(CommandFailed, match="no good"):
        measured(["sh", "-c", "echo no good; exit 3"], tmp_path, tmp_path / "log")


def results(size: int, ours: float, theirs: float) -> list[Result]:
    """One round in which two programs took so many seconds for everything."""
    return [
        Result(program, task, size, Measured(seconds, seconds, 1))
        for program, seconds in ((FEEDS, ours), (HUGO, theirs))
        for task in TASKS
    ]


def test_a_run_replaces_what_it_measured_and_leaves_the_rest() -> None:
    """Sizes may be measured one by one."""
    marks = "<!-- {0}: begin -->\n<!-- {0}: end -->\n"
    empty = marks.format("before") + "<!-- sizes -->\n" + marks.format("others")
    first = with_results(empty, results(1000, 1.0, 2.0), "first")
    second = with_results(first, results(10_000, 1.0, 4.0), "second")
    third = with_results(second, results(10_000, 3.0, 4.0), "third")
    assert cold_seconds(third) == {FEEDS: {1000: 1.0, 10_000: 3.0}, HUGO: {1000: 2.0, 10_000: 4.0}}
    assert marks.format("before") in third


def test_an_earlier_commit_is_compared_within_the_run() -> None:
    """By the median of the ratios, where both were measured."""
    earlier = (Result(FEEDS + BEFORE, each, 1000, Measured(4.0, 4.0, 2)) for each in TASKS)
    both = [*results(1000, 3.0, 4.0), *earlier]
    text = with_results("<!-- before: begin -->\n<!-- before: end -->\n", both, "")
    assert "| 1,000 | 0.75 | – | – | – | 0.50 | – |" in text


def test_pages_are_reported_by_what_was_judged_and_keys_by_how_long_they_took() -> None:
    """A line a page, a line a language; the slowest key is not hidden by the others."""
    scores = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 98}
    assert list(scored({"en/": scores}))[-1] == "| `en/` | 99 | 100 | 100 | 98 |"
    assert list(timed({"km": [10.0] * 39 + [70.4]}))[-1] == "| `km` | 40 | 10 ms | 10 ms | 70 ms |"
