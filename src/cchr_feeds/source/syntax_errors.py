"""Why a file can't be read as YAML, for people who have never heard of YAML, and what to type instead."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cchr_feeds.i18n import _
from cchr_feeds.problem import Problem
from cchr_feeds.source.line_fixes import (
    FIELDS,
    GLUED,
    TEXTS,
    Lines,
    Pasted,
    indent,
    is_odd,
    pasted,
    split_lines,
    value_fix,
    with_colon,
)
from cchr_feeds.source.yaml_text import CLOSING, as_value, bad_start, in_quotes

# A line may have 256 KiB: no two parts of a pattern may match the same characters in more than one way.
_SPECIAL = re.compile("start any token|node content|not allowed|comment or line break|alias|tag|anchor")
_VALUE = re.compile(r"(?P<before>[\s-]*(?:[^\s:#]+:\s+)?)(?P<value>\S)")


@dataclass(frozen=True, slots=True)
class ParserFailure:
    """What libyaml said, where it gave up, where what it was reading began, and all lines. From 1."""

    path: str
    words: str
    line: int
    column: int
    start: tuple[int, int]
    lines: Lines

    @property
    def here(self) -> str:
        """The line where it gave up."""
        return self.lines[self.line - 1]

    def at(self, line: int, column: int, message: str, fix: str, unclosed: str = "") -> Problem:
        """The problem that is at a place; `unclosed` is what was opened and never closed."""
        arguments = {"unclosed": unclosed} if unclosed else {}
        return Problem(self.path, line, column, "yaml", message, fix, arguments=arguments)

    def line_above(self) -> int:
        """The number of the nearest line above that is not empty; 0 where there is none."""
        return next((number for number in range(self.line - 1, 0, -1) if self.lines[number - 1].strip()), 0)


def syntax_problem(path: str, text: str, error: Exception) -> Problem:
    """The problem that a YAML error stands for."""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {type(error).__name__}"
    began = (start.line + 1, start.column + 1) if start else (line, column)
    failure = ParserFailure(path, words, line, column, began, split_lines(f"{text}\n"))
    fix = _("compare it with another entry; put values with unusual characters in quotes")
    unexplained = failure.at(line, column, _("this can't be understood"), fix)
    # libyaml says where it gave up, but seldom where the mistake is or what it is; the lines there tell more.
    return next(filter(None, (explain(failure) for explain in _EXPLANATIONS)), unexplained)


def _value_column(line: str) -> int:
    """The column, from 1, where the value of `name: value` or `- value` starts."""
    field = _VALUE.match(line)
    return field.start("value") + 1 if field else 1


def _margin(failure: ParserFailure) -> Problem | None:
    """A line that begins with a tab, or with spaces of a word processor, which YAML does not count."""
    tab = re.match(r" *\t", failure.here)
    if tab and ("token" in failure.words or "tab" in failure.words):
        message = _("a tab stands where spaces are needed")
        return failure.at(failure.line, tab.end(), message, _("replace it with two spaces"))
    for number, line in enumerate(failure.lines[: failure.line], start=1):
        text = line.lstrip()
        if is_odd(line) and line[0] != "\t" and text:
            message = _(
                "the spaces before this line are not ordinary spaces; they may come from a word processor"
            )
            return failure.at(number, 1, message, _("type them again: {line}", line=text.rjust(len(line))))
    return None


def _too_deep(failure: ParserFailure) -> Problem | None:
    if "maximum nesting depth" not in failure.words and "RecursionError" not in failure.words:
        return None
    fix = _("put the value in quotes if the brackets or hyphens belong to the text")
    return failure.at(failure.line, _value_column(failure.here), _("this is nested too deep"), fix)


def _second_entry(failure: ParserFailure) -> Problem | None:
    if "another document" in failure.words:
        fix = _(
            "delete the line, and write the text that follows below body: |, with four spaces "
            "before each line"
        )
        if any(line.startswith("id:") for line in failure.lines[failure.line :]):
            fix = _("write one entry per file")
        elif _NAME.match(next(filter(str.strip, failure.lines[failure.line :]), "")):
            fix = _("delete this line")
        return failure.at(failure.line, 1, _("a line of three hyphens starts a second entry"), fix)
    if "<document start>" in failure.words and "..." in failure.lines:
        message = _("a line of three dots ends the entry")
        return failure.at(failure.lines.index("...") + 1, 1, message, _("delete this line"))
    return None


def _escape(failure: ParserFailure) -> Problem | None:
    if "quoted scalar" not in failure.words or not re.search("escape|hexdecimal|unicode", failure.words):
        return None
    column = failure.here.rfind("\\", 0, failure.column) + 1
    message = _("a backslash in double quotes starts a code, and this code is unknown")
    return failure.at(failure.line, column, message, _("write two backslashes, or use single quotes"))


def _special_character(failure: ParserFailure) -> Problem | None:
    """A character to which YAML gives a meaning where a value begins, or inside a list."""
    line, column = failure.line, failure.column
    if re.search("alias|tag|anchor|block scalar", failure.words):
        line, column = failure.start
    shown = failure.lines[line - 1]
    if not _SPECIAL.search(failure.words) or shown[column - 1 : column] not in tuple("@`%,]}|>?-!&*"):
        return None
    if not shown[: column - 1].strip() and indent(failure.lines[line - 2]) > column - 1 > 0:
        message = _("this line is indented differently from the lines above it")
        return failure.at(line, column, message, _("indent it like the lines above"))
    fix = value_fix(shown, column)
    if shown[column - 1] in ">|":
        fix = _(
            "start the text on the next line, indented by two more spaces; if the character belongs to "
            "it, {quoting}",
            quoting=fix,
        )
    return failure.at(line, column, bad_start(shown, column), fix)


def _list(failure: ParserFailure) -> Problem | None:
    """A list between brackets that is not closed, or whose parts can't be told apart."""
    opening = _opening(failure) if "flow" in failure.words else None
    if opening is None:
        return None
    line, column = opening
    shown, sign = failure.lines[line - 1], failure.lines[line - 1][column - 1]
    if CLOSING[sign] not in shown[column:]:
        values = {"closing": CLOSING[sign], "quoting": in_quotes(shown, column)}
        fix = _("add {closing} where the list ends; if it is not a list, {quoting}", **values)
        message = _("a bracket {sign} is opened and never closed", sign=sign)
        return failure.at(line, column, message, fix, sign)
    if comment := re.search(r"\s#", shown[column:]):
        place = column + comment.start() + 2
        word = shown[place - 1 :].split()[0].rstrip("]},")
        fix = _('put the value that # belongs to in quotes: "{word}"', word=word)
        return failure.at(line, place, _("everything after a # is a comment, which is not read"), fix)
    fix = _(
        "put a comma between the parts, and quotes around a part that holds a colon, a comma or a bracket"
    )
    values = {"opening": sign, "closing": CLOSING[sign]}
    message = _("the parts between {opening} and {closing} are not separated", **values)
    return failure.at(failure.line, failure.column, message, fix)


