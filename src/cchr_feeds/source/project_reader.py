"""Reads site.yaml, all entries and edition files of a project: all of it, or as much as is right."""

import gc
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from yaml.nodes import Node, ScalarNode, SequenceNode

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.images import Scaled
from cchr_feeds.model.dates import Period
from cchr_feeds.model.lock import Lock
from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.part import CACHED, EDITIONS, ENTRIES, ISSUED, SOURCES, WORDS
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication, PublicationMeta, meta_of
from cchr_feeds.model.rules import language_tag, meant_language, site_violations
from cchr_feeds.model.site import OwnWords, Site
from cchr_feeds.model.values import accepts, category_term, identifier
from cchr_feeds.parallel import in_batches, map_parallel
from cchr_feeds.problem import Problem, Violation
from cchr_feeds.run import OUT
from cchr_feeds.segmentation.words import WITHOUT_SPACES, words_are_known
from cchr_feeds.source import words_file
from cchr_feeds.source.attachments import with_local_files, with_site_files
from cchr_feeds.source.files import SITE_FILE, git_index, lock_or_none, yaml_files
from cchr_feeds.source.problems import ParsedFile, without_suppressed
from cchr_feeds.source.read import decoded, edition_file_in, period_of, place_of, publication_in, read_file
from cchr_feeds.source.yaml_tree import fields_in, find, is_blank
from cchr_feeds.text.characters import stored_form
from cchr_feeds.text.cldr import own_name, script

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """What a file says and what is wrong with it.

    `meta` is `None` where too little can be understood; so is `publication`, and where it is not held.
    `id` is what the file calls its publication, right or wrong; empty if it says nothing.
    """

    path: str
    meta: PublicationMeta | None
    publication: Publication | None
    id: str
    problems: tuple[Problem, ...]


ParsedEntry = tuple[Publication | None, ParsedFile]

ParseCache = dict[str, tuple[Hashable, ParsedEntry]]
"""The entries' files as they were read the last time, each with what that depended on."""

Scan = Callable[[Callable[[str], ScannedFile], Sequence[str]], Iterable[ScannedFile]]
"""A way to go through many files: what is found in each, in their order."""

ScanOfSite = Callable[[str], Scan]
"""The way that knows what an earlier build found while `site.yaml` had this digest."""


def read_in_parallel(read: Callable[[str], Read], paths: Sequence[str]) -> Iterator[Read]:
    """What is read from each file, in order, by several processes where that pays."""
    return map_parallel(read, in_batches(paths, 100), fewest=4)


def own_id(reading: ParsedFile) -> str:
    """The id that stands in a file, in its stored form, even where the rest is wrong; empty without one."""
    node = find(reading.root, ("id",))
    return stored_form(node.value) if isinstance(node, ScalarNode) and not is_blank(node) else ""


MOST_HELD = 10_000
"""Publications that are held in memory at a time; one takes about 5 kB."""


@dataclass(eq=False)
class Publications(Mapping[str, Publication]):
    """The publications that the metadata describes; those not `held` are read from their files when needed.

    Raises `ProblemsFound` where the file no longer says what its metadata was made of.
    """

    metadata: Mapping[str, PublicationMeta]
    held: dict[str, Publication]
    read: Callable[[str], ScannedFile]

    def __getitem__(self, publication_id: str) -> Publication:
        found = self.held.pop(publication_id, None)
        if found is None:
            meta = self.metadata[publication_id]
            again = self.read(meta.path)
            if again.publication is None or again.meta != meta:
                message = _("this file was changed while the command was reading")
                raise ProblemsFound([Problem(meta.path, 1, 1, "file", message, _("run the command again"))])
            found = again.publication
        self.held[publication_id] = found  # last, because it was needed last
        if len(self.held) > MOST_HELD:
            del self.held[next(iter(self.held))]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.metadata)

    def __len__(self) -> int:
        return len(self.metadata)


