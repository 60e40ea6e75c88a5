"""What a shell proposes after Tab, in the shells themselves where they are here."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builds import finished
from cchr_feeds.cli.commands import COMMANDS
from cchr_feeds.source.project_reader import language_names
from commands import run
from patience import PATIENCE
from project_files import SITE, a_project, an_entry_file

pytestmark = pytest.mark.usefixtures("measured_commands")

SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two entries, of which readers were given one and another that has gone."""
    entries = {f"entries/{name}.yaml": an_entry_file(id=f"the-{name}") for name in ("first", "gone")}
    project = a_project(tmp_path / "project", **entries)
    run(project, "build", "--only", "feeds", "--now", "2024-12-01T12:00:00+07:00")
    (project / "entries/gone.yaml").unlink()
    return a_project(project, **{"entries/second.yaml": an_entry_file(id="the-second", draft="true")})


def proposed(folder: Path, *words: str) -> list[str]:
    """What the command proposes for the last of these words, as shells ask it."""
    line = " ".join(["cchr-feeds", *words])
    asked = {"_CCHR_FEEDS_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
    ended = run(folder, **asked)
    assert ended.stderr == ""
    return [line.partition(",")[2] for line in ended.stdout.splitlines() if line]


@pytest.mark.parametrize("shell", SHELLS)
def test_there_is_a_script_for_each_shell(tmp_path: Path, shell: str) -> None:
    """It names the command, and asks it for proposals."""
    ended = run(tmp_path, _CCHR_FEEDS_COMPLETE=f"{shell}_source")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"_CCHR_FEEDS_COMPLETE={shell}_complete" in ended.stdout
    assert "cchr-feeds" in ended.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_right_in_its_shell(tmp_path: Path, shell: str, debian: Callable[[str], str]) -> None:
    """The shell reads it without a complaint."""
    script = run(tmp_path, _CCHR_FEEDS_COMPLETE=f"{shell}_source").stdout
    words = [debian(shell), "-n"]
    subprocess.run(words, input=script, text=True, cwd=tmp_path, check=True, timeout=PATIENCE)


def the_command(folder: Path) -> None:
    """Puts the command into a folder, by its own name."""
    folder.mkdir()
    program = folder / "cchr-feeds"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cchr_feeds "$@"\n', encoding="utf-8")
    program.chmod(0o755)


def with_path(folder: Path) -> dict[str, str]:
    """Variables by which a command of `bin/` below a folder is found."""
    return {"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "HOME": str(folder)}


def said_by_bash(project: Path, folder: Path, ask: str) -> str:
    """What bash says to these lines in a project, once it has read the script."""
    program = shutil.which("bash") or pytest.skip("there is no bash here")
    the_command(folder / "bin")
    script = run(folder, _CCHR_FEEDS_COMPLETE="bash_source").stdout
    return finished([program, "--norc", "-c", script + ask], project, with_path(folder)).stdout


def test_bash_completes_a_command(project: Path, tmp_path: Path) -> None:
    """With the script read, and the words of a line where bash puts them."""
    ask = (
        "COMP_WORDS=(cchr-feeds withdraw the-) COMP_CWORD=2\n"
        "_cchr_feeds_completion cchr-feeds\n"
        'echo "${COMPREPLY[@]}"\n'
    )
    assert said_by_bash(project, tmp_path, ask) == "the-first the-second\n"


def test_fish_completes_a_command(project: Path, tmp_path: Path, debian: Callable[[str], str]) -> None:
    """Asked for what it would propose."""
    the_command(tmp_path / "bin")
    script = run(tmp_path, _CCHR_FEEDS_COMPLETE="fish_source").stdout
    asked = [debian("fish"), "--no-config", "-c", f'{script}\ncomplete -C "cchr-feeds withdraw the-"']
    found = finished(asked, project, with_path(tmp_path))
    assert found.stdout.split() == ["the-first", "the-second"]


def test_commands_and_options_are_proposed(project: Path) -> None:
    """All there are, commands in the order of the help."""
    assert proposed(project, "") == list(COMMANDS)
    assert proposed(project, "new", "--ti") == ["--title"]
    assert proposed(project, "schema", "e") == ["entry", "edition"]


def test_ids_are_proposed_to_withdraw(project: Path) -> None:
    """Those of the project's entries, wherever the project is."""
    assert proposed(project, "withdraw", "the-") == ["the-first", "the-second"]
    assert proposed(project.parent, "withdraw", "--project", "project", "the-s") == ["the-second"]


def test_what_readers_have_is_proposed_to_accept(project: Path) -> None:
    """Above all that whose file has gone."""
    assert proposed(project, "build", "--accept", "the-") == ["the-first", "the-gone"]


def test_categories_are_proposed_to_new(project: Path) -> None:
    """Those of site.yaml."""
    assert proposed(project, "new", "--category", "") == ["infographic", "fact-sheet"]
    assert proposed(project, "new", "--category", "f") == ["fact-sheet"]
    assert proposed(project, "import", "--category", "f") == ["fact-sheet"]


def test_files_are_proposed_to_import(project: Path, tmp_path: Path) -> None:
    """By the shell itself, which knows them best."""
    ask = (
        "compopt() { echo compopt $*; }\n"
        "COMP_WORDS=(cchr-feeds import li) COMP_CWORD=2\n"
        "_cchr_feeds_completion cchr-feeds\n"
    )
    assert said_by_bash(project, tmp_path, ask) == "compopt -o default\n"


@pytest.mark.parametrize("site", ["", "languages: [en", "- a", "categories: [a]\nlanguages: en\n"])
def test_nothing_is_proposed_of_what_cannot_be_read(tmp_path: Path, site: str) -> None:
    """And nothing is printed into the line that is being typed."""
    wrong = {
        "site.yaml": site,
        "entries/a.yaml": "id: A b\n",
        "published.lock": "no",
        "entries/b.yaml": "- id",
    }
    project = a_project(tmp_path, **wrong)
    assert proposed(project, "new", "--category", "") == []
    assert proposed(project, "withdraw", "") == []
    assert proposed(project, "build", "--accept", "") == []


def test_nothing_is_proposed_where_there_is_no_project(tmp_path: Path) -> None:
    """Either."""
    assert proposed(tmp_path, "new", "--category", "") == []
    assert proposed(tmp_path, "withdraw", "--project", "nowhere", "") == []


def test_languages_are_seen_with_their_names(tmp_path: Path) -> None:
    """What is no language is left out, and one without a name goes by its tag."""
    site = SITE.replace("  km:", "  kh: {name: A}\n  fr: {}\n  km:")
    assert language_names(a_project(tmp_path, **{"site.yaml": site})) == {
        "en": "English",
        "fr": "fr",
        "km": "ខ្មែរ",
    }
