"""Changes fields in the text of an entry's file, and leaves every other character and remark as it is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from cchr_feeds.messages import said
from cchr_feeds.source.document import compose
from cchr_feeds.source.entry_file import body_lines, scalar, summary_lines
from cchr_feeds.source.fields import is_blank
from cchr_feeds.source.written import HEADER_REMARK, FieldPath, Value, remarks, tree, with_changes

_ORDER = "id published added updated category topics edition draft withdrawn authors".split()
_BLOCK_ORDER = "title summary body url published updated files image".split()


class NotEditable(ValueError):
    """The file is written in a way that only a person can safely change."""


def with_values(text: str, values: Mapping[FieldPath, Value], languages: Sequence[str]) -> str:
    r"""The text of an entry's file with these values; raises `NotEditable`.

    `text` has line ends \n and no byte order mark. An empty text is a new file.
    """
    new = text
    for path, value in values.items():
        new = _with_value(new, path, value, languages)
    lost = Counter(remarks(text)) - Counter(remarks(new))
    if lost:
        raise NotEditable(said("remark-lost", remark=next(iter(lost))))
    if tree(new) != with_changes(tree(text), values):
        raise NotEditable(said("else-would-change"))
    return new


def _with_value(text: str, path: FieldPath, value: Value, languages: Sequence[str]) -> str:
    root = _root(text)
    if root is None:
        return text + "\n".join([*_nested(path, _field(path[-1], value)), ""]) if value else text
    holder = root
    for depth, name in enumerate(path[:-1]):
        block = _pair(holder, name)
        if block is None or not isinstance(block[1], MappingNode):
            if block is not None and not is_blank(block[1]):
                raise NotEditable(said("no-group-of-fields", name=name))
            return _with_new_block(text, holder, path[depth:], value, languages) if value else text
        if not value and len(block[1].value) == 1 and _pair(block[1], path[-1]):
            return _without(text, holder, name)
        holder = block[1]
    order = _BLOCK_ORDER if len(path) > 1 else [*_ORDER, *languages]
    return _set(text, holder, path[-1], value, order)


def _root(text: str) -> MappingNode | None:
    if not text.strip():
        return None
    root, _ = compose("", text)
    if not isinstance(root, MappingNode):
        raise NotEditable(said("not-fields"))
    return root


def _pair(mapping: MappingNode, name: str) -> tuple[Node, Node] | None:
    return next(((key, value) for key, value in mapping.value if key.value == name), None)


def _set(text: str, holder: MappingNode, name: str, value: Value, order: Sequence[str]) -> str:
    if not value:
        return _without(text, holder, name)
    if holder.flow_style:
        return _set_in_braces(text, holder, name, _json(name, value), order)
    return _put(text, holder, name, _field(name, value), order)


def _with_new_block(
    text: str, holder: MappingNode, path: FieldPath, value: Value, languages: Sequence[str]
) -> str:
    """With a language's block that holds this field alone."""
    order = [*_ORDER, *languages]
    if holder.flow_style:
        return _set_in_braces(text, holder, path[0], f"{{{path[1]}: {_json(path[1], value)}}}", order)
    return _put(text, holder, path[0], _nested(path, _field(path[-1], value)), order)


def _nested(path: FieldPath, lines: list[str]) -> list[str]:
    """A field's lines below the name of its block."""
    if len(path) == 1:
        return lines
    return [f"{path[0]}:", *(f"  {line}".rstrip() for line in lines)]


def _field(name: str, value: Value) -> list[str]:
    """A field as people write it."""
    if isinstance(value, tuple):
        alone = name == "category" and len(value) == 1
        return [f"{name}: {scalar(value[0]) if alone else _json(name, value)}"]
    if name in ("summary", "body"):
        return list((summary_lines if name == "summary" else body_lines)(value))
    plain = (name in _DATES and _DATE.fullmatch(value)) or value in ("true", "false")
    return [f"{name}: {value if plain else scalar(value)}"]


_DATES = ("published", "added", "updated", "edition")
_DATE = re.compile(r"\d{4}(-[\dQ]\d?){0,2}(T[\d:]+([+-]\d\d:\d\d|Z)?)?", re.ASCII)


def _json(name: str, value: Value) -> str:
    """A value in JSON, which is YAML too and leaves no sign a meaning of its own."""
    if name == "category" and isinstance(value, tuple):
        return f"[{', '.join(map(scalar, value))}]"
    return json.dumps(value, ensure_ascii=False)


# --- on lines of their own ------------------------------------------------------------------------


def _put(text: str, holder: MappingNode, name: str, field: Sequence[str], order: Sequence[str]) -> str:
    """Writes a field's lines in place of what stands there, or where it belongs."""
    lines, margin = text.split("\n"), " " * holder.start_mark.column
    new = [f"{margin}{line}".rstrip() for line in field]
    found = _pair(holder, name)
    if found is None:
        place = _place(holder, name, order)
        return "\n".join([*lines[:place], *new, *lines[place:]])
    first, last = found[0].start_mark.line, _last_line(found[1], lines)
    if remark := _remark_of(*found, lines):
        new[0] = f"{new[0]}  {remark}"
    return "\n".join([*lines[:first], *new, *lines[last + 1 :]])


def _place(holder: MappingNode, name: str, order: Sequence[str]) -> int:
    """The line before which a field belongs: after the nearest one that stands before it by custom."""
    before = order[: order.index(name)]
    places = {key.value: value for key, value in holder.value}
    for other in reversed(before):
        if other in places:
            return _last_leaf(places[other])[1] + 1
    line: int = holder.value[0][0].start_mark.line
    return line


def _without(text: str, holder: MappingNode, name: str) -> str:
    found = _pair(holder, name)
    if found is None:
        return text
    if holder.flow_style:
        return _without_in_braces(text, holder, name)
    if len(holder.value) == 1:
        raise NotEditable(said("only-field-there", name=name))
    lines = text.split("\n")
    first, last = found[0].start_mark.line, _last_line(found[1], lines)
    remark = _remark_of(*found, lines)
    kept = [f"{' ' * holder.start_mark.column}{remark}"] if remark else []
    return "\n".join([*lines[:first], *kept, *lines[last + 1 :]])


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


# --- between braces -------------------------------------------------------------------------------


def _set_in_braces(text: str, holder: MappingNode, name: str, value: str, order: Sequence[str]) -> str:
    found = _pair(holder, name)
    if found:
        start, end = found[1].start_mark.index, found[1].end_mark.index
        return f"{text[:start]}{'' if end > start else ' '}{value}{text[end:]}"
    before = order[: order.index(name)]
    ends = [each.end_mark.index for key, each in holder.value if key.value in before]
    if ends:
        return f"{text[: ends[-1]]}, {name}: {value}{text[ends[-1] :]}"
    start = holder.start_mark.index + 1
    return f"{text[:start]}{name}: {value}{', ' if holder.value else ''}{text[start:]}"


def _without_in_braces(text: str, holder: MappingNode, name: str) -> str:
    names = [key.value for key, _ in holder.value]
    at = names.index(name)
    if at + 1 < len(names):
        start, end = (holder.value[each][0].start_mark.index for each in (at, at + 1))
    else:
        start = holder.value[at - 1][1].end_mark.index if at else holder.start_mark.index + 1
        end = holder.value[at][1].end_mark.index
    return text[:start] + text[end:]
