"""Names to complete on the command line: languages, terms and ids, read without checking anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode

from cchr_feeds.errors import InvalidValue, ProblemsFound
from cchr_feeds.model.rules import language_tag
from cchr_feeds.model.values import category_term, identifier
from cchr_feeds.source.files import SITE_FILE, yaml_files
from cchr_feeds.source.lock_reader import read_lock
from cchr_feeds.source.read import root_of
from cchr_feeds.source.yaml_tree import find, parts


def languages(folder: Path) -> dict[str, str]:
    """The languages of the project's site.yaml with their names; none where that can't be read."""
    found = {tag: _text(find(node, ("name",))) for tag, node in _fields(folder, "languages")}
    return {tag: name or tag for tag, name in found.items() if _is(language_tag, tag)}


def terms(folder: Path) -> list[str]:
    """The terms of its categories."""
    return [term for term, _ in _fields(folder, "categories") if _is(category_term, term)]


def ids(folder: Path) -> list[str]:
    """The ids of its entries."""
    found = {_text(find(root_of(folder, path), ("id",))) for path in yaml_files(folder, "entries")[0]}
    return sorted(each for each in found if _is(identifier, each))


def published_ids(folder: Path) -> list[str]:
    """The ids that readers have been given."""
    try:
        return sorted(read_lock(folder).lines)
    except ProblemsFound:
        return []


def _fields(folder: Path, group: str) -> list[tuple[str, Node]]:
    node = find(root_of(folder, SITE_FILE), (group,))
    return [(name, value) for name, _, value in parts(node)] if isinstance(node, MappingNode) else []


def _text(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _is(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except InvalidValue:
        return False
    return True
