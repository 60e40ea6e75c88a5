"""Fields and items on lines of their own: put in, changed and taken out, the other lines as they are."""

from __future__ import annotations

from collections.abc import Sequence

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.source.written import HEADER_REMARK, remarks

Pair = tuple[Node, Node]
"""A field's name and its value."""


def pair(group: MappingNode, name: str) -> Pair | None:
    """A field of a group, where it has it."""
    return next(((key, value) for key, value in group.value if key.value == name), None)


def put(text: str, group: MappingNode, name: str, field: Sequence[str], order: Sequence[str]) -> str:
    """Writes a field's lines in place of what stands there, or after those before it in `order`."""
    lines, margin = text.split("\n"), " " * group.start_mark.column
    new = [f"{margin}{line}".rstrip() for line in field]
    found = pair(group, name)
    if found is None:
        place = _place(lines, group, order[: order.index(name)])
        return "\n".join([*lines[:place], *new, *lines[place:]])
    first, last = found[0].start_mark.line, _last_line(found[1], lines)
    new[0] = f"{_head(lines, found[0])}{field[0]}"
    if remark := _remark_of(*found, lines):
        new[0] = f"{new[0]}  {remark}"
    return "\n".join([*lines[:first], *new, *lines[last + 1 :]])


def with_item(text: str, items: SequenceNode, item: str) -> str:
    """The text with one more item at the end of a list."""
    lines = text.split("\n")
    place = _last_line(items.value[-1], lines) + 1
    return "\n".join([*lines[:place], f"{' ' * items.start_mark.column}- {item}", *lines[place:]])


def without_field(text: str, group: MappingNode, name: str) -> str:
    """The text without a field; remarks in it stay on lines of their own."""
    lines = text.split("\n")
    names = [key.value for key, _ in group.value]
    at = names.index(name)
    key, value = group.value[at]
    head = _head(lines, key)
    if head.strip():  # the hyphen of a list goes before the next field
        following = group.value[at + 1][0]
        line = following.start_mark.line
        lines[line] = head + lines[line][following.start_mark.column :]
    return _without_lines(lines, key.start_mark.line, _last_line(value, lines), len(head))


def without_item(text: str, items: SequenceNode, at: int) -> str:
    """The text without an item of a list; remarks in it stay on lines of their own."""
    lines, column = text.split("\n"), items.start_mark.column
    first = items.value[at].start_mark.line
    while lines[first][column : column + 1] != "-":
        first -= 1
    return _without_lines(lines, first, _last_line(items.value[at], lines), column)


def _without_lines(lines: Sequence[str], first: int, last: int, column: int) -> str:
    """The text without these lines, which start at a column; it keeps their remarks."""
    taken = [" " * column + lines[first][column:], *lines[first + 1 : last + 1]]
    kept = [f"{' ' * column}{remark}" for remark in remarks("\n".join(taken))]
    return "\n".join([*lines[:first], *kept, *lines[last + 1 :]])


def _head(lines: Sequence[str], key: Node) -> str:
    """What stands before a field's name in its line: spaces, and the hyphen of a list."""
    return lines[key.start_mark.line][: key.start_mark.column]


def _place(lines: Sequence[str], group: MappingNode, before: Sequence[str]) -> int:
    """The line before which a field belongs: after the nearest one that stands before it by custom."""
    places = {key.value: value for key, value in group.value}
    for other in reversed(before):
        if other in places:
            return _last_leaf(places[other])[1] + 1
    key, value = group.value[0]
    if _head(lines, key).strip():  # nothing goes before the hyphen
        return _last_leaf(value)[1] + 1
    line: int = key.start_mark.line
    return line


def _last_line(value: Node, lines: Sequence[str]) -> int:
    """The last line of a value."""
    node, line = _last_leaf(value)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        while line > node.start_mark.line and not lines[line].strip():
            line -= 1
    return line


def _last_leaf(value: Node) -> tuple[Node, int]:
    """What a value ends with, and the line of that; a block scalar's mark is where the next thing starts."""
    while isinstance(value, CollectionNode) and not value.flow_style and value.value:
        last = value.value[-1]
        value = last[1] if isinstance(last, tuple) else last
    is_block = isinstance(value, ScalarNode) and value.style in ("|", ">")
    mark = value.end_mark
    return value, mark.line - (is_block and mark.column == 0)


def _remark_of(key: Node, value: Node, lines: Sequence[str]) -> str:
    """The remark behind a field's name or value; empty where there is none."""
    head = lines[key.start_mark.line]
    if isinstance(value, ScalarNode) and value.style in ("|", ">"):
        found = HEADER_REMARK.search(head, key.end_mark.column)
        return found[1] if found else ""
    if isinstance(value, MappingNode) and not value.flow_style:
        return ""
    ends = (key.end_mark.column + 1, head), (value.end_mark.column, lines[value.end_mark.line])
    tails = (line[column:].strip() for column, line in ends)
    return next((tail for tail in tails if tail.startswith("#")), "")
