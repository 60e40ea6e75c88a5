"""The table of codes: whole, stable, and right about what it shows."""

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from cchr_feeds.build import build
from cchr_feeds.check import check
from cchr_feeds.cli.commands import command_named
from cchr_feeds.cli.commands.check import explained
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.explanations import (
    ENTRY,
    RETIRED,
    Example,
    Explanation,
    code_of,
    explanation_of,
    explanations,
    word_of,
)
from cchr_feeds.problem import Problem
from cchr_feeds.run import Run
from extent import a_few
from photographs import jpeg
from project_files import SITE, a_project, an_entry_file

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "cchr_feeds"
NOW = datetime.fromisoformat("2024-12-01T12:00:00+07:00")
EXPLANATIONS = list(explanations().values())
EXAMPLES = [each for each in EXPLANATIONS if each.example]

CODE_AT = {
    "Problem": 3,
    "Violation": 1,
    "InvalidValue": 0,
    "report": 1,
    "refused": 0,
    "_choice": 0,
}
"""What makes problems, and the place of the word among its arguments."""

# Words that the source picks from others before it makes a problem of them; the examples prove them.
CHOSEN = {"alias", "anchor", "tag"}


def words_in(path: Path) -> Iterator[str]:
    """The words that a module gives to what it finds."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "partial":  # a call of what is named first
                name, node.args = getattr(node.args[0], "id", ""), node.args[1:]
            if name in CODE_AT:
                yield from _word(node, CODE_AT[name])


def _word(call: ast.Call, place: int) -> Iterator[str]:
    """The word of a call; a starred line and column stand for two arguments."""
    starred = [index for index, argument in enumerate(call.args) if isinstance(argument, ast.Starred)]
    place -= bool(starred and starred[0] < place)
    named = [each.value for each in call.keywords if each.arg == "code"]
    for argument in named or call.args[place : place + 1]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def test_every_word_of_the_source_is_in_the_table_and_no_other() -> None:
    """A kind of problem that is added needs an explanation, and one that is gone needs none."""
    used = {word for path in SOURCE.rglob("*.py") for word in words_in(path)} | CHOSEN
    said = {"untranslated"}  # put together before it becomes a problem
    assert {each.word for each in EXPLANATIONS} == used | said


def test_numbers_are_stable() -> None:
    """They rise in the table; a new kind goes to its end, and the number of one that is gone stays free."""
    numbers = [each.number for each in EXPLANATIONS]
    assert numbers == sorted(set(numbers))
    assert set(range(1, max(*numbers, *RETIRED) + 1)) - set(numbers) == RETIRED
    assert [code_of(word, "error") for word in ("file", "date", "private")] == ["E001", "E018", "E076"]


@pytest.mark.parametrize("name", ["E018", "W018", "w018", "18", " date ", "date"])
def test_a_kind_is_found_by_its_code_and_its_word(name: str) -> None:
    """However it is typed."""
    found = explanation_of(name)
    assert found is not None
    assert found.word == "date"


@pytest.mark.parametrize("name", ["E999", "X018", "dates", "", "0", "E0180"])
def test_what_is_no_code_finds_nothing(name: str) -> None:
    """So that the command can say so."""
    assert explanation_of(name) is None
    assert word_of(name) == ""


def with_part(whole: str, part: str) -> str:
    """A file with the fields of a part in the place of its own."""
    names = re.findall(r"^([\w-]+):", part, re.MULTILINE)
    blocks = re.findall(r"^[\w-]+:.*\n(?:[ #].*\n)*", whole, re.MULTILINE)
    return "".join(block for block in blocks if block.partition(":")[0] not in names) + part + "\n"


def files_of(example: Example, part: str, file: str) -> dict[str, str | bytes]:
    """The files of a project that has this part in one of them."""
    entry = an_entry_file(en="\n  title: A report\n  summary: What the report says, in a sentence or two.")
    beside = {"entries/report.pdf": b"%PDF-1.4", "entries/photo.jpg": jpeg(width=40, height=30)}
    files: dict[str, str | bytes] = {"site.yaml": SITE, ENTRY: entry, **beside}
    whole = files.get(file, "" if file.startswith("editions/") else entry)
    return files | {file: with_part(str(whole), part)}


def words_for(folder: Path) -> set[str]:
    """The kinds of all that `check` says of a project, but that nothing is in Khmer in most of these."""
    run = Run(folder, folder / "out", NOW, lambda _: None)
    problems: Sequence[Problem]
    try:
        problems = check(run).warnings
    except ProblemsFound as found:
        problems = found.problems
    return {problem.code for problem in problems if (problem.path, problem.code) != ("site.yaml", "empty")}


@pytest.mark.parametrize("explanation", a_few(EXAMPLES, 15), ids=lambda each: each.word)
def test_an_example_is_wrong_and_then_right(tmp_path: Path, explanation: Explanation) -> None:
    """What is shown as wrong brings this kind of problem; put right, it is gone."""
    example, word = explanation.example, explanation.word
    assert example is not None
    right = a_project(
        tmp_path / "right", **files_of(example, example.right, example.right_file or example.file)
    )
    assert word not in words_for(right)
    folder = right if example.published else tmp_path / "wrong"
    if example.published:
        build(Run(folder, folder / "out", NOW, lambda _: None))
    wrong = a_project(folder, **files_of(example, example.wrong, example.file))
    assert word in words_for(wrong)


def test_an_explanation_is_shown_on_a_narrow_terminal() -> None:
    """With its codes, and without an invisible character."""
    for explanation in EXPLANATIONS:
        shown = explained(explanation.word)
        assert shown.startswith(f"{explanation.word}: E{explanation.number:03} as an error")
        assert max(map(len, shown.splitlines())) <= 100
        assert shown.replace("\n", "").isprintable()


def test_the_list_of_codes_is_that_of_the_table() -> None:
    """docs/messages.md is made by docs/make_messages.py, and has every code."""
    text = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d{3}) \| `([\w-]+)` \| (.*) \|$", text, re.MULTILINE)
    assert listed == [(f"{each.number:03}", each.word, " ".join(each.text("en"))) for each in EXPLANATIONS]


def test_the_command_has_the_option() -> None:
    """`check --explain` is how people get there."""
    assert "--explain" in {name for option in command_named("check").params for name in option.opts}
