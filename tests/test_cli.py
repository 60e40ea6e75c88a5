"""How the command ends: what it has done, and its exit code."""

import json
import re
import sys
from pathlib import Path

import pytest

from builds import a_large_project, finished, tree
from commands import (
    DONE,
    INTERRUPTED,
    NOT_WRITTEN,
    NOTHING,
    NOW,
    PROBLEMS,
    RIGHT,
    USAGE,
    WRONG,
    interrupted,
    run,
)
from project_files import a_project, an_entry_file

STOPPED = "stopped; no file is half written"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one right entry."""
    return a_project(tmp_path / "project", **RIGHT)


@pytest.fixture
def wrong_project(tmp_path: Path) -> Path:
    """A project with a problem in each of its two entries."""
    return a_project(tmp_path / "project", **WRONG)


def test_a_build_that_goes_well_ends_with_0(project: Path) -> None:
    """Its last line on stdout says what there is and what was written; before it stands what is new."""
    ended = run(project, "build", "--now", NOW)
    assert (ended.returncode, ended.stdout.count("\n")) == (DONE, 2)
    new, last = ended.stdout.splitlines()
    assert new == "New to readers: report (en)."
    assert last.startswith("Entries en: 1, km: 0. Newsletters: 2024-10. ")
    assert (project / "out/en/atom.xml").is_file()


@pytest.mark.parametrize("name", ["build", "check", "newsletter"])
def test_problems_end_with_1_and_are_all_shown(wrong_project: Path, name: str) -> None:
    """Each is on stderr with its place and what to type; stdout is empty and nothing is written.

    `check` shows more: the lines, and where to learn more.
    """
    ended = run(wrong_project, name, "--now", NOW)
    assert (ended.returncode, ended.stdout) == (PROBLEMS, "")
    more = re.compile(r"    E\d{3} \| |To |For ")
    assert [line for line in ended.stderr.splitlines() if not (name == "check" and more.match(line))] == [
        "entries/a.yaml:5:11: error: a colon followed by a space starts a new field here",
        '    → put the whole value in quotes: title: "A: b"',
        "entries/b.yaml:2:12: error: there is no 2023-02-29 in the calendar",
        "    → that month has no such day: write 2023-02-28, or 2023-03-01",
        "2 problems to fix; nothing was written",
    ]
    assert not (wrong_project / "out").exists()


def test_a_build_that_fails_leaves_the_last_one(project: Path) -> None:
    """What was published stays as it was."""
    run(project, "build", "--now", NOW)
    before = tree(project / "out")
    a_project(project, **WRONG)
    assert run(project, "build", "--now", NOW).returncode == PROBLEMS
    assert tree(project / "out") == before


def test_a_warning_does_not_stop_a_build(tmp_path: Path) -> None:
    """It is shown, and the build ends with 0."""
    project = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(km="{title: ស្រ្តី}", en="")})
    ended = run(project, "build", "--now", NOW)
    assert ended.returncode == DONE
    assert "entries/a.yaml:4:13: warning: the characters of «ស្រ្តី»" in ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["build", "--nothing"],
        ["build", "more"],
        ["build", "--only", "all"],
        ["build", "--project", "nowhere"],
        ["build", "--project", "site.yaml"],
        ["build", "--out", "site.yaml"],
        ["build", "--now", "soon"],
        ["build", "--now", "2024-10-10"],
        ["build", "--now", "2024-10-10T09:00"],
        ["newsletter", "October"],
        ["newsletter", "2024-13"],
        ["newsletter", "2024-Q5"],
        ["newsletter", "2024-10-10"],
        ["newsletter", "2024-10", "2024-11"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_not_understood_ends_with_2(project: Path, words: list[str]) -> None:
    """The reason is on stderr, in a few lines, and nothing is written."""
    ended = run(project, *words)
    assert (ended.returncode, ended.stdout) == (USAGE, "")
    assert "Error: " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (project / "out").exists()


@pytest.mark.parametrize(("typed", "meant"), [("nwe", "new"), ("biuld", "build"), ("verfy", "verify")])
def test_a_mistyped_command_is_told_which_is_meant(tmp_path: Path, typed: str, meant: str) -> None:
    """As a mistyped option is; programs are told the same."""
    ended = run(tmp_path, typed, "--json")
    told = f"No such command '{typed}'. Did you mean '{meant}'?"
    assert ended.returncode == USAGE
    assert f"Error: {told}" in ended.stderr
    assert json.loads(ended.stdout)["message"] == told


def test_a_word_that_is_near_no_command_is_told_none(tmp_path: Path) -> None:
    """A wrong proposal would be worse than none."""
    assert "Error: No such command 'xyzzy'.\n" in run(tmp_path, "xyzzy").stderr


def test_help_names_all_that_reaches_the_network(tmp_path: Path) -> None:
    """That of `ping` says which else does."""
    told = " ".join(run(tmp_path, "ping", "--help").stdout.split())
    assert "as do import and verify for an address, and check --links." in told


@pytest.mark.parametrize("epoch", ["soon", "1.5", "9" * 20])
def test_a_wrong_epoch_ends_with_2(project: Path, epoch: str) -> None:
    """`SOURCE_DATE_EPOCH` is a whole number of seconds that a date exists for."""
    ended = run(project, "check", SOURCE_DATE_EPOCH=epoch)
    assert ended.returncode == USAGE
    assert "SOURCE_DATE_EPOCH is not a number of seconds since 1970" in ended.stderr


def test_a_folder_that_is_no_project_ends_with_1(tmp_path: Path) -> None:
    """It says where to run the command."""
    ended = run(tmp_path, "build")
    assert ended.returncode == PROBLEMS
    assert ended.stderr.startswith("site.yaml:1:1: error: the file is missing\n    → run this in the folder")


def test_an_output_that_cannot_be_written_ends_with_3(project: Path) -> None:
    """A file stands where the output's folder should be made."""
    ended = run(project, "build", "--now", NOW, "--out", project / "site.yaml/out")
    assert (ended.returncode, ended.stdout) == (NOT_WRITTEN, "")
    assert ended.stderr.startswith("the output could not be written: ")
    assert "what was published before is still there" in ended.stderr


