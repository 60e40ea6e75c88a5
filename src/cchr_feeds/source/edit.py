"""Sets and removes fields in the text of an entry's file; every other character and comment stays."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import yaml
from yaml import Mark
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.i18n import _
from cchr_feeds.model.fields import keys_of
from cchr_feeds.model.publication import Publication, group_at, is_by_language
from cchr_feeds.source.yaml_text import FieldPath, Value, Values, in_braces, new_lines
from cchr_feeds.source.yaml_tree import Loader, compose, find, is_blank, parts, written_values

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")
# After the | or > that puts a text on the lines below.
_COMMENT_BEHIND_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_EMPTY = "{}\n"  # the text of a file that says nothing


class NotEditable(ValueError):
    """The file is written in a way that only a person can safely change."""


def with_values(text: str, values: Values, languages: Sequence[str], shape: type = Publication) -> str:
    r"""The text of a file of this shape with these values, one after the other; raises `NotEditable`.

    `text` has line ends \n and no byte order mark. An empty text is a new file. An empty value takes out
    what stands at its path, which may be a field or an item, and the group or list that is empty without it.
    """
    before = filled_fields(text)
    left = with_changes(before, values)
    new = _EMPTY if before and not left else text
    for path, value in values.items() if left else ():
        new = _with_value(new, path, value, languages, shape)
    # The new text is read: it has to say what the old one said and the change beside it, with every comment.
    if filled_fields(new) != left:
        raise NotEditable(_("something else in it would change"))
    if lost := Counter(comments(text)) - Counter(comments(new)):
        raise NotEditable(_("the comment {comment!r} would be lost", comment=next(iter(lost))))
    return new


def _with_value(text: str, path: FieldPath, value: Value, languages: Sequence[str], shape: type) -> str:
    # Lines and characters are put in and taken out at known places; YAML is never written anew.
    if not text.strip() or text == _EMPTY:
        return "\n".join([*new_lines(path, value), ""]) if value else text
    holders = _holders(_root(text), path)
    if not value:
        return _without(text, holders, path)
    depth = len(holders) - 1
    is_localised = is_by_language(path[:depth], shape)
    named = () if is_localised else keys_of(group_at(path[:depth], shape))
    order = [*named, *(languages if depth == 0 or is_localised else ())]
    return _put(text, holders[-1], path[depth:], value, order)


def _root(text: str) -> MappingNode:
    root, __ = compose("", text)
    if not isinstance(root, MappingNode):
        raise NotEditable(_("it can't be read as fields"))
    return root


def _holders(root: MappingNode, path: FieldPath) -> list[CollectionNode]:
    """The groups and lists on the way to a field, as far as they are there."""
    holders: list[CollectionNode] = [root]
    for name in path[:-1]:
        part = find(holders[-1], (name,))
        if part is None or is_blank(part):
            break
        if not isinstance(part, CollectionNode):
            raise NotEditable(_("{name}: is not a group of fields", name=name))
        holders.append(part)
    return holders


def _put(text: str, holder: CollectionNode, path: FieldPath, value: Value, order: Sequence[str]) -> str:
    """With a value below the last of the groups that are there."""
    if isinstance(holder, MappingNode) and path[0].isdecimal():
        raise NotEditable(_("a list is needed here"))
    if holder.flow_style:
        return _put_in_braces(text, holder, path[0], in_braces(path, value), order)
    if isinstance(holder, MappingNode):
        return _put_lines(text, holder, path[0], new_lines(path, value), order)
    if path[0] != str(len(holder.value)):
        raise NotEditable(_("{name}: is not a group of fields", name=path[0]))
    item = f"{' ' * holder.start_mark.column}- {in_braces(path, value)}"
    lines = text.split("\n")
    return _spliced(lines, _last_line(holder.value[-1], lines) + 1, [item])


def _without(text: str, holders: Sequence[CollectionNode], path: FieldPath) -> str:
    """Without what stands at a path, and what holds nothing else."""
    depth = len(path) - 1
    if len(holders) <= depth or find(holders[depth], (path[depth],)) is None:
        return text
    while depth and len(holders[depth].value) == 1:
        depth -= 1
    holder, name = holders[depth], path[depth]
    if not holder.flow_style and len(holder.value) == 1:
        raise NotEditable(_("{name}: is the only field there", name=name))
    found = list(parts(holder))
    at = [other for other, _, _ in found].index(name)
    return (_without_in_braces if holder.flow_style else _without_lines)(text, holder, found, at)


# --- on lines of their own ------------------------------------------------------------------------

# A name or number in a group or list, where it starts, and its value.
_Part = tuple[str, Mark, Node]


def _put_lines(text: str, group: MappingNode, name: str, field: Sequence[str], order: Sequence[str]) -> str:
    """Writes a field's lines in place of what stands there, or after those before it in `order`."""
    lines, column = text.split("\n"), group.start_mark.column
    new = [f"{' ' * column}{line}".rstrip() for line in field]
    found = next(((key, value) for key, value in group.value if key.value == name), None)
    if found is None:
        return _spliced(lines, _place(lines, group, order[: order.index(name)]), new)
    first, last = found[0].start_mark.line, _last_line(found[1], lines)
    new[0] = f"{lines[first][:column]}{field[0]}"
    if comment := _comment_of(*found, lines):
        new[0] = f"{new[0]}  {comment}"
    return _spliced(lines, first, new, last + 1)


def _spliced(lines: Sequence[str], first: int, new: Sequence[str], end: int | None = None) -> str:
    """The text with new lines in the place of those from `first` up to `end`, or before `first`."""
    return "\n".join([*lines[:first], *new, *lines[first if end is None else end :]])


