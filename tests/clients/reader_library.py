"""reader: a library for feed readers, which keeps what it has seen in a database."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from reader import Entry, Feed, make_reader

from clients.reported import ALL, Client, Document, Enclosure, Reading, Readings, Reported


def _read(documents: Sequence[Document], folder: Path) -> Readings:
    with closing(make_reader(str(folder / "reader.sqlite"), feed_root="")) as reader:
        for document in documents:
            reader.add_feed(document.file.as_uri())
        reader.update_feeds()
        return {
            document.name: _reading(reader.get_feed(address), reader.get_entries(feed=address))
            for document in documents
            for address in [document.file.as_uri()]
        }


def _reading(feed: Feed, entries: Iterable[Entry]) -> Reading:
    return Reading(Reported(feed.title, feed.link), tuple(map(_reported, entries)))


def _reported(entry: Entry) -> Reported:
    return Reported(
        title=entry.title,
        link=entry.link,
        id=entry.id,
        published=entry.published,
        updated=entry.updated,
        enclosures=tuple(Enclosure(item.href, item.type, item.length) for item in entry.enclosures),
    )


READER = Client("reader", "Python", ALL, _read, keeps_order=False)
