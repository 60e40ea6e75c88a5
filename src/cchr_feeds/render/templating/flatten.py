"""A template with all it extends and includes, as one source: what is inlined must stand in one place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _, any_of
from cchr_feeds.render.templating.folders import PACKAGED
from cchr_feeds.render.templating.pieces import Piece


@dataclass(frozen=True, slots=True)
class Block:
    """`{% block name %}` and what it holds; its own two tags are not kept, but `start` says where it is."""

    name: str
    start: Piece
    nodes: list[Piece | Block] = field(default_factory=list)


Pieces = Sequence[Piece]
Load = Callable[[str], Pieces | None]
"""The pieces of a template by its name, `None` where there is no such template."""

Overrides = Mapping[str, Sequence[Block]]
"""Each block's versions, the one furthest down the chain of `extends` first."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A template as one source, and what is wrong with how it is put together."""

    pieces: Pieces
    problems: Sequence[Problem]

    @property
    def is_ours(self) -> bool:
        """Whether none of it is the project's own, nor anything of its own wrong with it."""
        return not self.problems and all(piece.path.startswith(PACKAGED) for piece in self.pieces)


def flatten(name: str, load: Load) -> Flat:
    """The template `name` with `extends`, `block`, `include` and `super()` replaced by what they stand for.

    Where a block or an include stands decides how it is styled, so a mail template may not use
    macros or imports, whose HTML stands elsewhere. What is included sees the names of its place,
    `loop` among them; a name that is set there, or in a block, is not seen outside.
    """
    found: list[Problem] = []
    pieces = list(_flattened(name, _Sources(load, found)))
    return Flat(pieces, [*found, *(problem for piece in pieces for problem in _unfit(piece))])


_NOT_HERE = {
    "macro": N_("write the HTML where it is used, or put it into a file of its own and include that"),
    "call": N_("write the HTML where it is used, or put it into a file of its own and include that"),
    "import": N_("put the HTML into a file of its own and include that"),
    "from": N_("put the HTML into a file of its own and include that"),
}

_ITSELF = {"extends": N_("{name} extends itself"), "include": N_("{name} includes itself")}


def _unfit(piece: Piece) -> Iterator[Problem]:
    """What a mail template can't say."""
    word = piece.statement
    if word in _NOT_HERE:
        yield piece.problem(_("a mail template can't use {word}", word=word), _(_NOT_HERE[word]))
    if word == "set" and "=" not in piece.words:
        message, fix = (
            _("a mail template can't set a name to a block of HTML"),
            _("write the HTML where it is used"),
        )
        yield piece.problem(message, fix)
    if "self" in piece.words and piece.kind == "expression":
        message, fix = (
            _("a mail template can't repeat a block"),
            _("put the HTML into a file of its own and include that"),
        )
        yield piece.problem(message, fix)


class _Sources:
    """Where templates come from; what is wrong with the names they are asked for by goes to `problems`."""

    def __init__(self, load: Load, problems: list[Problem]) -> None:
        self._load = load
        self.problems = problems

    def pieces(self, name: str) -> Pieces:
        """A template's pieces; none where it does not exist."""
        return self._load(name) or ()

    def named(self, piece: Piece, within: Sequence[str], fix: str) -> str | None:
        """The template that `{% extends "…" %}` or `{% include "…" %}` asks for, if it can be had."""
        word = piece.statement
        if len(piece.words) != 2 or piece.words[1][0] not in "\"'":
            example = _('write {{% {word} "newsletter/….html.j2" %}}', word=word)
            self.refuse(piece, _("{word} needs a file's name in quotes and nothing else", word=word), example)
            return None
        name = piece.words[1][1:-1]
        if name in within:
            self.refuse(piece, _(_ITSELF[word], name=name), _(fix, name=name))
        elif self._load(name) is None:
            self.refuse(
                piece, _("there is no template {name}", name=name), _("check the name and the folder")
            )
        else:
            return name
        return None

    def refuse(self, piece: Piece, message: str, fix: str) -> None:
        """Notes what is wrong with a piece."""
        self.problems.append(piece.problem(message, fix))