def _without_lines(text: str, holder: CollectionNode, found: Sequence[_Part], at: int) -> str:
    """The text without a field or an item; comments in it stay on lines of their own."""
    lines, column = text.split("\n"), holder.start_mark.column
    _name, mark, value = found[at]
    first, head = mark.line, lines[mark.line][:column]
    if isinstance(holder, SequenceNode):
        while lines[first][column : column + 1] != "-":
            first -= 1
    elif head.strip():  # the hyphen of a list goes before the next field
        below = found[at + 1][1].line
        lines[below] = head + lines[below][column:]
    last = _last_line(value, lines)
    taken = [" " * column + lines[first][column:], *lines[first + 1 : last + 1]]
    kept = [f"{' ' * column}{comment}" for comment in comments("\n".join(taken))]
    return _spliced(lines, first, kept, last + 1)


def _place(lines: Sequence[str], group: MappingNode, before: Sequence[str]) -> int:
    """The line before which a field belongs: after the nearest one that stands before it by custom."""
    places = {key.value: value for key, value in group.value}
    first: int = group.start_mark.line
    above = next((places[other] for other in reversed(before) if other in places), None)
    if above is None and lines[first][: group.start_mark.column].strip():
        above = group.value[0][1]  # nothing goes before the hyphen
    return first if above is None else _last_leaf(above)[1] + 1


def _last_line(value: Node, lines: Sequence[str]) -> int:
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


def _comment_of(key: Node, value: Node, lines: Sequence[str]) -> str:
    """The comment behind a field's name or value; empty where there is none."""
    head = lines[key.start_mark.line]
    if isinstance(value, ScalarNode) and value.style in ("|", ">"):
        found = _COMMENT_BEHIND_HEADER.search(head, key.end_mark.column)
        return found[1] if found else ""
    if isinstance(value, MappingNode) and not value.flow_style:
        return ""
    ends = (key.end_mark.column + 1, head), (value.end_mark.column, lines[value.end_mark.line])
    tails = (line[column:].strip() for column, line in ends)
    return next((tail for tail in tails if tail.startswith("#")), "")


# --- between braces and brackets ------------------------------------------------------------------


def _put_in_braces(text: str, holder: CollectionNode, name: str, value: str, order: Sequence[str]) -> str:
    """The text with this value for a name of a group, after those before it in `order`, or in a list."""
    if (node := find(holder, (name,))) is not None:
        start, end = node.start_mark.index, node.end_mark.index
        return f"{text[:start]}{'' if end > start else ' '}{value}{text[end:]}"
    is_group = isinstance(holder, MappingNode)
    before = order[: order.index(name)] if is_group else [other for other, _, _ in parts(holder)]
    new = f"{name}: {value}" if is_group else value
    ends = [node.end_mark.index for other, _, node in parts(holder) if other in before]
    if ends:
        return f"{text[: ends[-1]]}, {new}{text[ends[-1] :]}"
    start = holder.start_mark.index + 1
    return f"{text[:start]}{new}{', ' if holder.value else ''}{text[start:]}"


def _without_in_braces(text: str, holder: CollectionNode, found: Sequence[_Part], at: int) -> str:
    """The text without a field of a group, or an item of a list."""
    start, end = found[at][1].index, found[at][2].end_mark.index
    if at + 1 < len(found):
        end = found[at + 1][1].index
    else:
        start = found[at - 1][2].end_mark.index if at else holder.start_mark.index + 1
    return text[:start] + text[end:]


# --- what a file says, and its comments -----------------------------------------------------------


def comments(text: str) -> Iterator[str]:
    """Every comment in a file: what stands after # between two tokens, or after the | or > of a block."""
    if not text.strip():
        return
    end = 0
    for token in yaml.scan(text, Loader):
        start = max(token.start_mark.index, end)
        yield from (comment.strip() for comment in _COMMENT.findall(text[end:start]))
        end = max(token.end_mark.index, end)
        header = text[token.start_mark.index : end].partition("\n")[0]
        if header[:1] in ("|", ">") and (found := _COMMENT_BEHIND_HEADER.match(header)):
            yield found[1].strip()
    yield from (comment.strip() for comment in _COMMENT.findall(text[end:]))


def filled_fields(text: str) -> dict[FieldPath, Value]:
    """Everything a file says; what is empty is left out."""
    return {path: _as_read(value) for path, value in written_values(text).items() if value}


def _as_read(value: Value) -> Value:
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else value
    return value.rstrip("\n")


def with_changes(before: Values, values: Values) -> dict[FieldPath, Value]:
    """What a file is to say after these changes, one after the other."""
    after = dict(before)
    for path, value in values.items():
        after = {place: each for place, each in after.items() if place[: len(path)] != path}
        if value:
            after[path] = _as_read(value)
        elif number := next((name for name in path if name.isdecimal()), ""):
            after = _without_gap(after, path[: path.index(number)], int(number))
    return after


def _without_gap(before: dict[FieldPath, Value], items: FieldPath, number: int) -> dict[FieldPath, Value]:
    """With the items of a list that follow one counted anew, if nothing is left of that one."""
    depth = len(items)
    behind = {at: int(at[depth]) for at in before if at[:depth] == items and len(at) > depth}
    if number in behind.values():
        return before
    gone = {at: str(each - 1) for at, each in behind.items() if each > number}
    return {(*items, gone[at], *at[depth + 1 :]) if at in gone else at: value for at, value in before.items()}
