"""JSON Feed documents as feed readers see them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from cchr_feeds.lint.seen import Link, SeenEntry, SeenFeed, rfc_3339
from cchr_feeds.messages import said

Json = Mapping[str, object]


def read_json(path: str, content: bytes) -> SeenFeed:
    """A JSON Feed; raises `ValueError` where it is no JSON object."""
    text = content.decode()
    document: object = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError(said("no-json-object"))
    return SeenFeed(
        path=path,
        format="JSON Feed",
        language=_text(document, "language"),
        id="",
        links=tuple(_feed_links(document)),
        updated=None,
        entries=tuple(_entries(document, text)),
    )


def _feed_links(document: Json) -> Iterator[Link]:
    yield from _link("alternate", document, "home_page_url")
    yield from _link("self", document, "feed_url")
    for hub in _objects(document, "hubs"):
        yield from _link("hub", hub, "url")
    yield from _link("license", _object(document, "_license"), "url")


def _link(rel: str, values: Json, name: str) -> Iterator[Link]:
    if href := _text(values, name):
        yield Link(rel, href)


def _entries(document: Json, text: str) -> Iterator[SeenEntry]:
    line, place = 1, 0
    for item in _objects(document, "items"):
        found = text.find(json.dumps(_text(item, "id"), ensure_ascii=False), place)
        if found > place:
            line, place = line + text.count("\n", place, found), found
        yield _entry(item, line)


def _entry(item: Json, line: int) -> SeenEntry:
    return SeenEntry(
        line=line,
        id=_text(item, "id"),
        language=_text(item, "language"),
        title=_text(item, "title"),
        links=tuple(_entry_links(item)),
        dates={
            "published": rfc_3339(_text(item, "date_published")),
            "updated": rfc_3339(_text(item, "date_modified")),
        },
        content=_text(item, "content_html"),
    )


def _entry_links(item: Json) -> Iterator[Link]:
    yield from _link("alternate", item, "url")
    for language, address in _object(item, "_translations").items():
        yield Link("related", str(address), language)
    for attachment in _objects(item, "attachments"):
        length = attachment.get("size_in_bytes", "")
        yield Link(
            "enclosure", _text(attachment, "url"), type=_text(attachment, "mime_type"), length=str(length)
        )


def _text(values: Json, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _object(values: Json, name: str) -> Json:
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def _objects(values: Json, name: str) -> list[Json]:
    value = values.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
