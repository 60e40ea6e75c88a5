"""Prose steers no code: rewording a message breaks nothing but its translation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "cchr_feeds"
OF_A_LIBRARY = {SOURCE / "importing" / "html.py"}  # lxml says in words only that tags stand too deep
MODULES = sorted(set(SOURCE.rglob("*.py")) - OF_A_LIBRARY)

PROSE = {"message", "fix", "reason"}
"""Attributes that hold words for people."""
SAYING = {"_", "ngettext", "pgettext"}
"""What makes such words."""
LOOKING = {
    *("count", "endswith", "find", "index", "partition", "removeprefix", "removesuffix", "rfind"),
    *("rpartition", "split", "splitlines", "startswith"),
    *("findall", "finditer", "fullmatch", "match", "search", "sub"),
}
"""What takes a text apart, as methods of texts and of regular expressions."""


def is_prose(node: ast.expr) -> bool:
    """Whether an expression is a message's words, or the message that a text was made from."""
    if isinstance(node, ast.Attribute):
        return node.attr in PROSE or (node.attr == "text" and is_prose(node.value))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING


def steering(tree: ast.AST) -> Iterator[int]:
    """The lines in which code compares, searches or counts a message's words."""
    for node in ast.walk(tree):
        looked_at: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            looked_at = [node.left, *node.comparators]
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKING
        ):
            looked_at = [node.func.value, *node.args]
        yield from (part.lineno for part in looked_at if is_prose(part))


def test_no_code_looks_into_a_message() -> None:
    """A problem's code and arguments are there for that."""
    trees = {path.relative_to(SOURCE): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    assert [f"{path}:{line}" for path, tree in trees.items() for line in steering(tree)] == []


@pytest.mark.parametrize(
    "line",
    [
        'fix != _("break the line here")',
        '"never closed" in problem.message',
        'refused.message == _("this name is reserved")',
        "_TOLD_HERE.fullmatch(problem.message)",
        'refused.fix.removeprefix("write ")',
        "problem.fix.message.text in _FIXES",
        'text == _("delete it")',
        're.search("date", found.reason)',
    ],
)
def test_what_looks_into_a_message_is_found(line: str) -> None:
    """Each of these once did so."""
    assert set(steering(ast.parse(line))) == {1}
