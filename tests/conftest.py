"""What tests share: what some of them need beside Python, and the two projects built once."""

import gc
import os
import pkgutil
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import ParamSpec

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

import cchr_feeds
from browser import a_browser
from builds import a_made_up_project, the_nasty_project, the_real_project
from cchr_feeds.build import build
from cchr_feeds.run import Run
from clients.node_libraries import FOLDER, answer_of
from compiled_templates import compile_once
from extent import QUICK, examples, without_waiting_for_the_disk

MORE = {
    "browser": "Chromium",
    "node": "Node and its libraries",
    "debian": "programs that packages of Debian bring",
    "disk": "a disk of its own, which root alone can make",
    "network": "the network",
    "at_length": "minutes",
}
"""The fixtures that `make test` does without, and what they stand for; each is a mark too (`-m browser`)."""

BRIEF = 0.02
"""Seconds, within which nobody asks how long preparing or clearing up took."""

Given = ParamSpec("Given")

ATTACKS = Path(__file__).with_name("attack")

# Machines are shared: slow examples are no failure. In CI the examples are always the same.
settings.register_profile(
    "project",
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize="CI" in os.environ,
)
settings.load_profile("project")

NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--refresh-golden`, which writes what the code does now instead of comparing."""
    parser.addoption("--refresh-golden", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    """Makes the marks known, and Ctrl-C heard: a shell makes what it starts in the background deaf to it."""
    compile_once()
    without_waiting_for_the_disk()
    config.addinivalue_line("markers", "more: asks for something that `make test` does without")
    for name, meaning in MORE.items():
        config.addinivalue_line("markers", f"{name}: asks for {meaning}")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and (early := Coverage.current()):
        # pytest-cov measures twice in a worker, and goes on with this one where `no_cover` stops the other.
        early.stop()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if QUICK and worker and sys.platform == "linux":
        # Every processor has its tests, so a build that divides its work among several takes longer.
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {processors[int(worker.removeprefix("gw")) % len(processors)]})


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Looks for no garbage among thousands of tests, neither while they are collected nor later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Has a worker say nothing of preparing and of clearing up where that went well and quickly."""
    # That is most of what workers send, and nobody is shown it. The plugin has no name (xdist/remote.py).
    for plugin in session.config.pluginmanager.get_plugins():
        if send := getattr(plugin, "sendevent", None):
            plugin.sendevent = partial(_send_what_tells, send)


def _send_what_tells(send: Callable[Given, None], *what: Given.args, **values: Given.kwargs) -> None:
    report = values.get("data")
    if what == ("testreport",) and isinstance(report, dict):
        is_said = report["when"] == "call" or report["outcome"] != "passed" or report["duration"] >= BRIEF
    else:
        is_said = True
    if is_said:
        send(*what, **values)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks a test by those of its fixtures that `make test` does without; there, long files come first."""
    if QUICK:
        sizes = {path: path.stat().st_size for path in {item.path for item in items}}
        # So no processor waits for the last file of another: what is long to read takes long, mostly.
        items.sort(key=lambda item: (-sizes[item.path], item.path))
    for item in items:
        for name in MORE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)
            item.add_marker("more")
        # Measured, a test takes up to twice as long, and without these 97 % of the lines are reached.
        if item.path.is_relative_to(ATTACKS) or item.get_closest_marker("more"):
            item.add_marker("no_cover")


@pytest.fixture
def measured_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coverage is measured in the commands that a test runs, where it is measured at all; that takes time."""
    if measured := Coverage.current():
        _import_all()
        settings = Path(str(measured.config.config_file))
        monkeypatch.setenv("COVERAGE_PROCESS_START", str(settings))
        monkeypatch.setenv("COVERAGE_FILE", str(settings.with_name(".coverage")))


@cache
def _import_all() -> None:
    """Runs the tops of all modules here, because the process that waits for commands has run them already."""
    for module in pkgutil.walk_packages(cchr_feeds.__path__, "cchr_feeds."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


@pytest.fixture(scope="session")
def node() -> Callable[[str, str], str]:
    """What a script in `tests/node/` answers to a text."""
    if not (FOLDER / "node_modules").is_dir():
        pytest.fail("the libraries for Node are not there: make tests/node/node_modules/ready")
    return answer_of


@pytest.fixture(scope="session")
def debian() -> Callable[[str], str]:
    """Where a program is that a package of Debian brings, by its name."""

    def place(program: str) -> str:
        found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
        return found or pytest.fail(f"{program} is not installed: make packages")

    return place


@pytest.fixture(scope="session")
def network() -> None:
    """Asked for by a test that installs packages."""


@pytest.fixture(scope="session")
def at_length() -> None:
    """Asked for by a test that takes long, because it tries very many or very large things."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of all tests: a process can drive no second one at the same time."""
    with a_browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def real_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's own project, built into its `out/`."""
    return _built(the_real_project(tmp_path_factory.mktemp("real")))


@pytest.fixture(scope="session")
def nasty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the made-up project with everything that breaks feeds, built into its `out/`."""
    return _built(the_nasty_project(tmp_path_factory.mktemp("nasty") / "project"))


@pytest.fixture(scope="session")
def in_other_languages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A made-up project in other languages, by its name: a copy in a folder of that name, built once."""

    @cache
    def built(name: str) -> Path:
        return _built(a_made_up_project(name, tmp_path_factory.mktemp("languages") / name))

    return built


def _built(folder: Path) -> Path:
    build(Run(folder, folder / "out", NOW, progress=lambda message: None))
    return folder
