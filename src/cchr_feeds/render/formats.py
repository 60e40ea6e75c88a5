"""The formats of feeds, and the links that point browsers and feed readers to feeds.

To add a format, write its renderer in `render/feeds/` and name it in `FORMATS`. Everything that writes,
links, serves, announces or compares feeds goes through `FORMATS`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cchr_feeds.model.output import Feed


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format: what its files and itself are called, its media type, the type that web servers give it.

    `renderer` is the module in `render/feeds/` and the function that make the bytes of a `Feed`.
    """

    file: str
    name: str
    media_type: str
    served_as: str
    renderer: str


# Browsers style a feed only as application/xml; another type shows its source or downloads it. Renderers are
# named, not imported, because pages and mails link to feeds and need none of them.
ATOM = FeedFormat("atom.xml", "Atom", "application/atom+xml", "application/xml", "xml_feed:render_atom")
RSS = FeedFormat("rss.xml", "RSS", "application/rss+xml", "application/xml", "xml_feed:render_rss")
_JSON_TYPE = "application/feed+json"
JSON = FeedFormat("feed.json", "JSON Feed", _JSON_TYPE, _JSON_TYPE, "json_feed:render_json_feed")

FORMATS = (ATOM, RSS, JSON)
FILES = tuple(each.file for each in FORMATS)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed in Atom, which every reader knows: its language, category, title, and path in the output."""

    language: str
    term: str | None
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Followable:
    """The links to the feeds that have entries."""

    # Both are in one object, which the cache's keys write down only once.
    publications: tuple[FeedLink, ...] = ()
    newsletters: tuple[FeedLink, ...] = ()

    def of_newsletters(self, language: str) -> list[FeedLink]:
        """The feeds of editions and of all publications, a language's first."""
        # Feed readers offer the first one.
        whole = [link for link in (*self.newsletters, *self.publications) if link.term is None]
        return sorted(whole, key=lambda link: link.language != language)


def followable(publications: Iterable[Feed], newsletters: Iterable[Feed] = ()) -> Followable:
    """The links to those of these feeds that have entries."""
    return Followable(tuple(_links(publications)), tuple(_links(newsletters)))


def _links(feeds: Iterable[Feed]) -> Iterator[FeedLink]:
    for feed in feeds:
        if feed.entries:
            term = feed.category.term if feed.category else None
            yield FeedLink(feed.language, term, feed.title, feed.path(ATOM.file))


def without_empty(values: Mapping[str, object]) -> dict[str, object]:
    """The values of an object of JSON that say something."""
    return {name: value for name, value in values.items() if value}