def _opening(failure: ParserFailure) -> tuple[int, int] | None:
    """Where the list begins in which libyaml gave up: where it says so, or at the last bracket before."""
    line, column = failure.start
    if failure.lines[line - 1][column - 1 : column] in ("[", "{"):
        return line, column
    numbers = range(min(line, failure.line), 0, -1)
    above = (each for each in numbers if not failure.lines[each - 1].lstrip().startswith("#"))
    found = ((each, max(map(failure.lines[each - 1].rfind, "[{")) + 1) for each in above)
    return next((place for place in found if place[1]), None)


def _after_closing(failure: ParserFailure) -> Problem | None:
    """Text after a closing bracket or quotation mark, or a quotation mark that an unrelated one closed."""
    if "expected key" not in failure.words:
        return None
    if failure.here[failure.column - 1 :].strip() in ("]", "}"):
        message = _("there is one closing bracket too many")
        return failure.at(failure.line, failure.column, message, _("delete it"))
    column = _value_column(failure.here)
    opening = failure.here[column - 1 : column]
    if link := re.fullmatch(r".*\burl: \[[^\]]*\]\((https?://[^\s)]+)\)\s*", failure.here):
        fix = _("write {name}: {value}", name="url", value=link[1])
        return failure.at(failure.line, column, _("write only the address, without text and brackets"), fix)
    if opening in CLOSING and CLOSING[opening] in failure.here[column : failure.column - 1]:
        name = _("quotation mark") if opening in "\"'" else _("bracket")
        message = _("something follows the closing {name}", name=name)
        return failure.at(failure.line, column, message, in_quotes(failure.here, column))
    for number in range(failure.line - 1, 0, -1):
        line, column = failure.lines[number - 1], _value_column(failure.lines[number - 1])
        if line[column - 1 : column] in ("'", '"') and line.count(line[column - 1]) % 2:
            return _never_closed(failure, number, column)
    return None


