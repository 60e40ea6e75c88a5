"""The same entries give the same bytes: no clock, locale, time zone, file order or hash seed shows."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from builds import (
    REPOSITORY,
    a_made_up_project,
    assert_built,
    build_command,
    environment,
    finished,
    the_nasty_project,
    the_real_project,
    traces,
    tree,
)

pytestmark = pytest.mark.usefixtures("at_length")

OLDEST = REPOSITORY / ".venv-oldest/bin/python"
PROJECTS: Mapping[str, Callable[[Path], Path]] = {
    "nasty": the_nasty_project,
    "real": the_real_project,
    "he-ar-en": partial(a_made_up_project, "he-ar-en"),
    "ne-en": partial(a_made_up_project, "ne-en"),
}
"""One that has everything a project can have, our own, and two in other languages."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What differs from one machine, or one day, to another, and must not show."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    python: tuple[str, ...] = (sys.executable,)
    umask: int = 0o022
    folder: str = "project"
    backwards: bool = False


CIRCUMSTANCES = [
    Circumstance(
        "far east",
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "km_KH.UTF-8", "PYTHONHASHSEED": "0"},
        umask=0o077,
        folder="គម្រោង ថ្មី & <b>",
        backwards=True,
    ),
    Circumstance(
        "far west",
        {"TZ": "Etc/GMT+12", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        python=(sys.executable, "-O"),
        umask=0o000,
        folder="/".join(["a-rather-long-name"] * 8),
    ),
    Circumstance(
        "no such zone",
        {"TZ": "Nowhere/Land", "LC_ALL": "xx_XX", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"},
        python=(sys.executable, "-OO"),
    ),
    Circumstance(
        "POSIX",
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        python=(sys.executable, "-X", "dev"),
    ),
]
"""Each is as unlike the usual one as it can be, in several ways at once."""


@pytest.fixture(scope="module", params=list(PROJECTS))
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project and, in its `out/`, what is made of it here and now."""
    folder = tmp_path_factory.mktemp(str(request.param)) / "project"
    folder.mkdir()
    PROJECTS[str(request.param)](folder)
    assert_built(folder)
    return folder


def copied(project: Path, folder: Path, *, backwards: bool) -> Path:
    """A copy of the project without its output, its files made in the order of their names or backwards."""
    for path in sorted(project.rglob("*"), reverse=backwards):
        name = path.relative_to(project)
        if path.is_file() and name.parts[0] != "out":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / name)
    return folder


def modes(out: Path) -> dict[str, int]:
    """The mode of every file and folder, by path."""
    return {path: mode for path, (_, _, mode) in traces(out).items()}


def build_under(circumstance: Circumstance, folder: Path, cwd: Path) -> None:
    """Builds a project under a circumstance, from a folder that has nothing to do with it."""
    done = subprocess.run(
        build_command(folder, python=circumstance.python),
        env=environment(**circumstance.environment),
        cwd=cwd,
        umask=circumstance.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES, ids=lambda circumstance: circumstance.name)
def test_circumstances_do_not_show(project: Path, tmp_path: Path, circumstance: Circumstance) -> None:
    """Bytes and modes of every file and folder are those of the first build."""
    folder = copied(project, tmp_path / circumstance.folder, backwards=circumstance.backwards)
    build_under(circumstance, folder, tmp_path)
    assert tree(folder / "out") == tree(project / "out")
    assert modes(folder / "out") == modes(project / "out")


@pytest.mark.parametrize("moment", ["2026-11-25T00:00:01+07:00", "2027-01-15T12:00:00-05:00"])
def test_the_clock_does_not_show(project: Path, tmp_path: Path, moment: str) -> None:
    """As long as nothing becomes public, or has been withdrawn long enough, any day makes the same."""
    assert_built(project, "--now", moment, "--out", tmp_path / "out")
    assert tree(tmp_path / "out") == tree(project / "out")


def can_build(python: str) -> bool:
    """Whether an interpreter has what a build needs."""
    needed = "import click, feedgen, jinja2, lxml, markdown_it, nh3, premailer, yaml"
    done = subprocess.run([python, "-c", needed], env=environment(), capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize("version", [str(OLDEST), "python3.12", "python3.13", "python3.14"])
def test_the_interpreter_does_not_show(project: Path, tmp_path: Path, version: str) -> None:
    """Every Python that we support makes the same of it; `make oldest` sets up the first of them."""
    python = shutil.which(version)
    if not python or not can_build(python):
        pytest.skip(f"there is no {version} with the libraries")
    folder = copied(project, tmp_path / "project", backwards=False)
    build_under(Circumstance(version, python=(python,)), folder, tmp_path)
    assert tree(folder / "out") == tree(project / "out")


EVERY_MODULE = """
import pkgutil, importlib, cchr_feeds
for module in pkgutil.walk_packages(cchr_feeds.__path__, "cchr_feeds."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


def test_every_module_is_for_the_oldest_python() -> None:
    """Those too that a build does without."""
    if not OLDEST.exists():
        pytest.skip("there is no python3.11: make oldest")
    finished([OLDEST, "-W", "error", "-c", EVERY_MODULE])


def test_the_second_build_touches_nothing(project: Path) -> None:
    """No inode, time or mode of any file or folder changes, and the command says so."""
    before = traces(project / "out")
    assert " 0 files written, " in assert_built(project)
    assert traces(project / "out") == before


def test_parts_one_by_one_make_the_same_as_all_at_once(project: Path, tmp_path: Path) -> None:
    """`--only`, for each part in any order, ends in the same output."""
    for part in ("feeds", "embed", "archives", "pages", "newsletters"):
        assert_built(project, "--only", part, "--out", tmp_path / "out")
    assert tree(tmp_path / "out") == tree(project / "out")
