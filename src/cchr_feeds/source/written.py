"""What stands in the text of an entry's file: its fields, the places of them, and its remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml
from yaml import Mark
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.source.document import Loader, compose

FieldPath = tuple[str, ...]
"""`("category",)`, `("en", "title")` in a language's block, `("en", "files", "0", "url")` in its document."""
Value = str | tuple[str, ...]
"""What a field says; empty where it is to be left out."""
Tree = Mapping[str, object]
"""All that a file says, as texts, lists and groups."""

_REMARK = re.compile(r"(?:^|(?<=\s))#[^\n]*")
HEADER_REMARK = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
"""Behind the sign that a text stands on the lines below."""


def written_values(text: str) -> dict[FieldPath, Value]:
    """What the fields of an entry's file say, right or wrong; nothing where it can't be read as fields."""
    root, _ = compose("", text) if text.strip() else (None, [])
    return dict(_values(root, ())) if isinstance(root, MappingNode) else {}


def _values(mapping: MappingNode, above: FieldPath) -> Iterator[tuple[FieldPath, Value]]:
    for key, value in mapping.value:
        path = (*above, str(key.value))
        if isinstance(value, ScalarNode):
            yield path, value.value
        elif isinstance(value, SequenceNode):
            yield path, tuple(item.value for item in value.value if isinstance(item, ScalarNode))
            for index, item in enumerate(value.value):
                if isinstance(item, MappingNode):
                    yield from _values(item, (*path, str(index)))
        elif isinstance(value, MappingNode):
            yield from _values(value, path)


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


def remarks(text: str) -> Iterator[str]:
    """Every remark in a file: what stands after # between two tokens, or behind the sign of a block."""
    if not text.strip():
        return
    end = 0
    for token in yaml.scan(text, Loader):
        start = max(token.start_mark.index, end)
        yield from (remark.strip() for remark in _REMARK.findall(text[end:start]))
        end = max(token.end_mark.index, end)
        header = text[token.start_mark.index : end].partition("\n")[0]
        if header[:1] in ("|", ">") and (found := HEADER_REMARK.match(header)):
            yield found[1].strip()
    yield from (remark.strip() for remark in _REMARK.findall(text[end:]))


def tree(text: str) -> Tree:
    """Everything a file says; what is empty is left out, and a list of one text is that text."""
    root, _ = compose("", text) if text.strip() else (None, [])
    found = _plain(root) if isinstance(root, MappingNode) else {}
    return found if isinstance(found, Mapping) else {}


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        pairs = {str(key.value): _plain(value) for key, value in node.value}
        return {key: value for key, value in pairs.items() if value}
    if isinstance(node, SequenceNode):
        items = [_plain(item) for item in node.value]
        return items[0] if len(items) == 1 and isinstance(items[0], str) else items
    return str(node.value).rstrip("\n")


def with_changes(before: Tree, values: Mapping[FieldPath, Value]) -> Tree:
    """What a file is to say after these changes, one after the other."""
    after: object = before
    for path, value in values.items():
        after = _changed(after, path, value)
    return after if isinstance(after, Mapping) else {}


def _changed(before: object, path: FieldPath, value: Value) -> object:
    """What is to be said where `before` was said, after a change at a path below it."""
    if not path:
        return _as_read(value)
    name = path[0]
    if isinstance(before, list) or (name.isdecimal() and not before):
        items = list(before) if isinstance(before, list) else []
        at = int(name)
        new = _changed(items[at] if at < len(items) else "", path[1:], value)
        return [*items[:at], *([new] if new else []), *items[at + 1 :]]
    group = dict(before) if isinstance(before, Mapping) else {}
    changed = group | {name: _changed(group.get(name, ""), path[1:], value)}
    return {key: part for key, part in changed.items() if part}


def _as_read(value: Value) -> object:
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else list(value)
    return value.rstrip("\n")