def _quotation(failure: ParserFailure) -> Problem | None:
    return _never_closed(failure, *failure.start) if "quoted scalar" in failure.words else None


def _never_closed(failure: ParserFailure, number: int, column: int) -> Problem:
    line = failure.lines[number - 1]
    mark = line[column - 1]
    values = {"mark": mark, "quoting": in_quotes(line, column)}
    fix = _("add {mark} at the end; if it belongs to the text, {quoting}", **values)
    return failure.at(number, column, _("a quotation mark is opened and never closed"), fix, mark)


def _indentation(failure: ParserFailure) -> Problem | None:
    above = failure.lines[failure.line_above() - 1]
    if indent(failure.here) == indent(above) or not failure.here.strip():
        return None
    column, number = indent(above) + 1, failure.line_above()
    block = failure.lines[number - 2] if number > 1 else ""
    is_group = block.rstrip().endswith(":") and block.strip(" -:") not in TEXTS
    if is_group and indent(block) == indent(above) < indent(failure.here):
        message = _("this line is indented differently from the lines below it")
        return failure.at(number, column, message, _("indent it like the lines below"))
    fix = _(
        "start it in column {column}, like the lines around it; or, if it is text, put all of it in quotes",
        column=column,
    )
    message = _("this line is indented differently from the lines above it")
    return failure.at(failure.line, indent(failure.here) + 1, message, fix)


def _list_in_a_text(failure: ParserFailure) -> Problem | None:
    """Lines with hyphens below a text that began behind its field's name."""
    if not failure.here.lstrip().startswith("- ") or "block" not in failure.words:
        return None
    message = _("a list starts here in the middle of a text")
    fix = _(
        "write | after the field's name, and the whole text on the lines below, indented by two more spaces"
    )
    return failure.at(failure.line, indent(failure.here) + 1, message, fix)


# --- colons that are missing, are others, or stand where none is meant ---------------------------

_NAME = re.compile(r"[\s-]*+[^\s:#]++\s*+:(?:\s|$)")
_SECOND = re.compile(r"[\s-]*+(?P<first>[A-Za-z_-]++):\s++(?P<second>[a-z_]++):(?:\s|$)")
# A field with nothing after its name; no language's tag.
_NOTHING_BEHIND = re.compile(r"[\s-]*+(?P<name>[A-Za-z_]{3,}+|id):[ \t]*+")
_Told = tuple[str, str]  # message and fix


def _pasted(failure: ParserFailure) -> Problem | None:
    """A text of several lines that was pasted below its field's name."""
    for number in (failure.start[0], failure.line_above(), failure.line, failure.line + 1):
        text = pasted(failure.lines, number - 1) if number else None
        if text and (told := too_far_left(text, failure.lines)):
            return failure.at(text.start + 1, indent(failure.lines[text.start]) + 1, *told)
    return None


def too_far_left(text: Pasted, lines: Sequence[str]) -> _Told | None:
    """What to say of a text whose lines stand no further in than its field's name."""
    if text.start == text.end:
        return None
    if text.style:
        values = {"name": text.name, "sign": text.style, "count": indent(text.lines[-1])}
        fix = _(
            "write {name}: {sign} and the whole text on the lines below, with {count} spaces before each; "
            "check --fix does it",
            **values,
        )
        return _("the text of {name}: goes on too far to the left", name=text.name), fix
    if text.start > text.first + 1:
        return None  # only its end is
    spaces = indent(text.lines[1]) - indent(lines[text.start])
    fix = _("put {count} more spaces before each line of the text", count=spaces)
    return _("the text of {name}: starts too far to the left", name=text.name), fix


