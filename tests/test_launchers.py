"""What opens the studio at a double-click on each system."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builds import environment
from cchr_feeds import init
from cchr_feeds.init import EXAMPLE, start
from commands import Ended
from patience import PATIENCE
from test_init import MOMENT

pytestmark = pytest.mark.usefixtures("at_length")

LAUNCHERS = ("Studio.bat", "Studio.command", "Studio.desktop")
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
