"""Reads one document of the output after another and collects what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from lxml.etree import XMLSyntaxError

from cchr_feeds.errors import Problem
from cchr_feeds.lint.characters import character_faults
from cchr_feeds.lint.entry_rules import ENTRY_RULES
from cchr_feeds.lint.feed_rules import FEED_RULES
from cchr_feeds.lint.json_feed import read_json
from cchr_feeds.lint.opml import opml_faults
from cchr_feeds.lint.seen import Finding, Promised, Scope, SeenFeed
from cchr_feeds.lint.whole_output import WholeOutput
from cchr_feeds.lint.xml_documents import read_atom, read_rss
from cchr_feeds.messages import key, said
from cchr_feeds.model.output import Artifact
from cchr_feeds.model.publication import Listing
from cchr_feeds.model.site import Site

_READERS: Mapping[str, Callable[[str, bytes], SeenFeed]] = {
    "atom.xml": read_atom,
    "rss.xml": read_rss,
    "feed.json": read_json,
}
_NOT_THE_AUTHORS = key("not-the-authors")


class Linter:
    """Holds documents against what is public, one at a time; every problem is kept."""

    def __init__(self, site: Site, listings: Sequence[Listing], now: datetime) -> None:
        self._promised = _promised(site, listings, now)
        self._whole = WholeOutput(site, listings)
        self._problems: list[Problem] = []
        self._warned: set[str] = set()

    def read(self, artifact: Artifact) -> None:
        """Looks at a feed, an archive or the OPML; leaves anything else alone."""
        place = PurePosixPath(artifact.path)
        read = read_atom if place.match("archive/*.xml") else _READERS.get(place.name)
        if isinstance(artifact.content, bytes) and (read or place.name == "feeds.opml"):
            self._whole.place(artifact.path)
            try:
                for finding in self._found(artifact.path, artifact.content, read):
                    self._keep(artifact.path, finding)
            except (XMLSyntaxError, ValueError) as error:
                self._keep(artifact.path, Finding(1, "document", said("unreadable-document", error=error)))

    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, when all documents were read."""
        for path, finding in self._whole.findings():
            self._keep(path, finding)
        return tuple(sorted(self._problems))

    def _found(
        self, path: str, content: bytes, read: Callable[[str, bytes], SeenFeed] | None
    ) -> Iterator[Finding]:
        yield from character_faults(path, content.decode())
        if read is None:
            yield from opml_faults(content, self._promised)
            return
        feed = read(path, content)
        yield from feed.faults
        yield from self._whole.read(feed)
        for rule in FEED_RULES:
            yield from rule(feed, self._promised)
        for entry in feed.entries:
            for entry_rule in ENTRY_RULES:
                yield from entry_rule(entry, feed, self._promised)

    def _keep(self, path: str, finding: Finding) -> None:
        """An author is told once of what stands in many documents."""
        if finding.fix and finding.message in self._warned:
            return
        self._warned.add(finding.message)
        fix = finding.fix or said(_NOT_THE_AUTHORS)
        self._problems.append(
            Problem(f"out/{path}", finding.line, 1, finding.code, finding.message, fix, finding.severity)
        )


def _promised(site: Site, listings: Sequence[Listing], now: datetime) -> Promised:
    """What the listings, newest first, come to."""
    counts: Counter[Scope] = Counter()
    live: Counter[Scope] = Counter()
    for listing in listings:
        for scope in ((listing.language, term) for term in (None, *listing.categories)):
            counts[scope] += 1
            live[scope] += listing.withdrawn or counts[scope] <= site.feeds.limit
    return Promised(site, now, counts, live)
