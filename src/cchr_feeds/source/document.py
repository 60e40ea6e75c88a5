"""YAML as text with positions: one document per file, every scalar a string, nothing clever allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, ScalarEvent
from yaml.nodes import Node, ScalarNode

from cchr_feeds.errors import Problem
from cchr_feeds.messages import said
from cchr_feeds.source.quoting import cut_off, sign_problem
from cchr_feeds.text.characters import forbidden

try:
    from yaml import CBaseLoader as _Base
except ImportError:  # built without libyaml, and then 20 times as slow (measured)
    from yaml import BaseLoader as _Base  # type: ignore[assignment]


class Loader(_Base):
    """YAML's own loader for texts; as nothing is looked up to give them a type, it is a third faster."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing hangs on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing was noted when descending."""

    def resolve(self, *_: object) -> str:
        """No tag: nobody asks for it."""
        return ""


MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_PROBLEMS = 100
"""How many are told of the same kind, in a file full of them."""

_CLEVER = re.compile(r"(?:^|[\s\[{,:?-])[&*!]")


def compose(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The root node of a file's `text`, or `None` and why there is none."""
    if _may_be_clever(text):
        problems = _clever_parts(path, text)
        if problems:
            return None, problems
    loader = Loader(text)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        return None, [_explained(path, text, error)]
    finally:
        loader.dispose()
    if root is None or (isinstance(root, ScalarNode) and not root.value and not root.style):
        return None, [Problem(path, 1, 1, "empty", said("file-empty"), said("write-entry-or-delete"))]
    return root, cut_off(path, text, root)


def _explained(path: str, text: str, error: Exception) -> Problem:
    from cchr_feeds.source.syntax_errors import syntax_problem  # only a mistake pays for it

    return syntax_problem(path, text, error)


def _may_be_clever(text: str) -> bool:
    """A quick look that nearly every file passes; it may be wrong only in saying yes."""
    if text.count("[") + text.count("{") > MAX_DEPTH:
        return True
    return ("&" in text or "*" in text or "!" in text) and _CLEVER.search(text) is not None


def _clever_parts(path: str, text: str) -> list[Problem]:
    """Anchors, aliases, tags and deep nesting, found without building anything from them."""
    problems: list[Problem] = []
    try:
        for problem in islice(_refused_events(path, text), MAX_PROBLEMS):
            problems.append(problem)  # noqa: PERF402 - what was found before an error is kept
    except yaml.YAMLError as error:
        explained = _explained(path, text, error)
        # The sign already reported is often what stops libyaml a few characters later.
        if explained.line not in {problem.line for problem in problems}:
            problems.append(explained)
    return problems


def _refused_events(path: str, text: str) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(text, Loader):
        place = _place(event)
        code = _clever(event)
        if code:
            yield sign_problem(path, text, place, code)
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            message = said("nested-more-than", limit=MAX_DEPTH)
            yield Problem(path, *place, "depth", message, said("quote-if-brackets-belong"))
            return


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _clever(event: Event) -> str | None:
    """Which of the things that are not used here an event is."""
    if isinstance(event, AliasEvent):
        return "alias"
    if getattr(event, "anchor", None):
        return "anchor"
    return "tag" if isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.tag else None


def character_problems(path: str, text: str) -> list[Problem]:
    """A problem for every character that no text may hold; of a file full of them, for the first hundred."""
    return [
        Problem(path, *position(text, found.offset), "character", found.reason, found.fix)
        for found in forbidden(text)[:MAX_PROBLEMS]
    ]


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
