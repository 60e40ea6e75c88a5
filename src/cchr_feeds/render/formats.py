"""The formats of feeds. To add one, write its renderer in `render/feeds/` and name it here.

Whoever writes, links, serves, announces or compares feeds goes through `FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format: what its files and itself are called, its media type, the type that web servers give it.

    `renderer` is a function in `render/feeds/`, which is imported where feeds are made and nowhere else:
    feedgen and lxml take 40 ms.
    """

    file: str
    name: str
    media_type: str
    served_as: str
    renderer: str


# Browsers style a feed only as application/xml; another type shows its source or downloads it.
ATOM = FeedFormat("atom.xml", "Atom", "application/atom+xml", "application/xml", "generator.render_atom")
RSS = FeedFormat("rss.xml", "RSS", "application/rss+xml", "application/xml", "generator.render_rss")
JSON = FeedFormat(
    "feed.json", "JSON", "application/feed+json", "application/feed+json", "json_feed.render_json_feed"
)

FORMATS = (ATOM, RSS, JSON)
FILES = tuple(each.file for each in FORMATS)
