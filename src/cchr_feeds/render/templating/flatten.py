"""A template with all it extends and includes, as one source: what is inlined must stand in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from cchr_feeds.errors import Problem, ProblemsFound

Kind = Literal["data", "statement", "expression", "comment", "raw"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text of a template, or one Jinja tag, with the file and line it starts at.

    `words` are the tag's tokens without spaces: `('include', '"a.html.j2"')`.
    """

    kind: Kind
    text: str
    path: str
    line: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """`{% block name %}` and what it holds; its own two tags are not kept."""

    name: str
    nodes: list[Piece | Block] = field(default_factory=list)


Pieces = Sequence[Piece]
Load = Callable[[str], Pieces | None]
"""The pieces of a template by its name, `None` where there is no such template."""

Overrides = Mapping[str, Sequence[Block]]
"""Each block's versions, the one furthest down the chain of `extends` first."""

_NOT_HERE = {
    "macro": "write the HTML where it is used, or put it into a file of its own and include that",
    "call": "write the HTML where it is used, or put it into a file of its own and include that",
    "import": "put the HTML into a file of its own and include that",
    "from": "put the HTML into a file of its own and include that",
}


def flatten(name: str, load: Load, within: tuple[str, ...] = ()) -> list[Piece]:
    """The template `name` with `extends`, `block`, `include` and `super()` replaced by what they stand for.

    Where a block or an include stands decides how it is styled, so a mail template may not use
    macros or imports, whose HTML stands elsewhere. `within` names the templates that include this one.
    """
    chain = _chain(name, load)
    trees = [_tree(pieces) for pieces in chain]
    overrides: dict[str, list[Block]] = {}
    for tree in trees:
        for block in _blocks(tree):
            overrides.setdefault(block.name, []).append(block)
    prelude = [piece for tree in trees[:-1] for piece in _prelude(tree)]
    return [*prelude, *_included(_expand(trees[-1], overrides), load, (*within, name))]


def _chain(name: str, load: Load) -> list[Pieces]:
    """The template and what it extends, and so on upwards."""
    names, chain = [name], [load(name) or ()]
    while (parent := _extends(chain[-1])) is not None:
        wanted = _literal(parent)
        if wanted in names:
            _refuse(parent, f"{wanted} extends itself", f'write {{% extends "packaged/{wanted}" %}}')
        names.append(wanted)
        chain.append(_existing(wanted, parent, load))
    return chain


def _existing(name: str, piece: Piece, load: Load) -> Pieces:
    pieces = load(name)
    if pieces is None:
        _refuse(piece, f"there is no template {name}", "check the name and the folder")
    return pieces


def _extends(pieces: Pieces) -> Piece | None:
    return next((piece for piece in pieces if piece.words[:1] == ("extends",)), None)


def _tree(pieces: Pieces) -> list[Piece | Block]:
    """The pieces with each block's inside it; Jinja has made sure already that blocks are well nested."""
    top = Block("")
    stack = [top]
    for piece in pieces:
        word = piece.words[0] if piece.kind == "statement" else ""
        if word == "block":
            stack.append(Block(piece.words[1]))
            stack[-2].nodes.append(stack[-1])
        elif word == "endblock":
            stack.pop()
        else:
            stack[-1].nodes.append(_allowed(piece))
    return top.nodes


def _allowed(piece: Piece) -> Piece:
    word = piece.words[0] if piece.kind == "statement" else ""
    if word in _NOT_HERE:
        _refuse(piece, f"a mail template can't use {word}", _NOT_HERE[word])
    if word == "set" and "=" not in piece.words:
        _refuse(
            piece, "a mail template can't set a name to a block of HTML", "write the HTML where it is used"
        )
    if "self" in piece.words and piece.kind == "expression":
        _refuse(
            piece,
            "a mail template can't repeat a block",
            "put the HTML into a file of its own and include that",
        )
    return piece


def _blocks(nodes: Sequence[Piece | Block]) -> Iterator[Block]:
    for node in nodes:
        if isinstance(node, Block):
            yield node
            yield from _blocks(node.nodes)


def _prelude(tree: Sequence[Piece | Block]) -> Iterator[Piece]:
    """What a template that extends another does first: set names. Jinja drops the text around its blocks."""
    for node in tree:
        if isinstance(node, Piece) and node.kind == "statement" and node.words[0] != "extends":
            if node.words[0] != "set":
                _refuse(node, f"{node.words[0]} stands outside the blocks", "move it into a block")
            yield node


def _expand(
    nodes: Sequence[Piece | Block], overrides: Overrides, parents: Sequence[Block] = ()
) -> Iterator[Piece]:
    """The nodes' pieces, each block in its last version; `super()` is `parents[0]`."""
    for node in nodes:
        if isinstance(node, Block):
            last, *others = overrides[node.name]
            yield from _expand(last.nodes, overrides, others)
        elif node.kind == "expression" and "super" in node.words:
            yield from _super(node, overrides, parents)
        else:
            yield node


def _super(piece: Piece, overrides: Overrides, parents: Sequence[Block]) -> Iterator[Piece]:
    if piece.words != ("super", "(", ")"):
        _refuse(piece, "super() can't be combined with anything here", "write {{ super() }} alone")
    if not parents:
        _refuse(piece, "there is nothing that super() could mean here", "remove it")
    yield from _expand(parents[0].nodes, overrides, parents[1:])


def _included(pieces: Iterator[Piece], load: Load, within: tuple[str, ...]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind == "statement" and piece.words[0] == "include":
            wanted = _literal(piece)
            if wanted in within:
                _refuse(piece, f"{wanted} includes itself", "remove this line")
            _existing(wanted, piece, load)
            yield from flatten(wanted, load, within)
        else:
            yield piece


def _literal(piece: Piece) -> str:
    """The template's name in `{% extends "…" %}` and `{% include "…" %}`."""
    word = piece.words[0]
    if len(piece.words) != 2 or piece.words[1][0] not in "\"'":
        fix = f'write {{% {word} "newsletter/….html.j2" %}}'
        _refuse(piece, f"{word} needs a file's name in quotes and nothing else", fix)
    return piece.words[1][1:-1]


def _refuse(piece: Piece, message: str, fix: str) -> NoReturn:
    raise ProblemsFound([Problem(piece.path, piece.line, 1, "template", message, fix)])
