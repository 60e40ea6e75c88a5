"""Which feed documents there are: each live feed in every format, the list of them, the archives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module

from cchr_feeds.model.output import Artifact, Contents, Document, Feed
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.generator import SerialisedEntries, render_atom
from cchr_feeds.render.feeds.opml import render_opml
from cchr_feeds.render.formats import ATOM, FORMATS, FeedFormat

Renderer = Callable[[Feed, Site, SerialisedEntries], bytes]


def feed_documents(contents: Contents) -> Iterator[Document]:
    """Every live feed in every format, and the list of them."""
    entries = SerialisedEntries(contents.site)
    for feed in contents.feeds:
        yield partial(_feed, feed, entries)
    yield partial(_opml, contents.feeds, contents.site)


def _feed(feed: Feed, entries: SerialisedEntries) -> list[Artifact]:
    site = entries.site
    return [
        Artifact(feed.path(each.file), _renderer(each)(feed, site, entries), Part.FEEDS) for each in FORMATS
    ]


def _renderer(kind: FeedFormat) -> Renderer:
    module, _, name = kind.renderer.partition(".")
    renderer: Renderer = getattr(import_module(f"cchr_feeds.render.feeds.{module}"), name)
    return renderer


def _opml(feeds: Sequence[Feed], site: Site) -> list[Artifact]:
    return [Artifact("feeds.opml", render_opml(feeds, site), Part.FEEDS)]


def archive_documents(contents: Contents) -> Iterator[Document]:
    """The yearly archives, in Atom."""
    for archive in contents.archives:
        yield partial(_archive, archive, contents.site)


def _archive(archive: Feed, site: Site) -> list[Artifact]:
    atom = render_atom(archive, site, SerialisedEntries(site))  # no other document holds its entries
    return [Artifact(archive.path(ATOM.file), atom, Part.ARCHIVES)]
