"""Tests of work that two processes share, each in a process of its own, where no other thread runs."""

import sys
import time
from pathlib import Path

import pytest

from builds import finished
from patience import PATIENCE
from project_files import SITE, a_project, an_entry_file

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does it all"),
    pytest.mark.usefixtures("at_length"),
]


def said_by(script: str, *arguments: str) -> str:
    """What a Python program prints, which must end well."""
    done = finished([sys.executable, "-c", script, *arguments], check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


TWO_PROCESSES = """
import os, sys
from cchr_feeds import parallel
from cchr_feeds.parallel import in_batches, map_parallel
parallel.os.sched_getaffinity = lambda _: {0, 1}  # as on a machine with two processors
"""

NOBODY_IS_LEFT = """
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody")
"""


@pytest.mark.parametrize("count", [4, 5, 50])
@pytest.mark.parametrize("size", [1, 3])
def test_results_come_in_order_from_other_processes(count: int, size: int) -> None:
    """What comes of it is the same as in one process, and this one has not worked."""
    script = f"""{TWO_PROCESSES}
done = list(map_parallel(lambda n: (n * n, os.getpid()), in_batches(range({count}), {size}), 2))
assert [square for square, _ in done] == [n * n for n in range({count})]
print(os.getpid() in {{process for _, process in done}})
"""
    assert said_by(script) == "False"


def test_little_work_is_not_shared() -> None:
    """A process more is not worth it."""
    work = "map_parallel(lambda _: os.getpid(), in_batches(range(9), 2), 6)"
    script = f"{TWO_PROCESSES}\nprint({{*{work}}} == {{os.getpid()}}, 'multiprocessing' in sys.modules)"
    assert said_by(script) == "True False"


def test_what_a_lost_process_leaves_is_done_by_this_one() -> None:
    """A process that is killed costs time and nothing else."""
    script = f"""{TWO_PROCESSES}
parent = os.getpid()
def work(n):
    if os.getpid() != parent and n > 20:
        os._exit(9)
    return n
print(list(map_parallel(work, in_batches(range(100), 3), 4)) == list(range(100)))
"""
    assert said_by(script) == "True"


def test_an_error_is_raised_wherever_it_happens() -> None:
    """What stops one thing stops all of it, in this process, as if it had been alone."""
    script = f"""{TWO_PROCESSES}
def work(n):
    if n == 10:
        raise LookupError("ten")
    return n
try:
    list(map_parallel(work, in_batches(range(30), 1), 4))
except LookupError as error:
    print(error)
"""
    assert "ten" in said_by(script)


def test_nothing_is_left_running() -> None:
    """Where no more results are asked for, the other processes end too."""
    script = f"""{TWO_PROCESSES}
some = map_parallel(lambda n: "x" * 100_000, in_batches(range(1000), 1), 4)
print(len([next(some) for _ in range(3)]))
some.close()
{NOBODY_IS_LEFT}
"""
    assert said_by(script).split() == ["3", "nobody"]


def test_they_end_with_a_killed_build() -> None:
    """Otherwise they would wait for ever, and hold the lock on the output."""
    script = f"""{TWO_PROCESSES}
import signal
for process in map_parallel(lambda n: os.getpid(), in_batches(range(100), 1), 4):
    print(process, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", script]
    done = finished(command, check=False)
    process, end = int(done.stdout), time.monotonic() + PATIENCE
    while Path(f"/proc/{process}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not Path(f"/proc/{process}").exists()


INTERRUPTED = """
import time
from functools import partial
from pathlib import Path
from cchr_feeds.model.output import Artifact
from cchr_feeds.model.part import Part
from cchr_feeds.output import Manifest, write_output
parent, out = os.getpid(), Path(sys.argv[1]) / "out"

def stopped(at, number, place):
    if (number, place) == (at, stops):
        raise KeyboardInterrupt

def work(stage, number):
    time.sleep(0.01)  # they are far from their end when this one is stopped
    return stage(Artifact(f"{number}.html", b"page", Part.PAGES))

def made(stage):
    files = map_parallel(partial(work, stage), in_batches(range(100), 1), 4)
    for number, file in enumerate(files):
        stopped(10, number, "between")
        yield file

def counted(stage):
    files = made(stage)
    for number, file in enumerate(files):
        stopped(10, number, "outside")
        yield file

try:
    write_output(out, counted, tuple(Part), Manifest())
except KeyboardInterrupt:
    time.sleep(0.1)
    print([path.name for path in out.parent.rglob("*staging*")])
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody")
"""


@pytest.mark.parametrize("stops", ["between", "outside"])
def test_an_interrupted_build_ends_the_other_processes_before_it_clears_away(
    tmp_path: Path, stops: str
) -> None:
    """Wherever Ctrl-C comes, no process makes files any more in a folder that is to go."""
    assert said_by(f"{TWO_PROCESSES}\nstops = {stops!r}\n{INTERRUPTED}", str(tmp_path)).split() == [
        "[]",
        "nobody",
    ]


def test_an_interrupt_during_the_fork_leaves_nobody_alone() -> None:
    """Ctrl-C during the fork takes effect once the new process can be ended."""
    script = f"""{TWO_PROCESSES}
import signal, time
fork = os.fork
def interrupted_fork():
    child = fork()
    if child:
        signal.raise_signal(signal.SIGINT)
    return child
os.fork = interrupted_fork
try:
    list(map_parallel(lambda n: time.sleep(0.01), in_batches(range(100), 1), 4))
except KeyboardInterrupt:
    print("stopped", signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody")
"""
    assert said_by(script).split() == ["stopped", "False", "nobody"]


def test_a_project_is_the_same_read_by_one_process_or_two(tmp_path: Path) -> None:
    """Publications, places, files beside entries and warnings, in their order."""
    entries = {
        f"entries/{number:03}.yaml": an_entry_file(id=f"report-{number}", published="2024-10-10")
        for number in range(450)
    }
    a_project(tmp_path, **entries)
    script = f"""{TWO_PROCESSES}
from pathlib import Path
from cchr_feeds.source import read_project
from cchr_feeds.source.project_reader import ProjectReader
folder = Path(sys.argv[1])
one, two = ProjectReader(folder).read(), read_project(folder)
print(one == two, list(one.publications) == list(two.publications), len(two.publications))
"""
    assert said_by(script, str(tmp_path)) == "True True 450"


def test_a_build_gives_the_same_bytes_in_one_process_and_in_two(tmp_path: Path) -> None:
    """Editions, archives and pages are shared where they are many, and nothing shows it."""
    entries = {
        f"entries/{number:03}.yaml": an_entry_file(
            id=f"report-{number}",
            published=f"{2000 + number % 25}-{number % 12 + 1:02}-05",
            en=f"{{title: Report {number}}}",
            km=f"{{title: របាយការណ៍ {number}}}",
        )
        for number in range(120)
    }
    a_project(tmp_path / "project", **{"site.yaml": f"{SITE}feeds: {{limit: 5}}\n", **entries})
    script = f"""{TWO_PROCESSES}
from datetime import UTC, datetime
from pathlib import Path
from cchr_feeds.build import build
from cchr_feeds.run import Run
folder = Path(sys.argv[1])
forks = []
fork = os.fork
os.fork = lambda: forks.append(1) or fork()
def manifest(name):
    build(Run(folder / "project", folder / name, datetime(2026, 1, 1, tzinfo=UTC), lambda _: None))
    return (folder / name / "manifest.json").read_bytes()
two = manifest("two")
parallel._can_fork = lambda: False
print(manifest("one") == two, len(forks))
"""
    assert said_by(script, str(tmp_path)) == "True 2"
