"""sfeed, which is a command, and XML::Feed, which is a library for Perl."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from clients.programs import output_of
from clients.reported import (
    NOTHING,
    XML,
    Client,
    Document,
    Enclosure,
    RawReading,
    Reading,
    Readings,
    Reported,
    reading,
)

PERL_SCRIPT = Path(__file__).with_name("read_feeds.pl")


def _sfeed(documents: Sequence[Document], folder: Path) -> Readings:
    return {
        document.name: _lines(output_of("sfeed", given=document.file.read_bytes())) for document in documents
    }


def _lines(text: str) -> Reading:
    """A line an entry: time, title, link, content, its type, id, author, enclosure, category (sfeed(5))."""
    return Reading(NOTHING, tuple(_line(line.split("\t")) for line in text.splitlines()))


def _line(fields: Sequence[str]) -> Reported:
    return Reported(
        title=fields[1],
        link=fields[2],
        id=fields[5],
        published=datetime.fromtimestamp(int(fields[0]), UTC),
        enclosures=(Enclosure(fields[7]),) if fields[7] else (),
    )


def _xml_feed(documents: Sequence[Document], folder: Path) -> Readings:
    given = [{"name": document.name, "file": str(document.file)} for document in documents]
    found: dict[str, RawReading] = json.loads(
        output_of("perl", PERL_SCRIPT, given=json.dumps(given).encode())
    )
    return {name: reading(raw) for name, raw in found.items()}


DEBIAN_LIBRARIES = (
    Client("sfeed", "Debian", XML, _sfeed),
    Client("XML::Feed", "Debian", XML, _xml_feed),
)
