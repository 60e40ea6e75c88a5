"""Why a file can't be read as YAML, in the words of somebody who has never heard of YAML.

libyaml's own message tells where, seldom what; the line itself tells more.
"""

from __future__ import annotations

import re

from cchr_feeds.errors import Problem

_FIELD = re.compile(r"(?P<before>[\s-]*[^\s:#]+:\s+)(?P<value>\S.*?)\s*$")


def syntax_problem(path: str, text: str, error: Exception) -> Problem:
    """The problem that a YAML error stands for."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    lines = [*text.split("\n"), "", ""]
    message, fix = _explained(said, lines[line - 1], lines[max(0, line - 2)], column)
    return Problem(path, line, column, "yaml", message, fix)


def _explained(said: str, line: str, line_before: str, column: int) -> tuple[str, str]:
    if re.search(r"(?:[\[{]\s*){20}", line):
        return "this is nested too deep", "put the value in quotes if the brackets belong to the text"
    if re.match(r" *\t", line):
        return "a tab stands where spaces are needed", "replace the tab at the start of the line by two spaces"
    value = _FIELD.match(line)
    if value:
        explained = _of_value(said, value["value"], _quoted(value), column)
        if explained:
            return explained
    return _of_line(said, line, line_before)


def _of_value(said: str, value: str, quoted: str, column: int) -> tuple[str, str] | None:
    """What is wrong with the value of `name: value`; `quoted` is the line mended."""
    if "mapping values are not allowed" in said and ": " in value + " ":
        return "a colon followed by a space starts a new field here", f"put the whole value in quotes: {quoted}"
    if value[0] in "@`%,]}|>?" and "start any token" in said:
        return f"a value can't start with {value[0]}", f"put the whole value in quotes: {quoted}"
    if value[0] in "!&*":
        return f"a value that starts with {value[0]} has a meaning in YAML", f"put the whole value in quotes: {quoted}"
    if value[0] in "[{":
        return f"a value that starts with {value[0]} is a list in YAML", f"put the whole value in quotes: {quoted}"
    if value[0] in "\"'" and "escape" not in said:
        closed = value.find(value[0], 1)
        return (
            ("something follows the closing quotation mark", f"put the whole value in quotes: {quoted}")
            if 0 < closed < len(value) - 1
            else ("a quotation mark is opened and never closed", "add the closing quotation mark")
        )
    return None


def _of_line(said: str, line: str, line_before: str) -> tuple[str, str]:
    """What is wrong with a line as a whole."""
    if "escape" in said or "hexdecimal" in said:
        return "a backslash in double quotes starts a code, and this code is unknown", "write two backslashes, or use single quotes"
    if "another document" in said:
        return "a line of three hyphens starts a second entry", "write one entry per file"
    if "could not find expected ':'" in said:
        return "a line here has no colon", "write the field's name, a colon and a space first; or indent the line if it belongs to the text above"
    if "end of stream" in said:
        return "a quotation mark is opened and never closed", "add the closing quotation mark"
    if _indent(line) != _indent(line_before):
        return "this line is indented differently from what stands above it", f"start it in column {_indent(line_before) + 1}, like its neighbours"
    return "this can't be read as YAML", "compare it with another entry; put values with unusual signs in quotes"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _quoted(field: re.Match[str]) -> str:
    """The line with its value in double quotes, ready to paste."""
    value = field["value"]
    if len(value) > 200:
        return f"{field['before'].strip()} \"…\""
    if value[0] in "\"'" and value.find(value[0], 1) > 0:
        return f"{field['before'].strip()} '{value.replace(chr(39), chr(39) * 2)}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field["before"].strip()} "{escaped}"'
