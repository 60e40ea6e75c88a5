"""Fields as they stand in a file: their names and values, and what is wrong with a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode

from cchr_feeds.source.reading import Reading

Pairs = list[tuple[str, Node, Node]]
"""The name, its node, and the value's node."""


def pairs(node: Node, reading: Reading, example: str = "name") -> Pairs | None:
    """The fields of a mapping; a name written twice is reported and left out.

    Anything else is reported, with `example` as the name of a field that is probably meant.
    """
    if not isinstance(node, MappingNode):
        _report_no_fields(node, reading, example)
        return None
    first: dict[str, int] = {}
    found: Pairs = []
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            fix = 'put the value in quotes if a bracket starts it: "[…"'
            reading.report(key, "shape", "a field's name must be one word", fix)
        elif key.value in first:
            message = f"{key.value!r} is written twice (first in line {first[key.value]})"
            reading.report(key, "duplicate", message, "leave one of the two out")
        else:
            first[key.value] = key.start_mark.line + 1
            found.append((key.value, key, value))
    return found


def shown(node: Node) -> str:
    """The beginning of a value, for a message; nothing that could act on a terminal."""
    return node.value[:60] if isinstance(node, ScalarNode) and node.value.isprintable() else "…"


def is_blank(node: Node) -> bool:
    """Whether nothing is written here, or nothing but spaces."""
    return isinstance(node, ScalarNode) and not node.value.strip()


def _report_no_fields(node: Node, reading: Reading, example: str) -> None:
    if is_blank(node):
        fix = "write its fields on the lines below, each with two more spaces before it; or delete this line"
        reading.report(node, "empty", "nothing stands under this name", fix)
        return
    fix = f"write {example}: {shown(node)} on a line of its own below the name"
    reading.report(node, "shape", "the name of a field is missing before this value", fix)


def report_unknown(
    key: str, node: Node, known: Sequence[str], blocks: Mapping[str, Sequence[str]], reading: Reading
) -> None:
    """Note a name that no field has; `blocks` holds the fields that may stand below other names."""
    from cchr_feeds.source.suggestions import unknown_key  # only a mistake pays for it

    message, fix = unknown_key(key, known, blocks)
    reading.report(node, "unknown", message, fix)
