"""RSS (0.9 to 2.0, and 1.0 with its RDF) and Atom feeds, and WordPress's exports, which are RSS with more.

feedparser reads them, and repairs what is not well-formed. It cleans nothing and resolves no link within a
text: what becomes of HTML is decided in one place for all sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from html import escape
from io import BytesIO
from xml.sax.saxutils import unescape

from cchr_feeds.i18n import _
from cchr_feeds.importing.feed_entry import FeedEntry, Fields, absolute, field_in, fields_in, text_in
from cchr_feeds.importing.feed_limits import checked, is_cut_off
from cchr_feeds.importing.html import one_line
from cchr_feeds.importing.item import Document, RawSource, Source
from cchr_feeds.importing.wordpress import is_export, wordpress_entry
from cchr_feeds.text.characters import without_forbidden

_TEXT = ("text/plain", "text/html", "application/xhtml+xml")


def feed(source: RawSource, timezone: tzinfo) -> Source:
    """The entries of a feed; raises `ProblemsFound`."""
    import feedparser  # 60 ms, and not every source is a feed

    content = checked(source)
    # A stream, because feedparser would open a text or bytes as the name of a file (api.py, _open_resource).
    parsed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if parsed.bozo and is_cut_off(content):
        reason = str(parsed.bozo_exception.args[0])
        raise source.refused(
            "xml",
            _("this is not well-formed XML ({reason})", reason=reason),
            _("export it again, or save it anew from the browser"),
        )
    kind, entries = _entries(parsed, source.address)
    return Source(source.name, kind, [each.item(timezone) for each in entries])


def _entries(parsed: Fields, base: str) -> tuple[str, list[FeedEntry]]:
    """What kind of feed it is, and its entries."""
    about, found = field_in(parsed, "feed"), fields_in(parsed, "entries")
    if parsed.get("bozo"):
        found = list(map(_unescaped, found))
    if is_export(about):
        posts = [wordpress_entry(each, _alternate(fields_in(each, "links"), base)) for each in found]
        return _("a WordPress export"), posts
    language = text_in(about, "language")
    if text_in(parsed, "version").startswith("atom"):
        return _("an Atom feed"), [_atom_entry(each, base, language) for each in found]
    return _("an RSS feed"), [_rss_entry(each, base, language) for each in found]


def _unescaped(entry: Fields) -> Fields:
    """An entry of what is not well-formed, of which feedparser decodes texts alone (parsers/loose.py)."""
    decoded = {name: unescape(value) for name, value in entry.items() if isinstance(value, str)}
    tags = [{**tag, "term": unescape(text_in(tag, "term"))} for tag in fields_in(entry, "tags")]
    return {**entry, **decoded, "tags": tags, "title": entry.get("title")}


def _rss_entry(entry: Fields, base: str, language: str) -> FeedEntry:
    links = fields_in(entry, "links")
    link = _alternate(links, base)
    return FeedEntry(
        key=text_in(entry, "id"),
        title=text_in(entry, "title"),
        summary=text_in(field_in(entry, "summary_detail"), "value"),
        content=next((text_in(each, "value") for each in fields_in(entry, "content")), ""),
        base=link,
        url=link,
        documents=_enclosures(links, base),
        date=text_in(entry, "published") or text_in(entry, "updated"),
        language=_language(entry) or language,
        categories=tuple(one_line(text_in(each, "term")) for each in fields_in(entry, "tags")),
    )


def _atom_entry(entry: Fields, base: str, language: str) -> FeedEntry:
    links = fields_in(entry, "links")
    content = next(iter(fields_in(entry, "content")), {})
    title = field_in(entry, "title_detail")
    return FeedEntry(
        key=text_in(entry, "id"),
        title=_html(title),
        summary=_html(field_in(entry, "summary_detail")),
        content=_html(content),
        base=absolute(base, text_in(content or title, "base")),
        url=_alternate(links, base),
        documents=_enclosures(links, base),
        date=text_in(entry, "published"),
        language=_language(entry) or language,
        categories=tuple(
            _plain(text_in(each, "term") or text_in(each, "label")) for each in fields_in(entry, "tags")
        ),
    )


def _html(construct: Fields) -> str:
    """A text construct (RFC 4287 §3.1) as HTML; content that lies elsewhere or is no text is nothing."""
    value, kind = text_in(construct, "value"), text_in(construct, "type")
    if kind not in _TEXT or text_in(construct, "src"):
        return ""
    return escape(value) if kind == "text/plain" else value


def _alternate(links: Sequence[Fields], base: str) -> str:
    addresses = (text_in(each, "href") for each in links if text_in(each, "rel") == "alternate")
    return absolute(base, next(filter(None, addresses), ""))


def _enclosures(links: Sequence[Fields], base: str) -> tuple[Document, ...]:
    return tuple(
        Document(
            absolute(base, text_in(each, "href")),
            text_in(each, "type"),
            text_in(each, "length"),
            _plain(text_in(each, "title")),
        )
        for each in links
        if text_in(each, "rel") == "enclosure"
    )


def _language(entry: Fields) -> str:
    return text_in(entry, "language") or text_in(field_in(entry, "title_detail"), "language")


def _plain(text: str) -> str:
    return " ".join(without_forbidden(text).split())
