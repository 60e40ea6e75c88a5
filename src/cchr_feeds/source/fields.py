"""Fields as they stand in a file: their names and values, and what is wrong with a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode

from cchr_feeds.messages import said
from cchr_feeds.source.reading import Reading

Pairs = list[tuple[str, Node, Node]]
"""The name, its node, and the value's node."""


def pairs(node: Node, reading: Reading, shape: object = None) -> Pairs | None:
    """The fields of a mapping; a name written twice is reported and left out.

    Anything else is reported, with a field of the record (`shape`) that is probably meant.
    """
    if not isinstance(node, MappingNode):
        _report_no_fields(node, reading, shape)
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


def is_blank(node: Node) -> bool:
    """Whether nothing is written here, or nothing but spaces."""
    return isinstance(node, ScalarNode) and not node.value.strip()


def _report_no_fields(node: Node, reading: Reading, shape: object) -> None:
    if is_blank(node):
        reading.report(node, "empty", said("nothing-under-name"), said("write-fields-below"))
        return
    from cchr_feeds.source.suggested_fix import names_of, record_fix  # only a mistake pays for it

    fix = record_fix(node, names_of(shape) or ("name",), is_root=node is reading.root)
    reading.report(node, "shape", said("name-missing"), fix)


def report_no_list(node: Node, reading: Reading, shape: object) -> None:
    """Note that something stands where a list is needed, of such records or of single values."""
    from cchr_feeds.source.suggested_fix import list_fix

    reading.report(node, "shape", said("list-needed"), list_fix(node, shape))


def report_missing(key: str, node: Node, reading: Reading) -> None:
    """Note that a field is not there, which its record needs."""
    in_braces = isinstance(node, MappingNode) and node.flow_style
    fix = said("add-in-braces" if in_braces else "add-a-line", field=key)
    reading.report(node, "missing", said("field-missing", field=key), fix, missing=key)


def report_unknown(
    pair: tuple[Node, Node], known: Sequence[str], blocks: Mapping[str, Sequence[str]], reading: Reading
) -> str | None:
    """Note a name that no field has; the one that was probably meant.

    `blocks` holds the fields that may stand below other names.
    """
    from cchr_feeds.source.suggestions import nearest, unknown_key

    node, value = pair
    key: str = node.value
    told = _in_a_text(node, [*known, *blocks, *next(iter(blocks.values()), ())], reading)
    message, fix, meant = told or unknown_key(key, known, blocks, reading.languages)
    if is_blank(value) and reading.text.content[: node.start_mark.index].rstrip().endswith(","):
        fix, meant = said("quote-with-comma", name=key), ""
    reading.report(node, "unknown", message, fix, meant=meant)
    return nearest(key, known)


def _in_a_text(node: Node, known: Sequence[str], reading: Reading) -> tuple[str, str, str] | None:
    """What to say of a name that is like no `known` one, and begins a text that was not indented."""
    from cchr_feeds.source.suggestions import nearest
    from cchr_feeds.source.syntax_errors import text_too_far_left

    content = reading.text.content
    begin = content.rfind("\n", 0, node.start_mark.index)
    above = content[content.rfind("\n", 0, max(begin, 0)) + 1 : max(begin, 0)]
    told = text_too_far_left(content[begin + 1 : node.end_mark.index], above)
    return (*told, "") if told and nearest(node.value, known) is None else None
