"""Problems in the language of whoever works in the studio; its own labels are English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from cchr_feeds.errors import Problem

Say = Callable[[str], str]
"""Puts a text of the catalogue into somebody's language; any other stays as it is."""

_KHMER = re.compile("[\u1780-\u17ff]")


def told(problem: Problem, say: Say) -> Problem:
    """The problem in somebody's language."""
    return replace(problem, message=say(problem.message), fix=say(problem.fix))


def tongue_of(text: str) -> str:
    """The language that a message is in, which may hold a word of another: that of most of its letters."""
    letters = sum(map(str.isalpha, text))
    return "km" if len(_KHMER.findall(text)) * 2 > letters else "en"


def as_json(problem: Problem) -> dict[str, str]:
    """What the form's script shows of a problem at its field."""
    return {
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix,
        "severity": problem.severity,
        "language": tongue_of(problem.message),
    }
