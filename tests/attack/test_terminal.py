"""What is printed: no name and no argument acts on a terminal, and no stream that fails shows a traceback."""

import json
import os
import re
import shlex
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from builds import finished
from cchr_feeds.cli.commands import COMMANDS
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
    command,
    on_a_terminal,
    run,
)
from project_files import SITE, TITLE, a_project, an_entry_file

ODD = "o\x1b[31m\x1b]0;title\x07\x08\x9b1m\r\u202e\u2066\u200f\u2028d"
"""Colours, sets the title, rings, goes back to the beginning, and turns the text round."""

ACTING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

ARGUMENTS: dict[str, list[list[str]]] = {
    "init": [[ODD], ["--authority", ODD], ["--organisation", f"en={ODD}"], ["--timezone", ODD]],
    "new": [["--title", ODD], ["--title", "A", "--category", ODD], ["--title", "A", "--id", ODD],
            ["--title", f"{ODD}=A"], ["--published", ODD], ["--url", ODD]],
    "import": [[ODD], [f"{ODD}.csv"], [f"https://{ODD}/"], ["table.csv", "--column", ODD],
               ["table.csv", "--category", ODD]],
    "preview": [["--port", ODD], ["--no-browser", ODD]],
    "withdraw": [[ODD], ["report", "--reason", ODD], ["report", "--on", ODD]],
    "schema": [[], [ODD]],
    "check": [[], ["--explain", ODD], ["--format", ODD], ["--format", "github"], ["--fix"]],
    "build": [[], ["--only", ODD], ["--accept", ODD], ["--verbose"], [f"--{ODD}"]],
    "publish": [["--yes"], ["--accept", ODD, "--yes"], ["--if-due"], ["--undo", "--yes"]],
    "newsletter": [[], [ODD], ["--issue", "--offline"]],
    "send": [["2024-10", "--to", ODD], ["2024-10", "--to", f"{ODD}=a@example.org"],
             ["2024-10", "--test", ODD], ["--readers", "table.csv", "--leave", ODD],
             ["2024-10", "--readers", f"{ODD}.csv", "--yes"]],
    "words": [[ODD], ["ne"]],
    "ping": [[]],
    "verify": [[ODD], [f"https://{ODD}/"], ["out", "--key", ODD]],
    "keys": [["inside"], [ODD]],
}  # fmt: skip
"""The arguments of each command that it may repeat."""

COMMON = [["--out", ODD], ["--now", ODD], ["--project", ODD], ["--ui", ODD], ["--ui", "km"], ["--json"], []]


def odd_project(folder: Path, more: str = "") -> Path:
    """A project whose folder and files have such names, where names may be anything."""
    folder = folder / ODD
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + "feeds: {hub: 'https://127.0.0.1/'}\n" + more,
        "entries/right.yaml": an_entry_file(),
        f"entries/{ODD}.txt": an_entry_file(),
        f"templates/newsletter/{ODD}.html.j2": "{% if %}",
        "templates/newsletter/edition.html.j2": f'{{% include "newsletter/{ODD}.html.j2" %}}',
        f"{ODD}.csv": f"title,date,{ODD}\n{ODD},2024-01-01,{ODD}\n",
        "table.csv": f"title,published,url,category,{ODD}\nA,2024,https://example.org/{ODD},{ODD}\n",
    }
    return a_project(folder, **files)


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_name_and_no_argument_acts_on_a_terminal(tmp_path: Path, name: str, wrong: bool) -> None:
    """On standard output or standard error, in words, as a log, as JSON, or for GitHub."""
    folder = odd_project(tmp_path, "publish: {folder: online}\n" if name == "publish" else "")
    if wrong:
        a_project(folder, **{"site.yaml": SITE, f"entries/{ODD}.yaml": f"{TITLE}A\n  url: {ODD}\n"})
    (folder / "entries" / f"link{ODD}").symlink_to("/")
    for words in [[*own, *common] for own in ARGUMENTS[name] for common in COMMON]:
        ended = run(folder, name, *words)
        shown = ended.stdout + ended.stderr
        assert "Traceback" not in shown, (words, shown)
        assert ACTING.search(shown) is None, (words, shown)
        if "--json" in words and ended.stdout:
            with suppress(ValueError):
                assert isinstance(json.loads(ended.stdout), dict)


@pytest.mark.parametrize(
    "words", [["check", ODD], ["build", "--only", ODD], ["--ui", ODD], ["check", "--yes"]]
)
def test_nothing_acts_where_only_ascii_is_written(tmp_path: Path, words: list[str]) -> None:
    """Also of what click says itself, and that is written in ASCII."""
    ended = run(tmp_path, *words, PYTHONIOENCODING="ascii", LC_ALL="km_KH.UTF-8")
    assert ended.returncode == USAGE
    assert ended.stderr.isascii()
    assert ACTING.search(ended.stderr) is None


def test_json_holds_a_name_as_it_is(tmp_path: Path) -> None:
    """A program reads the very characters, which are escaped."""
    ended = run(tmp_path, "init", ODD, "--json")
    assert json.loads(ended.stdout)["folder"] == ODD


