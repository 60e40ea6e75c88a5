"""Libraries written in Python: they are called here and read a file's bytes."""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import struct_time

import atoma  # type: ignore[import-untyped]  # published without types
import fastfeedparser  # type: ignore[import-untyped]  # the same
import feedparser
from reader import Entry, Feed, make_reader

from clients.reported import (
    ALL,
    XML,
    Client,
    Document,
    Enclosure,
    Format,
    Reading,
    Readings,
    Reported,
    byte_count,
    moment,
)


def _each(
    read: Callable[[bytes, Format], Reading],
) -> Callable[[Sequence[Document], Path], Readings]:
    """One document after the other."""
    return lambda documents, folder: {
        document.name: read(document.file.read_bytes(), document.format) for document in documents
    }


# --- feedparser -----------------------------------------------------------------------------------


def _feedparser(content: bytes, format_: Format) -> Reading:
    found = feedparser.parse(content)
    about = Reported(found.feed.title, found.feed.link)
    return Reading(about, tuple(map(_feedparser_entry, found.entries)))


def _feedparser_entry(entry: feedparser.FeedParserDict) -> Reported:
    return Reported(
        title=entry.title,
        link=entry.link,
        id=entry.id,
        published=_utc(entry.published_parsed),
        updated=_utc(entry.updated_parsed) if "updated_parsed" in entry else None,
        enclosures=tuple(
            Enclosure(item.href, item.get("type"), byte_count(item.get("length")))
            for item in entry.enclosures
        ),
    )


def _utc(time: struct_time) -> datetime:
    return datetime.fromtimestamp(calendar.timegm(time), UTC)


# --- fastfeedparser -------------------------------------------------------------------------------


def _fastfeedparser(content: bytes, format_: Format) -> Reading:
    found = fastfeedparser.parse(content)
    about = Reported(found.feed["title"], found.feed["link"])
    return Reading(about, tuple(map(_fastfeedparser_entry, found.entries)))


def _fastfeedparser_entry(entry: fastfeedparser.FastFeedParserDict) -> Reported:
    links: list[Mapping[str, str]] = [
        {**link, "url": link["href"]} for link in entry.get("links", ()) if link["rel"] == "enclosure"
    ]
    return Reported(
        title=entry["title"],
        link=entry["link"],
        id=entry["id"],
        published=moment(entry["published"]),
        updated=moment(entry.get("updated")),
        enclosures=tuple(
            Enclosure(item["url"], item.get("type"), byte_count(item.get("length")))
            for item in entry.get("enclosures", links)
        ),
    )


# --- atoma ----------------------------------------------------------------------------------------


def _atoma(content: bytes, format_: Format) -> Reading:
    parse = {Format.ATOM: _atoma_atom, Format.RSS: _atoma_rss, Format.JSON: _atoma_json}
    return parse[format_](content)


def _atoma_atom(content: bytes) -> Reading:
    found = atoma.parse_atom_bytes(content)
    return Reading(
        Reported(found.title.value, _alternate(found.links)), tuple(map(_atoma_entry, found.entries))
    )


def _alternate(links: Sequence[atoma.atom.AtomLink]) -> str:
    addresses: list[str] = [link.href for link in links if link.rel == "alternate"]
    return " ".join(addresses)


def _atoma_entry(entry: atoma.atom.AtomEntry) -> Reported:
    return Reported(
        title=entry.title.value,
        link=_alternate(entry.links),
        id=entry.id_,
        published=entry.published,
        updated=entry.updated,
        enclosures=tuple(
            Enclosure(link.href, link.type_, link.length) for link in entry.links if link.rel == "enclosure"
        ),
    )


def _atoma_rss(content: bytes) -> Reading:
    found = atoma.parse_rss_bytes(content)
    return Reading(Reported(found.title, found.link), tuple(map(_atoma_item, found.items)))


def _atoma_item(item: atoma.rss.RSSItem) -> Reported:
    return Reported(
        title=item.title,
        link=item.link,
        id=item.guid,
        published=item.pub_date,
        enclosures=tuple(Enclosure(file.url, file.type, file.length) for file in item.enclosures),
    )


def _atoma_json(content: bytes) -> Reading:
    found = atoma.parse_json_feed_bytes(content)
    return Reading(Reported(found.title, found.home_page_url), tuple(map(_atoma_json_item, found.items)))


def _atoma_json_item(item: atoma.json_feed.JSONFeedItem) -> Reported:
    return Reported(
        title=item.title,
        link=item.url,
        id=item.id_,
        published=item.date_published,
        updated=item.date_modified,
        enclosures=tuple(
            Enclosure(file.url, file.mime_type, file.size_in_bytes) for file in item.attachments
        ),
    )


# --- reader, which keeps what it has seen in a database -------------------------------------------


def _reader(documents: Sequence[Document], folder: Path) -> Readings:
    with closing(make_reader(str(folder / "reader.sqlite"), feed_root="")) as reader:
        for document in documents:
            reader.add_feed(document.file.as_uri())
        reader.update_feeds()
        return {
            document.name: _reader_feed(reader.get_feed(address), reader.get_entries(feed=address))
            for document in documents
            for address in [document.file.as_uri()]
        }


def _reader_feed(feed: Feed, entries: Iterable[Entry]) -> Reading:
    return Reading(Reported(feed.title, feed.link), tuple(map(_reader_entry, entries)))


def _reader_entry(entry: Entry) -> Reported:
    return Reported(
        title=entry.title,
        link=entry.link,
        id=entry.id,
        published=entry.published,
        updated=entry.updated,
        enclosures=tuple(Enclosure(item.href, item.type, item.length) for item in entry.enclosures),
    )


PYTHON_LIBRARIES = (
    Client("feedparser", "Python", XML, _each(_feedparser)),
    Client("fastfeedparser", "Python", ALL, _each(_fastfeedparser)),
    Client("atoma", "Python", ALL, _each(_atoma)),
    Client("reader", "Python", ALL, _reader, keeps_order=False),
)
