"""A project while somebody works in it: what is right in it, and only what has changed is read again."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.source.files import SITE_FILE
from cchr_feeds.source.problems import Reading
from cchr_feeds.source.project import ProjectReader

Understood = tuple[Publication | None, Reading]


@dataclass(frozen=True, slots=True)
class Survey:
    """What can be read of a project, and what is wrong with the rest.

    `project` leaves out every file that has an error; it is `None` where `site.yaml` has one. `paths` are
    the entries' files, all of them. `languages` are the site's, as far as they can be known.
    """

    project: Project | None
    paths: tuple[str, ...]
    problems: tuple[Problem, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """The entries' files as they were understood at the last survey, each with what that depended on."""

    files: dict[str, tuple[Hashable, Understood]] = field(default_factory=dict)


def survey(folder: Path, memory: Memory) -> Survey:
    """As much of a project as is right, with all problems; raises nothing for what people write."""
    reader = _RememberingReader(folder, memory)
    site, paths = reader.read_all()
    wrong = {problem.path for problem in reader.problems if problem.severity == "error"}
    right = {key: meta for key, meta in reader.metadata.items() if meta.path not in wrong}
    project = reader.project(site, right) if site and SITE_FILE not in wrong else None
    for gone in memory.files.keys() - set(paths):
        del memory.files[gone]
    return Survey(project, tuple(paths), tuple(sorted(reader.problems)), tuple(reader.languages))


class _RememberingReader(ProjectReader):
    """Reads a file again only if it is another one, or the site has other languages or categories."""

    def __init__(self, folder: Path, memory: Memory) -> None:
        super().__init__(folder)
        self._memory = memory.files

    def understood(self, path: str) -> Understood:
        """What an entry's file says, and what is wrong with it by itself."""
        hangs_on = self._hangs_on(path)
        known = self._memory.get(path)
        if known is None or known[0] != hangs_on:
            known = (hangs_on, super().understood(path))
            self._memory[path] = known
        publication, reading = known[1]
        # What other files have to say of it is noted in a copy.
        return publication, replace(reading, problems=list(reading.problems))

    def _hangs_on(self, path: str) -> Hashable:
        try:
            status = (self.folder / path).lstat()
        except OSError:
            return object()  # equal to nothing
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        return (*stamp, tuple(self.languages), tuple(self.terms))