@pytest.mark.parametrize("words", [["check"], ["check", f"--{ODD}"], ["build", "--accept", ODD]])
def test_colours_are_ours_alone(tmp_path: Path, words: list[str]) -> None:
    """On a terminal, problems have colours; every code is one of ours, and ends."""
    project = a_project(tmp_path / ODD, **WRONG, **{f"entries/{ODD}.yaml": "id: a\n"})
    shown = on_a_terminal(project, *words)
    ours = re.compile(r"\x1b\[(?:0|1|7|31|33)m|\r\x1b\[K")
    assert ACTING.search(ours.sub("", shown)) is None
    assert len(re.findall(r"\x1b\[[1-9]\d?m", shown)) == shown.count("\x1b[0m")
    assert ("\x1b[31m" in shown) == ("\x1b[1m" in shown) == (words[-1] != f"--{ODD}")


def test_what_is_printed_past_the_door_is_harmless_too(tmp_path: Path) -> None:
    """By a library, or by Python itself."""
    code = "from cchr_feeds.cli import streams as s; import sys; s.guard(); sys.std%s.write('a\\x1b[31m\\n')"
    for name in ("out", "err"):
        ended = finished([sys.executable, "-c", code % name], tmp_path, {}, check=False)
        assert (ended.stdout + ended.stderr).strip() == "a<U+001B>[31m"


def test_ctrl_c_without_streams_ends_calmly(tmp_path: Path) -> None:
    """With the code of an interrupt, though nothing can be said."""
    project = a_project(tmp_path, **RIGHT)
    code = (
        "import signal, sys; from cchr_feeds import cli; from cchr_feeds.cli import commands;"
        "commands.run = lambda arguments: signal.raise_signal(signal.SIGINT); cli.main()"
    )
    for redirection in (">&- 2>&-", "2>&-", ">/dev/full 2>&1"):
        script = f"exec {shlex.join([sys.executable, '-c', code])} {redirection}"
        assert finished(["bash", "-c", script], project, {}, check=False).returncode == INTERRUPTED


NO_STREAM = {
    "standard output is closed": (">&-", NOT_WRITTEN),
    "standard error is closed": ("2>&-", None),
    "both are closed": (">&- 2>&-", NOT_WRITTEN),
    "all are closed": ("<&- >&- 2>&-", NOT_WRITTEN),
    "the disk is full": (">/dev/full", NOT_WRITTEN),
    "the disk of the log is full": ("2>/dev/full", None),
    "the disk of both is full": (">/dev/full 2>&1", NOT_WRITTEN),
    "nobody reads": ("| true", NOT_WRITTEN),
    "nobody reads what is wrong": ("2>&1 >/dev/null | true", None),
}
"""How a shell redirects, and the exit code where not the command's own."""


@pytest.mark.parametrize("name", NO_STREAM)
@pytest.mark.parametrize(
    ("words", "code", "has_result"),
    [
        (["build"], DONE, True),
        (["check", "--json", "--project", "wrong"], PROBLEMS, True),
        (["check", "--project", "wrong"], PROBLEMS, False),
        (["build", "--bogus"], USAGE, False),
        (["newsletter", "2020"], NOTHING, False),
        (["--version"], DONE, True),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_a_stream_that_fails_ends_calmly(
    tmp_path: Path, name: str, words: list[str], code: int, has_result: bool
) -> None:
    """A result that can't be written is told, and is exit code 3; what the log loses changes nothing."""
    project = a_project(tmp_path, **RIGHT)
    a_project(tmp_path / "wrong", **WRONG)
    redirection, failed = NO_STREAM[name]
    script = f"{shlex.join(command(*words))} {redirection}; exit ${{PIPESTATUS[0]}}"
    ended = finished(["bash", "-c", script], project, {}, check=False)
    assert ended.returncode == (failed if failed and has_result else code), ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr
    if has_result and redirection in (">&-", ">/dev/full", "| true"):
        assert "the result could not be shown: " in ended.stderr
    assert (project / "out/manifest.json").exists() == (words == ["build"])


@pytest.mark.parametrize("name", [b"\xff", "ក".encode(), b"a\xc3"], ids=["byte", "Khmer", "half"])
def test_a_project_may_lie_in_any_folder(tmp_path: Path, name: bytes) -> None:
    """Also in one whose name is no UTF-8; and so may the output."""
    folder = a_project(tmp_path / os.fsdecode(name), **RIGHT)
    for words in (["build"], ["build"], ["check", "--json"], ["verify", "out"], ["newsletter", "2024-10"]):
        ended = run(folder, *words, "--now", NOW)
        assert ended.returncode == DONE, ended.stderr
        ended = run(tmp_path, *words, "--now", NOW, "--project", folder, "--out", folder / os.fsdecode(name))
        assert "Traceback" not in ended.stderr
    assert "0 files written" in run(folder, "build", "--now", NOW).stdout
