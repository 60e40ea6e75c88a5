"""A JSON Feed (1.0 and 1.1) as items; a value of another kind than the format has counts as missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from html import escape

from cchr_feeds.i18n import _
from cchr_feeds.importing.dates import stated
from cchr_feeds.importing.documents import text_of
from cchr_feeds.importing.elements import absolute, entry_texts
from cchr_feeds.importing.items import ANY, Document, Given, Item, ItemText, Source
from cchr_feeds.importing.paragraphs import without_forbidden

_Fields = Mapping[str, object]


def json_feed(given: Given, timezone: tzinfo) -> Source:
    """The entries of a JSON Feed; raises `ProblemsFound`."""
    try:
        document: object = json.loads(text_of(given))
    except (ValueError, RecursionError) as error:
        place = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        raise given.refused(
            "json", _("this is not well-formed JSON"), _("download it again"), place
        ) from error
    fields: _Fields = document if isinstance(document, dict) else {}
    items = fields.get("items")
    if "jsonfeed.org" in _text(fields, "version") and isinstance(items, list):
        language = _text(fields, "language")
        found = [_item(each, given.address, language, timezone) for each in items if isinstance(each, dict)]
        return Source(given.name, _("a JSON feed"), found)
    message = _("this JSON is no JSON feed")
    raise given.refused("json", message, _("give a feed whose version: names jsonfeed.org, or a CSV table"))


def _text(fields: _Fields, name: str) -> str:
    """A text, or a number as some write their ids."""
    value = fields.get(name)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _item(fields: _Fields, base: str, language: str, timezone: tzinfo) -> Item:
    link = absolute(base, _text(fields, "url") or _text(fields, "external_url"))
    full = _text(fields, "content_html") or _as_html(_text(fields, "content_text"))
    title, summary, body = entry_texts(
        escape(_text(fields, "title")), escape(_text(fields, "summary")), full, link
    )
    date = _text(fields, "date_published")
    published = stated(date, timezone)
    return Item(
        key=_text(fields, "id") or link or title,
        texts={ANY: ItemText(title, summary, body, link, tuple(_attachments(fields, base)))},
        published=published,
        said="" if published else date,
        language=_text(fields, "language") or language,
        categories=tuple(_tags(fields)),
    )


def _as_html(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())


def _tags(fields: _Fields) -> Iterator[str]:
    tags = fields.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, str):
            yield " ".join(without_forbidden(tag).split())


def _attachments(fields: _Fields, base: str) -> Iterator[Document]:
    found = fields.get("attachments")
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict):
            where = absolute(base, _text(each, "url"))
            title = without_forbidden(_text(each, "title"))
            yield Document(where, _text(each, "mime_type"), _text(each, "size_in_bytes"), title)
