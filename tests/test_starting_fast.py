"""A command loads what it needs: a build without a mistake none of what explains mistakes."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from builds import environment
from project_files import a_project, an_entry_file

LOADING = (
    "import atexit, sys; from cchr_feeds.cli import main; "
    "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); sys.exit(main())"
)
EXPLAINING = {"explanations", "source.syntax_errors", "source.suggested_fix", "khmer.slips"}
FOR_IMPORTS = {"feedparser", "openpyxl", "markdownify", "bs4"}


@pytest.fixture
def loaded(tmp_path: Path) -> set[str]:
    """The modules that a first build of feeds has loaded, ours without the package's name."""
    project = a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})
    ended = subprocess.run(
        [sys.executable, "-c", LOADING, "build", "--only", "feeds", "--project", project],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.removeprefix("cchr_feeds.") for name in ended.stderr.splitlines()[-1].split()}


def test_only_a_mistake_pays_for_its_explanation(loaded: set[str]) -> None:
    """Nothing that says what to type instead is loaded where nothing is wrong."""
    assert "source.project" in loaded
    assert all(find_spec(f"cchr_feeds.{name}") for name in EXPLAINING)
    assert EXPLAINING & loaded == set()


def test_nothing_that_only_import_needs_is_loaded(loaded: set[str]) -> None:
    """The libraries that read other people's feeds, workbooks and HTML take a quarter of a second."""
    assert FOR_IMPORTS & loaded == set()


def test_nothing_that_only_the_network_needs_is_loaded(loaded: set[str]) -> None:
    """A build reaches nobody, and does not pay for what could."""
    assert {"network", "urllib3", "requests", "http.client", "ssl"} & loaded == set()
