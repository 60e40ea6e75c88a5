"""What only `check` and `new` look for in entries that are right: slips, and what is worth a second look."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path

from yaml.nodes import Node

from cchr_feeds.errors import Problem, Violation
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.source.checks.advice import advice_on, untranslated
from cchr_feeds.source.checks.proofreading import Found, slips, twins
from cchr_feeds.source.checks.secrets import secrets
from cchr_feeds.source.files import SITE_FILE, read_text
from cchr_feeds.source.yaml_tree import compose, locate, position

_Document = tuple[str, Node | None]
"""A file's text and its root."""


def proofread(folder: Path, project: Project) -> list[Problem]:
    """Words typed twice, names nearly right, quotation marks alone, publications that are there twice."""
    return _at_places(folder, project, _slips_and_twins(project.publications.values(), project))


def advise(folder: Path, project: Project) -> list[Problem]:
    """What to look at again: translations, summaries, dates, titles, addresses, pictures, secrets."""
    publications = project.publications.values()
    found = ((each.id, violation) for each in publications for violation in advice_on(each, project.site))
    site = _reread(folder, SITE_FILE)
    missing = (_placed(SITE_FILE, violation, site) for violation in untranslated(project))
    return [*_at_places(folder, project, found), *missing, *secrets(folder)]


def warnings_on(publication: Publication, project: Project) -> list[Violation]:
    """Both of one publication of the project."""
    found = _slips_and_twins([publication], project)
    own = [violation for publication_id, violation in found if publication_id == publication.id]
    return [*own, *advice_on(publication, project.site)]


def _slips_and_twins(publications: Iterable[Publication], project: Project) -> list[Found]:
    """Slips in these publications, and all that seem to be there twice."""
    return [*slips(publications, project.site), *twins(project.publications.values(), project.places)]


def _at_places(folder: Path, project: Project, found: Iterable[Found]) -> list[Problem]:
    reread = lru_cache(maxsize=1)(partial(_reread, folder))  # what is said of a file follows each other
    paths = ((project.places[publication_id], violation) for publication_id, violation in found)
    return [_placed(path, violation, reread(path)) for path, violation in paths]


def _reread(folder: Path, path: str) -> _Document:
    text = read_text(folder, path).content
    return text, compose(path, text)[0]


def _placed(path: str, violation: Violation, document: _Document) -> Problem:
    """A violation at the words it is about, or at their field where they are written otherwise there."""
    text, root = document
    mark = locate(root, violation.path) if root else None
    start, end = (mark.start_mark.index, mark.end_mark.index) if mark else (0, 0)
    offset = max(text.find(violation.arguments.get("quoted", ""), start, end), start)
    return violation.at(path, *position(text, offset))
