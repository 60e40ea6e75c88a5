"""What all documents of an output say together. Of each it keeps ids, digests and links, not the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchr_feeds.lint.seen import Finding, SeenEntry, SeenFeed
from cchr_feeds.messages import all_of, said
from cchr_feeds.model.publication import Listing
from cchr_feeds.model.site import Site

FEED_FILES = ("atom.xml", "rss.xml", "feed.json")

Placed = tuple[str, Finding]
"""A finding and the path of the document it is in."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a document: its entries' ids, and where its links to archives lead."""

    ids: frozenset[str]
    previous: Sequence[str]
    current: Sequence[str]


class WholeOutput:
    """Compares documents with each other and with what is public."""

    def __init__(self, site: Site, listings: Sequence[Listing]) -> None:
        self._site = site
        self._public: dict[str, set[str]] = defaultdict(set)
        for listing in listings:
            name = f"{listing.publication_id}/{listing.language}"
            self._public[listing.language].add(site.tag(name))
        self._places: set[str] = set()
        self._documents: dict[str, Kept] = {}
        self._digests: dict[str, int] = {}
        self._pages: dict[tuple[str, str], str] = {}

    def place(self, path: str) -> None:
        """There is a document at this path, be it one that can be read or not."""
        self._places.add(path)

    def read(self, feed: SeenFeed) -> Iterator[Finding]:
        """Keeps a document; finds where it contradicts those before."""
        ids = frozenset(entry.id for entry in feed.entries)
        self._documents[feed.path] = Kept(ids, feed.hrefs("prev-archive"), feed.hrefs("current"))
        for entry in feed.entries:
            yield from self._contradictions(entry)

    def _contradictions(self, entry: SeenEntry) -> Iterator[Finding]:
        page = entry.link("alternate")
        digest = hash((entry.title, page, entry.dates.get("published")))
        if self._digests.setdefault(entry.id, digest) != digest:
            yield Finding(entry.line, "contradiction", said("says-otherwise", id=entry.id))
        other = self._pages.setdefault((page, entry.id.rpartition("/")[0]), entry.id)
        if other != entry.id:
            message = said("opens-same-page", id=entry.id, other=other)
            yield Finding(entry.line, "same-page", message, said("address-per-language"))

    def findings(self) -> Iterator[Placed]:
        """What can be said when every document was read."""
        yield from self._missing()
        for language in self._site.languages:
            if f"{language}/atom.xml" in self._documents:
                yield from self._chain_faults(language)
                yield from self._completeness_faults(language)

    def _missing(self) -> Iterator[Placed]:
        for language in self._site.languages:
            for folder in (language, *(f"{language}/{term}" for term in self._site.categories)):
                for path in (f"{folder}/{name}" for name in FEED_FILES):
                    if path not in self._places:
                        yield path, Finding(1, "entries", said("no-such-feed"))

    def _archives(self, language: str) -> Mapping[str, Kept]:
        """The archives of a language by their address."""
        beginning = f"{language}/archive/"
        return {
            self._site.address(path): kept
            for path, kept in self._documents.items()
            if path.startswith(beginning)
        }

    def _chain_faults(self, language: str) -> Iterator[Placed]:
        """From the live feed every archive is reached, the newest first, and leads back (RFC 5005 §4)."""
        path, archives = f"{language}/atom.xml", self._archives(language)
        address, reached = self._documents[path].previous, list[str]()
        while address:
            if len(address) > 1 or address[0] not in archives or address[0] in reached:
                yield path, Finding(1, "archive", said("chain-breaks", address=all_of(address)))
                break
            reached.append(address[0])
            address = archives[address[0]].previous
        if reached != sorted(archives, reverse=True):
            yield path, Finding(1, "archive", said("chain-out-of-order"))
        wrong = [each for each, kept in archives.items() if kept.current != [self._site.address(path)]]
        for each in wrong:
            yield path, Finding(1, "archive", said("no-way-back", address=each))

    def _completeness_faults(self, language: str) -> Iterator[Placed]:
        """The live feed and the archives hold every public entry, and no other."""
        path, public = f"{language}/atom.xml", self._public[language]
        held = self._documents[path].ids.union(*(kept.ids for kept in self._archives(language).values()))
        for tag in sorted(public - held):
            yield path, Finding(1, "entries", said("in-no-feed", id=tag))
        for tag in sorted(held - public):
            yield path, Finding(1, "entries", said("not-public", id=tag))
        if not public and any(self._public.values()):
            message = said("feeds-empty", language=language)
            fix = said("add-or-take-out", language=language)
            yield path, Finding(1, "empty", message, fix)