@pytest.mark.parametrize("period", ["2024-09", "2024-Q3", "2023"])
def test_a_newsletter_without_entries_ends_with_4(project: Path, period: str) -> None:
    """It says for which months there are entries, and writes nothing."""
    ended = run(project, "newsletter", period, "--now", NOW)
    assert (ended.returncode, ended.stdout) == (NOTHING, "")
    assert ended.stderr == (
        f"no entry belongs to {period}, so there is no newsletter to make; there are entries for 2024-10\n"
    )
    assert not (project / "out").exists()


def test_a_newsletter_of_no_month_at_all_ends_with_4(tmp_path: Path) -> None:
    """A project whose entries have no month has no latest one."""
    project = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(published="", added="2024-10-10")})
    ended = run(project, "newsletter", "--now", NOW)
    assert (ended.returncode, ended.stderr) == (
        NOTHING,
        "no entry belongs to a month yet, so there is no newsletter to make\n",
    )


def test_a_newsletter_without_a_period_is_of_the_latest_month(tmp_path: Path) -> None:
    """A month that is still to come, and a year, are no latest month."""
    dates = {"a": "2024-09-10", "b": "2024-10-10", "c": "2025-01-01", "d": "2024"}
    entries = {f"entries/{name}.yaml": an_entry_file(id=name, published=date) for name, date in dates.items()}
    project = a_project(tmp_path, **entries)
    ended = run(project, "newsletter", "--now", NOW)
    assert ended.returncode == DONE
    assert "Newsletters: 2024-10." in ended.stdout
    written = sorted(path.name for path in (project / "out/newsletters").iterdir())
    assert written == ["2024-10", "en", "index.html", "km"]


@pytest.mark.parametrize("period", ["2024-10", "2024-Q4", "2024"])
def test_a_newsletter_of_a_period_is_written(project: Path, period: str) -> None:
    """In every language, to read in a browser and to mail."""
    assert run(project, "newsletter", period, "--now", NOW).returncode == DONE
    folder = project / "out/newsletters" / period
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"en.html", "km.html", "mail/en.html", "mail/en.txt", "mail/km.html", "mail/km.txt"} <= found


