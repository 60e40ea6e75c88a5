"""Warnings that somebody has read and lives with: a remark in the file says so.

The remark "# W073 is meant", anywhere in a file, silences that warning for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.source.files import read_text

_REMARK = re.compile(r"(?:^|\s)#[^\n]*\bmeant\b[^\n]*")
_CODE = re.compile(r"\bW\d{3}\b", re.ASCII)


def without_meant(folder: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems but for warnings that a remark in their file calls meant."""
    meant = lru_cache(maxsize=1)(partial(_meant_in, folder))  # a file's problems follow each other
    return [each for each in problems if each.severity == "error" or each.code not in meant(each.path)]


def _meant_in(folder: Path, path: str) -> frozenset[str]:
    """The words of the warnings that are meant in a file; none in one that can't be read."""
    text = read_text(folder, path).content
    if " meant" not in text:
        return frozenset()
    from cchr_feeds.explanations import word_of  # only who lives with a warning pays for it

    return frozenset(word_of(code) for remark in _REMARK.findall(text) for code in _CODE.findall(remark))
