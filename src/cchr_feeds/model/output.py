"""What is made of publications: feeds, archives, editions, and the files that are written."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated, TypeVarTuple

from cchr_feeds.images import Scaled
from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import Form, Part
from cchr_feeds.model.publication import Category, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import ByLanguage, Id, Line, Markdown
from cchr_feeds.problem import Problem

Source = Path | Scaled
"""A file of the project: to copy, or a picture to make a copy of."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the output: its path with forward slashes, its bytes or their source, and its warnings."""

    path: str
    content: bytes | Source
    part: Part
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that is up to date in the output, or ready as a `copy` to put there; `sha256` in hexadecimal."""

    path: str
    sha256: str
    part: Part
    warnings: tuple[Problem, ...] = ()
    copy: Path | None = None


Stage = Callable[[Artifact], Ready]
"""Lets a file lie ready for an output, or finds that it is there as it is to be."""

Document = partial[list[Artifact]]
"""Makes files that belong together: a feed in all its formats, an edition as page and mail.

The files follow from a module's function and its arguments alone, which the cache knows a document by
(`cache/document_key.py`): frozen objects, or those with a `made_from` that says what they consist of.
"""

Given = TypeVarTuple("Given")


def document(part: Part, path: str, written: Callable[[*Given], str | bytes], *given: *Given) -> Document:
    """A document of one file at `path`: what a function of a module gives for these arguments."""
    return partial(_written, part, path, written, *given)


def _written(
    part: Part, path: str, written: Callable[[*Given], str | bytes], *given: *Given
) -> list[Artifact]:
    content = written(*given)
    return [Artifact(path, content.encode() if isinstance(content, str) else content, part)]


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest entries of a language or of one category in it (`category` is not `None`); or an archive.

    `folder` is its place in the output (`km`, `km/infographic`, or `newsletters/km`, whose entries are
    editions); copies go on in its `former` ones. `entries` holds the newest, and notices of withdrawn ones,
    which `total`, the number of all entries, does not count. `newest` is what lists show: no notices, and
    entries without a date last. `in_atom` is what its Atom document holds if that is more; the feed
    `is_complete` if that is all there is. An archive has a `year` and holds all its entries; `previous_year`
    is the newest before it, if any. `tombstones` are ids of withdrawn entries that left, and since when.
    """

    language: str
    category: Category | None
    folder: str
    tag: str
    title: str
    subtitle: str
    updated: datetime
    entries: Sequence[Entry]
    total: int
    year: int | None = None
    previous_year: int | None = None
    tombstones: tuple[tuple[str, datetime], ...] = ()
    newest: Sequence[Entry] = ()
    # A reader who stops at an archive must miss nothing (RFC 5005 §4.2).
    in_atom: Sequence[Entry] = ()
    is_complete: bool = False
    former: tuple[str, ...] = ()

    @property
    def folders(self) -> tuple[str, ...]:
        """Where its files lie: its folder, and former ones, for those who still ask there."""
        return (self.folder, *self.former)

    @property
    def home(self) -> str:
        """Where the page lies that shows the same to people."""
        folder, _, editions = self.folder.partition("newsletters/")
        return "newsletters/index.html" if editions else f"{folder}/index.html"

    def path(self, name: str) -> str:
        """Where the feed's document of a format lies; `name` is its file name (`atom.xml`)."""
        return f"{self.folder}/archive/{self.year}.xml" if self.year else f"{self.folder}/{name}"

    def folder_in(self, language: str) -> str:
        """The place of the same feed in another language."""
        above, _, below = f"/{self.folder}/".partition(f"/{self.language}/")
        return f"{above}/{language}/{below}".strip("/")


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The page of an entry (the one of `itself`), and the few other entries that it leads to.

    `newer` and `older` have the one before and after it in its language's list, or none, `more` those nearest
    to it in the list of its first category; where it is alone in that, the newest of all.
    """

    publication_id: str
    language: str
    itself: Sequence[Entry]
    newer: Sequence[Entry] = ()
    older: Sequence[Entry] = ()
    more: Sequence[Entry] = ()

    @property
    def path(self) -> str:
        """Where it lies in the output."""
        return f"publications/{self.publication_id}/{self.language}.html"


@dataclass(frozen=True, slots=True)
class ListGroup:
    """The entries under one heading of a list: of a year (0: no date), or all of another `language`."""

    language: str
    entries: Sequence[Entry]
    year: int = 0


@dataclass(frozen=True, slots=True)
class PublicationList:
    """What the pages of a language list, or of a category in it (`category` is not `None`), newest first.

    `folder` is its place in the output; pages in its `former` ones lead there. `total` counts its own entries
    without notices of withdrawn ones. The entry in `lead` comes first; it is also among the others.
    """

    language: str
    category: Category | None
    folder: str
    total: int
    lead: Sequence[Entry]
    years: tuple[ListGroup, ...]
    elsewhere: tuple[ListGroup, ...]
    former: tuple[str, ...] = ()

    @property
    def entries(self) -> Iterator[Entry]:
        """All that it holds, without notices of what was withdrawn."""
        groups = chain(self.years, self.elsewhere)
        return (each for group in groups for each in group.entries if not each.withdrawn)

    @property
    def without_entries(self) -> "PublicationList":
        """What links to it need of it."""
        return replace(self, lead=(), years=(), elsewhere=())


@dataclass(frozen=True, slots=True)
class EditionWords:
    """What the editor adds to an edition in one language."""

    subject: Line = ""
    preheader: Line = ""
    note: Markdown = ""


@dataclass(frozen=True, slots=True)
class EditionFile:
    """`editions/{period}.yaml`: the editor's words per language and the entries to put first."""

    highlight: Id | None = None
    order: tuple[Id, ...] = ()
    words: Annotated[Mapping[str, EditionWords], ByLanguage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of an edition that stand under one category."""

    category: Category
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Edition:
    """One number of the newsletter in one language.

    `elsewhere` holds what came out in this period in other languages only, each in the first of the
    site's languages it has. `languages` are those in which this period has an edition, in the site's order.
    """

    period: Period
    language: str
    groups: tuple[Group, ...]
    elsewhere: Sequence[Entry]
    languages: tuple[str, ...]
    editor: EditionWords = EditionWords()
    highlight: str | None = None
    order: tuple[str, ...] = ()

    def edited(self, file: EditionFile) -> "Edition":
        """The same with what an edition file says."""
        words = file.words.get(self.language) or EditionWords()
        return replace(self, editor=words, highlight=file.highlight, order=file.order)

    @property
    def in_order(self) -> list[Group]:
        """The groups, with those entries and groups first that the editor wants first."""
        if not self.order:
            return [*self.groups]
        order = {publication_id: place for place, publication_id in enumerate(self.order)}

        def rank(entry: Entry) -> int:
            return order.get(entry.publication_id, len(order))

        groups = [replace(group, entries=sorted(group.entries, key=rank)) for group in self.groups]
        return sorted(groups, key=lambda group: min(map(rank, group.entries)))

    @property
    def folder(self) -> str:
        """Its place in the output."""
        return f"newsletters/{self.period}"


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything public, resolved and put in order: what the renderers make files of.

    `files` are by path, the site's `assets` among them. `periods` are those that have editions, `newsletters`
    their feeds, `forms` those of a period's mail if not the usual ones. `lists` are each language's: of all
    its publications, then by category; `year_pages` are the paths of those an earlier build made of years.
    """

    site: Site
    feeds: tuple[Feed, ...]
    archives: Sequence[Feed]
    editions: Sequence[Edition]
    pages: Sequence[EntryPage]
    files: Mapping[str, Source]
    periods: tuple[Period, ...] = ()
    forms: Mapping[Period, Collection[Form]] = field(default_factory=dict)
    newsletters: tuple[Feed, ...] = ()
    assets: Mapping[str, Scaled] = field(default_factory=dict)
    lists: tuple[PublicationList, ...] = ()
    year_pages: tuple[str, ...] = ()
