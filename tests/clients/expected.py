"""What every feed of a project should tell its readers, from the entries alone: no feed is looked at."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import builds
from cchr_feeds.model.output import Contents, Feed
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.resolve import assemble
from cchr_feeds.select import periods, select
from cchr_feeds.source import read_project
from clients.reported import Document, Enclosure, Format, Reading, Reported

PROJECTS = {
    "real": builds.REPOSITORY,
    "nasty": builds.PROJECTS / "nasty",
    "clients": builds.PROJECTS / "clients",
}
"""This repository's own, the one with everything that breaks feeds, and one with what clients get wrong."""
NOW = datetime.fromisoformat(builds.NOW)
FILES = {"atom.xml": Format.ATOM, "rss.xml": Format.RSS, "feed.json": Format.JSON}


@cache
def contents_of(project: str) -> Contents:
    """Which feeds and archives a project has, and which entries they hold; of newsletters too."""
    read = read_project(PROJECTS.get(project, builds.PROJECTS / project))
    selection = select(read.publications.values(), read.site, NOW)
    months = periods(selection.listings)
    return assemble(read, selection, months, (Part.FEEDS, Part.ARCHIVES, Part.NEWSLETTERS))


@cache
def expectations() -> dict[str, Reading]:
    """What a perfect client reads, by the documents' names."""
    return {name: reading for project in PROJECTS for name, reading in expectations_of(project).items()}


def expectations_of(project: str) -> dict[str, Reading]:
    """The same of one project."""
    return {
        f"{project}/{path}": _reading(feed, format_, contents_of(project).site)
        for path, format_, feed in _documents(contents_of(project))
    }


def documents(folders: dict[str, Path]) -> list[Document]:
    """The documents of projects that were built into these folders."""
    return [
        Document(f"{project}/{path}", format_, folder / path)
        for project, folder in folders.items()
        for path, format_, _ in _documents(contents_of(project))
    ]


def formats() -> dict[str, Format]:
    """The format of every document, by its name."""
    return {document.name: document.format for document in documents(PROJECTS)}


def _documents(made: Contents) -> Iterator[tuple[str, Format, Feed]]:
    for feed in made.feeds:
        for name, format_ in FILES.items():
            yield feed.path(name), format_, feed
    for each in (*made.archives, *made.newsletters):
        yield each.path("atom.xml"), Format.ATOM, each


def _reading(feed: Feed, format_: Format, site: Site) -> Reading:
    about = Reported(title=feed.title, link=site.address(feed.home))
    entries = (format_ is Format.ATOM and feed.in_atom) or feed.entries
    return Reading(about, tuple(_reported(entry, format_) for entry in entries))


def _reported(entry: Entry, format_: Format) -> Reported:
    return Reported(
        title=entry.title,
        link=entry.url,
        id=entry.tag,
        published=entry.published,
        updated=entry.updated,
        enclosures=tuple(_enclosures(entry, format_)),
    )


def _enclosures(entry: Entry, format_: Format) -> Iterator[Enclosure]:
    """All of them; in RSS the first, and 0 for an unknown length."""
    for enclosure in entry.enclosures:
        if format_ is not Format.RSS:
            yield Enclosure(enclosure.url, enclosure.type, enclosure.length)
        elif enclosure == entry.enclosures[0]:
            yield Enclosure(enclosure.url, enclosure.type, enclosure.length or 0)
