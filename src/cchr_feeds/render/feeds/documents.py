"""Which feed documents there are: to add a format, write a function beside these and name it in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cchr_feeds.model.outcome import Artifact, Contents, Feed, Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.generator import SerialisedEntries, render_atom, render_rss
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.opml import render_opml
from cchr_feeds.sharing import shared

FORMATS: tuple[tuple[str, Callable[[Feed, Site, SerialisedEntries], bytes]], ...] = (
    ("atom.xml", render_atom),
    ("rss.xml", render_rss),
    ("feed.json", render_json_feed),
)


_BATCH, _FEWEST = 1, 16
"""Archives that a process makes at a time, and from how many on two share them."""


def feed_artifacts(contents: Contents) -> Iterator[Artifact]:
    """Every live feed in every format, and the list of them."""
    entries = SerialisedEntries(contents.site)
    for feed in contents.feeds:
        yield from feed_documents(feed, contents.site, entries)
    yield opml_document(contents.feeds, contents.site)


def feed_documents(feed: Feed, site: Site, entries: SerialisedEntries) -> Iterator[Artifact]:
    """A live feed in every format; `entries` are shared by the feeds that are made together."""
    for name, render in FORMATS:
        yield Artifact(feed.path(name), render(feed, site, entries), Part.FEEDS)


def opml_document(feeds: Sequence[Feed], site: Site) -> Artifact:
    """The list of the live feeds."""
    return Artifact("feeds.opml", render_opml(feeds, site), Part.FEEDS)


def archive_artifacts(contents: Contents) -> Iterator[Artifact]:
    """The yearly archives, in Atom."""
    return shared(
        lambda archive: archive_document(archive, contents.site), contents.archives, _BATCH, _FEWEST
    )


def archive_document(archive: Feed, site: Site) -> Artifact:
    """An archive; no other holds its entries, so nothing of them is kept."""
    octets = render_atom(archive, site, SerialisedEntries(site))
    return Artifact(archive.path("atom.xml"), octets, Part.ARCHIVES)
