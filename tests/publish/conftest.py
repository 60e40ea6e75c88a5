"""What tests of publishing share: the places, one after the other."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extent import a_few
from publish.places import Folder, a_branch, a_folder, a_host


@pytest.fixture
def folder_place(tmp_path: Path) -> Folder:
    """A folder to publish to."""
    return a_folder(tmp_path)


@pytest.fixture
def git_place(tmp_path: Path) -> Folder:
    """A branch to publish to."""
    return a_branch(tmp_path)


@pytest.fixture
def rsync_place(
    tmp_path: Path, debian: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Folder]:
    """A host to publish to, on loopback."""
    debian("rsync")
    with a_host(tmp_path, debian("sshd")) as (place, shell):
        monkeypatch.setenv("RSYNC_RSH", shell)
        yield place


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `place` runs with each of them; only the host needs more than Python and git."""
    if "place" in metafunc.fixturenames:
        names = [
            *a_few(["folder", "git"], 1),
            pytest.param("rsync", marks=[pytest.mark.debian, pytest.mark.more]),
        ]
        metafunc.parametrize("place", names, indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Folder:
    """One place after the other."""
    if request.param == "git" and not shutil.which("git"):
        pytest.skip("git is not installed")
    found: Folder = request.getfixturevalue(f"{request.param}_place")
    return found
