"""What `check` shows: marked lines, codes, diffs, and formats for other programs."""

import json
from pathlib import Path

import pytest

from cchr_feeds.cli.report import github_lines, marked_line
from cchr_feeds.problem import Problem
from commands import DONE, NOW, PROBLEMS, USAGE, conversation, on_a_terminal, run
from project_files import SITE, a_project, an_entry_file

WRONG = {
    "entries/a.yaml": an_entry_file(published="10/10/2024"),
    "entries/b.yaml": an_entry_file(id="b", published="2024/1/5", draft="yes  # not yet"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three mistakes, two of which can be fixed automatically."""
    return a_project(tmp_path / "project", **WRONG)


def test_a_problem_has_its_line_below_it(project: Path) -> None:
    """The first line is as ever; then come the code and the line, its wrong part marked, and what to do."""
    ended = run(project, "check", "--now", NOW)
    assert ended.returncode == PROBLEMS
    assert ended.stderr.splitlines()[:3] == [
        "entries/a.yaml:2:12: error: '10/10/2024' is not a date in the right form",
        "    E018 | published: «10/10/2024»",
        "    → write the year first: 2024-10-10",
    ]
    assert "cchr-feeds check --explain E018" in ended.stderr
    assert "cchr-feeds check --fix" in ended.stderr


def test_a_year_to_come_is_told_until_readers_have_it(tmp_path: Path) -> None:
    """Whose ids would all change with it."""
    site = SITE.replace("since: 2024", "since: 2050")
    project = a_project(tmp_path, **{"site.yaml": site, "entries/a.yaml": an_entry_file()})
    told = "the year 2050 is still to come"
    assert told in run(project, "check", "--now", NOW).stderr
    run(project, "build", "--now", NOW)
    assert told not in run(project, "check", "--now", NOW).stderr


def test_the_place_is_reversed_on_a_terminal_with_colours(project: Path) -> None:
    """There it needs no marks; where colours are not wanted it has them."""
    assert "published: \x1b[7m10/10/2024\x1b[0m" in on_a_terminal(project, "check", "--now", NOW)
    assert "published: «10/10/2024»" in on_a_terminal(project, "check", "--now", NOW, NO_COLOR="1")


def marked(line: str, column: int, quoted: str = "") -> str:
    """A line as it is shown with a problem in a column, which may quote words of it."""
    problem = Problem("a.yaml", 1, column, "date", "it is wrong", arguments={"quoted": quoted})
    parts = [part if isinstance(part, str) else part[0] for part in marked_line(problem, line)]
    return "".join(parts).partition(" | ")[2]


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("published: 10/10/2024  # a remark", 12, "published: «10/10/2024»  # a remark"),
        ("  titel: A report", 3, "«titel»: A report"),
        ("  - {url: www.example.org, length: 5}", 11, "- {url: «www.example.org», length: 5}"),
        ("  title: Rights: a report", 16, "title: Rights«:» a report"),
        ('  title: "A report" and more', 10, 'title: «"A report"» and more'),
        ("\ttitle: A report", 1, "«<tab>»title: A report"),
        ("  title: A \u202ereport", 12, "title: A «<U+202E>»report"),
        ("  title: ភាពធន់", 13, "title: ភាព«ធ»ន់"),
        ("", 1, ""),
        ("short", 90, ""),
    ],
)
def test_the_part_that_is_meant_is_marked(line: str, column: int, shown: str) -> None:
    """A name, a value, a character or a Khmer letter; what acts on a terminal is shown by name."""
    assert marked(line, column) == shown


def test_what_a_message_quotes_is_marked() -> None:
    """Words in the middle of a Khmer text have no spaces around them."""
    assert marked("  title: ភាពធន់ភាពធន់", 10, "ភាពធន់") == "title: «ភាពធន់»ភាពធន់"


def test_a_long_line_is_cut_around_the_place() -> None:
    """And between letters, so that no letter is cut in two."""
    shown = marked(f"  summary: {'ភាពធន់ ' * 40}2024 {'ធន់' * 40}", 12 + 7 * 40)
    assert "«2024»" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 250


def test_what_a_build_would_refuse_is_the_last_thing_said(tmp_path: Path) -> None:
    """And not that nothing is to be fixed; programs get its code, and a build does refuse it."""
    entry = an_entry_file(en="{title: A report, summary: What we found.}")
    project = a_project(tmp_path / "project", **{"entries/a.yaml": entry})
    run(project, "build", "--only", "feeds", "--now", NOW)
    a_project(project, **{"entries/a.yaml": entry.replace("2024-10-10", "2030-01-01")})
    ended = run(project, "check", "--now", NOW)
    last = ended.stdout.splitlines()[-1]
    assert (ended.returncode, "Nothing to fix" in last) == (DONE, False)
    assert "But a build would refuse because of W046 (draft-again), and write nothing until" in last
    assert json.loads(run(project, "check", "--json", "--now", NOW).stdout)["refused"] == ["draft-again"]
    assert run(project, "build", "--now", NOW).returncode == PROBLEMS


def test_changes_are_those_of_a_build_to_come(tmp_path: Path) -> None:
    """The same lines as a build's stand below a line that says so."""
    project = a_project(tmp_path / "project", **{"entries/a.yaml": an_entry_file()})
    told = "New to readers: report (en)."
    assert f"A build now would change:\n{told}\n" in run(project, "check", "--now", NOW).stdout
    built = run(project, "build", "--now", NOW).stdout
    assert (told in built, "With a build now" in built) == (True, False)


def test_many_warnings_of_a_kind_are_counted(tmp_path: Path) -> None:
    """The first ten are shown, and how many there are; in JSON they all are."""
    files = {f"entries/{number}.yaml": an_entry_file(id=f"e-{number}") for number in range(14)}
    folder = a_project(tmp_path, **files)
    ended = run(folder, "check", "--now", NOW)
    assert ended.stderr.count("there is a title but no summary") == 10
    assert "14 summary (W071)" in ended.stderr
    warnings = json.loads(run(folder, "check", "--json", "--now", NOW).stdout)["warnings"]
    assert sum(each["code"] == "summary" for each in warnings) == 14


def test_a_warning_that_is_meant_is_silent(tmp_path: Path) -> None:
    """A comment in its file says so, for this warning and no other."""
    entry = "# W071 is meant: this title says it all.\n" + an_entry_file(en="\n  title: ALL IN CAPITALS HERE")
    folder = a_project(tmp_path, **{"entries/a.yaml": entry})
    said = run(folder, "check", "--now", NOW).stderr
    assert "W071" not in said
    assert "W073 | title: «ALL IN CAPITALS HERE»" in said


def test_an_explanation_needs_no_project(tmp_path: Path) -> None:
    """It is on standard output, by code or by word."""
    by_code, by_word = (run(tmp_path, "check", "--explain", name) for name in ("E018", "date"))
    assert (by_code.returncode, by_code.stderr) == (DONE, "")
    assert by_code.stdout == by_word.stdout
    assert "published: 10/11/2024" in by_code.stdout


@pytest.mark.parametrize(
    "words",
    [["--explain", "E999"], ["--yes"], ["--json", "--format", "github"], ["--format", "xml"]],
    ids=" ".join,
)
def test_a_wrong_use_is_told(project: Path, words: list[str]) -> None:
    """With exit code 2, and nothing is read."""
    assert run(project, "check", *words).returncode == USAGE


# --- fixes ----------------------------------------------------------------------------------------


def test_fixes_are_shown_and_not_written_unasked(project: Path) -> None:
    """Without a terminal, the changes are shown, and how to write them."""
    ended = run(project, "check", "--fix", "--now", NOW)
    assert ended.returncode == PROBLEMS
    assert "-published: 2024/1/5\n" in ended.stdout
    assert "+published: 2024-01-05\n" in ended.stdout
    assert "cchr-feeds check --fix --yes" in ended.stdout
    assert (project / "entries/b.yaml").read_text() == WRONG["entries/b.yaml"]


def test_fixes_are_written_when_agreed_to(project: Path) -> None:
    """And what is left to people is told."""
    ended = run(project, "check", "--fix", "--yes", "--now", NOW)
    assert ended.returncode == PROBLEMS
    assert "Fixed: entries/b.yaml." in ended.stdout
    assert "1 problem left to fix by hand" in ended.stderr
    assert (project / "entries/b.yaml").read_text() == an_entry_file(
        id="b", published="2024-01-05", draft="true  # not yet"
    )
    again = run(project, "check", "--fix", "--yes", "--now", NOW)
    assert "There is nothing that can be fixed safely." in again.stdout
    assert "1 problem to fix" in again.stderr
    assert "check --fix" not in again.stderr  # it was tried just now


def test_only_json_is_on_stdout_while_fixing(project: Path) -> None:
    """The changes are shown on standard error then."""
    ended = run(project, "check", "--fix", "--json", "--now", NOW)
    assert json.loads(ended.stdout)["exit_code"] == PROBLEMS
    assert "+published: 2024-01-05" in ended.stderr


@pytest.mark.parametrize(
    ("answer", "draft"), [("y", "true  # not yet"), ("n", "yes  # not yet"), ("", "yes  # not yet")]
)
def test_a_terminal_is_asked(project: Path, answer: str, draft: str) -> None:
    """Only a yes writes."""
    conversation(project, [("Write these changes?", answer)], "check", "--fix", "--now", NOW)
    assert f"draft: {draft}\n" in (project / "entries/b.yaml").read_text()


def test_a_right_project_is_not_touched(tmp_path: Path) -> None:
    """And it is said that there is nothing to do."""
    folder = a_project(tmp_path, **{"entries/a.yaml": an_entry_file()})
    before = (folder / "entries/a.yaml").stat()
    ended = run(folder, "check", "--fix", "--yes", "--now", NOW)
    assert ended.returncode == DONE
    assert "There is nothing that can be fixed safely." in ended.stdout
    assert (folder / "entries/a.yaml").stat().st_mtime_ns == before.st_mtime_ns


# --- for other programs ---------------------------------------------------------------------------


def test_the_format_json_is_that_of_the_option_json(project: Path) -> None:
    """Two names for one thing."""
    one, two = (run(project, "check", *words, "--now", NOW) for words in (["--json"], ["--format", "json"]))
    assert one.stdout == two.stdout
    assert one.returncode == two.returncode == PROBLEMS


def test_github_gets_a_line_for_each_problem(project: Path) -> None:
    """With the path as it is seen from where the command runs."""
    ended = run(project.parent, "check", "--project", "project", "--format", "github", "--now", NOW)
    lines = ended.stdout.splitlines()
    assert ended.returncode == PROBLEMS
    assert [line.partition(" ")[0] for line in lines] == ["::error"] * 3
    assert lines[0].startswith("::error file=project/entries/a.yaml,line=2,col=12,title=E018 date::")
    assert ended.stderr == "3 problems to fix; nothing was written\n"


def test_github_can_be_told_nothing_else() -> None:
    """Characters with a meaning in a workflow command are escaped (actions/toolkit, core/src/command.ts)."""
    problem = Problem("a,b:c%.yaml", 1, 2, "date", "100%\r\n::set-env name=X::1", "a: b, c")
    (line,) = github_lines([problem], Path())
    assert line == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=E018 date::"
        "100%25%0D%0A::set-env name=X::1%0Aa: b, c"
    )


def test_a_right_project_has_no_annotations_but_warnings(tmp_path: Path) -> None:
    """They end with 0."""
    folder = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(), "site.yaml": SITE})
    ended = run(folder, "check", "--format", "github", "--now", NOW)
    assert ended.returncode == DONE
    assert {line.partition(" ")[0] for line in ended.stdout.splitlines()} == {"::warning"}
