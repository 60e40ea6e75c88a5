"""What the command says, and where: lines for people, JSON for programs, colours on a terminal."""

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest

from builds import environment
from cchr_feeds import __version__
from cchr_feeds.cli.commands import COMMANDS, command_named
from commands import (
    DONE,
    NOT_WRITTEN,
    NOTHING,
    NOW,
    PROBLEMS,
    RIGHT,
    WRONG,
    Ended,
    command,
    on_a_terminal,
    run,
)
from extent import a_few
from project_files import a_project, an_entry_file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one right entry."""
    return a_project(tmp_path / "project", **RIGHT)


@pytest.fixture
def wrong_project(tmp_path: Path) -> Path:
    """A project with a problem in each of its two entries."""
    return a_project(tmp_path / "project", **WRONG)


@pytest.mark.parametrize("words", [["build"], ["check"], ["newsletter"]], ids=" ".join)
def test_json_is_on_stdout_and_prose_on_stderr(project: Path, words: list[str]) -> None:
    """A program reads stdout whole; a person still sees what happened."""
    ended = run(project, *words, "--json", "--now", NOW)
    result = json.loads(ended.stdout)
    assert (result["ok"], result["exit_code"], result["entries"]) == (True, DONE, {"en": 1, "km": 0})
    codes = [warning["code"] for warning in result["warnings"]]
    # A check says that there is no summary, and nothing in Khmer yet.
    assert (result["waiting"], result["editions"]) == (0, ["2024-10"])
    assert codes == (["summary", "untranslated"] if words == ["check"] else [])
    assert "Entries en: 1, km: 0." in ended.stderr


def test_problems_are_in_the_json(wrong_project: Path) -> None:
    """Each with its place, its kind, and what to type; the exit code is the same."""
    ended = run(wrong_project, "check", "--json", "--now", NOW)
    result = json.loads(ended.stdout)
    assert (ended.returncode, result["ok"], result["exit_code"]) == (PROBLEMS, False, PROBLEMS)
    assert result["problems"][1] == {
        "path": "entries/b.yaml",
        "line": 2,
        "column": 12,
        "code": "date",
        "message": "there is no 2023-02-29 in the calendar",
        "fix": "that month has no such day: write 2023-02-28, or 2023-03-01",
        "severity": "error",
        "number": "E018",
    }


def test_nothing_to_do_is_in_the_json(project: Path) -> None:
    """So that a program needs no stderr."""
    ended = run(project, "newsletter", "2020", "--json", "--now", NOW)
    assert (json.loads(ended.stdout)["exit_code"], ended.returncode) == (NOTHING, NOTHING)


@pytest.mark.parametrize("name", ["build", "check", "newsletter"])
def test_quiet_says_nothing_when_all_is_well(project: Path, name: str) -> None:
    """Neither on stdout nor on stderr."""
    ended = run(project, name, "--quiet", "--now", NOW)
    assert (ended.returncode, ended.stdout, ended.stderr) == (DONE, "", "")


def test_quiet_still_shows_problems(wrong_project: Path) -> None:
    """They are the reason to look."""
    ended = run(wrong_project, "build", "--quiet", "--now", NOW)
    assert (ended.returncode, ended.stdout) == (PROBLEMS, "")
    assert "2 problems to fix" in ended.stderr


@pytest.mark.parametrize("name", ["build", "check"])
def test_there_are_no_escape_codes_outside_a_terminal(wrong_project: Path, name: str) -> None:
    """A log stays readable."""
    ended = run(wrong_project, name, "--now", NOW)
    assert "\x1b" not in ended.stdout + ended.stderr
    assert "\r" not in ended.stderr


def test_progress_is_shown_on_a_terminal(project: Path) -> None:
    """One line tells what is going on, and is gone at the end."""
    shown = on_a_terminal(project, "build", "--now", NOW)
    assert "\r\x1b[Kreading entries \u2026" in shown
    assert shown.rindex("\r\x1b[K") < shown.index("Entries en: 1")


def test_no_progress_is_shown_to_the_quiet(project: Path) -> None:
    """Not even on a terminal."""
    assert on_a_terminal(project, "build", "--quiet", "--now", NOW) == ""


def test_problems_are_in_colour_on_a_terminal(wrong_project: Path) -> None:
    """An error is red."""
    assert "\x1b[31merror: " in on_a_terminal(wrong_project, "check", "--now", NOW)


def test_no_color_is_obeyed(wrong_project: Path) -> None:
    """With `NO_COLOR` set there are no colours on a terminal either (no-color.org)."""
    assert "\x1b[3" not in on_a_terminal(wrong_project, "check", "--now", NOW, NO_COLOR="1")


@cache
def asked_for_help(*words: str) -> Ended:
    """How a command ends that is asked for its help, where there is no project."""
    return run(Path(__file__).parent, *words, COLUMNS="80")


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_a_text_for_people(words: list[str], option: str) -> None:
    """It is on stdout, fits a narrow terminal, and every option has a sentence."""
    ended = asked_for_help(*words, option)
    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert ended.stdout.startswith(" ".join(["Usage: cchr-feeds", *words]))
    assert max(map(len, ended.stdout.splitlines())) <= 80
    assert all(len(line.split()) > 3 for line in ended.stdout.splitlines() if line.startswith("  --j"))


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_without_meaning_is_not_offered(name: str) -> None:
    """Every command takes `--out`, for scripts; those that ignore it do not show it."""
    (option,) = (each for each in command_named(name).params if "--out" in each.opts)
    is_shown = "--out" in asked_for_help(name, "--help").stdout
    assert is_shown == (name not in {"import", "init", "keys", "new", "publish", "send", "words"})
    assert option.name == "out_folder"


def test_help_names_every_command() -> None:
    """Each with a line on what it does."""
    shown = asked_for_help("--help").stdout
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_the_version_is_told(tmp_path: Path) -> None:
    """Without a project."""
    ended = run(tmp_path, "--version")
    assert (ended.returncode, ended.stdout) == (DONE, f"cchr-feeds, version {__version__}\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_what_the_list_says(name: str) -> None:
    """By its own name, with the first sentence of its own help."""
    command = command_named(name)
    assert (command.name, command.get_short_help_str(limit=200)) == (name, COMMANDS[name])


@pytest.mark.parametrize("encoding", a_few(["ascii", "cp1252"], 1))
def test_a_terminal_of_few_letters_is_no_reason_to_fail(wrong_project: Path, encoding: str) -> None:
    """What it can't show is shown as a code; JSON and exit code are right."""
    a_project(wrong_project, **{"entries/c.yaml": an_entry_file(id="ខ្មែរ")})
    for words in (["check"], ["check", "--json"]):
        ended = run(wrong_project, *words, "--now", NOW, PYTHONIOENCODING=encoding)
        assert ended.returncode == PROBLEMS
        assert "Traceback" not in ended.stderr


def test_a_full_disk_behind_stdout_is_no_traceback(project: Path) -> None:
    """Where the result can't be told, the command says so calmly."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            command("check", "--json", "--project", project, "--now", NOW),
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == NOT_WRITTEN
    assert "Traceback" not in ended.stderr