def _flattened(name: str, sources: _Sources, within: tuple[str, ...] = ()) -> Iterator[Piece]:
    """The template's pieces; `within` names the templates that include this one."""
    trees = [_tree(pieces) for pieces in _chain(name, sources)]
    overrides: dict[str, list[Block]] = {}
    for tree in trees:
        for block in _blocks(tree):
            overrides.setdefault(block.name, []).append(block)
    for level, tree in enumerate(trees[:-1], 1):
        _refuse_unknown(tree, {block.name for above in trees[level:] for block in _blocks(above)}, sources)
        yield from _prelude(tree, sources)
    for piece in _expanded(trees[-1], overrides, sources):
        if piece.statement == "include":
            yield from _included(piece, sources, (*within, name))
        else:
            yield piece


def _chain(name: str, sources: _Sources) -> Iterator[Pieces]:
    """The template and what it extends, and so on upwards."""
    names = [name]
    while True:
        pieces = sources.pieces(names[-1])
        yield pieces
        parent = next((piece for piece in pieces if piece.statement == "extends"), None)
        fix = N_('write {{% extends "packaged/{name}" %}}')
        wanted = sources.named(parent, names, fix) if parent else None
        if wanted is None:
            return
        names.append(wanted)


def _tree(pieces: Pieces) -> list[Piece | Block]:
    """The pieces with each block's inside it; Jinja has made sure already that blocks are well nested."""
    top = Block("", Piece("data", "", "", 1))
    stack = [top]
    for piece in pieces:
        if piece.statement == "block":
            stack.append(Block(piece.words[1], piece))
            stack[-2].nodes.append(stack[-1])
        elif piece.statement == "endblock":
            stack.pop()
        else:
            stack[-1].nodes.append(piece)
    return top.nodes


def _blocks(nodes: Sequence[Piece | Block]) -> Iterator[Block]:
    for node in nodes:
        if isinstance(node, Block):
            yield node
            yield from _blocks(node.nodes)


def _refuse_unknown(tree: Sequence[Piece | Block], known: Collection[str], sources: _Sources) -> None:
    """Notes blocks that replace none of the `known` ones: Jinja leaves them out without a word."""
    for node in tree:
        if isinstance(node, Block) and node.name not in known:
            meant = any_of(get_close_matches(node.name, known, 1) or sorted(known))
            message, fix = (
                _("what is extended has no block {name}", name=node.name),
                _("did you mean {meant}?", meant=meant),
            )
            sources.refuse(node.start, message, fix)


def _prelude(tree: Sequence[Piece | Block], sources: _Sources) -> Iterator[Piece]:
    """What a template that extends another does first: set names. Jinja drops the text around its blocks."""
    for node in tree:
        if isinstance(node, Piece) and node.statement == "set":
            yield node
        elif isinstance(node, Piece) and node.statement not in ("", "extends"):
            sources.refuse(
                node, _("{word} stands outside the blocks", word=node.statement), _("move it into a block")
            )


def _expanded(
    nodes: Sequence[Piece | Block], overrides: Overrides, sources: _Sources, parents: Sequence[Block] = ()
) -> Iterator[Piece]:
    """The nodes' pieces, each block in its last version; `super()` is `parents[0]`."""
    for node in nodes:
        if isinstance(node, Block):
            last, *others = overrides[node.name]
            yield from _scoped(list(_expanded(last.nodes, overrides, sources, others)))
        elif node.kind == "expression" and "super" in node.words:
            yield from _super(node, overrides, sources, parents)
        elif node.statement != "extends":
            yield node


def _super(
    piece: Piece, overrides: Overrides, sources: _Sources, parents: Sequence[Block]
) -> Iterator[Piece]:
    if piece.words != ("super", "(", ")"):
        sources.refuse(
            piece, _("super() can't be combined with anything here"), _("write {{{{ super() }}}} alone")
        )
    elif not parents:
        sources.refuse(piece, _("there is nothing that super() could mean here"), _("remove it"))
    else:
        yield from _scoped(list(_expanded(parents[0].nodes, overrides, sources, parents[1:])))


def _included(piece: Piece, sources: _Sources, within: tuple[str, ...]) -> Iterator[Piece]:
    name = sources.named(piece, within, N_("remove this line"))
    if name is not None:
        yield from _scoped(list(_flattened(name, sources, within)))


def _scoped(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with the names they set kept to themselves, as Jinja keeps those of blocks and includes."""
    setting = next((piece for piece in pieces if piece.statement == "set"), None)
    if setting is None:
        return pieces
    begin, end = (
        Piece("statement", f"{{%+ {word} +%}}", setting.path, setting.line, (word,))
        for word in ("with", "endwith")
    )
    return [begin, *pieces, end]