def read_project(folder: Path, each_of_site: ScanOfSite | None = None) -> Project:
    """Everything in a project's folder; raises `ProblemsFound` with all errors and warnings at once.

    A file that an earlier build knows is not read, unless its texts are asked for.
    """
    was_on = gc.isenabled()
    gc.disable()  # nothing that is read is garbage, and looking for it takes a sixth of the time
    try:
        return ProjectReader(folder, read_in_parallel, each_of_site).read()
    finally:
        if was_on:
            gc.enable()


def read_site(folder: Path) -> Site:
    """The site of a project, with its own words; raises `ProblemsFound` where it has an error."""
    reader = ProjectReader(folder)
    return reader.right(reader.read_site())


@dataclass(eq=False)
class ProjectReader:
    """Reads a project file by file and collects what it finds; no problem stops it."""

    folder: Path
    each: Scan = map
    each_of_site: ScanOfSite | None = None
    cache: ParseCache | None = None
    languages: Sequence[str] = ("en", "km")  # until site.yaml is read
    terms: Mapping[str, str] = field(default_factory=dict)
    metadata: dict[str, PublicationMeta] = field(default_factory=dict)
    publications: dict[str, Publication] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    edition_files: dict[Period, EditionFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    assets: Mapping[str, Scaled] = field(default_factory=dict)
    holds_all: bool = True

    def read(self) -> Project:
        """Everything; raises `ProblemsFound` where there is an error."""
        site, _ = self.read_all()
        return self.project(self.right(site), self.metadata)

    def right(self, site: Site | None) -> Site:
        """The site, if nothing has an error; raises `ProblemsFound`."""
        if site is None or any(problem.severity == "error" for problem in self.problems):
            raise ProblemsFound(self.problems)
        return site

    def read_all(self) -> tuple[Site | None, list[str]]:
        """The site, and the paths of the entries' files."""
        site, paths = self.read_site(), self._paths(ENTRIES)
        self.holds_all = len(paths) <= MOST_HELD
        for found in self.each(self._scanned, paths):
            self._keep(found)
        for path in self._paths(EDITIONS):
            self._read_edition_file(path)
        return site, paths

    def project(self, site: Site, metadata: Mapping[str, PublicationMeta]) -> Project:
        """The publications that this metadata describes, as a project."""
        ordered = self.metadata = dict(sorted(metadata.items()))
        read = Publications(ordered, self.publications, self._found)
        warnings = tuple(sorted(without_suppressed(self.folder, self.problems)))
        return Project(
            self.folder, site, ordered, read, self.places, self.edition_files, warnings, self.assets
        )

    def _paths(self, folder: str) -> list[str]:
        paths, problems = yaml_files(self.folder, folder)
        self.problems += problems
        return paths

    def read_site(self) -> Site | None:
        """The site, with the publisher's own words to readers."""
        site, own = self._read_site(), {}
        for path in self._paths(WORDS):
            language = str(PurePosixPath(path).relative_to(WORDS).with_suffix(""))
            reading = read_file(self.folder, path, self.languages, self.terms)
            if language in self.languages:
                own[language] = words_file.words_in(reading, language)
            else:
                fix = _("name it after one of them, such as {file}", file=f"{self.languages[0]}.yaml")
                message = _("{language!r} is not a language of this site", language=language)
                reading.problems.append(Problem(path, 1, 1, "language", message, fix))
            self.problems += reading.findings()
        return replace(site, words=OwnWords(own)) if site and own else site

    def _read_site(self) -> Site | None:
        reading = read_file(self.folder, SITE_FILE, self.languages)
        site = None
        # Entries are checked against these even where the site has other violations.
        found = languages_of(reading.root, reading.text.content)
        self.languages = reading.languages = found or self.languages
        if reading.root is not None:
            self.terms = terms_of(reading.root)
            site = _named(decoded(Site, reading))
        if site is not None:
            reading.report_violations([*site_violations(site), *_unknown_words(site)])
            reading.report_violations(_published_into_itself(site, self.folder))
            site, self.assets = with_site_files(site, self.folder, reading.report_violations)
            self.each = self.each_of_site(reading.text.digest) if self.each_of_site else self.each
        self.problems += reading.findings()
        return site

    def understood(self, path: str) -> ParsedEntry:
        """What an entry's file says, and what is wrong with it by itself."""
        if self.cache is None:
            return self._parsed(path)
        # A file is read again only if it is another, or the site has other languages or terms.
        state: Hashable = object()  # equal to nothing
        with suppress(OSError):
            status = (self.folder / path).lstat()
            is_same = status.st_mtime_ns, status.st_size, status.st_ino
            state = *is_same, tuple(self.languages), tuple(self.terms.items())
        known = self.cache.get(path)
        if known is None or known[0] != state:
            known = self.cache[path] = state, self._parsed(path)
        publication, reading = known[1]
        # Problems that depend on other files are noted in a copy.
        return publication, replace(reading, problems=list(reading.problems))

    def _parsed(self, path: str) -> ParsedEntry:
        reading = read_file(self.folder, path, self.languages, self.terms)
        return publication_in(reading), reading

    def _scanned(self, path: str) -> ScannedFile:
        """What is in a file, without what is not held."""
        found = self._found(path)
        return found if self.holds_all else replace(found, publication=None)

    def _found(self, path: str) -> ScannedFile:
        publication, reading = self.understood(path)
        meta = None
        if publication is not None:
            publication = with_local_files(publication, self.folder, path, reading.report_violations)
            meta = meta_of(publication, path, reading.text.digest)
        return ScannedFile(path, meta, publication, own_id(reading), tuple(reading.findings()))

    @cached_property
    def _known_files(self) -> tuple[Lock, bytes]:
        return lock_or_none(self.folder), git_index(self.folder)

    def _newer(self, publication_id: str, first: str, second: str) -> str:
        """Which of two files with one id came later: by the lock, else by git, else by their names."""
        lock, index = self._known_files
        known, knows_other = (f"{each}\0".encode() in index for each in (first, second))
        # A copy has the id and not its name: "report - Copy.yaml".
        is_first = knows_other > known or (
            known == knows_other and PurePosixPath(second).stem == publication_id
        )
        if (published := lock.record(publication_id)) and published.file in (first, second):
            is_first = published.file == second
        return first if is_first else second

    def _keep(self, found: ScannedFile) -> None:
        self.problems += found.problems
        if key := found.id:
            place = self.places.setdefault(key, found.path)
            newer = self._newer(key, place, found.path) if place != found.path else ""
            if newer:
                older = place if newer == found.path else found.path
                at = place_of(self.folder, newer, ("id",))
                message = _("the id {id!r} is taken by {file}", id=key, file=older)
                fix = _("give this entry an id of its own")
                self.problems.append(Problem(newer, *at, "duplicate-id", message, fix))
                self.places[key] = older
            if newer != found.path and found.meta is not None:
                self.metadata[key] = found.meta
                if found.publication is not None:
                    self.publications[key] = found.publication

    def _read_edition_file(self, path: str) -> None:
        reading = read_file(self.folder, path, self.languages, self.terms)
        words = edition_file_in(reading, self.places)
        when = period_of(path)
        if when is None:
            message = _("an edition file is named after its period")
            fix = _("name it 2024-10.yaml, for instance")
            reading.problems.append(Problem(path, 1, 1, "period", message, fix))
        elif when in self.edition_files:
            message = _("{period} has another edition file", period=when)
            fix = _("keep one of the two files")
            reading.problems.append(Problem(path, 1, 1, "period", message, fix))
        elif words is not None:
            self.edition_files[when] = words
        self.problems += reading.findings()


def _named(site: Site | None) -> Site | None:
    """The site with the name that CLDR has for a language where none is given."""
    if site is None or all(info.name for info in site.languages.values()):
        return site
    named = {tag: replace(info, name=info.name or own_name(tag)) for tag, info in site.languages.items()}
    return replace(site, languages=named)


def _unknown_words(site: Site) -> Iterator[Violation]:
    """Where a script without spaces is to be set and nothing here knows its words, the output differs."""
    for language in site.languages:
        if script(language) in WITHOUT_SPACES and not words_are_known():
            message = _("the ends of words are unknown here, so lines break and texts end between letters")
            yield Violation(("languages", language), "words", message, _("pip install icu4py"), "warning")


def _published_into_itself(site: Site, folder: Path) -> Iterator[Violation]:
    """A place to publish that holds the project, or lies in what the project uses itself."""
    if site.publish and site.publish.folder:
        place, own = (folder / site.publish.folder).resolve(), folder.resolve()
        used = (own / name for name in (*SOURCES, OUT, ISSUED, CACHED))
        if own.is_relative_to(place) or any(map(place.is_relative_to, used)):
            message = _("the project uses this folder itself")
            fix = _("name a folder that is only for this, such as ../website")
            yield Violation(("publish", "folder"), "publish", message, fix)


# What looks like languages where the file can't be parsed. If a colon is missing, it may be one of these.
_LANGUAGES = re.compile(r"^languages\b.*(?:\n(?:[ \t#].*)?)*", re.MULTILINE)
_TAG = re.compile(r"(?:^[ \t]+|[{,][ \t]*)([a-z]{2,3}(?:-\w+)*)(?=:|[ \t]*[{\n])", re.MULTILINE)


def languages_of(root: Node | None, content: str) -> list[str]:
    """The languages of site.yaml; of a mistaken tag the right one too, so that one mistake is one problem."""
    written = [tag for tag, __ in fields_in(root, "languages")]
    if root is None and (block := _LANGUAGES.search(content)):
        written = _TAG.findall(block[0])
    return list(dict.fromkeys([*written, *map(meant_language, written)]))


def terms_of(root: Node) -> dict[str, str]:
    """The terms that an entry may name, also former ones, each with the one that its category has now."""
    known = {term: term for term, __ in fields_in(root, "categories")}
    for term, value in fields_in(root, "categories"):
        former = find(value, ("former",))
        for node in former.value if isinstance(former, SequenceNode) else [former]:
            if isinstance(node, ScalarNode):
                known.setdefault(node.value, term)
    return known


# --- in the studio, while it is being edited --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartialProject:
    """What can be read of a project, and what is wrong with the rest.

    `project` leaves out every file that has an error; it is `None` where `site.yaml` has one. `paths` are
    the entries' files, all of them. `languages` are the site's, as far as they can be known.
    """

    project: Project | None
    paths: tuple[str, ...]
    problems: tuple[Problem, ...]
    languages: tuple[str, ...]


def partial_read(folder: Path, cache: ParseCache) -> PartialProject:
    """As much of a project as is right, with all problems; no mistake in a file raises an exception."""
    reader = ProjectReader(folder, cache=cache)
    site, paths = reader.read_all()
    wrong = {problem.path for problem in reader.problems if problem.severity == "error"}
    right = {key: meta for key, meta in reader.metadata.items() if meta.path not in wrong}
    project = reader.project(site, right) if site and SITE_FILE not in wrong else None
    for gone in cache.keys() - set(paths):
        del cache[gone]
    return PartialProject(project, tuple(paths), tuple(sorted(reader.problems)), tuple(reader.languages))


# --- names to complete on the command line, read without checking anything --------------------------


def language_names(folder: Path) -> dict[str, str]:
    """The languages of the project's site.yaml with their names; none where that can't be read."""
    fields = fields_in(read_file(folder, SITE_FILE).root, "languages")
    found = {tag: _written(find(node, ("name",))) for tag, node in fields}
    return {tag: name or tag for tag, name in found.items() if accepts(language_tag, tag)}


def known_terms(folder: Path) -> list[str]:
    """The terms of its categories."""
    fields = fields_in(read_file(folder, SITE_FILE).root, "categories")
    return [term for term, _ in fields if accepts(category_term, term)]


def known_ids(folder: Path) -> list[str]:
    """The ids of its entries."""
    paths, _ = yaml_files(folder, ENTRIES)
    found = {_written(find(read_file(folder, path).root, ("id",))) for path in paths}
    return sorted(each for each in found if accepts(identifier, each))


def published_ids(folder: Path) -> list[str]:
    """The ids that readers have been given."""
    return sorted(lock_or_none(folder).lines)


def _written(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""
