"""Warnings as JSON and back: with what they were made of, so that they can be said in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import Message, Text


def as_json(problem: Problem) -> list[object]:
    """A warning as a list."""
    place = [problem.path, problem.line, problem.column, problem.code]
    return [*place, _text(problem.message), _text(problem.fix)]


def _text(value: object) -> object:
    if isinstance(value, Text):
        return {"text": value.message, "values": {name: _text(part) for name, part in value.values.items()}}
    return value if isinstance(value, int) else str(value)


def problem_of(kept: Sequence[object]) -> Problem:
    """The warning again."""
    path, line, column, code, message, fix = kept
    return Problem(
        str(path), int(str(line)), int(str(column)), str(code), _said(message), _said(fix), "warning"
    )


def _said(kept: object) -> str:
    if isinstance(kept, Mapping):
        values = {name: _part(part) for name, part in kept["values"].items()}
        return Text(Message(*map(str, kept["text"])), values)
    return str(kept)


def _part(kept: object) -> object:
    return kept if isinstance(kept, int) else _said(kept)
