"""Reads site.yaml, all entries and the editor's files of a project."""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from yaml.nodes import MappingNode, Node, ScalarNode

from cchr_feeds.errors import InvalidValue, Problem, ProblemsFound, Violation
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import Period, period
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.publication_meta import PublicationMeta, meta_of
from cchr_feeds.model.rules import markdown_violations, meant_language, site_violations
from cchr_feeds.model.site import Site
from cchr_feeds.source.attachments import with_local_files
from cchr_feeds.source.checks.language import editors_language_violations, words_violations
from cchr_feeds.source.files import SITE_FILE, yaml_files
from cchr_feeds.source.problems import Reading
from cchr_feeds.source.read import decoded, publication_in, read_file
from cchr_feeds.source.scan import (
    MOST_HELD,
    Each,
    EachOfSite,
    Found,
    OwnId,
    Publications,
    own_id,
    read_in_parallel,
)
from cchr_feeds.source.suppressions import without_suppressed
from cchr_feeds.source.yaml_tree import locate


def read_project(folder: Path, each_of_site: EachOfSite | None = None) -> Project:
    """Everything in a project's folder; raises `ProblemsFound` with all errors and warnings at once.

    A file that an earlier build knows is not read, unless its texts are asked for.
    """
    with _uncollected():
        return ProjectReader(folder, read_in_parallel, each_of_site).read()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps Python from looking for garbage in what is read, of which none is: a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class ProjectReader:
    """Reads a project file by file and collects what it finds; no problem stops it."""

    def __init__(self, folder: Path, each: Each = map, each_of_site: EachOfSite | None = None) -> None:
        self.folder = folder
        self._each = each
        self._each_of_site = each_of_site
        self._holds_all = True
        self.languages: Sequence[str] = ("en", "km")  # until site.yaml is read
        self.terms: Sequence[str] = ()
        self.metadata: dict[str, PublicationMeta] = {}
        self.publications: dict[str, Publication] = {}
        self.places: dict[str, str] = {}
        self._editors: dict[Period, EditorsFile] = {}
        self.problems: list[Problem] = []

    def read(self) -> Project:
        """Everything; raises `ProblemsFound` where there is an error."""
        site, _ = self.read_all()
        if site is None or any(problem.severity == "error" for problem in self.problems):
            raise ProblemsFound(self.problems)
        return self.project(site, self.metadata)

    def read_all(self) -> tuple[Site | None, list[str]]:
        """The site, and the paths of the entries' files."""
        site, paths = self._read_site(), self._paths("entries")
        self._holds_all = len(paths) <= MOST_HELD
        for found in self._each(self._scanned, paths):
            self._keep(found)
        for path in self._paths("editions"):
            self._read_editors_file(path)
        return site, paths

    def project(self, site: Site, metadata: Mapping[str, PublicationMeta]) -> Project:
        """The publications that this metadata is of, as a project."""
        ordered = self.metadata = dict(sorted(metadata.items()))
        return Project(
            self.folder,
            site,
            ordered,
            Publications(ordered, self.publications, self._found),
            self.places,
            self._editors,
            tuple(sorted(without_suppressed(self.folder, self.problems))),
        )

    def _paths(self, folder: str) -> list[str]:
        paths, problems = yaml_files(self.folder, folder)
        self.problems += problems
        return paths

    def _read_site(self) -> Site | None:
        reading = read_file(self.folder, SITE_FILE, self.languages)
        site = None
        if reading.root is not None:
            # Entries are checked against these even where the site has other violations.
            self.languages = reading.languages = languages_of(reading.root)
            self.terms = _keys_of(reading.root, "categories")
            site = decoded(Site, reading)
        if site is not None:
            reading.report_violations([*site_violations(site), *words_violations(site)])
        if site is not None and self._each_of_site:
            self._each = self._each_of_site(reading.text.digest)
        self.problems += reading.findings()
        return site

    def understood(self, path: str) -> tuple[Publication | None, Reading]:
        """What an entry's file says, and what is wrong with it by itself."""
        reading = read_file(self.folder, path, self.languages, self.terms)
        return publication_in(reading), reading

    def _scanned(self, path: str) -> Found:
        """What is in a file, without what is not held."""
        found = self._found(path)
        return found if self._holds_all else replace(found, publication=None)

    def _found(self, path: str) -> Found:
        publication, reading = self.understood(path)
        meta = None
        if publication is not None:
            publication = with_local_files(publication, self.folder, reading)
            meta = meta_of(publication, path, reading.text.digest)
        return Found(path, meta, publication, own_id(reading), tuple(reading.findings()))

    def _keep(self, found: Found) -> None:
        self.problems += found.problems
        if found.id is not None:
            if self.places.setdefault(found.id.value, found.path) != found.path:
                self.problems.append(self._taken(found.path, found.id))
            elif found.meta is not None:
                self.metadata[found.id.value] = found.meta
                if found.publication is not None:
                    self.publications[found.id.value] = found.publication

    def _taken(self, path: str, own: OwnId) -> Problem:
        message = _("the id {id!r} is taken by {file}", id=own.value, file=self.places[own.value])
        return Problem(
            path, own.line, own.column, "duplicate-id", message, _("give this entry an id of its own")
        )

    def _read_editors_file(self, path: str) -> None:
        reading = read_file(self.folder, path, self.languages, self.terms)
        words = decoded(EditorsFile, reading)
        when = _period_of(path)
        if when is None:
            message, fix = (
                _("an editor's file is named after its period"),
                _("name it 2024-10.yaml, for instance"),
            )
            reading.problems.append(Problem(path, 1, 1, "period", message, fix))
        elif when in self._editors:
            message, fix = (
                _("another file holds the editor's words for {period}", period=when),
                _("keep one of the two files"),
            )
            reading.problems.append(Problem(path, 1, 1, "period", message, fix))
        elif words is not None:
            reading.report_violations(_unknown_highlight(words, self.places))
            for language, texts in words.words.items():
                reading.report_violations(markdown_violations(texts.note, (language, "note")))
                reading.report_violations(editors_language_violations(language, texts))
            self._editors[when] = words
        self.problems += reading.findings()


def _unknown_highlight(words: EditorsFile, ids: Collection[str]) -> list[Violation]:
    """An entry to put first that there is none of."""
    if words.highlight is None or words.highlight in ids:
        return []
    from cchr_feeds.source.suggestions import did_you_mean  # only a mistake pays for it

    fix = did_you_mean(words.highlight, list(ids)) or _("write an entry's id")
    return [Violation(("highlight",), "highlight", _("no entry has the id {id!r}", id=words.highlight), fix)]


def _keys_of(root: Node, name: str) -> list[str]:
    node = locate(root, (name,))
    if not isinstance(node, MappingNode) or node is root:
        return []
    return [key.value for key, _ in node.value if isinstance(key, ScalarNode)]


def languages_of(root: Node) -> list[str]:
    """The site's languages; of a mistaken tag the right one too, so that one mistake is one problem."""
    written = _keys_of(root, "languages")
    return list(dict.fromkeys([*written, *map(meant_language, written)]))


def _period_of(path: str) -> Period | None:
    try:
        return period(re.sub(r"\.ya?ml$", "", PurePosixPath(path).name, flags=re.IGNORECASE))
    except InvalidValue:
        return None
