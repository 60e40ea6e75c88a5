"""Fields and items between braces and brackets: put in, changed and taken out, the rest as it is."""

from __future__ import annotations

from collections.abc import Sequence

from yaml.nodes import CollectionNode, MappingNode

from cchr_feeds.source.written import parts


def put(text: str, holder: CollectionNode, name: str, value: str, order: Sequence[str]) -> str:
    """The text with this value for a name of a group, after those before it in `order`, or in a list."""
    for other, _, node in parts(holder):
        if other == name:
            start, end = node.start_mark.index, node.end_mark.index
            return f"{text[:start]}{'' if end > start else ' '}{value}{text[end:]}"
    if not isinstance(holder, MappingNode):
        return _inserted(text, holder, value, [other for other, _, _ in parts(holder)])
    return _inserted(text, holder, f"{name}: {value}", order[: order.index(name)])


def _inserted(text: str, holder: CollectionNode, new: str, before: Sequence[str]) -> str:
    ends = [node.end_mark.index for other, _, node in parts(holder) if other in before]
    if ends:
        return f"{text[: ends[-1]]}, {new}{text[ends[-1] :]}"
    start = holder.start_mark.index + 1
    return f"{text[:start]}{new}{', ' if holder.value else ''}{text[start:]}"


def without(text: str, holder: CollectionNode, name: str) -> str:
    """The text without a field of a group, or an item of a list."""
    spans = [(mark.index, node.end_mark.index) for _, mark, node in parts(holder)]
    at = [other for other, _, _ in parts(holder)].index(name)
    if at + 1 < len(spans):
        start, end = spans[at][0], spans[at + 1][0]
    else:
        start, end = spans[at - 1][1] if at else holder.start_mark.index + 1, spans[at][1]
    return text[:start] + text[end:]
