"""Why a file can't be read as YAML, in the words of somebody who has never heard of YAML.

libyaml tells where it gave up, seldom where the mistake is or what it is; the lines there tell more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cchr_feeds.errors import Problem
from cchr_feeds.messages import said
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
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {type(error).__name__}"
    began = (start.line + 1, start.column + 1) if start else (line, column)
    return _Trouble(words, line, column, began, [*text.split("\n"), ""])


def _tab(trouble: _Trouble) -> Explanation | None:
    tab = re.match(r" *\t", trouble.here)
    if not tab or not ("token" in trouble.said or "tab" in trouble.said):
        return None
    return trouble.line, tab.end(), said("tab-for-spaces"), said("two-spaces")


def _too_deep(trouble: _Trouble) -> Explanation | None:
    if "maximum nesting depth" not in trouble.said and "RecursionError" not in trouble.said:
        return None
    fix = said("quote-if-brackets-or-hyphens")
    return trouble.line, _value_column(trouble.here), said("nested-too-deep"), fix


def _second_entry(trouble: _Trouble) -> Explanation | None:
    if "another document" in trouble.said:
        return trouble.line, 1, said("second-entry"), said("one-entry-per-file")
    if "<document start>" in trouble.said and "..." in trouble.lines:
        return trouble.lines.index("...") + 1, 1, said("three-dots"), said("delete-line")
    return None


def _escape(trouble: _Trouble) -> Explanation | None:
    if "quoted scalar" not in trouble.said or not re.search("escape|hexdecimal|unicode", trouble.said):
        return None
    column = trouble.here.rfind("\\", 0, trouble.column) + 1
    message = said("unknown-escape")
    return trouble.line, column, message, said("two-backslashes")


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
        return said("space-after-colon"), said("write-field", name=glued["name"], value=glued["value"])
    if glued:
        return said("odd-colon"), said("write-field", name=glued["name"], value=glued["value"])
    if trouble.lines[number - 2].lstrip().startswith("- "):
        return said("no-hyphen"), said("write-hyphen", line=line.strip())
    fix = said("field-first")
    return said("line-without-colon"), fix


def _colon(trouble: _Trouble) -> Explanation | None:
    """A colon and a space in the middle of a text."""
    if "mapping values" not in trouble.said or _names_a_field(trouble):
        return None
    field = _FIELD.match(trouble.here)
    if field and field["before"].rstrip().endswith(":"):
        fix = in_quotes(trouble.here, field.start("value") + 1)
    else:
        fix = said("write-folded")
    return trouble.line, trouble.column, said("colon-starts-field"), fix


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
        fix = said("close-list", closing=_CLOSING[sign], quoting=in_quotes(shown, column))
        return line, column, said("bracket-never-closed", sign=sign), fix
    comment = re.search(r"\s#", shown[column:])
    if comment:
        place = column + comment.start() + 2
        fix = said("quote-the-hash", word=shown[place - 1 :].split()[0].rstrip("]},"))
        return line, place, said("hash-starts-remark"), fix
    fix = said("commas-between-parts")
    message = said("parts-not-apart", opening=sign, closing=_CLOSING[sign])
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
        return trouble.line, trouble.column, said("one-closing-too-many"), said("delete-it")
    column = _value_column(trouble.here)
    opening = trouble.here[column - 1 : column]
    if opening in _CLOSING and _CLOSING[opening] in trouble.here[column : trouble.column - 1]:
        name = said("quotation-mark") if opening in "\"'" else said("bracket")
        return trouble.line, column, said("follows-closing", name=name), in_quotes(trouble.here, column)
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
    fix = said("add-at-end", mark=mark, quoting=in_quotes(line, column))
    return number, column, said("quotation-never-closed"), fix


def _indentation(trouble: _Trouble) -> Explanation | None:
    above = trouble.lines[trouble.line_above() - 1]
    if _indent(trouble.here) == _indent(above) or not trouble.here.strip():
        return None
    column = _indent(above) + 1
    fix = said("start-in-column", column=column)
    message = said("indented-differently")
    return trouble.line, _indent(trouble.here) + 1, message, fix


def _unexplained(trouble: _Trouble) -> Explanation:
    fix = said("compare-entry")
    return trouble.line, trouble.column, said("not-understood"), fix


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
