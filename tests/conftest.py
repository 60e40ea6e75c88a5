"""What tests share: the option that refreshes golden files, and the two projects built once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from browser import a_browser
from cchr_feeds.build import Run, build

REPOSITORY = Path(__file__).parent.parent
# Machines are shared: slow examples are no failure. In CI the examples are always the same.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("project")

NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--refresh-golden`, which writes what the code does now instead of comparing."""
    parser.addoption("--refresh-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """What a shell does to a job in the background, which makes its children deaf to Ctrl-C, is undone."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of all tests: a process can drive no second one at the same time."""
    with a_browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def real_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's own project, built into its `out/`."""
    folder = tmp_path_factory.mktemp("real")
    copytree(REPOSITORY / "entries", folder / "entries")
    (folder / "site.yaml").write_bytes((REPOSITORY / "site.yaml").read_bytes())
    return _built(folder)


@pytest.fixture(scope="session")
def nasty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the made-up project with everything that breaks feeds, built into its `out/`."""
    folder = tmp_path_factory.mktemp("nasty") / "project"
    copytree(REPOSITORY / "tests/projects/nasty", folder, ignore=ignore_patterns("out"))
    return _built(folder)


def _built(folder: Path) -> Path:
    build(Run(folder, folder / "out", NOW, progress=lambda message: None))
    return folder
