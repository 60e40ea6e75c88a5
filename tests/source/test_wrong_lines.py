"""Lines, names and whole files that are not as they should be are refused where the mistake is."""

from pathlib import Path

import pytest

from cchr_feeds.source import line_fixes
from project_files import EN, TITLE, TOP, a_project, assert_refused, problems_of, without_marks, wrong

INDENTED = "this line is indented differently from the lines above it"
BELOW = "this line is indented differently from the lines below it"
NO_COLON = "a line here has no colon"
TAB = "a tab stands where spaces are needed"
NO_SPACE = "a space is missing after the colon"

LINES = (
    wrong(EN + "▶\ttitle: A\n", TAB, "two spaces"),
    wrong(EN + "  title: A\n ▶\turl: b\n", TAB, "two spaces"),
    wrong(TITLE + "A\n  summary: >-\n    a\n▶\tb\n", TAB, "two spaces"),
    wrong(TITLE + "A\n    ▶url: https://example.org/\n", INDENTED, "start it in column 3"),
    wrong(TITLE + "A\n ▶url: https://example.org/\n", INDENTED, "start it in column 3"),
    wrong(EN + "▶title: A\n  url: https://example.org/\n", BELOW, "indent it like the lines below"),
    wrong("id: report\n ▶published: 2024\n", INDENTED, "start it in column 1"),
    wrong("  id: report\n▶published: 2024\n", INDENTED, "start it in column 3"),
    wrong("▶id report\npublished: 2024\n", NO_COLON, "write id: report"),
    wrong(
        TOP.replace("category:", "▶category") + "en: {title: A}\n", NO_COLON, "write category: infographic"
    ),
    wrong("▶id report  # the id\npublished: 2024\n", NO_COLON, "write id: report  # the id"),
    wrong(EN + "  ▶title Land act\n  url: https://example.org/\n", NO_COLON, "write title: Land act"),
    wrong(EN + "  ▶title Land: an act\n", "there is no colon after title", 'write title: "Land: an act"'),
    wrong(TITLE + "A\n  ▶url https://example.org/\n", NO_COLON, "write url: https://example.org/"),
    wrong(TOP + "▶en\n  title: A\n", NO_COLON, "write en:"),
    wrong(TITLE + "A\n  summary: >-\n    a\n  ▶b\n", NO_COLON, "indent the line like the text above"),
    wrong(TITLE + "A\n  summary: |\n    a\n▶b\n", NO_COLON, "indent the line like the text above"),
    wrong(EN + "  ▶title:A\n  url: b\n", NO_SPACE, "write title: A"),
    wrong(TITLE + "A\n  ▶summary:B\n", NO_SPACE, "write summary: B"),
    wrong(
        EN + "  ▶title： A\n  url: b\n", "there is ： where an ordinary colon (:) is needed", "write title: A"
    ),
    wrong(
        EN + "  ▶title៖ A\n  url: b\n", "there is ៖ where an ordinary colon (:) is needed", "write title: A"
    ),
    wrong(
        EN + "  ▶title = A\n  url: b\n", "there is = where an ordinary colon (:) is needed", "write title: A"
    ),
    wrong(
        EN + "  ▶title:\u00a0A\n  url: b\n",
        "the space after the colon is not an ordinary space",
        "write title: A",
    ),
    wrong(
        EN + "▶\u00a0\u00a0title: A\n  url: b\n",
        "the spaces before this line are not ordinary spaces",
        "type them again:   title: A",
    ),
    wrong(
        EN + "  title:\n  ▶A report\n  url: b\n",
        "the text of title: starts too far to the left",
        "write it on the same line as its name: title: A report",
    ),
    wrong(
        EN + "  title: A\n  summary: >-\n  ▶A report\n",
        "the text of summary: starts too far to the left",
        "put 2 more spaces before each line",
    ),
    wrong(
        EN + "  title: A\n  body: |\n▶A report\n",
        "the text of body: starts too far to the left",
        "put 4 more spaces before each line",
    ),
    wrong(
        EN + "  title: A\n  summary: >-\n  ▶Our report: so it is\n  url: https://example.org/\n",
        "the text of summary: starts too far to the left",
        "put 2 more spaces before each line",
    ),
    wrong(
        EN + "  title: A\n  body: |\n  ▶Note: so\n  it is\n  and stays\n",
        "the text of body: starts too far to the left",
        "put 2 more spaces before each line",
    ),
    wrong(
        EN + "  title: A\n  summary: >-\n  ▶bodi: so it is\n",
        "'bodi' is not a field here",
        "did you mean body: ?",
    ),
    wrong("▶; a remark\n" + TITLE, "a comment starts with #", "write # a remark"),
    wrong(
        EN + "  ▶title, A report\n  url: b\n",
        "there is , where an ordinary colon (:) is needed",
        "write title: A report",
    ),
    wrong(
        TOP + "en: ▶title: A report\n  url: b\n",
        "there are two fields on one line",
        "write this on the next line, with two more spaces before it: title: A report",
    ),
    wrong(
        EN + "  title: A\n  summary: We say\n  ▶- one\n  - two\n",
        "a list starts here in the middle of a text",
        "write | after the field's name",
    ),
    wrong(
        EN + "  title: A\n  body: |\n    * one\n   ▶* two\n",
        "this line is indented differently",
        "indent it like the lines above",
    ),
    wrong(
        EN + "  title: A\n  url: ▶[it](https://example.org/a)\n",
        "write only the address",
        "write url: https://example.org/a",
    ),
    wrong("▶// a remark\n" + TITLE, "a comment starts with #", "write # a remark"),
    wrong(
        EN + "  title: A\n  summary: ▶> A report\n    and more\n",
        "a value can't start with >",
        "start the text on the next line, indented by two more spaces; if the character belongs to it, "
        "put the whole",
    ),
    wrong("category:\n  - infographic\n  ▶fact-sheet\n", "this line has no hyphen", "write - fact-sheet"),
    wrong("id: a\n▶---\nid: b\n", "a line of three hyphens starts a second entry", "one entry per file"),
    wrong(TOP + "▶---\nen: {title: A}\n", "three hyphens starts a second entry", "delete this line"),
    wrong("id: a\n▶...\nid: b\n", "a line of three dots ends the entry", "delete this line"),
    wrong(TOP + "▶: b\n", "this can't be understood", "put values with unusual characters in quotes"),
)

