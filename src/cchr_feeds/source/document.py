"""YAML as text with positions: one document per file, every scalar a string, nothing clever allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from yaml.nodes import Node

from cchr_feeds.errors import Problem
from cchr_feeds.source.explain import syntax_problem
from cchr_feeds.text.characters import forbidden

# The C loader is 20 times as fast (measured); PyYAML lacks it only where it was built without libyaml.
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

_MAY_BE_CLEVER = re.compile(r"(?:^|[\s\[{,:?-])[&*!]")
_DEEP = re.compile(r"[\[{]")


def compose(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The root node of a file's `text`, or `None` and why there is none."""
    if _MAY_BE_CLEVER.search(text) or len(_DEEP.findall(text)) > MAX_DEPTH:
        problems = _clever_parts(path, text)
        if problems:
            return None, problems
    loader = Loader(text)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        return None, [syntax_problem(path, text, error)]
    finally:
        loader.dispose()
    if root is None:
        return None, [Problem(path, 1, 1, "empty", "the file is empty", "write the entry in it, or delete the file")]
    return root, []


def _clever_parts(path: str, text: str) -> list[Problem]:
    """Anchors, aliases, tags and deep nesting, found without building anything from them."""
    problems: list[Problem] = []
    try:
        problems.extend(_refused_events(path, text))
    except yaml.YAMLError as error:
        problems.append(syntax_problem(path, text, error))
    return problems


def _refused_events(path: str, text: str) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(text, Loader):
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, AliasEvent):
            yield Problem(path, line, column, "alias", "a value that starts with * is an alias in YAML, which is not used here", 'put it in quotes: "*…"')
        elif getattr(event, "anchor", None):
            yield Problem(path, line, column, "anchor", "a value that starts with & is an anchor in YAML, which is not used here", 'put it in quotes: "&…"')
        if isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.tag:
            yield Problem(path, line, column, "tag", "a value that starts with ! is a tag in YAML, which is not used here", 'put it in quotes: "!…"')
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield Problem(path, line, column, "depth", f"this is nested more than {MAX_DEPTH} levels deep", "an entry needs no more than five levels")
            return


def character_problems(path: str, text: str) -> list[Problem]:
    """A problem for every character that no text may hold."""
    return [
        Problem(path, *position(text, found.offset), "character", found.reason, found.fix) for found in forbidden(text)
    ]


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
