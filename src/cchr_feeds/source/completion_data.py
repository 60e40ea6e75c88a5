"""Names to complete on the command line: languages, terms and ids, read without checking anything."""

from pathlib import Path

from yaml.nodes import Node, ScalarNode

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.rules import language_tag
from cchr_feeds.model.values import accepts, category_term, identifier
from cchr_feeds.source.files import SITE_FILE, yaml_files
from cchr_feeds.source.lock_reader import read_lock
from cchr_feeds.source.read import root_of
from cchr_feeds.source.yaml_tree import fields_in, find


def languages(folder: Path) -> dict[str, str]:
    """The languages of the project's site.yaml with their names; none where that can't be read."""
    fields = fields_in(root_of(folder, SITE_FILE), "languages")
    found = {tag: _text(find(node, ("name",))) for tag, node in fields}
    return {tag: name or tag for tag, name in found.items() if accepts(language_tag, tag)}


def terms(folder: Path) -> list[str]:
    """The terms of its categories."""
    fields = fields_in(root_of(folder, SITE_FILE), "categories")
    return [term for term, _ in fields if accepts(category_term, term)]


def ids(folder: Path) -> list[str]:
    """The ids of its entries."""
    found = {_text(find(root_of(folder, path), ("id",))) for path in yaml_files(folder, "entries")[0]}
    return sorted(each for each in found if accepts(identifier, each))


def published_ids(folder: Path) -> list[str]:
    """The ids that readers have been given."""
    try:
        return sorted(read_lock(folder).lines)
    except ProblemsFound:
        return []


def _text(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""
