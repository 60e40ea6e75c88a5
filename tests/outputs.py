"""The feeds, archives and OPML of a project in memory, to be changed and judged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from builds import NOW
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Listing
from cchr_feeds.model.site import Site
from cchr_feeds.render import render
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.select import select
from cchr_feeds.source import read_project
from feed_rules import Finding, judge

MOMENT = datetime.fromisoformat(NOW)

ATOM, RSS, JSON, ARCHIVE = "km/atom.xml", "km/rss.xml", "km/feed.json", "km/archive/2024.xml"


@dataclass(frozen=True)
class Output:
    """Documents by path, and what they are held against."""

    site: Site
    listings: Sequence[Listing]
    now: datetime
    documents: Mapping[str, str]

    def problems(self) -> list[Finding]:
        """What is wrong with it."""
        documents = {path: text.encode() for path, text in self.documents.items()}
        return judge(documents, self.site, self.listings, self.now)

    def codes(self) -> set[str]:
        """The kinds of what is wrong with it."""
        return {problem.code for problem in self.problems()}

    def changed(self, path: str, pattern: str, text: str) -> Output:
        """The same with another text in one document, wherever the pattern is found in it."""
        old = self.documents[path]
        assert re.search(pattern, old), f"{pattern} is not in {path}"
        return replace(self, documents={**self.documents, path: re.sub(pattern, text, old)})


def output_of(folder: Path, now: datetime = MOMENT) -> Output:
    """What is made of a project at a moment."""
    project = read_project(folder)
    selection = select(project.publications.values(), project.site, now)
    made = assemble(project, selection, [], (Part.FEEDS, Part.ARCHIVES))
    rendered = render(made, Templates(folder), (Part.FEEDS, Part.ARCHIVES))
    documents = {item.path: item.content.decode() for item in rendered if isinstance(item.content, bytes)}
    return Output(project.site, selection.listings, now, documents)
