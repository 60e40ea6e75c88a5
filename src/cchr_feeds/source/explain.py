"""Why a file can't be read as YAML, in the words of somebody who has never heard of YAML.

libyaml tells where it gave up, seldom where the mistake is or what it is; the lines there tell more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cchr_feeds.errors import Problem
from cchr_feeds.source.quoting import bad_start, in_quotes

# A line may have 256 KiB: no two parts of a pattern may share its signs in more than one way.
_FIELD = re.compile(r"(?P<before>[\s-]*(?:[^\s:#]+:\s+)?)(?P<value>\S)")
_NAME = re.compile(r"[\s-]*+[^\s:#]++\s*+:(?:\s|$)")
_GLUED = re.compile(r"(?P<before>[\s-]*+)(?P<name>[A-Za-z_-]++)(?P<colon>:|：\s*+)(?P<value>[^\s/].*)")
_CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What libyaml said, where it gave up, where the thing it was reading began, and all lines. From 1."""

    said: str
    line: int
    column: int
    start: tuple[int, int]
    lines: list[str]

    @property
    def here(self) -> str:
        """The line where it gave up."""
        return self.lines[self.line - 1]

    def line_above(self) -> int:
        """The number of the nearest line above that is not empty; 0 where there is none."""
        return next((number for number in range(self.line - 1, 0, -1) if self.lines[number - 1].strip()), 0)


Explanation = tuple[int, int, str, str]
"""Line, column, message, fix."""


def syntax_problem(path: str, text: str, error: Exception) -> Problem:
    """The problem that a YAML error stands for."""
    trouble = _trouble(text, error)
    explanations = (explain(trouble) for explain in _EXPLANATIONS)
    line, column, message, fix = next(filter(None, explanations), _unexplained(trouble))
    return Problem(path, line, column, "yaml", message, fix)


def _trouble(text: str, error: Exception) -> _Trouble:
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {type(error).__name__}"
    began = (start.line + 1, start.column + 1) if start else (line, column)
    return _Trouble(said, line, column, began, [*text.split("\n"), ""])


def _tab(trouble: _Trouble) -> Explanation | None:
    tab = re.match(r" *\t", trouble.here)
    if not tab or not ("token" in trouble.said or "tab" in trouble.said):
        return None
    return trouble.line, tab.end(), "a tab stands where spaces are needed", "replace it by two spaces"


def _too_deep(trouble: _Trouble) -> Explanation | None:
    if "maximum nesting depth" not in trouble.said and "RecursionError" not in trouble.said:
        return None
    fix = "put the value in quotes if the brackets or hyphens belong to the text"
    return trouble.line, _value_column(trouble.here), "this is nested too deep", fix


def _second_entry(trouble: _Trouble) -> Explanation | None:
    if "another document" in trouble.said:
        return trouble.line, 1, "a line of three hyphens starts a second entry", "write one entry per file"
    if "<document start>" in trouble.said and "..." in trouble.lines:
        return trouble.lines.index("...") + 1, 1, "a line of three dots ends the entry", "delete this line"
    return None


def _escape(trouble: _Trouble) -> Explanation | None:
    if "quoted scalar" not in trouble.said or not re.search("escape|hexdecimal|unicode", trouble.said):
        return None
    column = trouble.here.rfind("\\", 0, trouble.column) + 1
    message = "a backslash in double quotes starts a code, and this code is unknown"
    return trouble.line, column, message, "write two backslashes, or use single quotes"


def _no_colon(trouble: _Trouble) -> Explanation | None:
    """A line that should be a field has no colon; libyaml sees it at the end, or at the next field."""
    number = trouble.start[0]
    if "mapping values" in trouble.said:
        number = trouble.line_above()
        aligned = number > 0 and _indent(trouble.lines[number - 1]) == _indent(trouble.here)
        if not aligned or not _names_a_field(trouble):
            return None
        while number > 1 and not _NAME.match(trouble.lines[number - 2]) and trouble.lines[number - 2].strip():
            number -= 1
    elif "simple key" not in trouble.said:
        return None
    return (
        number,
        _indent(trouble.lines[number - 1]) + 1,
        *_colon_needed(trouble.lines[number - 1], trouble, number),
    )


def _colon_needed(line: str, trouble: _Trouble, number: int) -> tuple[str, str]:
    glued = _GLUED.match(line)
    if glued and glued["colon"] == ":":
        return "a space is missing after the colon", f"write {glued['name']}: {glued['value']}"
    if glued:
        return "this colon (：) is not the ordinary one", f"write {glued['name']}: {glued['value']}"
    if trouble.lines[number - 2].lstrip().startswith("- "):
        return "this line has no hyphen, unlike the one above", f"write - {line.strip()}"
    fix = "write the field's name, a colon and a space first; or indent the line like the text above"
    return "a line here has no colon", fix


def _colon(trouble: _Trouble) -> Explanation | None:
    """A colon and a space in the middle of a text."""
    if "mapping values" not in trouble.said or _names_a_field(trouble):
        return None
    field = _FIELD.match(trouble.here)
    if field and field["before"].rstrip().endswith(":"):
        fix = in_quotes(trouble.here, field.start("value") + 1)
    else:
        fix = "write >- after the field's name, and all of the text on the lines below it"
    return trouble.line, trouble.column, "a colon followed by a space starts a new field here", fix