SHAPES = (
    wrong("▶", "the file is empty", "write the entry in it, or delete the file"),
    wrong("▶  \n\n", "the file is empty", "write the entry in it"),
    wrong("▶# later\n", "the file is empty", "write the entry in it"),
    wrong("▶---\n", "the file is empty", "write the entry in it"),
    wrong(
        "▶Hello there\n",
        "the name of a field is missing before this value",
        "begin the file with a line that starts with id:",
    ),
    wrong(
        "▶- id: a\n",
        "the name of a field is missing before this value",
        "begin the file with a line that starts with id:",
    ),
    wrong("▶" + "[" * 5000, "this is nested too deep", "put the value in quotes"),
    wrong(TITLE + "▶" + "[" * 5000 + "\n", "this is nested too deep", "put the value in quotes"),
    wrong(
        "{a: " * 20 + "▶" + "{a: " * 10 + "x" + "}" * 30,
        "nested more than 20 levels deep",
        "put the value in quotes",
    ),
    wrong("- " * 4999 + "▶- \n", "this is nested too deep", "hyphens belong to the text"),
    wrong(
        TITLE + "A\n  ▶title: B\n", "'title' is written twice (first in line 5)", "leave one of the two out"
    ),
    wrong(
        "id: report\n▶id: other\n" + TITLE[11:] + "A\n",
        "'id' is written twice (first in line 1)",
        "leave one of",
    ),
    wrong(TITLE + "A\n▶en:\n  title: B\n", "'en' is written twice (first in line 4)", "leave one of the two"),
    wrong(TITLE + 'A\n  ▶"title": B\n', "'title' is written twice (first in line 5)", "leave one of"),
    wrong(
        EN + "  title: A\n  ▶<<: {url: https://example.org/}\n",
        "merge keys (<<) are not used here",
        "write the fields out",
    ),
    wrong(TITLE + "A\n▶[a, b]: c\n", "a field's name must be one word", "put the value in quotes"),
)


@pytest.mark.parametrize(("marked", "message", "fix"), [*LINES, *SHAPES])
def test_a_line_out_of_place_is_explained(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """The one problem stands at the mistake, says what is wrong in plain words, and what to type."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("a: ▶&a [x, x]\nb: ▶&b [▶*a, ▶*a]\nc: [▶*b, ▶*b]\n", id="alias bomb"),
        pytest.param("a: ▶&a [▶*a]\n", id="alias of itself"),
        pytest.param(f"{TITLE}▶&a Land\n  summary: ▶*a\n", id="anchor and alias"),
        pytest.param(f"{TOP}en: ▶&x\n  title: A\nkm: ▶*x\n", id="one block for both languages"),
    ],
)
def test_every_anchor_and_alias_is_reported(tmp_path: Path, marked: str) -> None:
    """A file that uses YAML's references is refused at each of them, whatever they would grow to."""
    assert_places(tmp_path, marked)


def test_a_problem_beside_an_alias_is_reported_too(tmp_path: Path) -> None:
    """A mistake after an alias, in another line, is shown in the same run."""
    assert_places(tmp_path, f"{TITLE}▶*Land\n  summary: A▶: b\n")


def test_deep_indentation_is_harmless(tmp_path: Path) -> None:
    """As many indented levels as fit into a file are refused as unknown fields, not by a crash."""
    levels = "".join(f"{' ' * depth}a:\n" for depth in range(700))
    assert_places(tmp_path, f"{TOP}en: {{title: A}}\n▶{levels}")


def test_more_levels_than_the_parser_can_count_are_refused(tmp_path: Path) -> None:
    """5,000 indented levels make the file too large, and it says so."""
    levels = "".join(f"{' ' * depth}a:\n" for depth in range(5000))
    assert_refused(tmp_path, "entries/wrong.yaml", f"▶{levels}", "larger than 256 KiB", "shorten it")


def assert_places(folder: Path, marked: str) -> None:
    """That the problems in an entry stand at the marks."""
    text, places = without_marks(marked)
    found = problems_of(a_project(folder, **{"entries/wrong.yaml": text}))
    assert [(problem.line, problem.column) for problem in found] == places


def test_a_line_is_judged_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a large file with thousands of mistakes takes minutes; and no line below a mistake is, for it."""
    judged: list[str] = []

    def is_field(line: str) -> bool:
        judged.append(line)
        return line == "5"

    monkeypatch.setattr(line_fixes, "_is_field", is_field)
    lines = line_fixes.Lines(map(str, range(1000)))
    assert lines.field_above(500) == 5
    assert judged == [str(number) for number in range(499, 4, -1)]
    assert [lines.field_above(number) for number in range(1000)] == [None] * 6 + [5] * 994
    assert len(judged) == len(lines) - 1
