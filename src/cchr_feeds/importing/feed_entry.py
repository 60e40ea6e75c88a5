"""An entry of any feed, before its HTML becomes the texts of a publication."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from urllib.parse import urljoin

from cchr_feeds.i18n import _
from cchr_feeds.importing.dates import stated
from cchr_feeds.importing.html import MOST_HTML, markdown, one_line, paragraphs
from cchr_feeds.importing.item import ANY, Document, Item, ItemText

Fields = Mapping[str, object]
"""What was parsed of a source; a value of another type than expected counts as missing."""

SUMMARY_AT_MOST = 2000
"""Characters; the only text of an entry is its summary up to here, and its body beyond."""
_LONGEST_DATE = 1000
_MORE_THAN_WORDS = re.compile(r"<(?:a|img|table|ul|ol|h[1-6]|blockquote|pre)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of an entry: `title`, `summary` and `content` are HTML, links in them are to `base`.

    The other fields are those of `Item`; `date` is what stands there as the date of publication.
    """

    key: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    base: str = ""
    url: str = ""
    documents: tuple[Document, ...] = ()
    date: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    name: str = ""
    unfit: str = ""

    def item(self, timezone: tzinfo) -> Item:
        """The publication; of one that is not to be taken, the title alone."""
        date = self.date[:_LONGEST_DATE]
        published = stated(date, timezone)
        unfit = self.unfit
        if max(len(self.title), len(self.summary), len(self.content)) > MOST_HTML:
            unfit = _("its text is too long for an entry's file (256 KiB)")
        text = ItemText(one_line(self.title[:MOST_HTML])) if unfit else self._text()
        return Item(
            key=self.key or self.url or text.title,
            texts={ANY: text},
            published=published,
            unclear_date="" if published else date,
            language=self.language,
            categories=self.categories,
            topics=self.topics,
            name=self.name,
            unfit=unfit,
        )

    def _text(self) -> ItemText:
        """Its texts; a body that says what the summary says is left out."""
        short, full = self.summary, self.content
        summary = "\n".join(paragraphs(short))
        if not full and len(summary) > SUMMARY_AT_MOST:
            full, summary = short, ""
        words = "\n".join(paragraphs(full))
        is_short = len(words) <= SUMMARY_AT_MOST and not _MORE_THAN_WORDS.search(full)
        if words == summary or (not summary and is_short):
            summary, full = words, ""
        body = markdown(full, self.base) if full else ""
        return ItemText(one_line(self.title), summary, body, self.url, self.documents)


def absolute(base: str, target: str) -> str:
    """Where a link leads, in full; empty if that is no address at all."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return ""


def text_in(fields: Fields, name: str) -> str:
    """A text, or a number as some write their ids."""
    value = fields.get(name)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def fields_in(fields: Fields, name: str) -> list[Fields]:
    """The fields of each element of a list."""
    value = fields.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def field_in(fields: Fields, name: str) -> Fields:
    """The fields below one."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}
