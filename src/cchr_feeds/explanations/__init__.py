"""What every problem means: a stable code for its word, why it matters, and how to put it right.

A code is a letter and a number: E018 stops a build, W018 is a warning of the same kind. Numbers are
never changed and never used again.
"""

from __future__ import annotations

import re
from functools import cache

from cchr_feeds.errors import Severity
from cchr_feeds.explanations.explanation import Explanation

__all__ = ["Explanation", "code_of", "explanation_of", "word_of"]


@cache
def _by_word() -> dict[str, Explanation]:
    from cchr_feeds.explanations.table import EXPLANATIONS  # only who has a problem pays for the words

    return {explanation.word: explanation for explanation in EXPLANATIONS}


def code_of(word: str, severity: Severity) -> str:
    """The code of a kind of problem, such as E018; empty for a word that is not in the table."""
    found = _by_word().get(word)
    letter = "E" if severity == "error" else "W"
    return f"{letter}{found.number:03}" if found else ""


def word_of(code: str) -> str:
    """The word that a code such as W018 stands for; empty for a number that is not in the table."""
    number = re.fullmatch(r"[EW]?0*(\d{1,3})", code.strip(), re.IGNORECASE | re.ASCII)
    if not number:
        return ""
    return next((each.word for each in _by_word().values() if each.number == int(number[1])), "")


def explanation_of(name: str) -> Explanation | None:
    """What a code (E018, w018, 18) or a word (date) means; `None` where it is neither."""
    return _by_word().get(name.strip()) or _by_word().get(word_of(name))
