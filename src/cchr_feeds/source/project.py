"""Reads site.yaml, all entries and the editor's files of a project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from yaml.nodes import MappingNode, Node

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.model.dates import Period
from cchr_feeds.model.outcome import EditorsFile
from cchr_feeds.model.parsing import period
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.refusal import Refused
from cchr_feeds.model.rules import Fault, file_faults, publication_faults, site_faults
from cchr_feeds.model.site import Site
from cchr_feeds.source.attachments import with_local_files
from cchr_feeds.source.decode import BAD, decoder
from cchr_feeds.source.document import compose
from cchr_feeds.source.files import read_text, yaml_files
from cchr_feeds.source.reading import Reading, locate
from cchr_feeds.source.suggestions import nearest

SITE_FILE = "site.yaml"


@dataclass(slots=True)
class Findings:
    """What reading has brought so far; problems never stop it."""

    publications: dict[str, Publication] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    local_files: dict[str, dict[str, Path]] = field(default_factory=dict)
    editors: dict[Period, EditorsFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_project(folder: Path) -> Project:
    """Everything in a project's folder; raises `ProblemsFound` with all errors and warnings at once."""
    found = Findings()
    site, languages, terms = _read_site(folder, found)
    paths, problems = yaml_files(folder, "entries")
    found.problems += problems
    for path in paths:
        _read_publication(folder, path, languages, terms, found)
    _read_editors_files(folder, languages, found)
    if site is None or any(problem.severity == "error" for problem in found.problems):
        raise ProblemsFound(found.problems)
    ordered = dict(sorted(found.publications.items()))
    return Project(site, ordered, found.local_files, found.editors, tuple(sorted(found.problems)))


def _read_site(folder: Path, found: Findings) -> tuple[Site | None, Sequence[str], Sequence[str]]:
    """The site, and the languages and category terms that entries may use even if the site has other faults."""
    root, reading = _open(folder, SITE_FILE, ())
    if root is None:
        found.problems += reading.problems
        return None, ("en", "km"), ()
    reading.languages = _keys_of(root, "languages")
    site = decoder(Site)(root, reading)
    if site is not BAD:
        _report_faults(reading, root, site_faults(site))
    found.problems += reading.problems
    return (None if site is BAD else site), reading.languages, _keys_of(root, "categories")


def _open(folder: Path, path: str, languages: Sequence[str]) -> tuple[Node | None, Reading]:
    text = read_text(folder, path)
    reading = Reading(text, languages, list(text.problems))
    if text.problems:
        return None, reading
    root, problems = compose(path, text.content)
    reading.problems += problems
    return root, reading


def _keys_of(root: Node, name: str) -> list[str]:
    node = locate(root, (name,))
    return [key.value for key, _ in node.value] if isinstance(node, MappingNode) and node is not root else []


def _report_faults(reading: Reading, root: Node, faults: Iterator[Fault]) -> None:
    for fault in faults:
        reading.report(locate(root, fault.path), fault.code, fault.message, fault.fix, fault.severity)


def _read_publication(folder: Path, path: str, languages: Sequence[str], terms: Sequence[str], found: Findings) -> None:
    root, reading = _open(folder, path, languages)
    publication = BAD if root is None else decoder(Publication)(root, reading)
    if root is not None and isinstance(publication, Publication):
        _report_faults(reading, root, publication_faults(publication))
        _report_faults(reading, root, file_faults(publication))
        _report_unknown_terms(reading, root, publication, terms)
        publication = _keep(folder, path, publication, root, reading, found)
    found.problems += reading.problems


def _report_unknown_terms(reading: Reading, root: Node, publication: Publication, terms: Sequence[str]) -> None:
    for index, term in enumerate(publication.category):
        if terms and term not in terms:
            meant = nearest(term, terms)
            fix = f"did you mean {meant}?" if meant else f"write one of {', '.join(terms)}, or add it to site.yaml"
            reading.report(locate(root, ("category", index)), "category", f"{term!r} is no category of this site", fix)


def _keep(folder: Path, path: str, publication: Publication, root: Node, reading: Reading, found: Findings) -> Publication:
    """Adds a publication to what was found, unless its id is taken."""
    first = found.places.setdefault(publication.id, path)
    if first != path:
        node = locate(root, ("id",))
        reading.report(node, "duplicate-id", f"the id {publication.id!r} is taken by {first}", "give this entry an id of its own")
        return publication
    beside = folder / PurePosixPath(path).parent
    files: dict[str, Path] = {}
    complete = with_local_files(publication, beside, root, reading, files)
    if files:
        found.local_files[publication.id] = files
    found.publications[publication.id] = complete
    return complete


def _read_editors_files(folder: Path, languages: Sequence[str], found: Findings) -> None:
    paths, problems = yaml_files(folder, "editions")
    found.problems += problems
    for path in paths:
        root, reading = _open(folder, path, languages)
        words = BAD if root is None else decoder(EditorsFile)(root, reading)
        when = _period_of(path, reading)
        if isinstance(words, EditorsFile) and when:
            _check_highlight(words, root, reading, found)
            found.editors[when] = words
        found.problems += reading.problems


def _period_of(path: str, reading: Reading) -> Period | None:
    try:
        return period(re.sub(r"\.ya?ml$", "", PurePosixPath(path).name, flags=re.IGNORECASE))
    except Refused as refused:
        reading.report_at(1, 1, refused.code, "an editor's file is named after its period", "name it 2024-10.yaml, for instance")
        return None


def _check_highlight(words: EditorsFile, root: Node | None, reading: Reading, found: Findings) -> None:
    if root is not None and words.highlight and words.highlight not in found.places:
        node = locate(root, ("highlight",))
        meant = nearest(words.highlight, list(found.places))
        reading.report(node, "highlight", f"no entry has the id {words.highlight!r}", f"did you mean {meant}?" if meant else "write an entry's id")
