"""What to type in the place of a line that is no YAML: with other spaces, colons or quotation marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from textwrap import dedent

from cchr_feeds.i18n import _
from cchr_feeds.model.fields import fields_below, keys_of
from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import markdown, paragraphs, title_line
from cchr_feeds.problem import Problem, Replacement
from cchr_feeds.source.yaml_text import as_value, in_quotes, quoted, without_own_marks

_FILES = (Publication, Site, EditionFile)
_DECLARED = [field for file in _FILES for field in fields_below(file).values()]

FIELDS = frozenset(field.key for field in _DECLARED)
"""Every name that a field of an entry, of site.yaml or of an edition file has."""

_AT_THE_TOP = frozenset(key for file in _FILES for key in keys_of(file))

_STYLES = {paragraphs: ">-", markdown: "|"}
_PARSED = [(each.key, each.value.parse) for each in _DECLARED if each.value and not each.is_list]
TEXTS = frozenset(key for key, parse in _PARSED if parse in (title_line, *_STYLES))
"""Fields that hold words of people; any character may be meant in them."""

_YAML_INDICATORS = "&*!@`%,? "

# Fields with texts of several lines, and what stands before these.
_LONG_TEXTS = {key: _STYLES[parse] for key, parse in _PARSED if parse in _STYLES}

# A line may have 256 KiB: no two parts of a pattern may match the same characters in more than one way.
_FIELD = re.compile(r"(?P<before>[ -]*+(?P<name>[A-Za-z_-]++):[ \t]++)(?P<value>\S.*)")
_ODD = "\u00a0\u2000-\u200a\u202f\u3000"
_ODD_MARGIN = re.compile(rf"[ \t{_ODD}]++")
GLUED = re.compile(
    rf"(?P<before>[\s-]*+)(?P<name>[A-Za-z_-]++)"
    rf"(?P<colon>:[{_ODD}]*+|[ \t]*+[：៖=,;–-][ \t{_ODD}]*+)(?P<value>[^\s/].*)"
)
_NO_COLON = re.compile(r"(?P<before>[\s-]*+)(?P<name>[a-z_]++)[ \t]++(?P<value>[^\s:=,;–#-].*)")
_COMMENT = re.compile(r"[ \t]#")
_TEXT_FIELD = re.compile(r"(?P<before>[ -]*+(?P<name>[a-z_]++):)[ \t]*+(?P<value>.*)")
_FIELD_OR_BLOCK = re.compile(r"[ -]*+(?:[a-z]{2,3}(?:-\w+)?:\s*(?:[{#].*)?|(?P<name>[a-z_]++):(?:\s.*)?)")
_IN_WORDS = re.compile(r"\s*+[^\s:{\[\"'-][^\s:]*+\s[^:]*+:")  # more than one word, and a colon
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_CLOSING_OF = {'"': "”“", "'": "’‘"}
# They end a document of YAML, or begin another (YAML 1.2.2, §9.1).
_MARKERS = ("---", "...")


class Lines(tuple[str, ...]):
    """The lines of a text, and which of them are fields, as far as that was asked."""

    @cached_property
    def _known(self) -> dict[int, int | None]:
        return {0: None}

    def field_above(self, number: int) -> int | None:
        """The number, from 0, of the nearest line above this one that is a field or begins a language."""
        at = number
        while at not in self._known and not _is_field(self[at - 1]):
            at -= 1
        found = self._known.get(at, at - 1)
        self._known.update(dict.fromkeys(range(at, number + 1), found))
        return found


@lru_cache(maxsize=2)  # a file may have thousands of problems
def split_lines(text: str) -> Lines:
    """The lines of a text."""
    return Lines(text.split("\n"))


def line_fix(text: str, problem: Problem) -> Replacement | None:
    """What to type in the place of the line of a problem, or of the text that it belongs to."""
    lines, number = split_lines(text), problem.line - 1
    if number >= len(lines):
        return None
    line, place = lines[number], problem.column - 1
    if line.rstrip() in _MARKERS:  # what follows may be another entry
        return None
    new = _spaced_colon(line) or _closed_alike(line) or with_colon(lines, number)
    if not new and (below := pasted(lines, number) or pasted(lines, number + 1)):
        return _in_place(lines, below.first, below.end, below.lines)
    if not new and line[place : place + 1] == "\\":  # it starts no code that YAML knows
        new = f"{line[:place]}\\{line[place:]}"
    if not new and _stands_alone(lines, number):
        new = _in_quotes(line, is_unfinished="unclosed" in problem.arguments)
    # A guess that is right in nearly all files; autofix.py, which applies it, reads the file again.
    return _in_place(lines, number, number + 1, [new]) if new else _ordinary_margins(lines)


def spacing_fix(text: str, number: int) -> Replacement | None:
    """What to type in the place of a line, counted from 0, whose spaces or colon are not ordinary ones."""
    lines = split_lines(text)
    if is_odd(lines[number]):
        return _ordinary_margins(lines)
    new = _spaced_colon(lines[number]) or with_colon(lines, number)
    if not new and (below := pasted(lines, number)) and (not below.style or _IN_WORDS.match(lines[number])):
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


def with_colon(lines: Lines, number: int) -> str:
    """A line that begins with a field's name and no colon, with one; empty where it is rather of a text."""
    bare = _NO_COLON.fullmatch(lines[number].rstrip())
    margin, above = indent(lines[number]), lines.field_above(number)
    if not bare or bare["name"] not in (FIELDS if margin else _AT_THE_TOP):
        return ""
    if above is not None and margin > indent(lines[above]):
        field = _TEXT_FIELD.fullmatch(lines[above])
        if field and field["name"] in TEXTS:
            return ""
    value = bare["value"]
    closing = value.rfind(value[0]) if value[0] in "\"'" else 0
    comment = _COMMENT.search(value, closing)
    end = len(value[: comment.start()].rstrip()) if comment else len(value)
    # What belongs to a text with a # is a guess, unless it ends with a quotation mark.
    if comment and bare["name"] in TEXTS and (not closing or closing + 1 < end):
        return ""
    return f"{bare['before']}{bare['name']}: {as_value(value[:end])}{value[end:]}"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that stands no further in than its field's name, or that goes on below and looks like fields.

    The lines from `first` up to `end` are to be `lines`; `start` is the first that stands too far left, or
    `end`. `style` belongs behind the field's name; empty where it stands there.
    """

    name: str
    style: str
    first: int
    start: int
    end: int
    lines: list[str]


def pasted(lines: Lines, number: int) -> Pasted | None:
    """The text that a line belongs to, counted from 0, if that was pasted behind or below its field's name.

    It ends at the next line that is a field or begins a language. One with a # is left alone.
    """
    is_text = number < len(lines) and not with_colon(lines, number)
    first = lines.field_above(number) if is_text else None
    field = _TEXT_FIELD.fullmatch(lines[first]) if first is not None else None
    if first is None or field is None or not _holds_words(field["name"]):
        return None
    value, margin = field["value"].rstrip(), len(field["before"]) - len(field["name"]) - 1
    end = next((at for at in range(number, len(lines)) if _is_field(lines[at])), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    below, is_styled = lines[first + 1 : end], re.fullmatch("[>|][-+]?", value)
    left = (at for at in range(first + 1, end) if lines[at].strip() and indent(lines[at]) <= margin)
    start = next(left, end)
    # What belongs to a text with a # is a guess.
    has_comment = any(re.search(r"(?:^|[ \t])#", line) for line in (value, *below))
    if has_comment or not below or (value[:1] in tuple("\"'[{>|") and not is_styled):
        return None
    if (not value or is_styled) if start == end else field["name"] not in _LONG_TEXTS:
        return None
    style = value if is_styled else ">-" if start == end else _LONG_TEXTS[field["name"]]
    if style[0] == ">" and any(line.lstrip().startswith("- ") for line in below):
        return None  # folded, a list would be one line
    text = dedent("\n".join(below)).split("\n") if style[0] == "|" else list(map(str.strip, below))
    text = text if is_styled or not value else [value, *text]
    if len(text) == 1 and not is_styled:
        return None
    new = [f"{field['before']} {style}", *(f"{' ' * (margin + 2)}{line}".rstrip() for line in text)]
    return Pasted(field["name"], "" if is_styled else style, first, start, end, new)


@lru_cache(maxsize=8192)  # lines below many unknown fields are asked about for each of them
def _is_field(line: str) -> bool:
    """Whether a line is a field, perhaps a misspelt one, or begins a language."""
    found = _FIELD_OR_BLOCK.fullmatch(line)
    known = found and (not found["name"] or found["name"] in FIELDS)
    return bool(known or (found and get_close_matches(found["name"], FIELDS, 1, 0.75)))


def _closed_alike(line: str) -> str:
    """A value that a straight quotation mark opens and a curly one closes."""
    field = _FIELD.fullmatch(line.rstrip(" \t"))
    if not field or len(field["value"]) < 2:
        return ""
    mark, inner, last = field["value"][0], field["value"][1:-1], field["value"][-1]
    is_curly = last in _CLOSING_OF.get(mark, "") and mark not in inner
    return f"{field['before']}{mark}{inner}{mark}" if is_curly else ""


def _in_quotes(line: str, *, is_unfinished: bool) -> str:
    """A line with its text in quotation marks; empty where they would not help, or it holds a comment."""
    # What belongs to a text with a comment is a guess.
    field = _FIELD.fullmatch(line.rstrip(" \t"))
    if not field or not _holds_words(field["name"]) or _COMMENT.search(field["value"]):
        return ""
    first = field["value"][0]
    if first in ">|" or (first in "\"'" and is_unfinished):
        return ""
    return field["before"] + quoted(without_own_marks(field["value"]))


def value_fix(line: str, column: int) -> str:
    """What to type where a value starts with a character of YAML's: a text in quotes, all else without it."""
    before, value = line[: column - 1].strip(), line[column - 1 :].strip()
    named = re.fullmatch(r"[\s-]*+([^\s:]++):", before)
    bare = re.sub(r"^[&!]\S+ +", "", value).strip(_YAML_INDICATORS)
    if not named or named[1] not in FIELDS - TEXTS or bare in ("", value):
        return in_quotes(line, column)
    return _("write {value}", value=f"{before} {as_value(bare)}")


