"""The project as it is now: read again when a file has changed, and rendered only when a page shows it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from cchr_feeds import lockfile, steps
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.file_state import stamp, states
from cchr_feeds.lockfile.compare import Comparison
from cchr_feeds.model.output import Contents
from cchr_feeds.model.part import EVERY_PART, LOCK_FILE, SOURCES
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.new_entry import NewEntryContext
from cchr_feeds.problem import Problem
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.run import Progress, Run
from cchr_feeds.select import Selection, select, starts
from cchr_feeds.source import ParseCache, PartialProject, partial_read, read_lock
from cchr_feeds.source.save import EntryText, HasChanged, save_entry, write_new
from cchr_feeds.studio.form import fingerprint

# Texts: of files that forms were opened with (of older ones, all that differs is shown); what was told.
_MOST_OPENED = 100


@dataclass(frozen=True)
class Preview:
    """The readable part of a project, as readers would get it at a moment."""

    project: Project
    now: datetime
    out: Path

    def run(self, progress: Progress = lambda _message: None) -> Run:
        """It as commands take it."""
        return Run(self.project.folder, self.out, self.now, progress)

    @property
    def site(self) -> Site:
        """Who publishes."""
        return self.project.site

    @property
    def today(self) -> date:
        """The day in the site's time zone."""
        return self.now.astimezone(self.site.timezone).date()

    @cached_property
    def publications_by_path(self) -> Mapping[str, Publication]:
        """The publications that can be read, by their files."""
        return {self.project.places[name]: each for name, each in self.project.publications.items()}

    @cached_property
    def selection(self) -> Selection:
        """What is public, and what waits."""
        return select(self.project.metadata.values(), self.site, self.now)

    @cached_property
    def public(self) -> list[Publication]:
        """The publications that readers have, in whichever language; not those that were withdrawn."""
        ids = dict.fromkeys(each.publication_id for each in self.selection.listings if not each.withdrawn)
        return [self.project.publications[each] for each in ids]

    @cached_property
    def contents(self) -> Contents:
        """Everything public, resolved; nothing of it is rendered yet."""
        try:
            selection = self.comparison.selection
        except ProblemsFound:  # of published.lock, which its own pages tell
            selection = self.selection
        return steps.assembled(self.out, self.project, selection, EVERY_PART)

    @cached_property
    def comparison(self) -> Comparison:
        """What readers would see change with a build now; raises `ProblemsFound` for published.lock."""
        return lockfile.compare_with_lock(self.project.folder, self.project, self.selection)


@dataclass(frozen=True)
class State:
    """The project at one revision. `readable` is `None` while site.yaml itself has an error."""

    folder: Path
    revision: str
    partial_read: PartialProject
    readable: Preview | None
    templates: Templates
    opened: dict[str, str] = field(default_factory=dict)

    def remember(self, text: str) -> str:
        """Keeps a text by its fingerprint, which is returned."""
        # A file's text, as a form shows it, is kept so that changes of two people can be told apart; others
        # say what came of a step.
        name = fingerprint(text)
        self.opened.pop(name, None)
        self.opened[name] = text
        for oldest in list(self.opened)[:-_MOST_OPENED]:
            self.opened.pop(oldest, None)
        return name

    def save(self, file: EntryText, text: str, seen: str) -> None:
        """Puts a text into a file that still says what `seen` stands for; raises `OutputFailed`."""
        if seen != fingerprint(file.text):
            raise HasChanged(file.path)
        if file.content or (self.folder / file.path).exists():
            save_entry(self.folder, file, text)
        else:
            write_new(self.folder, {file.path: text.encode()})

    @property
    def preview(self) -> Preview:
        """What readers get; raises `ProblemsFound` while site.yaml has an error."""
        if self.readable is None:
            raise ProblemsFound(self.partial_read.problems)
        return self.readable

    @cached_property
    def everything(self) -> Preview:
        """What readers would get if nothing waited: drafts, and what has a date in the future."""
        project, now = self.preview.project, self.preview.now
        metadata = {key: replace(meta, draft=False) for key, meta in project.metadata.items()}
        out = (meta for meta in metadata.values() if meta.withdrawn_on is None)
        moments = [moment for meta in out for moment in starts(meta, project.site)]
        return replace(self.preview, project=replace(project, metadata=metadata), now=max([now, *moments]))

    @cached_property
    def pending(self) -> frozenset[str]:
        """The ids of publications of which readers do not yet have what a build would give them."""
        try:
            changes = self.preview.comparison.changes
        except ProblemsFound:
            return frozenset()
        return frozenset(entry.partition("/")[0] for entries in changes.values() for entry in entries)

    @cached_property
    def published_ids(self) -> frozenset[str]:
        """The ids by which readers know a publication; all ids where published.lock can't be read."""
        try:
            return frozenset(read_lock(self.folder).lines)
        except ProblemsFound:
            return frozenset(self.preview.project.places)

    def proposed_id(self, titles: Mapping[str, str], terms: Collection[str]) -> str:
        """An id for a new entry with these titles, as `new` proposes it; empty where it has none yet."""
        if not any(titles.values()):
            return ""
        project, now = self.preview.project, self.preview.now
        taken = {*project.places, *self.published_ids}
        return NewEntryContext(project, taken, now).proposed_id(titles, terms)

    @cached_property
    def problems(self) -> Mapping[str, list[Problem]]:
        """All problems, by file."""
        found: dict[str, list[Problem]] = {}
        for problem in self.partial_read.problems:
            found.setdefault(problem.path, []).append(problem)
        return found


class LiveProject:
    """A project folder, and its state as of the last look."""

    def __init__(self, folder: Path, out: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self._out = out
        self._clock = clock
        self._parsed = ParseCache()
        self._opened: dict[str, str] = {}
        self._state: State | None = None

    def revision(self) -> str:
        """Stands for the project's files as they are now; changes when one of them does."""
        return stamp(states(self.folder / name for name in (*SOURCES, LOCK_FILE)))

    def state(self) -> State:
        """The project now; read again only when a file has changed, or a minute has passed."""
        now, revision = self._clock(), self.revision()
        if self._state is None or self._state.revision != revision:
            found = partial_read(self.folder, self._parsed)
            preview = Preview(found.project, now, self._out) if found.project else None
            # They stay the same while the project has none of its own: inlining styles takes a while.
            has_own = (self.folder / "templates").is_dir()
            templates = Templates(self.folder) if has_own or not self._state else self._state.templates
            self._state = State(self.folder, revision, found, preview, templates, self._opened)
        elif self._state.readable and not 0 <= (now - self._state.readable.now).total_seconds() < 60:
            self._state = replace(self._state, readable=replace(self._state.readable, now=now))
        return self._state
