"""Which feed documents there are: to add a format, write a function beside these and name it in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cchr_feeds.model.outcome import Artifact, Contents, Feed, Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.archive import render_archive
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
        for name, render in FORMATS:
            yield Artifact(feed.path(name), render(feed, contents.site, entries), Part.FEEDS)
    yield Artifact("feeds.opml", render_opml(contents.feeds, contents.site), Part.FEEDS)


def archive_artifacts(contents: Contents) -> Iterator[Artifact]:
    """The yearly archives, in Atom."""
    entries = SerialisedEntries(contents.site)

    def made(archive: Feed) -> Artifact:
        octets = render_archive(archive, contents.site, entries)
        return Artifact(archive.path("atom.xml"), octets, Part.ARCHIVES)

    return shared(made, contents.archives, _BATCH, _FEWEST)
