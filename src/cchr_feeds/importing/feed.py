"""Feeds: RSS (0.9 to 2.0, and 1.0 with its RDF), Atom, JSON Feed, and WordPress's exports, an RSS with more.

feedparser reads those in XML, and repairs what is not well-formed. It cleans nothing and resolves no link
within a text: what becomes of HTML is decided in one place for all sources.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from html import escape
from io import BytesIO
from urllib.parse import unquote, urljoin
from xml.sax.saxutils import unescape

from cchr_feeds.i18n import N_, _
from cchr_feeds.importing.feed_limits import checked, is_cut_off
from cchr_feeds.importing.html import MOST_HTML, markdown, one_line, paragraphs, tree
from cchr_feeds.importing.source import ANY, Document, Item, ItemText, RawSource, Source, stated_date
from cchr_feeds.text.characters import without_forbidden

Fields = Mapping[str, object]
"""What was parsed of a source; a value of another type than expected counts as missing."""

_MOST_JSON_VALUES = 500_000  # of all kinds; each takes up to 200 bytes
_SUMMARY_AT_MOST = (
    2000  # characters; the only text of an entry is its summary up to here, and its body beyond
)
_LONGEST_DATE = 1000
_MORE_THAN_WORDS = re.compile(r"<(?:a|img|table|ul|ol|h[1-6]|blockquote|pre)\b", re.IGNORECASE)
_TEXT = ("text/plain", "text/html", "application/xhtml+xml")
# What WordPress and its usual extensions keep beside what people write.
_NOT_FOR_READERS = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_.*|acf-.*"
    r"|elementor_.*|wpcf7_.*|mc4wp-.*|.*_template|shop_.*"
)
_STANDING = {
    "draft": N_("a draft"),
    "pending": N_("waiting for review"),
    "private": N_("private"),
    "trash": N_("in the bin"),
}
_SHORT_CODE = re.compile(r"\[/?(?:caption|embed|gallery|audio|video|playlist)\b[^\]]{0,500}\]")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_NO_KIND = frozenset(("", "uncategorized", "uncategorised"))


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
        published = stated_date(date, timezone)
        unfit = self.unfit
        if max(len(self.title), len(self.summary), len(self.content)) > MOST_HTML:
            unfit = _("its text is too long for an entry's file (256 KiB)")
        text = ItemText(one_line(self.title[:MOST_HTML])) if unfit else self._item_text()
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

    def _item_text(self) -> ItemText:
        """Its texts; a body that says what the summary says is left out."""
        short, full = self.summary, self.content
        summary = "\n".join(paragraphs(tree(short)))
        if not full and len(summary) > _SUMMARY_AT_MOST:
            full, summary = short, ""
        document = tree(full)
        words = "\n".join(paragraphs(document))
        is_short = len(words) <= _SUMMARY_AT_MOST and not _MORE_THAN_WORDS.search(full)
        if words == summary or (not summary and is_short):
            summary, full = words, ""
        body = markdown(document, self.base) if full else ""
        return ItemText(one_line(self.title), summary, body, self.url, self.documents)


def feed(source: RawSource, timezone: tzinfo) -> Source:
    """The entries of a feed in XML; raises `ProblemsFound`."""
    import feedparser  # 60 ms, and not every source is a feed

    content = checked(source)
    # A stream, because feedparser would open a text or bytes as the name of a file (api.py, _open_resource).
    parsed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if parsed.bozo and is_cut_off(content):
        message = _("this is not well-formed XML ({reason})", reason=parsed.bozo_exception.args[0])
        raise source.refused("xml", message, _("export it again, or save it again from the browser"))
    kind, entries = _entries(parsed, source.address)
    return Source(source.name, kind, [each.item(timezone) for each in entries])


def _entries(parsed: Fields, base: str) -> tuple[str, list[FeedEntry]]:
    """What kind of feed it is, and its entries."""
    about, found = _fields(parsed, "feed"), _list(parsed, "entries")
    if parsed.get("bozo"):
        found = list(map(_unescaped, found))
    if "wp_wxr_version" in about:
        return _("a WordPress export"), [_wordpress_entry(each, base) for each in found]
    language = _text(about, "language")
    if _text(parsed, "version").startswith("atom"):
        return _("an Atom feed"), [_atom_entry(each, base, language) for each in found]
    return _("an RSS feed"), [_rss_entry(each, base, language) for each in found]


def _unescaped(entry: Fields) -> Fields:
    """An entry of what is not well-formed, of which feedparser decodes texts alone (parsers/loose.py)."""
    decoded = {name: unescape(value) for name, value in entry.items() if isinstance(value, str)}
    tags = [{**tag, "term": unescape(_text(tag, "term"))} for tag in _list(entry, "tags")]
    return {**entry, **decoded, "tags": tags, "title": entry.get("title")}


def _rss_entry(entry: Fields, base: str, language: str) -> FeedEntry:
    link = _alternate(entry, base)
    return FeedEntry(
        key=_text(entry, "id"),
        title=_text(entry, "title"),
        summary=_text(_fields(entry, "summary_detail"), "value"),
        content=_text(_first(entry, "content"), "value"),
        base=link,
        url=link,
        documents=_enclosures(entry, base),
        date=_text(entry, "published") or _text(entry, "updated"),
        language=_language(entry) or language,
        categories=tuple(one_line(_text(each, "term")) for each in _list(entry, "tags")),
    )


def _atom_entry(entry: Fields, base: str, language: str) -> FeedEntry:
    content, title, tags = _first(entry, "content"), _fields(entry, "title_detail"), _list(entry, "tags")
    return FeedEntry(
        key=_text(entry, "id"),
        title=_html(title),
        summary=_html(_fields(entry, "summary_detail")),
        content=_html(content),
        base=_absolute(base, _text(content or title, "base")),
        url=_alternate(entry, base),
        documents=_enclosures(entry, base),
        date=_text(entry, "published"),
        language=_language(entry) or language,
        categories=tuple(_plain(_text(each, "term") or _text(each, "label")) for each in tags),
    )


def _html(construct: Fields) -> str:
    """A text construct (RFC 4287 §3.1) as HTML; content that lies elsewhere or is no text is nothing."""
    value, kind = _text(construct, "value"), _text(construct, "type")
    if kind not in _TEXT or _text(construct, "src"):
        return ""
    return escape(value) if kind == "text/plain" else value


def _alternate(entry: Fields, base: str) -> str:
    links = (_text(each, "href") for each in _list(entry, "links") if _text(each, "rel") == "alternate")
    return _absolute(base, next(filter(None, links), ""))


def _enclosures(entry: Fields, base: str) -> tuple[Document, ...]:
    links = [each for each in _list(entry, "links") if _text(each, "rel") == "enclosure"]
    return _documents(links, base, ("href", "type", "length", "title"))


def _language(entry: Fields) -> str:
    return _text(entry, "language") or _text(_fields(entry, "title_detail"), "language")


# --- WordPress ------------------------------------------------------------------------------------


def _wordpress_entry(post: Fields, base: str) -> FeedEntry:
    """A post of an export (WXR); what readers could not see there is unfit."""
    link = _alternate(post, base)
    content = _SHORT_CODE.sub(" ", _text(_first(post, "content"), "value"))
    if "<p" not in content:  # in old posts an empty line is a paragraph, which WordPress adds
        content = _EMPTY_LINES.sub("<p>", content)
    return FeedEntry(
        key=_text(post, "id") or link or _text(post, "wp_post_id"),
        title=_text(post, "title"),
        summary=_text(post, "excerpt_encoded"),
        content=content,
        base=link,
        url=link,
        date=_text(post, "published"),
        language=next(iter(_terms(post, lambda domain: domain == "language")), ""),
        categories=_terms(post, lambda domain: domain == "category" or domain.endswith(("type", "kind"))),
        topics=_terms(post, lambda domain: domain == "post_tag"),
        name=unquote(_text(post, "wp_post_name")),
        unfit=_unfit(post),
    )


def _unfit(post: Fields) -> str:
    kind, standing = _text(post, "wp_post_type"), _text(post, "wp_status")
    if kind == "page":
        return _("it is a page of the site, not a post")
    if _NOT_FOR_READERS.fullmatch(kind):
        return _("it is of type {kind!r}, which has nothing to read", kind=kind[:40])
    if _text(post, "wp_post_password"):
        return _("it is protected by a password there")
    if standing not in ("", "publish", "future"):
        return _("it is {standing} there", standing=_(_STANDING.get(standing, N_("not published"))))
    return ""


def _terms(post: Fields, wanted: Callable[[str], bool]) -> tuple[str, ...]:
    tags = (each for each in _list(post, "tags") if wanted(_text(each, "scheme")))
    terms = (one_line(_text(each, "term")) for each in tags)
    return tuple(term for term in terms if term.lower() not in _NO_KIND)


# --- JSON Feed ------------------------------------------------------------------------------------


def json_feed(source: RawSource, timezone: tzinfo) -> Source:
    """The entries of a JSON Feed (1.0 and 1.1); raises `ProblemsFound`."""
    text = source.text()
    if sum(map(text.count, "[{,")) > _MOST_JSON_VALUES:
        raise source.too_large()
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = _("this is not well-formed JSON")
        raise source.refused("json", message, _("download it again"), place) from error
    fields: Fields = document if isinstance(document, dict) else {}
    if "jsonfeed.org" not in _text(fields, "version") or not isinstance(fields.get("items"), list):
        fix = _("give a feed with a jsonfeed.org version, or a CSV table")
        raise source.refused("json", _("this JSON is not a JSON Feed"), fix)
    entries = (
        _json_entry(each, source.address, _text(fields, "language")) for each in _list(fields, "items")
    )
    return Source(source.name, _("a JSON Feed"), [each.item(timezone) for each in entries])


def _json_entry(fields: Fields, base: str, language: str) -> FeedEntry:
    link = _absolute(base, _text(fields, "url") or _text(fields, "external_url"))
    lines = _text(fields, "content_text").split("\n")
    tags = fields.get("tags")
    return FeedEntry(
        key=_text(fields, "id"),
        title=escape(_text(fields, "title")),
        summary=escape(_text(fields, "summary")),
        content=_text(fields, "content_html")
        or "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip()),
        base=link,
        url=link,
        documents=_documents(
            _list(fields, "attachments"), base, ("url", "mime_type", "size_in_bytes", "title")
        ),
        date=_text(fields, "date_published"),
        language=_text(fields, "language") or language,
        categories=tuple(_plain(tag) for tag in tags if isinstance(tag, str))
        if isinstance(tags, list)
        else (),
    )


# --- What was parsed ------------------------------------------------------------------------------


def _documents(links: Sequence[Fields], base: str, names: tuple[str, str, str, str]) -> tuple[Document, ...]:
    """The files that are linked to; `names` are those of address, type, length and title."""
    url, kind, length, title = names
    return tuple(
        Document(
            _absolute(base, _text(each, url)),
            _text(each, kind),
            _text(each, length),
            _plain(_text(each, title)),
        )
        for each in links
    )


def _absolute(base: str, target: str) -> str:
    """Where a link leads, in full; empty if that is no address at all."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return ""


def _plain(text: str) -> str:
    return " ".join(without_forbidden(text).split())


def _text(fields: Fields, name: str) -> str:
    """A text, or a number as some write their ids."""
    value = fields.get(name)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _list(fields: Fields, name: str) -> list[Fields]:
    """The fields of each element of a list."""
    value = fields.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _first(fields: Fields, name: str) -> Fields:
    return next(iter(_list(fields, name)), {})


def _fields(fields: Fields, name: str) -> Fields:
    """The fields below one."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}
