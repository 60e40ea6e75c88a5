"""Names to complete on the command line: languages, terms and ids, read without checking anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode

from cchr_feeds.errors import InvalidValue, ProblemsFound
from cchr_feeds.model.rules import language_tag
from cchr_feeds.model.values import category_term, identifier
from cchr_feeds.source.files import SITE_FILE, read_text, yaml_files
from cchr_feeds.source.lock import read_lock
from cchr_feeds.source.yaml_tree import compose, locate


def languages(folder: Path) -> dict[str, str]:
    """The languages of the project's site.yaml with their names; none where that can't be read."""
    return {tag: _name(node) or tag for tag, node in _fields(folder, "languages") if _is(language_tag, tag)}


def terms(folder: Path) -> list[str]:
    """The terms of its categories."""
    return [term for term, _ in _fields(folder, "categories") if _is(category_term, term)]


def ids(folder: Path) -> list[str]:
    """The ids of its entries."""
    roots = (_root(folder, path) for path in yaml_files(folder, "entries")[0])
    nodes = (locate(root, ("id",)) for root in roots if root)
    return sorted(
        {node.value for node in nodes if isinstance(node, ScalarNode) and _is(identifier, node.value)}
    )


def published_ids(folder: Path) -> list[str]:
    """The ids that readers have been given."""
    try:
        return sorted(read_lock(folder).lines)
    except ProblemsFound:
        return []


def _root(folder: Path, path: str) -> Node | None:
    root, _ = compose(path, read_text(folder, path).content)
    return root


def _fields(folder: Path, group: str) -> Iterator[tuple[str, Node]]:
    root = _root(folder, SITE_FILE)
    node = locate(root, (group,)) if root else None
    if isinstance(node, MappingNode) and node is not root:
        yield from ((key.value, value) for key, value in node.value if isinstance(key, ScalarNode))


def _name(node: Node) -> str:
    name = locate(node, ("name",))
    return str(name.value) if isinstance(name, ScalarNode) and name is not node else ""


def _is(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except InvalidValue:
        return False
    return True
