"""Fields as they stand in a file: their names and values, and what is wrong with a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode

from cchr_feeds.messages import said
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
            fix = said("quote-first-bracket")
            reading.report(key, "shape", said("name-one-word"), fix)
        elif key.value in first:
            message = said("written-twice", name=key.value, line=first[key.value])
            reading.report(key, "duplicate", message, said("leave-one-of-two-out"))
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
        fix = said("write-fields-below")
        reading.report(node, "empty", said("nothing-under-name"), fix)
        return
    fix = said("write-on-own-line", example=example, value=shown(node))
    reading.report(node, "shape", said("name-missing"), fix)


def report_unknown(
    key: str, node: Node, known: Sequence[str], blocks: Mapping[str, Sequence[str]], reading: Reading
) -> None:
    """Note a name that no field has; `blocks` holds the fields that may stand below other names."""
    from cchr_feeds.source.suggestions import unknown_key  # only a mistake pays for it

    message, fix = unknown_key(key, known, blocks)
    reading.report(node, "unknown", message, fix)
