"""A JSON Feed (1.0 and 1.1) as items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import tzinfo
from html import escape

from cchr_feeds.i18n import _
from cchr_feeds.importing.encoding import text_of
from cchr_feeds.importing.feed_entry import FeedEntry, Fields, absolute, fields_in, text_in
from cchr_feeds.importing.item import Document, RawSource, Source
from cchr_feeds.text.characters import without_forbidden

_MOST_VALUES = 500_000
"""Of all kinds; each takes up to 200 bytes."""


def json_feed(source: RawSource, timezone: tzinfo) -> Source:
    """The entries of a JSON Feed; raises `ProblemsFound`."""
    text = text_of(source)
    if sum(map(text.count, "[{,")) > _MOST_VALUES:
        raise source.refused("size", _("it is too large"), _("split it into several files"))
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        raise source.refused(
            "json", _("this is not well-formed JSON"), _("download it again"), place
        ) from error
    fields: Fields = document if isinstance(document, dict) else {}
    if "jsonfeed.org" not in text_in(fields, "version") or not isinstance(fields.get("items"), list):
        raise source.refused(
            "json",
            _("this JSON is no JSON feed"),
            _("give a feed whose version: names jsonfeed.org, or a CSV table"),
        )
    language = text_in(fields, "language")
    entries = (_entry(each, source.address, language) for each in fields_in(fields, "items"))
    return Source(source.name, _("a JSON feed"), [each.item(timezone) for each in entries])


def _entry(fields: Fields, base: str, language: str) -> FeedEntry:
    link = absolute(base, text_in(fields, "url") or text_in(fields, "external_url"))
    return FeedEntry(
        key=text_in(fields, "id"),
        title=escape(text_in(fields, "title")),
        summary=escape(text_in(fields, "summary")),
        content=text_in(fields, "content_html") or _as_html(text_in(fields, "content_text")),
        base=link,
        url=link,
        documents=tuple(_attachments(fields, base)),
        date=text_in(fields, "date_published"),
        language=text_in(fields, "language") or language,
        categories=tuple(_tags(fields)),
    )


def _as_html(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())


def _tags(fields: Fields) -> Iterator[str]:
    tags = fields.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, str):
            yield " ".join(without_forbidden(tag).split())


def _attachments(fields: Fields, base: str) -> Iterator[Document]:
    for each in fields_in(fields, "attachments"):
        where = absolute(base, text_in(each, "url"))
        title = without_forbidden(text_in(each, "title"))
        yield Document(where, text_in(each, "mime_type"), text_in(each, "size_in_bytes"), title)
