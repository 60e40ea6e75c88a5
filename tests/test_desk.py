"""Any desk: what opens the studio at a double-click, and what a system without POSIX does the same."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builds import REPOSITORY, SOURCE, environment, tree
from cchr_feeds import init
from cchr_feeds.init import EXAMPLE, start
from commands import DONE, PROBLEMS, Ended, run
from patience import PATIENCE
from project_files import a_project, an_entry_file
from test_init import MOMENT, NOW

pytestmark = pytest.mark.usefixtures("at_length")

LAUNCHERS = ("Studio.bat", "Studio.command", "Studio.desktop")
WINDOWS = (sys.executable, str(Path(__file__).with_name("windows_like.py")))
PROGRAM = '#!/bin/sh\necho "$PWD $*"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new project, in a folder with a space and a quotation mark in its name."""
    folder = tmp_path / 'our project\'s "ខ្មែរ"'
    start(folder, EXAMPLE, MOMENT)
    return folder


@pytest.fixture
def program(project: Path) -> None:
    """A program in the project's own folder, which says where it was started and with what."""
    place = project / ".venv/bin/cchr-feeds"
    place.parent.mkdir(parents=True)
    place.write_text(PROGRAM, encoding="utf-8")
    place.chmod(0o755)


def opened(words: list[str], folder: Path, typed: str = "") -> Ended:
    """What a desktop starts, and how it ends; no program is installed for the user."""
    variables = {"HOME": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        words,
        cwd=folder,
        env=environment(**variables),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def words_of(exec_key: str, place: Path) -> list[str]:
    """The arguments of a desktop file's `Exec`, by the Desktop Entry Specification, "The Exec key"."""
    value = exec_key.replace("\\\\", "\\")
    arguments = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', value)
    plain = [re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in arguments]
    return [str(place) if each == "%k" else each for each in plain]


def test_a_double_click_opens_the_studio_on_a_mac(project: Path, program: None, tmp_path: Path) -> None:
    """Wherever the desktop starts it, the studio is that of its folder."""
    ended = opened([str(project / "Studio.command")], tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"{project} preview\n", "")


def test_a_double_click_opens_the_studio_on_linux(project: Path, program: None, tmp_path: Path) -> None:
    """In a terminal, whose end is the studio's."""
    place = project / "Studio.desktop"
    lines = place.read_text(encoding="utf-8").splitlines()
    assert os.access(place, os.X_OK)  # or the desktop shows it as a text
    assert lines[0] == "[Desktop Entry]"
    keys = dict(line.split("=", 1) for line in lines[1:])
    assert (keys["Type"], keys["Terminal"]) == ("Application", "true")
    ended = opened(words_of(keys["Exec"], place), tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"{project} preview\n", "")


def test_without_a_program_the_window_says_so_and_waits(project: Path, tmp_path: Path) -> None:
    """It would close before anybody has read it."""
    ended = opened([str(project / "Studio.command")], tmp_path, "\n")
    assert "README.md" in ended.stdout
    assert "Enter" in ended.stdout


def test_a_batch_file_has_the_line_ends_of_windows(project: Path) -> None:
    """Without them cmd.exe misreads labels and blocks; its folder is its own, wherever it is started."""
    content = (project / "Studio.bat").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 5
    assert b'cd /d "%~dp0"' in content
    assert content.isascii()


@pytest.mark.parametrize(
    ("system", "name"), [("win32", "Studio.bat"), ("darwin", "Studio.command"), ("linux", "Studio.desktop")]
)
def test_a_new_project_names_the_one_for_this_system(
    system: str, name: str, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    """Of three, two would do nothing."""
    monkeypatch.setattr(sys, "platform", system)
    assert init.launcher() == name
    assert (project / name).is_file()


# --- without POSIX --------------------------------------------------------------------------------


def on_windows(folder: Path, *words: str | Path) -> Ended:
    """The command in a Python without what Windows lacks, with a console of few characters."""
    return subprocess.run(
        [*WINDOWS, *map(str, words), "--now", NOW],
        cwd=folder,
        env=environment(PYTHONIOENCODING="cp1252"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="cp1252",
        timeout=PATIENCE,
    )


def test_a_build_without_posix_is_the_same(tmp_path: Path) -> None:
    """Every byte of the real project's output, and the second time nothing is written."""
    outs = [tmp_path / "windows", tmp_path / "here"]
    first = on_windows(REPOSITORY, "build", "--out", outs[0])
    assert (first.returncode, "Traceback" in first.stderr) == (DONE, False)
    assert run(REPOSITORY, "build", "--out", outs[1], "--now", NOW).returncode == DONE
    assert tree(outs[0]) == tree(outs[1])
    assert " 0 files written" in on_windows(REPOSITORY, "build", "--out", outs[0]).stdout


def test_a_project_of_windows_is_checked_and_put_right(tmp_path: Path) -> None:
    """Line ends stay as they are; what a console can't show is no reason to fail."""
    wrong = an_entry_file(km="{title: ខ្មែរ}").replace("id: ", "id:").replace("\n", "\r\n")
    folder = a_project(tmp_path, **{"entries/ក/report.yaml": wrong})
    checked = on_windows(folder, "check")
    assert (checked.returncode, "Traceback" in checked.stderr) == (PROBLEMS, False)
    on_windows(folder, "check", "--fix", "--yes")
    content = (folder / "entries/ក/report.yaml").read_bytes()
    assert b"id: report\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_new_project_and_a_new_entry_without_posix(tmp_path: Path) -> None:
    """From an empty folder to a build."""
    assert on_windows(tmp_path, "init", "project").returncode == DONE
    folder = tmp_path / "project"
    words = ("--title", "en=A report", "--category", "document", "--published", "2024-10-10")
    ended = on_windows(folder, "new", *words)
    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert on_windows(folder, "build").returncode == DONE
    assert (folder / "out/index.html").is_file()


def test_paths_are_written_with_slashes() -> None:
    """What goes into a file, an address or a message is no path of Windows: each says how it is written."""
    wrong = []
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        said |= {id(node.right) for node in ast.walk(tree) if isinstance(node, ast.BinOp)}  # another path
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        relative = [node for node in calls if getattr(node.func, "attr", "") == "relative_to"]
        wrong += [f"{file.name}:{node.lineno}" for node in relative if id(node) not in said]
    assert wrong == []