def _no_colon(failure: ParserFailure) -> Problem | None:
    """A line that should be a field has no colon; libyaml sees it at the end, or at the next field."""
    number = _lacks_colon(failure)
    if not number:
        return None
    line, above = failure.lines[number - 1], failure.lines[number - 2] if number > 1 else ""
    whole = with_colon(failure.lines, number - 1)
    message: str = _("a line here has no colon")
    fix: str = _("start with the field's name, a colon and a space; or indent the line like the text above")
    if re.fullmatch(r"\s*[a-z_-]+\s*", line) and indent(failure.lines[number]) > indent(line):
        fix = _("write {value}", value=f"{line.strip()}:")
    elif told := _without_colon(line, above):
        message, fix = told
    elif whole:
        fix = _("write {value}", value=whole.strip())
    return failure.at(number, indent(line) + 1, message, fix)


def _lacks_colon(failure: ParserFailure) -> int:
    """The number of the line that has no colon and should be a field; 0 where there is none."""
    number = failure.line_above()
    if "mapping values" in failure.words:
        aligned = number > 0 and indent(failure.lines[number - 1]) == indent(failure.here)
        if not aligned or not _names_a_field(failure):
            return 0
        while number > 1 and not _NAME.match(failure.lines[number - 2]) and failure.lines[number - 2].strip():
            number -= 1
        return number
    if "simple key" in failure.words:
        return failure.start[0]
    # A comment behind it ends what libyaml takes for a text.
    is_field = number and "did not find expected" in failure.words and with_colon(failure.lines, number - 1)
    return number if is_field else 0


def _without_colon(line: str, above: str) -> _Told | None:
    """What is said of a line without a colon, where more is known of it."""
    glued, field = GLUED.match(line), _NOTHING_BEHIND.fullmatch(above)
    if glued and (glued["colon"].startswith(":") or glued["name"] in FIELDS):
        sign = glued["colon"].strip()
        fix = _("write {name}: {value}", name=glued["name"], value=as_value(glued["value"].strip()))
        message = _("the space after the colon is not an ordinary space")
        if sign != ":":
            message = _("there is {sign} where an ordinary colon (:) is needed", sign=sign)
        elif glued["colon"] == ":":
            message = _("a space is missing after the colon")
        return message, fix
    if sign := next((each for each in ("//", ";", "<!--") if line.lstrip().startswith(each)), ""):
        text = line.strip().removeprefix(sign).removesuffix("-->").strip()
        return _("a comment starts with #, not with {sign}", sign=sign), _("write {value}", value=f"# {text}")
    if above.lstrip().startswith("- "):
        return _("this line has no hyphen, unlike the one above"), _("write - {line}", line=line.strip())
    if field:
        name, value = field["name"], as_value(line.strip())
        fix = _("write it on the same line as its name: {name}: {value}", name=name, value=value)
        return _("the text of {name}: starts too far to the left", name=name), fix
    return None


def _colon(failure: ParserFailure) -> Problem | None:
    """A colon and a space in the middle of a text, or of a line that is two fields."""
    if "mapping values" not in failure.words or _names_a_field(failure):
        return None
    second = _SECOND.match(failure.here)
    if second and second["second"] in FIELDS and second["first"] not in TEXTS:
        begins = second.start("second")
        field = failure.here[begins:].strip()
        fix = _("write this on the next line, with two more spaces before it: {field}", field=field)
        return failure.at(failure.line, begins + 1, _("there are two fields on one line"), fix)
    named = _VALUE.match(failure.here)
    quoting = ""
    if named and named["before"].rstrip().endswith(":"):
        quoting = in_quotes(failure.here, named.start("value") + 1)
    otherwise = _("write >- after the field's name, and the whole text on the lines below")
    message = _("a colon followed by a space starts a new field here")
    return failure.at(failure.line, failure.column, message, quoting or otherwise)


def _names_a_field(failure: ParserFailure) -> bool:
    """Whether what stands before the place is one word, as a field's name is."""
    *hyphens, word = failure.here[: failure.column - 1].split() or [":"]
    return ":" not in word and not "".join(hyphens).strip("-")


_EXPLANATIONS: tuple[Callable[[ParserFailure], Problem | None], ...] = (
    *(_margin, _too_deep, _second_entry, _escape, _pasted, _no_colon, _colon),
    *(_special_character, _list, _quotation, _after_closing, _indentation, _list_in_a_text),
)
