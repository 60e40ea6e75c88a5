"""The line of a file that a problem is about, with the place marked and the problem's code beside it.

Marks stand around the words, not below them: how wide Khmer is drawn differs from terminal to terminal.
"""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from pathlib import Path

import click

from cchr_feeds.errors import Problem

_AROUND = 44
"""How many letters are shown before and after the marked ones, at most."""

_MOST_MARKED = 72
_LONGEST = 1000  # characters of a line that are looked at
_NAME = re.compile(r"[^\s:#\"'{\[]+(?=:(?:\s|$))")
_BEFORE_VALUE = re.compile(r"[\s-]*(?:[^\s:{\[]+:\s+)?")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_VALUE = re.compile(r"\S(?:.*?\S)??(?=\s+#|\s*$)")
_PART = re.compile(r"[^\s,}\]]+")
_WORD = re.compile(r"[^\W_](?:[\w-]*\w)?", re.ASCII)
_SAID = re.compile(r"«([^»]+)»")


class SourceLines:
    """The lines of a project's files, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines = lru_cache(maxsize=4)(self._read)

    def line(self, problem: Problem) -> str:
        """The line that a problem is about; empty where there is none to show."""
        lines = self._lines(problem.path)
        return lines[problem.line - 1] if problem.line <= len(lines) else ""

    def _read(self, path: str) -> list[str]:
        from cchr_feeds.source.files import read_text

        return [] if path.startswith("out/") else read_text(self._folder, path).content.split("\n")


def marked_line(problem: Problem, line: str) -> str:
    """The code, and the line with the place marked: in reverse on a terminal with colours, else in «…»."""
    from cchr_feeds.explanations import code_of

    code = code_of(problem.code, problem.severity)
    before, marked, after = _parts(line, problem)
    if not marked:
        return code
    colours = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    opening, closing = "«»" if "utf" in (sys.stderr.encoding or "").lower() else (">>", "<<")
    mark = click.style(marked, reverse=True) if colours else f"{opening}{marked}{closing}"
    return f"{code} | {before}{mark}{after}"


def _parts(line: str, problem: Problem) -> tuple[str, str, str]:
    """What is shown before the place, at it and after it; long ones are cut between letters."""
    start = problem.column - 1
    line = line[: start + _LONGEST]
    end = _end(line, start, problem.message)
    before, marked, after = _safe(line[:start].lstrip()), _safe(line[start:end]), _safe(line[end:].rstrip())
    return _last(before, _AROUND), _first(marked, _MOST_MARKED), _first(after, _AROUND)


def _end(line: str, start: int, message: str) -> int:
    """Where the marked words end: what the message quotes, a name, a value, a word or a letter."""
    said = _SAID.search(message)
    if said and line.startswith(said[1], start):
        return start + len(said[1])
    patterns = [_WORD]
    if _BEFORE_VALUE.fullmatch(line, 0, start):
        patterns = [_NAME, _QUOTED, _VALUE]
    elif line[:start].rstrip().endswith((":", ",", "{", "[")):
        patterns = [_NAME, _QUOTED, _PART]
    found = next(filter(None, (pattern.match(line, start) for pattern in patterns)), None)
    return found.end() if found else start + len("".join(_letters(line[start : start + 40])[:1]))


def _letters(text: str) -> list[str]:
    from cchr_feeds.khmer.clusters import clusters

    return clusters(text)


def _first(text: str, most: int) -> str:
    letters = _letters(text)
    return text if len(letters) <= most else "".join(letters[: most - 1]) + "…"


def _last(text: str, most: int) -> str:
    letters = _letters(text)
    return text if len(letters) <= most else "…" + "".join(letters[1 - most :])


def _safe(text: str) -> str:
    """The text without what acts on a terminal or can't be seen."""
    return "".join(map(visible, text))


def visible(char: str) -> str:
    """A character, or what it is called where nobody could see it."""
    if char.isprintable() or char in "\u200b\u200c\u200d":
        return char
    return "<tab>" if char == "\t" else f"<U+{ord(char):04X}>"
