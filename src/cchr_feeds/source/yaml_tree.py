"""YAML as text with positions: one document per file, every scalar a string, nothing clever allowed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import yaml
from yaml import Mark
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, ScalarEvent
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.i18n import _
from cchr_feeds.model.part import SOURCES
from cchr_feeds.problem import Problem
from cchr_feeds.source.yaml_text import FieldPath, Value, bad_start, in_quotes

try:
    from yaml import CBaseLoader as _Base
except ImportError:  # built without libyaml, and then 20 times as slow (measured)
    from yaml import BaseLoader as _Base  # type: ignore[assignment]


class Loader(_Base):
    """YAML's own loader for texts; as nothing is looked up to give them a type, it is a third faster."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing depends on where a node stands."""

    ascend_resolver = descend_resolver

    def resolve(self, *_: object) -> str:
        """No tag: none is ever used."""
        return ""


MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_PROBLEMS = 100
"""How many problems of one kind are reported, in a file full of them."""

_CLEVER = re.compile(r"(?:^|[\s\[{,:?-])[&*!]")


def compose(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The root node of a file's `text`, or `None` and why there is none."""
    root, problems = None, _clever_parts(path, text)
    if not problems:
        loader = Loader(text)
        try:
            root = loader.get_single_node()
        except (yaml.YAMLError, RecursionError) as error:
            problems = [_explained(path, text, error)]
        finally:
            loader.dispose()
    if problems:
        from cchr_feeds.source.line_fixes import line_fix  # only a mistake pays for it

        return None, [replace(problem, replacement=line_fix(text, problem)) for problem in problems]
    if root is None or (isinstance(root, ScalarNode) and not root.value and not root.style):
        fix = _("write the entry in it, or delete the file")
        if path == SOURCES[0]:
            fix = _(
                "bring back an earlier copy; or delete it and run cchr-feeds init, which writes a new one"
            )
        return None, [Problem(path, 1, 1, "empty", _("the file is empty"), fix)]
    return root, list(_cut_off_values(path, text, root))


def _explained(path: str, text: str, error: Exception) -> Problem:
    from cchr_feeds.source.syntax_errors import syntax_problem  # only a mistake pays for it

    return syntax_problem(path, text, error)


def _clever_parts(path: str, text: str) -> list[Problem]:
    """Anchors, aliases, tags and deep nesting, found without building anything from them."""
    is_shallow = text.count("[") + text.count("{") <= MAX_DEPTH
    if is_shallow and not (("&" in text or "*" in text or "!" in text) and _CLEVER.search(text)):
        return []  # nearly every file, and quickly
    problems: list[Problem] = []
    try:
        for problem in islice(_refused_events(path, text), MAX_PROBLEMS):
            problems.append(problem)  # noqa: PERF402 - what was found before an error is kept
    except yaml.YAMLError as error:
        explained = _explained(path, text, error)
        # The character already reported is often what stops libyaml a few characters later.
        if explained.line not in {problem.line for problem in problems}:
            problems.append(explained)
    return problems


def _refused_events(path: str, text: str) -> Iterator[Problem]:
    from cchr_feeds.source.line_fixes import value_fix  # only a few files pay for it

    depth = 0
    for event in yaml.parse(text, Loader):
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if code := _clever(event):
            line = text.split("\n")[place[0] - 1]
            yield Problem(path, *place, code, bad_start(line, place[1]), value_fix(line, place[1]))
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            message = _("this is nested more than {limit} levels deep", limit=MAX_DEPTH)
            fix = _("put the value in quotes if the brackets belong to the text")
            yield Problem(path, *place, "depth", message, fix)
            return


def _clever(event: Event) -> str | None:
    """Which kind of YAML that is not used here an event is."""
    if isinstance(event, AliasEvent):
        return "alias"
    if getattr(event, "anchor", None):
        return "anchor"
    return "tag" if isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.tag else None


# As in "C #1" and " #MeToo", but not "# a comment", which is meant as one.
_CUT_OFF = re.compile(r"[ \t]+#(?=[^\s#])")
_PERHAPS_CUT_OFF = re.compile(r"[ \t]#[^\s#]")  # to search for it, where spaces are many


def _cut_off_values(path: str, text: str, root: Node) -> Iterator[Problem]:
    """A warning for every value of which YAML takes a part for a comment."""
    if "#" not in text or not _PERHAPS_CUT_OFF.search(text):
        return
    lines = text.split("\n")
    for node in _scalars(root):
        comment = None if node.style else _CUT_OFF.match(text, node.end_mark.index)
        if comment:
            line, column = node.end_mark.line + 1, node.end_mark.column + len(comment[0])
            whole = node.start_mark.line == node.end_mark.line and node.value
            quoting = in_quotes(lines[line - 1], node.start_mark.column + 1 if whole else column)
            message = _("what follows the # is a comment that readers never see")
            fix = _("if it belongs to the text, {fix}", fix=quoting)
            yield Problem(path, line, column, "comment", message, fix, "warning")


def _scalars(root: Node) -> Iterator[ScalarNode]:
    """Every value in a file; not by recursion, for files may be deeper."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CollectionNode):
            waiting += (value for _, _, value in parts(node))
        elif isinstance(node, ScalarNode):
            yield node


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def written_values(text: str) -> dict[FieldPath, Value]:
    """What a file's fields say, right or wrong, a list of one text as that text; empty without fields."""
    root, _ = compose("", text) if text.strip() else (None, [])
    return dict(_values(root, ())) if isinstance(root, MappingNode) else {}


def _values(node: Node, path: FieldPath) -> Iterator[tuple[FieldPath, Value]]:
    if isinstance(node, SequenceNode) and all(isinstance(item, ScalarNode) for item in node.value):
        texts = tuple(item.value for item in node.value)
        yield path, texts[0] if len(texts) == 1 else texts
    elif isinstance(node, CollectionNode):
        for name, _, part in parts(node):
            yield from _values(part, (*path, name))
    else:
        yield path, node.value


def field_at(text: str, line: int, column: int) -> FieldPath:
    """The field that stands at a place, counted from 1; nothing where there is none."""
    node, _ = compose("", text)
    path: FieldPath = ()
    while isinstance(node, CollectionNode):
        started = [
            (name, value)
            for name, mark, value in parts(node)
            if (mark.line, mark.column) <= (line - 1, column - 1)
            and (isinstance(node, MappingNode) or isinstance(value, MappingNode))
        ]
        if not started:
            break
        path, node = (*path, started[-1][0]), started[-1][1]
    return path


def parts(node: CollectionNode) -> Iterator[tuple[str, Mark, Node]]:
    """What a group or a list holds: each name or number, where it starts, and the value."""
    if isinstance(node, MappingNode):
        yield from ((str(key.value), key.start_mark, value) for key, value in node.value)
    else:
        yield from ((str(index), item.start_mark, item) for index, item in enumerate(node.value))


def fields_in(root: Node | None, name: str) -> list[tuple[str, Node]]:
    """The fields of a group, each with its value; none where there is no such group."""
    node = find(root, (name,))
    return [(key, value) for key, _, value in parts(node)] if isinstance(node, MappingNode) else []


def locate(node: Node, path: Sequence[str | int]) -> Node:
    """The deepest node on `path` that the file has; for a missing field, the mapping that lacks it."""
    for part in path:
        child = find(node, (part,))
        if child is None:
            return node
        node = child
    return node


def find(node: Node | None, path: Sequence[str | int]) -> Node | None:
    """The node at `path`; `None` where the file has none."""
    for part in map(str, path):
        inside = parts(node) if isinstance(node, CollectionNode) else ()
        node = next((value for name, _, value in inside if name == part), None)
    return node


def is_blank(node: Node) -> bool:
    """Whether nothing is written here, or nothing but spaces."""
    return isinstance(node, ScalarNode) and not node.value.strip()