def _holds_words(name: str) -> bool:
    """Whether words of people stand under this name: a field of text, even misspelt, or a language's."""
    if name in FIELDS:
        return name in TEXTS
    return bool(_LANGUAGE.fullmatch(name) or get_close_matches(name.lower(), TEXTS, n=1, cutoff=0.75))


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    """Whether the line below is not indented more than a field; in a list, the hyphen is of the margin."""
    margin = len(lines[number]) - len(lines[number].lstrip(" -"))
    below = "".join(lines[number + 1 : number + 2])
    return not below.strip() or indent(below) <= margin


def indent(line: str) -> int:
    """How many spaces stand before a line."""
    return len(line) - len(line.lstrip(" "))


def _ordinary_margins(lines: Sequence[str]) -> Replacement | None:
    """Ordinary spaces before each line that begins with a tab or another odd space."""
    # Not in a block of text: its lines begin with ordinary spaces.
    odd = [number for number, line in enumerate(lines) if is_odd(line)]
    if not odd:
        return None
    # A tab is as wide as the smallest margin in the file.
    width = min(filter(None, map(indent, lines)), default=2)
    first, end = odd[0], odd[-1] + 1

    def ordinary(margin: re.Match[str]) -> str:
        return re.sub(r"[^\t]", " ", margin[0]).replace("\t", " " * width)

    new = [_ODD_MARGIN.sub(ordinary, line, count=1) if is_odd(line) else line for line in lines[first:end]]
    return _in_place(lines, first, end, new)


def is_odd(line: str) -> bool:
    """Whether a line begins with a tab or another space that is not the ordinary one."""
    return line[:1].isspace() and line[0] != " "