def test_now_decides_what_is_public(project: Path) -> None:
    """The moment that is named counts, not the clock's."""
    result = json.loads(run(project, "check", "--json", "--now", "2024-10-09T23:59:59+07:00").stdout)
    assert (result["entries"], result["waiting"]) == ({"en": 0, "km": 0}, 1)


@pytest.mark.parametrize(("epoch", "shown"), [("1728493199", 0), ("1728493200", 1)])
def test_source_date_epoch_stands_in_for_the_clock(project: Path, epoch: str, shown: int) -> None:
    """10 October 2024 began in Phnom Penh 1,728,493,200 seconds after 1970."""
    result = json.loads(run(project, "check", "--json", SOURCE_DATE_EPOCH=epoch).stdout)
    assert result["entries"]["en"] == shown


def test_now_comes_before_source_date_epoch(project: Path) -> None:
    """What is typed counts more than what is set."""
    ended = run(project, "check", "--json", "--now", NOW, SOURCE_DATE_EPOCH="0")
    assert json.loads(ended.stdout)["entries"]["en"] == 1


def test_the_clock_is_the_default(project: Path) -> None:
    """Without either the entry of 2024 is public."""
    ended = run(project, "check", "--json", SOURCE_DATE_EPOCH="")
    assert json.loads(ended.stdout)["entries"]["en"] == 1


def test_a_project_and_an_output_may_be_elsewhere(project: Path, tmp_path: Path) -> None:
    """`--project` and `--out` may be relative or not; nothing is written anywhere else."""
    ended = run(tmp_path, "build", "--project", "project", "--out", tmp_path / "public/feeds", "--now", NOW)
    assert ended.returncode == DONE
    assert (tmp_path / "public/feeds/manifest.json").is_file()
    assert not (project / "out").exists()


def test_an_interrupted_build_ends_with_130(tmp_path: Path) -> None:
    """Ctrl-C while files are made leaves the last output as it was, nothing beside it, and says so."""
    project = a_large_project(tmp_path, range(30), "First")
    run(project, "build", "--now", NOW)
    before = tree(project / "out")
    a_large_project(tmp_path, range(250), "Second")
    ended = interrupted(project, lambda: any(project.glob(".*staging*")), "build", "--now", NOW)
    assert (ended.returncode, ended.stdout) == (INTERRUPTED, "")
    assert ended.stderr.strip() == STOPPED
    assert tree(project / "out") == before
    assert list(project.glob(".*staging*")) == []


AN_END = """
import atexit, signal, sys, threading, time
from cchr_feeds import cli
from cchr_feeds.cli import commands, terminal

def press():
    signal.raise_signal(signal.SIGINT)

class Pressed:
    def __del__(self):
        press()

def beside_a_thread_that_goes_on(arguments):
    threading.Thread(target=time.sleep, args=[999]).start()
    press()

def in_a_text_that_is_run_as_code(arguments):
    exec("press()", globals())

def while_something_is_cleared_away(arguments):
    Pressed()
    time.sleep(50)

def twice(arguments):
    said = terminal.for_people
    terminal.for_people = lambda text: (press(), said(text))[1]
    press()

def at_the_end(arguments):
    atexit.register(press)

commands.run = globals()[sys.argv[1]]
cli.main()
"""


@pytest.mark.parametrize(
    ("moment", "code", "said"),
    [
        ("beside_a_thread_that_goes_on", INTERRUPTED, STOPPED),  # for which Python would wait
        ("in_a_text_that_is_run_as_code", INTERRUPTED, STOPPED),  # where Python would end by a signal
        ("while_something_is_cleared_away", INTERRUPTED, STOPPED),  # where Python would go on
        ("twice", INTERRUPTED, STOPPED),
        ("at_the_end", DONE, ""),
    ],
)
def test_ctrl_c_may_come_at_any_moment(moment: str, code: int, said: str) -> None:
    """It ends at once, with 130 and one calm line; what was done already is done."""
    ended = finished([sys.executable, "-c", AN_END, moment], check=False)
    assert (ended.returncode, ended.stdout, ended.stderr.strip()) == (code, "", said)
