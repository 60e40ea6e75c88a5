"""Changes fields in the text of an entry's file, and leaves every other character and remark as it is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from cchr_feeds.messages import said
from cchr_feeds.source import edited_braces, edited_lines
from cchr_feeds.source.document import compose
from cchr_feeds.source.entry_file import body_lines, scalar, summary_lines
from cchr_feeds.source.fields import is_blank
from cchr_feeds.source.written import FieldPath, Value, parts, remarks, tree, with_changes

_ORDER = "id published added updated category topics edition draft withdrawn authors".split()
_BLOCK_ORDER = "title summary body url published updated files image".split()
_INNER_ORDER = "file url type length title alt width height".split()
"""Of a document, and of a picture."""


class NotEditable(ValueError):
    """The file is written in a way that only a person can safely change."""


def with_values(text: str, values: Mapping[FieldPath, Value], languages: Sequence[str]) -> str:
    r"""The text of an entry's file with these values, one after the other; raises `NotEditable`.

    `text` has line ends \n and no byte order mark. An empty text is a new file. An empty value takes out
    what stands at its path, which may be a field or an item, and the group or list that is empty without it.
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
        return text + "\n".join([*_new_lines(path, value), ""]) if value else text
    holders = _holders(root, path)
    if not value:
        return _without(text, holders, path)
    orders = ([*_ORDER, *languages], _BLOCK_ORDER, _INNER_ORDER)
    depth = len(holders) - 1
    return _put(text, holders[-1], path[depth:], value, orders[min(depth, 2)])


def _root(text: str) -> MappingNode | None:
    if not text.strip():
        return None
    root, _ = compose("", text)
    if not isinstance(root, MappingNode):
        raise NotEditable(said("not-fields"))
    return root


def _holders(root: MappingNode, path: FieldPath) -> list[CollectionNode]:
    """The groups and lists on the way to a field, as far as they are there."""
    holders: list[CollectionNode] = [root]
    for name in path[:-1]:
        part = _part(holders[-1], name)
        if part is None or is_blank(part):
            break
        if not isinstance(part, CollectionNode):
            raise NotEditable(said("no-group-of-fields", name=name))
        holders.append(part)
    return holders


def _part(holder: CollectionNode, name: str) -> Node | None:
    return next((node for other, _, node in parts(holder) if other == name), None)


def _put(text: str, holder: CollectionNode, path: FieldPath, value: Value, order: Sequence[str]) -> str:
    """With a value below the last of the groups that are there."""
    if isinstance(holder, MappingNode) and path[0].isdecimal():
        raise NotEditable(said("list-needed"))
    if holder.flow_style:
        return edited_braces.put(text, holder, path[0], _in_braces(path, value), order)
    if isinstance(holder, MappingNode):
        return edited_lines.put(text, holder, path[0], _new_lines(path, value), order)
    if not isinstance(holder, SequenceNode) or path[0] != str(len(holder.value)):
        raise NotEditable(said("no-group-of-fields", name=path[0]))
    return edited_lines.with_item(text, holder, _in_braces(path, value))


def _without(text: str, holders: Sequence[CollectionNode], path: FieldPath) -> str:
    """Without what stands at a path, and what holds nothing else."""
    depth = len(path) - 1
    if len(holders) <= depth or _part(holders[depth], path[depth]) is None:
        return text
    while depth and len(holders[depth].value) == 1:
        depth -= 1
    holder, name = holders[depth], path[depth]
    if holder.flow_style:
        return edited_braces.without(text, holder, name)
    if isinstance(holder, SequenceNode):
        return edited_lines.without_item(text, holder, int(name))
    if not isinstance(holder, MappingNode) or len(holder.value) == 1:
        raise NotEditable(said("only-field-there", name=name))
    return edited_lines.without_field(text, holder, name)


# --- how values are written -----------------------------------------------------------------------


def _new_lines(path: FieldPath, value: Value) -> list[str]:
    """A field's lines below the names of its groups: a language's on lines, a smaller one in braces."""
    name, *below = path
    if not below:
        return _field(name, value)
    if below[0].isdecimal():
        return [f"{name}:", f"  - {_in_braces(tuple(below), value)}"]
    if name == "image":
        return [f"{name}: {_in_braces(path, value)}"]
    return [f"{name}:", *(f"  {line}".rstrip() for line in _new_lines(tuple(below), value))]


def _in_braces(path: FieldPath, value: Value) -> str:
    """What stands behind the first name of a path, between braces and brackets."""
    name, *below = path
    if not below:
        return _in_flow(name, value)
    inner = _in_braces(tuple(below), value)
    return f"[{inner}]" if below[0].isdecimal() else f"{{{below[0]}: {inner}}}"


def _field(name: str, value: Value) -> list[str]:
    """A field as people write it."""
    if isinstance(value, tuple):
        alone = name == "category" and len(value) == 1
        return [f"{name}: {scalar(value[0]) if alone else _in_flow(name, value)}"]
    if name in ("summary", "body"):
        return list((summary_lines if name == "summary" else body_lines)(value))
    return [f"{name}: {_on_one_line(name, value)}"]


_DATES = ("published", "added", "updated", "edition")
_DATE = re.compile(r"\d{4}(-[\dQ]\d?){0,2}(T[\d:]+([+-]\d\d:\d\d|Z)?)?", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_INDICATOR = re.compile(r"[,\[\]{}?]|:(?!//)")
"""What may end a text that stands between braces without quotation marks."""


def _on_one_line(name: str, value: str) -> str:
    is_date = name in _DATES and _DATE.fullmatch(value)
    is_length = name == "length" and _NUMBER.fullmatch(value)
    return value if is_date or is_length or value in ("true", "false") else scalar(value)


def _in_flow(name: str, value: Value) -> str:
    """A value between braces; JSON, which is YAML too, leaves no sign a meaning of its own."""
    if isinstance(value, tuple):
        items = (
            map(scalar, value) if name == "category" else (json.dumps(v, ensure_ascii=False) for v in value)
        )
        return f"[{', '.join(items)}]"
    plain = _on_one_line(name, value)
    return json.dumps(value, ensure_ascii=False) if _INDICATOR.search(plain) else plain
