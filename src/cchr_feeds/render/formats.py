"""The media types of feeds, and what a feed's document is called in each."""

from __future__ import annotations

ATOM, RSS, JSON = "application/atom+xml", "application/rss+xml", "application/feed+json"
FEED_FILES = ((ATOM, "atom.xml"), (RSS, "rss.xml"), (JSON, "feed.json"))
