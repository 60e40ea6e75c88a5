"""Mends of files that can't be taken apart into fields: spaces, colons, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from cchr_feeds.errors import Problem
from cchr_feeds.source.field_names import FIELDS, TEXTS
from cchr_feeds.source.mending.examining import Examined
from cchr_feeds.source.quoting import without_own_marks

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
# A line may have 256 KiB: no two parts of a pattern may share its signs in more than one way.
_FIELD = re.compile(r"(?P<before>[ -]*(?P<name>[A-Za-z_-]++):[ \t]++)(?P<value>\S.*?)[ \t]*+$")
_GLUED = re.compile(
    r"(?P<margin>[ ]*+(?:- )?+)(?P<name>[a-z_-]++)"
    r"(?::[\u00a0\u2000-\u200a\u202f\u3000]*+|[ \t]*+[：៖=][ \t\u00a0]*+)(?P<value>[^\s/].*)"
)
_ODD_MARGIN = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]++")
_CLOSING_OF = {'"': "”“", "'": "’‘"}
_WIDTHS = (2, 4, 8, 1)


def line_mends(text: Examined, problem: Problem) -> Iterator[str]:
    """Texts in which the line of a problem, or what it belongs to, is written otherwise."""
    lines = text.lines
    number = problem.line - 1
    if number >= len(lines):
        return
    for mend in (_parted, _closed_alike, _escaped) if _goes_on(lines, number) else _MENDS:
        for changed in mend(lines[number], problem):
            yield "\n".join([*lines[:number], changed, *lines[number + 1 :]])
    yield from _folded(lines, number)
    yield from with_ordinary_margins(text)


def with_ordinary_margins(text: Examined) -> Iterator[str]:
    """The text with ordinary spaces before each line that begins with a tab or another odd space.

    How wide a tab was meant is tried out. A line of a block of text begins with an ordinary space.
    """
    odd = [number for number, line in enumerate(text.lines) if line[:1].isspace() and line[0] != " "]
    for width in _WIDTHS if odd else ():
        lines = text.lines
        for number in odd:
            lines[number] = _spaced(lines[number], width)
        yield "\n".join(lines)
        for number in odd[:1]:
            yield "\n".join([*text.lines[:number], lines[number], *text.lines[number + 1 :]])


def _spaced(line: str, width: int) -> str:
    margin = _ODD_MARGIN.match(line)
    if not margin:
        return line
    return "".join(" " * (width if sign == "\t" else 1) for sign in margin[0]) + line[margin.end() :]


def quoted(value: str) -> str:
    """A value in quotation marks, with as few signs changed as can be."""
    if '"' in value and "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def parted(line: str) -> Iterator[str]:
    """The line with a space after a field's colon, and with an ordinary colon."""
    glued = _GLUED.fullmatch(line)
    if glued and glued["name"] in FIELDS:
        yield f"{glued['margin']}{glued['name']}: {glued['value']}"


def _parted(line: str, _: Problem) -> Iterator[str]:
    yield from parted(line)


def _closed_alike(line: str, _: Problem) -> Iterator[str]:
    """A value that a straight quotation mark opens and a curly one closes."""
    field = _FIELD.fullmatch(line)
    if field and len(field["value"]) > 1:
        mark, inner, last = field["value"][0], field["value"][1:-1], field["value"][-1]
        if last in _CLOSING_OF.get(mark, "") and mark not in inner:
            yield f"{field['before']}{mark}{inner}{mark}"


def _escaped(line: str, problem: Problem) -> Iterator[str]:
    """A backslash that starts no code, doubled."""
    place = problem.column - 1
    if line[place : place + 1] == "\\":
        yield f"{line[:place]}\\{line[place:]}"


def _quoted(line: str, problem: Problem) -> Iterator[str]:
    """A text in quotation marks. One that holds a remark is left alone: what belongs to it is a guess."""
    field = _FIELD.fullmatch(line)
    if field and _holds_words(field["name"]) and not re.search(r"[ \t]#", field["value"]):
        unfinished = field["value"][0] in "\"'" and "unclosed" in problem.arguments
        if field["value"][0] not in ">|" and not unfinished:
            yield field["before"] + quoted(without_own_marks(field["value"]))


_MENDS: tuple[Callable[[str, Problem], Iterator[str]], ...] = (
    _parted,
    _closed_alike,
    _escaped,
    _quoted,
)


def _holds_words(name: str) -> bool:
    """Whether words of people stand under this name: a field of text, even misspelt, or a language's."""
    if name in FIELDS:
        return name in TEXTS
    return bool(_LANGUAGE.fullmatch(name) or get_close_matches(name.lower(), TEXTS, n=1, cutoff=0.75))


def _folded(lines: list[str], number: int) -> Iterator[str]:
    """A text of several lines, with >- after its name and all of it below."""
    first = next((each for each in range(number, -1, -1) if _FIELD.fullmatch(lines[each])), None)
    field = _FIELD.fullmatch(lines[first]) if first is not None else None
    if first is None or field is None or not _holds_words(field["name"]) or field["value"][0] in "\"'>|[{":
        return
    end = _end_of_block(lines, first)
    if not first <= number < end or end == first + 1:
        return
    below = lines[first + 1 : end]
    if any(_names_a_field(line) for line in (field["value"], *below)):
        return
    margin = " " * min(_margin(line) for line in below if line.strip())
    if not any(re.search(r"[ \t]#", line) for line in lines[first:end]):
        head = field["before"].rstrip()
        text = [f"{head} >-", f"{margin}{field['value']}", *below]
        yield "\n".join([*lines[:first], *text, *lines[end:]])


def _names_a_field(line: str) -> bool:
    """Whether a line that could be part of a text is a field more likely."""
    name, colon, _ = line.strip().partition(":")
    return bool(colon) and name in FIELDS


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether what a line begins is continued by the next."""
    return _end_of_block(lines, number) > number + 1


def _end_of_block(lines: list[str], first: int) -> int:
    """The number of the line after those that are indented more than a field.

    In a list the sign - belongs to the margin: the fields below the first one of an item stand beside it.
    """
    margin = len(lines[first]) - len(lines[first].lstrip(" -"))
    end = first + 1
    while end < len(lines) and lines[end].strip() and _margin(lines[end]) > margin:
        end += 1
    return end


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
