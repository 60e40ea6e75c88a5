"""Values that need quotation marks: which sign asks for them, and the field as it is to be typed."""

from __future__ import annotations

import re

from cchr_feeds.errors import Problem


def sign_problem(path: str, text: str, place: tuple[int, int], code: str) -> Problem:
    """The problem that a value starts with a sign YAML keeps for itself."""
    line = text.split("\n")[place[0] - 1]
    return Problem(path, *place, code, bad_start(line, place[1]), in_quotes(line, place[1]))


def bad_start(line: str, column: int) -> str:
    """That a value starts with a sign to which YAML gives a meaning."""
    return f"a value can't start with {line[column - 1]} unless it is in quotes"


def in_quotes(line: str, column: int) -> str:
    """How to quote what starts in `column`: the field as it is to be typed, unless it stands in a list."""
    before, value = line[: column - 1].strip(), line[column - 1 :].strip()
    if not re.fullmatch(r"[\s-]*([^\s:]+:)?", before):
        return f'put it in quotes: "{value[0]}…"'
    if len(value) > 200:
        value = "…"
    if '"' in value and "'" not in value:
        return f"put the whole value in quotes: {before} '{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'put the whole value in quotes: {before} "{escaped}"'
