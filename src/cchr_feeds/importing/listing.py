"""A list of publications as it is copied from a web page: title, paragraphs, "Read more", and again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchr_feeds.i18n import _
from cchr_feeds.importing.raw_source import ANY, Item, ItemText, RawSource, Source
from cchr_feeds.source.yaml_tree import MAX_BYTES
from cchr_feeds.text.characters import search_key, without_forbidden
from cchr_feeds.text.date_parsing import said_in

_MOST_LINES = 200_000
_MORE = re.compile(r"\W*(?:read|show|see|learn) more\W*|\W*(?:continue reading|more)\W*", re.IGNORECASE)
_BULLET = re.compile(r"[•◦▪‣·][ \t\xa0]*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list; `is_title` if it is one for certain: it has a bullet, or stands there twice."""

    text: str
    is_more: bool = False
    is_title: bool = False


def listing(source: RawSource) -> Source:
    """The publications of a pasted list; raises `ProblemsFound`."""
    items: list[Item] = []
    passed_over: list[str] = []
    text = without_forbidden(source.text())
    if text.count("\n") > _MOST_LINES or max(map(len, text.split("\n"))) >= MAX_BYTES:
        raise source.too_large()
    lines = _once(_lines(text))
    if not any(line.is_more or line.is_title for line in lines):
        raise source.refused(
            "listing",
            _("this is not a feed, a table or a list of publications"),
            _('in a list each has a title, a paragraph and "Read more"; save a table as CSV UTF-8 or .xlsx'),
        )
    for block in _blocks(lines):
        words = [line.text for line in block if not line.is_more]
        if any(line.is_more or line.is_title for line in block):  # else nothing says that it is one
            title, *paragraphs = words
            item = ItemText(title, "\n".join(paragraphs))
            said = said_in(item.summary)
            items.append(Item(key=f"{title} {said[0]!s}" if said else title, texts={ANY: item}))
        else:
            # What stands around the list, such as supporters' names, belongs to no publication.
            passed_over += words
    return Source(source.name, _("a pasted list"), items, passed_over=tuple(passed_over))


def _lines(text: str) -> Iterator[_Line]:
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if line and _MORE.fullmatch(line):
            yield _Line("", is_more=True)
        elif line:
            bullet = _BULLET.match(line)
            yield _Line(line[bullet.end() :] if bullet else line, is_title=bullet is not None)


def _once(lines: Iterator[_Line]) -> list[_Line]:
    """The lines with each title that stands there twice, perhaps with "Read more" between, once."""
    found: list[_Line] = []
    last, last_key = 0, ""  # the line before this one that is no "Read more"
    for line in lines:
        key = search_key(line.text)
        # Such lists often have each title once for the picture beside it and once above the text.
        if key == last_key and not line.is_more:
            found[last:] = [_Line(line.text, is_title=True)]
            continue
        if not line.is_more:
            last, last_key = len(found), key
        found.append(line)
    return found


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines that belong together, each time up to "Read more" or to the next title."""
    block: list[_Line] = []
    for line in lines:
        if block and (line.is_title or block[-1].is_more):
            yield block
            block = []
        if block or not line.is_more:
            block.append(line)
    if block:
        yield block
