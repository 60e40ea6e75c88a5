"""Single files of the output, rendered when a page shows them: the same bytes as a build writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchr_feeds.model.output import Artifact, Contents
from cchr_feeds.model.part import Part
from cchr_feeds.render import render
from cchr_feeds.render.formats import FILES
from cchr_feeds.render.newsletter.editions import edition_artifacts
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import Templates


def artifact(path: str, contents: Contents, templates: Templates) -> Artifact | None:
    """What a build would write at a path of the output; nothing where it would write nothing."""
    return next((each for each in _candidates(path, contents, templates) if each.path == path), None)


def _candidates(path: str, contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """The artifacts of the part that the path belongs to, of as little as can hold it."""
    first, _, rest = path.partition("/")
    name = path.rpartition("/")[2]
    if first in contents.site.languages or name == "feeds.opml":
        yield from render(_of_feed(path, contents), templates, [Part.FEEDS, Part.ARCHIVES])
    elif first == "newsletters" and rest != "index.html":
        for edition in contents.editions:
            if path.startswith(f"{edition.folder}/") and name.startswith(f"{edition.language}."):
                yield from edition_artifacts(edition, contents.site, templates)
    elif first == "newsletters":
        yield from render(contents, templates, [Part.NEWSLETTERS])
    elif first == "embed":
        yield from render(contents, templates, [Part.EMBED])
    elif first == "publications":
        pages = [entry for entry in contents.pages if f"/{entry.publication_id}/" in path]
        yield from render(replace(contents, pages=tuple(pages)), templates, [Part.PAGES])
    else:
        yield from render(replace(contents, pages=()), templates, [Part.PAGES])


def _of_feed(path: str, contents: Contents) -> Contents:
    """What is needed for one feed's documents; for the list of feeds, all of it."""
    folder, _, name = path.rpartition("/")
    if name in FILES:
        feeds = tuple(feed for feed in contents.feeds if feed.folder == folder)
        return replace(contents, feeds=feeds, archives=())
    archives = tuple(each for each in contents.archives if each.path("") == path)
    return replace(contents, archives=archives)


def letter_of(period: str, language: str, contents: Contents) -> Letter | None:
    """An edition as a letter, by its period and language."""
    found = (e for e in contents.editions if (str(e.period), e.language) == (period, language))
    return next((Letter(edition, contents.site) for edition in found), None)