def _names_a_field(trouble: _Trouble) -> bool:
    """Whether what stands before the place is one word, as a field's name is."""
    *hyphens, word = trouble.here[: trouble.column - 1].split() or [":"]
    return ":" not in word and not "".join(hyphens).strip("-")


def _sign(trouble: _Trouble) -> Explanation | None:
    """A sign that YAML gives a meaning where a value begins, or inside a list."""
    line, column = (
        trouble.start
        if re.search("alias|tag|anchor|block scalar", trouble.said)
        else (trouble.line, trouble.column)
    )
    shown = trouble.lines[line - 1]
    if not re.search(
        "start any token|node content|not allowed|comment or line break|alias|tag|anchor", trouble.said
    ):
        return None
    if shown[column - 1 : column] not in tuple("@`%,]}|>?-!&*"):
        return None
    return line, column, bad_start(shown, column), in_quotes(shown, column)


def _list(trouble: _Trouble) -> Explanation | None:
    """A list between brackets that is not closed, or whose parts can't be told apart."""
    opening = _opening(trouble) if "flow" in trouble.said else None
    if opening is None:
        return None
    line, column = opening
    shown, sign = trouble.lines[line - 1], trouble.lines[line - 1][column - 1]
    if _CLOSING[sign] not in shown[column:]:
        fix = f"add {_CLOSING[sign]} where the list ends; if it is no list, {in_quotes(shown, column)}"
        return line, column, f"a bracket {sign} is opened and never closed", fix
    comment = re.search(r"\s#", shown[column:])
    if comment:
        place = column + comment.start() + 2
        fix = f'put the value that # belongs to in quotes: "{shown[place - 1 :].split()[0].rstrip("]},")}"'
        return line, place, "from a # on, a line is a remark that nobody reads", fix
    fix = "put a comma between the parts, and quotes around a part that holds a colon, a comma or a bracket"
    message = f"the parts between {sign} and {_CLOSING[sign]} can't be told apart"
    return trouble.line, trouble.column, message, fix


def _opening(trouble: _Trouble) -> tuple[int, int] | None:
    """Where the list begins in which libyaml gave up: where it says so, or at the last bracket before."""
    line, column = trouble.start
    if trouble.lines[line - 1][column - 1 : column] in ("[", "{"):
        return line, column
    for number in range(min(line, trouble.line), 0, -1):
        found = max(trouble.lines[number - 1].rfind(bracket) for bracket in "[{")
        if found >= 0:
            return number, found + 1
    return None


def _after_closing(trouble: _Trouble) -> Explanation | None:
    """Text after a closing bracket or quotation mark, or a quotation mark that an unrelated one closed."""
    if "expected key" not in trouble.said:
        return None
    if trouble.here[trouble.column - 1 :].strip() in ("]", "}"):
        return trouble.line, trouble.column, "there is one closing bracket too many", "delete it"
    column = _value_column(trouble.here)
    opening = trouble.here[column - 1 : column]
    if opening in _CLOSING and _CLOSING[opening] in trouble.here[column : trouble.column - 1]:
        name = "quotation mark" if opening in "\"'" else "bracket"
        return trouble.line, column, f"something follows the closing {name}", in_quotes(trouble.here, column)
    for number in range(trouble.line - 1, 0, -1):
        line, column = trouble.lines[number - 1], _value_column(trouble.lines[number - 1])
        if line[column - 1 : column] in ("'", '"') and line.count(line[column - 1]) % 2:
            return _never_closed(line, number, column)
    return None


def _quotation(trouble: _Trouble) -> Explanation | None:
    if "quoted scalar" not in trouble.said:
        return None
    line, column = trouble.start
    return _never_closed(trouble.lines[line - 1], line, column)


def _never_closed(line: str, number: int, column: int) -> Explanation:
    mark = line[column - 1]
    fix = f"add {mark} at the end; if it belongs to the text, {in_quotes(line, column)}"
    return number, column, "a quotation mark is opened and never closed", fix


def _indentation(trouble: _Trouble) -> Explanation | None:
    above = trouble.lines[trouble.line_above() - 1]
    if _indent(trouble.here) == _indent(above) or not trouble.here.strip():
        return None
    column = _indent(above) + 1
    fix = f"start it in column {column}, like its neighbours; or, if it is text, put all of it in quotes"
    message = "this line is indented differently from what stands above it"
    return trouble.line, _indent(trouble.here) + 1, message, fix


def _unexplained(trouble: _Trouble) -> Explanation:
    fix = "compare it with another entry; put values with unusual signs in quotes"
    return trouble.line, trouble.column, "this can't be understood", fix


_EXPLANATIONS: tuple[Callable[[_Trouble], Explanation | None], ...] = (
    *(_tab, _too_deep, _second_entry, _escape, _no_colon, _colon, _sign, _list),
    *(_quotation, _after_closing, _indentation),
)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value_column(line: str) -> int:
    """The column, from 1, where the value of `name: value` or `- value` starts."""
    field = _FIELD.match(line)
    return field.start("value") + 1 if field else 1
