"""What to type in the place of a line that is no YAML: with other spaces, colons or quotation marks.

It is a guess that is right in nearly all files; `autofix.py`, which applies it, reads the file again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from textwrap import dedent

from cchr_feeds.model.fields import fields_below, keys_of
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import markdown, paragraphs, title_line
from cchr_feeds.problem import Problem, Replacement
from cchr_feeds.source.yaml_text import as_value, quoted, without_own_marks

_DECLARED = [field for file in (Publication, Site, EditorsFile) for field in fields_below(file).values()]

FIELDS = frozenset(field.key for field in _DECLARED)
"""Every name that a field of an entry, of site.yaml or of an editor's file has."""

_AT_THE_TOP = frozenset(key for file in (Publication, Site, EditorsFile) for key in keys_of(file))

_WORDS = (title_line, paragraphs, markdown)
TEXTS = frozenset(
    each.key for each in _DECLARED if each.value and not each.is_list and each.value.parse in _WORDS
)
"""Fields that hold words of people; any character may be meant in them."""

_LONG_TEXTS = {each.key: ">-" for each in _DECLARED if each.value and each.value.parse is paragraphs} | {
    each.key: "|" for each in _DECLARED if each.value and each.value.parse is markdown
}
"""Fields with texts of several lines, and what stands before these."""

# A line may have 256 KiB: no two parts of a pattern may match the same characters in more than one way.
_FIELD = re.compile(r"(?P<before>[ -]*(?P<name>[A-Za-z_-]++):[ \t]++)(?P<value>\S.*?)[ \t]*+$")
_ODD = "\u00a0\u2000-\u200a\u202f\u3000"
_ODD_MARGIN = re.compile(rf"[ \t{_ODD}]++")
GLUED = re.compile(
    rf"(?P<before>[\s-]*+)(?P<name>[A-Za-z_-]++)"
    rf"(?P<colon>:[{_ODD}]*+|[ \t]*+[：៖=,;–-][ \t{_ODD}]*+)(?P<value>[^\s/].*)"
)
_NO_COLON = re.compile(r"(?P<before>[\s-]*+)(?P<name>[a-z_]++)[ \t]++(?P<value>[^\s:=,;–#-].*)")
_TEXT_FIELD = re.compile(r"(?P<before>[ -]*+(?P<name>[a-z_]++):)[ \t]*+(?P<value>.*)")
_FIELD_OR_BLOCK = re.compile(r"[ -]*+(?:[a-z]{2,3}(?:-\w+)?:\s*(?:[{#].*)?|(?P<name>[a-z_]++):(?:\s.*)?)")
_IN_WORDS = re.compile(r"\s*+[^\s:{\[\"'-][^\s:]*+\s[^:]*+:")  # more than one word, and a colon
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_CLOSING_OF = {'"': "”“", "'": "’‘"}


def line_fix(text: str, problem: Problem) -> Replacement | None:
    """What to type in the place of the line of a problem, or of the text that it belongs to."""
    lines, number = text.split("\n"), problem.line - 1
    if number >= len(lines):
        return None
    line, place = lines[number], problem.column - 1
    new = _spaced_colon(line) or _closed_alike(line)
    new = new or with_colon(lines, number)
    if not new and (below := pasted(lines, number) or pasted(lines, number + 1)):
        return _in_place(lines, below.first, below.end, below.lines)
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
    new = _spaced_colon(lines[number]) or with_colon(lines, number)
    if not new and _IN_WORDS.match(lines[number]) and (below := pasted(lines, number)):
        return _in_place(lines, below.first, below.end, below.lines)
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


def with_colon(lines: Sequence[str], number: int) -> str:
    """A line that begins with a field's name and no colon, with one; empty where it is rather of a text."""
    bare = _NO_COLON.fullmatch(lines[number].rstrip())
    margin, above = indent(lines[number]), _field_above(lines, number)
    if not bare or bare["name"] not in (FIELDS if margin else _AT_THE_TOP):
        return ""
    if above is not None and margin > indent(lines[above]) and _names_text(lines[above]):
        return ""
    return f"{bare['before']}{bare['name']}: {as_value(bare['value'])}"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text of several lines, of which some stand no further in than its field's name.

    The lines from `first` up to `end` are to be `lines`; `start` is the first that stands too far left.
    `sign` belongs behind the field's name; empty where it stands there.
    """

    name: str
    sign: str
    first: int
    start: int
    end: int
    lines: list[str]


def pasted(lines: Sequence[str], number: int) -> Pasted | None:
    """The text that a line belongs to, counted from 0, if that was pasted below its field's name.

    It ends at the next line that is a field or begins a language. With a # it is left alone: what belongs to
    it is a guess.
    """
    first = _field_above(lines, number) if number < len(lines) and not with_colon(lines, number) else None
    field = _TEXT_FIELD.fullmatch(lines[first]) if first is not None else None
    if first is None or field is None or field["name"] not in _LONG_TEXTS:
        return None
    value, margin = field["value"].rstrip(), len(field["before"]) - len(field["name"]) - 1
    end = next((at for at in range(number, len(lines)) if _is_field(lines[at])), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    below, is_styled = lines[first + 1 : end], re.fullmatch("[>|][-+]?", value)
    start = next(
        (at for at in range(first + 1, end) if lines[at].strip() and indent(lines[at]) <= margin), end
    )
    has_comment = any(re.search(r"(?:^|[ \t])#", line) for line in (value, *below))
    if start == end or has_comment or (value[:1] in tuple("\"'[{>|") and not is_styled):
        return None
    sign = value if is_styled else _LONG_TEXTS[field["name"]]
    if sign[0] == ">" and any(line.lstrip().startswith("- ") for line in below):
        return None  # folded, a list would be one line
    text = dedent("\n".join(below)).split("\n") if sign[0] == "|" else list(map(str.strip, below))
    text = text if is_styled or not value else [value, *text]
    new = [f"{field['before']} {sign}", *(f"{' ' * (margin + 2)}{line}".rstrip() for line in text)]
    return Pasted(field["name"], "" if is_styled else sign, first, start, end, new) if len(text) > 1 else None


def _names_text(line: str) -> bool:
    field = _TEXT_FIELD.fullmatch(line)
    return bool(field and field["name"] in TEXTS)


def _field_above(lines: Sequence[str], number: int) -> int | None:
    return next((at for at in range(number - 1, -1, -1) if _is_field(lines[at])), None)


def _is_field(line: str) -> bool:
    """Whether a line is a field, perhaps a misspelt one, or begins a language."""
    found = _FIELD_OR_BLOCK.fullmatch(line)
    return bool(found and (not found["name"] or get_close_matches(found["name"], FIELDS, 1, 0.75)))


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
