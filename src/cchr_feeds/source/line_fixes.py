"""What to type in the place of a line that is no YAML: with other spaces, colons or quotation marks.

It is a guess that is right in nearly all files; `autofix.py`, which applies it, reads the file again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from cchr_feeds.model.fields import fields_below
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import markdown, paragraphs, title_line
from cchr_feeds.problem import Problem, Replacement
from cchr_feeds.source.yaml_text import quoted, without_own_marks

_DECLARED = [field for file in (Publication, Site, EditorsFile) for field in fields_below(file).values()]

FIELDS = frozenset(field.key for field in _DECLARED)
"""Every name that a field of an entry, of site.yaml or of an editor's file has."""

_WORDS = (title_line, paragraphs, markdown)
TEXTS = frozenset(
    each.key for each in _DECLARED if each.value and not each.is_list and each.value.parse in _WORDS
)
"""Fields that hold words of people; any character may be meant in them."""

# A line may have 256 KiB: no two parts of a pattern may match the same characters in more than one way.
_FIELD = re.compile(r"(?P<before>[ -]*(?P<name>[A-Za-z_-]++):[ \t]++)(?P<value>\S.*?)[ \t]*+$")
_ODD = "\u00a0\u2000-\u200a\u202f\u3000"
_ODD_MARGIN = re.compile(rf"[ \t{_ODD}]++")
GLUED = re.compile(
    rf"(?P<before>[\s-]*+)(?P<name>[A-Za-z_-]++)"
    rf"(?P<colon>:[{_ODD}]*+|[ \t]*+[：៖=,;–-][ \t{_ODD}]*+)(?P<value>[^\s/].*)"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_CLOSING_OF = {'"': "”“", "'": "’‘"}


def line_fix(text: str, problem: Problem) -> Replacement | None:
    """What to type in the place of the line of a problem, or of the text that it belongs to."""
    lines, number = text.split("\n"), problem.line - 1
    if number >= len(lines):
        return None
    line, place = lines[number], problem.column - 1
    new = _spaced_colon(line) or _closed_alike(line)
    if not new and line[place : place + 1] == "\\":  # it starts no code that YAML knows
        new = f"{line[:place]}\\{line[place:]}"
    if not new and _end_of_block(lines, number) == number + 1:
        new = _in_quotes(line, is_unfinished="unclosed" in problem.arguments)
    if new:
        return _in_place(lines, number, number + 1, [new])
    return _folded(lines, number) or _ordinary_margins(lines)


def spacing_fix(text: str, number: int) -> Replacement | None:
    """What to type in the place of a line, counted from 0, whose spaces or colon are not ordinary ones."""
    lines = text.split("\n")
    if is_odd(lines[number]):
        return _ordinary_margins(lines)
    new = _spaced_colon(lines[number])
    return _in_place(lines, number, number + 1, [new]) if new else None


def _in_place(lines: Sequence[str], first: int, end: int, new: Sequence[str]) -> Replacement:
    start = sum(len(line) + 1 for line in lines[:first])
    return Replacement(start, start + len("\n".join(lines[first:end])), "\n".join(new))


def _spaced_colon(line: str) -> str:
    """The line with a space after a field's colon, and with an ordinary colon."""
    glued = GLUED.fullmatch(line)
    if not glued or glued["name"] not in FIELDS or glued["colon"].strip() not in (*":：៖=",):
        return ""
    return f"{glued['before']}{glued['name']}: {glued['value']}"


def _closed_alike(line: str) -> str:
    """A value that a straight quotation mark opens and a curly one closes."""
    field = _FIELD.fullmatch(line)
    if not field or len(field["value"]) < 2:
        return ""
    mark, inner, last = field["value"][0], field["value"][1:-1], field["value"][-1]
    is_curly = last in _CLOSING_OF.get(mark, "") and mark not in inner
    return f"{field['before']}{mark}{inner}{mark}" if is_curly else ""


def _in_quotes(line: str, *, is_unfinished: bool) -> str:
    """A text in quotation marks. One that holds a comment is left alone: what belongs to it is a guess."""
    field = _FIELD.fullmatch(line)
    if not field or not _holds_words(field["name"]) or re.search(r"[ \t]#", field["value"]):
        return ""
    first = field["value"][0]
    if first in ">|" or (first in "\"'" and is_unfinished):
        return ""
    return field["before"] + quoted(without_own_marks(field["value"]))


def _holds_words(name: str) -> bool:
    """Whether words of people stand under this name: a field of text, even misspelt, or a language's."""
    if name in FIELDS:
        return name in TEXTS
    return bool(_LANGUAGE.fullmatch(name) or get_close_matches(name.lower(), TEXTS, n=1, cutoff=0.75))


def _folded(lines: Sequence[str], number: int) -> Replacement | None:
    """A text of several lines, with >- after its name and all of it below."""
    first = next((each for each in range(number, -1, -1) if _FIELD.fullmatch(lines[each])), None)
    field = _FIELD.fullmatch(lines[first]) if first is not None else None
    if first is None or field is None or not _holds_words(field["name"]) or field["value"][0] in "\"'>|[{":
        return None
    end = _end_of_block(lines, first)
    below = lines[first + 1 : end]
    if not below or number >= end or any(map(_may_be_a_field, (field["value"], *below))):
        return None
    if any(re.search(r"[ \t]#", line) for line in lines[first:end]):
        return None
    margin = " " * min(map(indent, below))
    return _in_place(lines, first, end, [f"{field['before'].rstrip()} >-", margin + field["value"], *below])


def _may_be_a_field(line: str) -> bool:
    """Whether a line that could be part of a text is a field more likely."""
    name, colon, _ = line.strip().partition(":")
    return bool(colon) and name in FIELDS


def _end_of_block(lines: Sequence[str], first: int) -> int:
    """The number of the line after those that are indented more than a field.

    In a list the hyphen belongs to the margin: the fields below the first one of an item stand beside it.
    """
    margin = len(lines[first]) - len(lines[first].lstrip(" -"))
    end = first + 1
    while end < len(lines) and lines[end].strip() and indent(lines[end]) > margin:
        end += 1
    return end


def indent(line: str) -> int:
    """How many spaces stand before a line."""
    return len(line) - len(line.lstrip(" "))


def _ordinary_margins(lines: Sequence[str]) -> Replacement | None:
    """Ordinary spaces before each line that begins with a tab or another odd space.

    A tab is as wide as the smallest margin in the file. Lines of a block of text begin with ordinary spaces.
    """
    odd = [number for number, line in enumerate(lines) if is_odd(line)]
    if not odd:
        return None
    width = min(filter(None, map(indent, lines)), default=2)
    first, end = odd[0], odd[-1] + 1

    def ordinary(margin: re.Match[str]) -> str:
        return re.sub(r"[^\t]", " ", margin[0]).replace("\t", " " * width)

    new = [_ODD_MARGIN.sub(ordinary, line, count=1) if is_odd(line) else line for line in lines[first:end]]
    return _in_place(lines, first, end, new)


def is_odd(line: str) -> bool:
    """Whether a line begins with a tab or another space that is not the ordinary one."""
    return line[:1].isspace() and line[0] != " "
