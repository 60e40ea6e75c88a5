"""Warnings that a comment in their file suppresses.

The comment "# W073 is meant", anywhere in a file, suppresses that warning for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.source.files import read_text

_COMMENT = re.compile(r"(?:^|\s)#[^\n]*\bmeant\b[^\n]*")
_CODE = re.compile(r"\bW\d{3}\b", re.ASCII)


def without_suppressed(folder: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems, except warnings that their file suppresses."""
    suppressed = lru_cache(maxsize=1)(partial(_suppressed_in, folder))  # a file's problems follow each other
    return [each for each in problems if each.severity == "error" or each.code not in suppressed(each.path)]


def _suppressed_in(folder: Path, path: str) -> frozenset[str]:
    """The words of the warnings that a file suppresses; none for one that can't be read."""
    text = read_text(folder, path).content
    if " meant" not in text:
        return frozenset()
    from cchr_feeds.explanations import word_of  # imported only where a warning is suppressed

    return frozenset(word_of(code) for comment in _COMMENT.findall(text) for code in _CODE.findall(comment))
