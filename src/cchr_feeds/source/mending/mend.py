"""Mends one text: a change at a time, each kept only if it makes the text better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchr_feeds.errors import Problem
from cchr_feeds.source.mending.examining import Examined, Kind, examined, is_better, is_further
from cchr_feeds.source.mending.quoting_lines import line_mends
from cchr_feeds.source.mending.values import value_mends
from cchr_feeds.text.characters import Forbidden, forbidden

MOST_READ = 30_000_000
"""Signs that are read while one file is mended: a few seconds. Who made more mistakes runs it again."""

_SIGNS_A_PROBLEM = 500  # finding out what was meant by a name takes as long as reading so many

_FEWEST_PER_ODD = 4
"""Signs for each that no text may hold; a file with fewer is no text."""

_FIELD = re.compile(r"\s*(?:- )?\S+:(?:\s|$)")


def mended(content: str, kind: Kind) -> str:
    r"""The text, its lines ending in \n, with everything mended that surely can be; a right one as it is."""
    text = examined(_without_forbidden(content), kind)
    left, stuck = MOST_READ, set[Problem]()
    while left > 0:
        problem = next((each for each in text.problems if each not in stuck), None)
        if problem is None:
            break
        tried = [examined(candidate, kind) for candidate in _candidates(text, problem)]
        left -= len(tried) * (len(text.content) + _SIGNS_A_PROBLEM * len(text.problems))
        better = _best(tried, text, problem)
        if better is None:
            stuck.add(problem)
        text = better or text
    return text.content


def _best(tried: Sequence[Examined], text: Examined, problem: Problem) -> Examined | None:
    """The first that is better for certain; only if none is, the first that is as far as can be told yet."""
    for rule in (is_better, is_further):
        for after in tried:
            if rule(after, text, problem):
                return after
    return None


def _candidates(text: Examined, problem: Problem) -> Iterator[str]:
    return line_mends(text, problem) if text.root is None else value_mends(text, problem)


def _without_forbidden(content: str) -> str:
    """The text without signs that no text may hold; one that parts lines is a line's end, or a space."""
    parts, end, odd = [], 0, forbidden(content)
    if len(odd) * _FEWEST_PER_ODD > len(content):
        return content
    for found in odd:
        parts += [content[end : found.offset], _instead(content, found)]
        end = found.offset + 1
    return "".join([*parts, content[end:]])


def _instead(content: str, found: Forbidden) -> str:
    if found.replacement != "\n":
        return found.character if found.replacement is None else found.replacement
    line = content[content.rfind("\n", 0, found.offset) + 1 : found.offset]
    margin = len(line) - len(line.lstrip(" "))
    return " " if _FIELD.match(line) or not margin else "\n" + " " * margin
