"""What the attacks share: the naughty projects, built once."""

from pathlib import Path

import pytest

from attack.naughty import a_naughty_project, a_project_with_naughty_labels
from builds import run_build


@pytest.fixture(autouse=True)
def all_at_length(at_length: None) -> None:
    """Every attack tries very many or very large things."""


@pytest.fixture(scope="session")
def naughty_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of the naughty project."""
    return _built(a_naughty_project(tmp_path_factory.mktemp("naughty")))


@pytest.fixture(scope="session")
def naughty_labels_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of the project with naughty labels."""
    return _built(a_project_with_naughty_labels(tmp_path_factory.mktemp("labels")))


def _built(project: Path) -> Path:
    done = run_build(project)
    assert done.returncode == 0, done.stderr
    return project / "out"
