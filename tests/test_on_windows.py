"""What a system without POSIX, such as Windows, does the same."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from builds import REPOSITORY, SOURCE, environment, tree
from commands import DONE, PROBLEMS, Ended, run
from patience import PATIENCE
from project_files import a_project, an_entry_file
from test_init import NOW

pytestmark = pytest.mark.usefixtures("at_length")

WINDOWS = (sys.executable, str(Path(__file__).with_name("windows_like.py")))


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
