"""Why a file can't be read as YAML, in the words of somebody who has never heard of YAML.

libyaml tells where it gave up, seldom where the mistake is or what it is; the lines there tell more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cchr_feeds.errors import Problem
from cchr_feeds.messages import said
from cchr_feeds.source.syntax_errors import colon, no_colon
from cchr_feeds.source.quoting import bad_start, in_quotes
from cchr_feeds.source.syntax_errors import Explanation, Trouble, indent, trouble_of, value_column

_ODD_SPACES = tuple("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000")
_CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}


def syntax_problem(path: str, text: str, error: Exception) -> Problem:
    """The problem that a YAML error stands for."""
    trouble = trouble_of(text, error)
    explanations = (explain(trouble) for explain in _EXPLANATIONS)
    found = next(filter(None, explanations), _unexplained(trouble))
    arguments = {"unclosed": found.unclosed} if found.unclosed else {}
    return Problem(path, found.line, found.column, "yaml", found.message, found.fix, arguments=arguments)


def _tab(trouble: Trouble) -> Explanation | None:
    tab = re.match(r" *\t", trouble.here)
    if not tab or not ("token" in trouble.said or "tab" in trouble.said):
        return None
    return Explanation(trouble.line, tab.end(), said("tab-for-spaces"), said("two-spaces"))


def _odd_margin(trouble: Trouble) -> Explanation | None:
    """A line that begins with spaces of a word processor, which count for nothing."""
    for number, line in enumerate(trouble.lines[: trouble.line], start=1):
        if line[:1] in _ODD_SPACES and line.strip():
            return Explanation(
                number, 1, said("odd-spaces-before"), said("write-on-line", line=_spaced(line))
            )
    return None


def _spaced(line: str) -> str:
    text = line.lstrip()
    return " " * (len(line) - len(text)) + text


def _too_deep(trouble: Trouble) -> Explanation | None:
    if "maximum nesting depth" not in trouble.said and "RecursionError" not in trouble.said:
        return None
    fix = said("quote-if-brackets-or-hyphens")
    return Explanation(trouble.line, value_column(trouble.here), said("nested-too-deep"), fix)


def _second_entry(trouble: Trouble) -> Explanation | None:
    if "another document" in trouble.said:
        more = any(line.startswith("id:") for line in trouble.lines[trouble.line :])
        fix = said("one-entry-per-file" if more else "text-below-body")
        return Explanation(trouble.line, 1, said("second-entry"), fix)
    if "<document start>" in trouble.said and "..." in trouble.lines:
        return Explanation(trouble.lines.index("...") + 1, 1, said("three-dots"), said("delete-line"))
    return None


def _escape(trouble: Trouble) -> Explanation | None:
    if "quoted scalar" not in trouble.said or not re.search("escape|hexdecimal|unicode", trouble.said):
        return None
    column = trouble.here.rfind("\\", 0, trouble.column) + 1
    message = said("unknown-escape")
    return Explanation(trouble.line, column, message, said("two-backslashes"))


def _sign(trouble: Trouble) -> Explanation | None:
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
    if not shown[: column - 1].strip() and indent(trouble.lines[line - 2]) > column - 1 > 0:
        return Explanation(line, column, said("indented-differently"), said("indent-like-text"))
    quoting = in_quotes(shown, column)
    fix = said("text-on-next-line", quoting=quoting) if shown[column - 1] in ">|" else quoting
    return Explanation(line, column, bad_start(shown, column), fix)


def _list(trouble: Trouble) -> Explanation | None:
    """A list between brackets that is not closed, or whose parts can't be told apart."""
    opening = _opening(trouble) if "flow" in trouble.said else None
    if opening is None:
        return None
    line, column = opening
    shown, sign = trouble.lines[line - 1], trouble.lines[line - 1][column - 1]
    if _CLOSING[sign] not in shown[column:]:
        fix = said("close-list", closing=_CLOSING[sign], quoting=in_quotes(shown, column))
        return Explanation(line, column, said("bracket-never-closed", sign=sign), fix, unclosed=sign)
    comment = re.search(r"\s#", shown[column:])
    if comment:
        place = column + comment.start() + 2
        fix = said("quote-the-hash", word=shown[place - 1 :].split()[0].rstrip("]},"))
        return Explanation(line, place, said("hash-starts-remark"), fix)
    fix = said("commas-between-parts")
    message = said("parts-not-apart", opening=sign, closing=_CLOSING[sign])
    return Explanation(trouble.line, trouble.column, message, fix)


