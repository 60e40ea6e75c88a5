"""Every client, and what it read: each is run once, for all documents of all projects."""

from dataclasses import replace

from clients.debian_libraries import DEBIAN_LIBRARIES
from clients.newsboat import NEWSBOAT
from clients.node_libraries import NODE_LIBRARIES
from clients.python_libraries import PYTHON_LIBRARIES
from clients.reported import OF_ENTRIES, OF_FEED, Client, Field, Format, Reading
from clients.rss2email import RSS2EMAIL

CLIENTS = (*PYTHON_LIBRARIES, *NODE_LIBRARIES, NEWSBOAT, RSS2EMAIL, *DEBIAN_LIBRARIES)


def fields(format_: Format) -> tuple[Field, ...]:
    """What a format tells; RSS knows no time of the last change."""
    every = (*OF_FEED, *OF_ENTRIES)
    return tuple(field for field in every if format_ is not Format.RSS or field != "updated")


def comparable(reading: Reading, client: Client) -> Reading:
    """A reading in the document's order, or by id where a client does not keep that."""
    if client.keeps_order:
        return reading
    return replace(reading, entries=tuple(sorted(reading.entries, key=lambda entry: entry.id or "")))
