"""Which feed documents there are: to add a format, write a function beside these and name it in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from cchr_feeds.model.entries import state_of
from cchr_feeds.model.output import Artifact, Contents, Document, Feed, Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.generator import SerialisedEntries, render_atom, render_rss
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.opml import render_opml

FORMATS: tuple[tuple[str, Callable[[Feed, Site, SerialisedEntries], bytes]], ...] = (
    ("atom.xml", render_atom),
    ("rss.xml", render_rss),
    ("feed.json", render_json_feed),
)


def feed_documents(contents: Contents) -> Iterator[Document]:
    """Every live feed in every format, and the list of them."""
    entries = SerialisedEntries(contents.site)
    for feed in contents.feeds:
        yield Document(partial(_feed, feed, contents.site, entries), state_of("feed", feed))
    yield Document(lambda: [_opml(contents)])


def _feed(feed: Feed, site: Site, entries: SerialisedEntries) -> list[Artifact]:
    return [Artifact(feed.path(name), render(feed, site, entries), Part.FEEDS) for name, render in FORMATS]


def _opml(contents: Contents) -> Artifact:
    return Artifact("feeds.opml", render_opml(contents.feeds, contents.site), Part.FEEDS)


def archive_documents(contents: Contents) -> Iterator[Document]:
    """The yearly archives, in Atom."""
    for archive in contents.archives:
        yield Document(partial(_archive, archive, contents.site), state_of("archive", archive))


def _archive(archive: Feed, site: Site) -> list[Artifact]:
    octets = render_atom(archive, site, SerialisedEntries(site))  # no other document holds its entries
    return [Artifact(archive.path("atom.xml"), octets, Part.ARCHIVES)]