def _opening(trouble: Trouble) -> tuple[int, int] | None:
    """Where the list begins in which libyaml gave up: where it says so, or at the last bracket before."""
    line, column = trouble.start
    if trouble.lines[line - 1][column - 1 : column] in ("[", "{"):
        return line, column
    for number in range(min(line, trouble.line), 0, -1):
        found = max(trouble.lines[number - 1].rfind(bracket) for bracket in "[{")
        if found >= 0:
            return number, found + 1
    return None


def _after_closing(trouble: Trouble) -> Explanation | None:
    """Text after a closing bracket or quotation mark, or a quotation mark that an unrelated one closed."""
    if "expected key" not in trouble.said:
        return None
    if trouble.here[trouble.column - 1 :].strip() in ("]", "}"):
        return Explanation(trouble.line, trouble.column, said("one-closing-too-many"), said("delete-it"))
    column = value_column(trouble.here)
    opening = trouble.here[column - 1 : column]
    link = re.fullmatch(r".*\burl: \[[^\]]*\]\((https?://[^\s)]+)\)\s*", trouble.here)
    if link:
        alone = said("write-field", name="url", value=link[1])
        return Explanation(trouble.line, column, said("address-alone"), alone)
    if opening in _CLOSING and _CLOSING[opening] in trouble.here[column : trouble.column - 1]:
        name = said("quotation-mark") if opening in "\"'" else said("bracket")
        message = said("follows-closing", name=name)
        return Explanation(trouble.line, column, message, in_quotes(trouble.here, column))
    for number in range(trouble.line - 1, 0, -1):
        line, column = trouble.lines[number - 1], value_column(trouble.lines[number - 1])
        if line[column - 1 : column] in ("'", '"') and line.count(line[column - 1]) % 2:
            return _never_closed(line, number, column)
    return None


def _quotation(trouble: Trouble) -> Explanation | None:
    if "quoted scalar" not in trouble.said:
        return None
    line, column = trouble.start
    return _never_closed(trouble.lines[line - 1], line, column)


def _never_closed(line: str, number: int, column: int) -> Explanation:
    mark = line[column - 1]
    fix = said("add-at-end", mark=mark, quoting=in_quotes(line, column))
    return Explanation(number, column, said("quotation-never-closed"), fix, unclosed=mark)


def _indentation(trouble: Trouble) -> Explanation | None:
    above = trouble.lines[trouble.line_above() - 1]
    if indent(trouble.here) == indent(above) or not trouble.here.strip():
        return None
    column = indent(above) + 1
    fix = said("start-in-column", column=column)
    message = said("indented-differently")
    return Explanation(trouble.line, indent(trouble.here) + 1, message, fix)


def _list_in_a_text(trouble: Trouble) -> Explanation | None:
    """Lines with hyphens below a text that began behind its field's name."""
    if not trouble.here.lstrip().startswith("- ") or "block" not in trouble.said:
        return None
    return Explanation(trouble.line, indent(trouble.here) + 1, said("list-in-a-text"), said("write-kept"))


def _unexplained(trouble: Trouble) -> Explanation:
    fix = said("compare-entry")
    return Explanation(trouble.line, trouble.column, said("not-understood"), fix)


_EXPLANATIONS: tuple[Callable[[Trouble], Explanation | None], ...] = (
    *(_tab, _odd_margin, _too_deep, _second_entry, _escape, no_colon, colon, _sign, _list),
    *(_quotation, _after_closing, _indentation, _list_in_a_text),
)
