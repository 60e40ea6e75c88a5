"""Feeds: RSS (0.9 to 2.0, and 1.0 with its RDF), Atom, JSON Feed, and WordPress exports, an RSS with more."""

import json
import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cache
from html import escape, unescape
from io import BytesIO
from itertools import islice
from urllib.parse import unquote, urljoin
from xml.sax import saxutils

from cchr_feeds.i18n import N_, _
from cchr_feeds.importing.html import is_bounded, markdown, one_line, paragraphs, tree
from cchr_feeds.importing.raw_source import (
    ANY,
    MOST_ITEMS,
    MOST_TAGS,
    Document,
    Item,
    ItemText,
    RawSource,
    Source,
    stated_date,
)
from cchr_feeds.model.rules import meant_language
from cchr_feeds.text.characters import without_forbidden

Fields = Mapping[str, object]
"""What was parsed of a source; a value of another type than expected counts as missing."""

_MOST_JSON_VALUES = 500_000  # of all kinds; each takes up to 200 bytes
_JSON_PIECE = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{,]', re.DOTALL)
# Of four bytes in UTF-8, such as an emoji; with one in it, each character of a text takes four bytes.
_WIDE = re.compile(rb"[\xf0-\xf4][\x80-\xbf]{3}")
_MOST_WIDE = 1_000_000
_BODY_AT_MOST = 200_000  # characters, as of an entry
_LONGEST_TITLE = 20_000  # characters of HTML
_LONGEST_TERM = 1000
_SUMMARY_AT_MOST = 2000  # characters; the only text of an entry is its summary up to here, else its body
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
class _Feed:
    """What holds for all entries of a feed."""

    address: str
    language: str
    timezone: tzinfo
    # Whether its texts say themselves if they are HTML (RFC 4287 §3.1); in RSS all of them may be.
    is_typed: bool = False

    def html(self, text: Fields) -> str:
        """A text as HTML; content that lies elsewhere or is no text is nothing."""
        value, kind = _text(text, "value"), _text(text, "type")
        if not self.is_typed:
            return value
        if kind not in _TEXT or _text(text, "src"):
            return ""
        return escape(value) if kind == "text/plain" else value

    def category(self, tag: Fields) -> str:
        """What a category is called, which is plain text in some formats and may be HTML in RSS."""
        term = (_text(tag, "term") or _text(tag, "label"))[:_LONGEST_TERM]
        term = _in_language(term, _tags(term)[0])
        return _plain(term) if self.is_typed else one_line(term)

    def absolute(self, target: str) -> str:
        """Where a link leads, in full; empty if that is no address at all."""
        try:
            return urljoin(self.address, target.strip())
        except ValueError:
            return ""

    def link(self, entry: Fields) -> str:
        """The address of an entry's own page."""
        links = (_text(each, "href") for each in _links(entry, "alternate"))
        return self.absolute(next(filter(None, links), ""))

    def documents(self, entry: Fields) -> tuple[Document, ...]:
        """The files that an entry links to."""
        found = []
        for each in _links(entry, "enclosure"):
            url, title = self.absolute(_text(each, "href")), _plain(_text(each, "title"))
            found.append(Document(url, _text(each, "type"), _text(each, "length"), title))
        return tuple(found)


def feed(source: RawSource, timezone: tzinfo) -> Source:
    """The entries of a feed in XML; raises `ProblemsFound`."""
    import feedparser  # 60 ms, and not every source is a feed

    _take_dates_as_they_are()
    content = _checked(source)
    # A stream, because feedparser would open a text or bytes as the name of a file (api.py, _open_resource).
    # It repairs what is not well-formed. With these options it cleans nothing and resolves no link within a
    # text: html.py decides for all sources what becomes of HTML.
    reading = _IS_READING.set(True)
    try:
        parsed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    finally:
        _IS_READING.reset(reading)
    about, entries = _fields(parsed, "feed"), _list(parsed, "entries")
    is_cut = bool(parsed.bozo) and not _END.search(content)  # as where a download has stopped
    whole = len(_ENTRY_END.findall(_CDATA_SECTION.sub(b"", content)))
    if is_cut and not whole:
        message = _("this is not well-formed XML ({reason})", reason=parsed.bozo_exception.args[0])
        raise source.refused("xml", message, _("export it again, or save it again from the browser"))
    if parsed.bozo:
        entries = list(map(_unescaped, entries))
    is_atom = _text(parsed, "version").startswith("atom")
    found = _Feed(source.address, _text(about, "language"), timezone, is_atom)
    kind = _("an Atom feed") if is_atom else _("an RSS feed")
    if is_export := "wp_wxr_version" in about:
        kind = _("a WordPress export")
    items = [_post(each, found) if is_export else _item(each, found) for each in entries]
    if is_cut:
        half = _("the source ends in the middle of it; export it again")
        items[whole:] = [replace(each, unfit=half) for each in items[whole:]]
    end = (_("the end of it, which is cut off"),) if is_cut else ()
    return Source(source.name, kind, items, passed_over=end)


# Whether feedparser reads for us, and need not read dates.
_IS_READING = ContextVar("is_reading", default=False)


@cache
def _take_dates_as_they_are() -> None:
    import feedparser

    # Dates are read from their text, here; feedparser's readers take 800 MB for a long one, and the one that
    # is registered last comes first (datetimes.py, _parse_date). Elsewhere in the process this one passes.
    feedparser.registerDateHandler(lambda _text: (1,) * 9 if _IS_READING.get() else None)


def _unescaped(entry: Fields) -> Fields:
    """An entry of what is not well-formed, of which feedparser decodes texts alone (parsers/loose.py)."""
    decoded = {name: saxutils.unescape(value) for name, value in entry.items() if isinstance(value, str)}
    tags = [{**tag, "term": saxutils.unescape(_text(tag, "term"))} for tag in _list(entry, "tags")]
    return {**entry, **decoded, "tags": tags}


def _item(entry: Fields, feed: _Feed, unfit: str = "") -> Item:
    """The publication that an entry is; of one that is not to be taken, the title alone."""
    about_title, about_content = _fields(entry, "title_detail"), _fields(entry, "content")
    url, base = feed.link(entry), feed.absolute(_text(about_content or about_title, "base"))
    about = about_title, _fields(entry, "summary_detail"), about_content
    htmls = tuple(map(feed.html, about))
    if not all(map(is_bounded, htmls[1:])):
        unfit = _("its text is too long for an entry's file (256 KiB)")
    texts: dict[str, ItemText] = {}
    for tag in _tags(*htmls):
        title, summary, content = (_in_language(html, tag) for html in htmls)
        text = ItemText(one_line(title[:_LONGEST_TITLE]))
        if not unfit:
            summary, body = _summary_and_body(summary, content, base if feed.is_typed else url)
            text = ItemText(text.title, summary, body, url, feed.documents(entry))
        if text.title or not texts:
            texts[tag and meant_language(tag)] = text
    date = _text(entry, "published") or ("" if feed.is_typed else _text(entry, "updated"))
    published = stated_date(date[:_LONGEST_DATE], feed.timezone)
    return Item(
        key=_text(entry, "id") or url or next(iter(texts.values())).title,
        texts=texts,
        published=published,
        unclear_date="" if published else date[:_LONGEST_DATE],
        language=_text(entry, "language") or _text(about_title, "language") or feed.language,
        categories=tuple(map(feed.category, _list(entry, "tags"))),
        unfit=unfit,
    )


# How qTranslate keeps a text in several languages: [:en]Land[:km]ដី[:], or <!--:en-->Land<!--:-->.
_LANGUAGE_TAG = re.compile(r"(?:\[:|<!--:)([a-z]{2})?(?:\]|-->)")


def _tags(*htmls: str) -> Sequence[str]:
    """The languages by which texts are divided; `ANY` alone where they are not."""
    return list(dict.fromkeys(tag for html in htmls for tag in _LANGUAGE_TAG.findall(html) if tag)) or [ANY]


def _in_language(html: str, tag: str) -> str:
    """What a text says in a language: what follows its tag, and what belongs to all."""
    pieces = _LANGUAGE_TAG.split(html)
    return "".join(
        each for of, each in zip(["", *pieces[1::2]], pieces[::2], strict=True) if of in (tag, None, "")
    )


def _summary_and_body(summary: str, content: str, base: str) -> tuple[str, str]:
    """An entry's texts from their HTML; a body that says what the summary says is left out."""
    short = "\n".join(paragraphs(tree(summary)))
    if not content and len(short) > _SUMMARY_AT_MOST:
        content, short = summary, ""
    document = tree(content)
    words = "\n".join(paragraphs(document))
    if len(words) > _BODY_AT_MOST:
        return short, words  # which is refused; as Markdown it would take long
    is_short = len(words) <= _SUMMARY_AT_MOST and not _MORE_THAN_WORDS.search(content)
    if words == short or (not short and is_short):
        return words, ""
    return short, markdown(document, base) if content else ""


# --- What is checked before feedparser sees it ------------------------------------------------------
#
# No document type, and no more of anything than feedparser can read within seconds and 200 MB; what expat
# would stop at is replaced.

_MOST_ELEMENTS = 500_000
_MOST_MARKS = 1_000_000  # whatever begins with `<`, and `&` where it begins no reference
_MOST_REFERENCES = 2_000_000  # in 32 MiB of HTML that is escaped, a tag for each 32 characters
_MOST_CATEGORIES = 200  # of an item; feedparser compares each with all others (mixin.py, _add_tag)

_MOST_ATTRIBUTES = 100  # of an element; each is looked for among all (xml.sax.xmlreader, getValueByQName)
_MOST_OF_ALL = 500_000  # attributes of all elements
_LONGEST_TAG = 100_000
_DEEPEST = 10_000  # elements in one another; what is not well-formed may leave some open

_MOST_NAMESPACES = 100  # feedparser compares an element of an unknown one with all (parsers/strict.py)
# What is a reference in XML too: its five names, and numbers that are surely characters.
_REFERENCE = (
    rb"(?:amp|lt|gt|quot|apos|#(?:3[2-9]|[4-9]\d|[1-9]\d{2,3}|[1-4]\d{4}|1\d{5})"
    rb"|#x(?:[2-9A-Fa-f][\dA-Fa-f]|[1-9A-Fa-f][\dA-Fa-f]{2}|[1-9A-Ca-c][\dA-Fa-f]{3}|1[\dA-Fa-f]{4}));"
)
_PREFIX = rb"(?:[^\s/>:<]{1,100}:)?"
_PROLOG = re.compile(rb"\A(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(rb"<(" + _PREFIX + rb"([^\s/>:<]{1,100}))")
_END = re.compile(rb"</" + _PREFIX + rb"(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_ENTRY_END = re.compile(rb"</" + _PREFIX + rb"(?:item|entry)\s*>", re.IGNORECASE)
_CDATA = rb"<!\[CDATA\[.*?(?:\]\]>|\Z)"
_CDATA_SECTION = re.compile(_CDATA, re.DOTALL)
_PIECE = re.compile(
    _CDATA + rb"|<!--.*?(?:-->|\Z)|<(?:" + _PREFIX + rb"([^\s/>:<!?]{1,100}))?|&(?!" + _REFERENCE + rb")",
    re.DOTALL,
)
# Names of HTML, numbers that are no characters, and the `&` of "Land & housing".
_AMPERSAND = re.compile(rb"(" + _CDATA + rb")|&(?!" + _REFERENCE + rb")(?:#?[A-Za-z0-9]{1,31};)?", re.DOTALL)
_TAG = re.compile(rb"""<[^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+""")
_QUOTED = re.compile(rb""""[^"]*+"|'[^']*+'""")
_NAMESPACE = re.compile(rb"xmlns:?[^\s=]{0,100}\s{0,9}=\s{0,9}[\"'][^\"']{0,1000}")
# What is not taken, and what feedparser takes long over: it looks for addresses in names (mixin.py,
# _sync_author_detail), compares keywords (_add_tag) and counts coordinates (namespaces/georss.py).
_UNREAD = re.compile(
    rb"(</?"
    + _PREFIX
    + rb")((?:author|creator|managingeditor|owner|publisher|webmaster|keywords|tags"
    + rb"|valid|point|line|polygon|box|pos|poslist)[\s/>])",
    re.IGNORECASE,
)
# XML 1.0 §2.2 allows none of them; exports of old sites hold them all the same.
_NOT_IN_XML = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)))


def _checked(source: RawSource) -> bytes:
    """The root element of a feed in UTF-8; raises `ProblemsFound` for what is no feed or too much of one."""
    content = source.text().removeprefix("\ufeff").encode("utf-8", "replace")
    content = content.translate(None, _NOT_IN_XML)
    content = _PROLOG.sub(b"", content, count=1)
    if content[:9].upper() == b"<!DOCTYPE":
        message = _("it has a document type (<!DOCTYPE …>), which can hide anything, so it is not read")
        raise source.refused("xml", message, _("delete that line, if you trust the file"))
    root = _ROOT.match(content)
    if root is None or root[2].lower() not in (b"rss", b"rdf", b"feed"):
        name = root[1].decode("utf-8", "replace")[:40] if root else ""
        message = _("this XML is not a feed; it begins with <{element}>", element=name)
        raise source.refused("feed", message, _("give the address or the file of an RSS, Atom or JSON feed"))
    _check_counts(source, content)
    as_text = _AMPERSAND.sub(lambda each: each[1] or escape(unescape(each[0].decode())).encode(), content)
    return _UNREAD.sub(rb"\1unread-\2", as_text)


def _check_counts(source: RawSource, content: bytes) -> None:
    elements = items = categories = attributes = depth = 0
    for marks, piece in enumerate(_PIECE.finditer(content)):
        name = (piece[1] or b"").lower()
        elements += bool(name)
        if name in (b"item", b"entry"):
            items, categories, depth = items + 1, 0, 0
        categories += name in (b"category", b"subject")
        depth -= content.startswith(b"</", piece.start())
        if name and (tag := _TAG.match(content, piece.start())):
            attributes += _attributes(tag[0])
            depth += not tag[0].endswith(b"/")
        if items > MOST_ITEMS:
            raise source.too_many_items()
        if marks > _MOST_MARKS or elements > _MOST_ELEMENTS or categories > _MOST_CATEGORIES:
            raise source.too_large()
        if attributes > _MOST_OF_ALL or depth > _DEEPEST:
            raise source.too_large()
    namespaces, tags = len(set(_NAMESPACE.findall(content))), sum(map(content.count, (b"<", b"&lt;")))
    if namespaces > _MOST_NAMESPACES or content.count(b"&") > _MOST_REFERENCES or tags > MOST_TAGS:
        raise source.too_large()


def _attributes(tag: bytes) -> int:
    """How many an element has, some perhaps without a value; for far too many, more than all may have."""
    bare = _QUOTED.sub(b"", tag) if b'"' in tag or b"'" in tag else tag
    count = len(bare.split()) - 1
    return _MOST_OF_ALL + 1 if count > _MOST_ATTRIBUTES or len(tag) > _LONGEST_TAG else count


# --- WordPress ------------------------------------------------------------------------------------


def _post(post: Fields, feed: _Feed) -> Item:
    """A post of an export (WXR); what readers could not see there is unfit."""
    content = _text(_fields(post, "content"), "value")
    if is_bounded(content):
        content = _SHORT_CODE.sub(" ", content)
    if "<p" not in content:  # in old posts an empty line is a paragraph, which WordPress adds
        content = _EMPTY_LINES.sub("<p>", content)
    as_rss = {
        **post,
        "id": _text(post, "id") or feed.link(post) or _text(post, "wp_post_id"),
        "summary_detail": {"value": _text(post, "excerpt_encoded")},
        "content": [{"value": content}],
        "language": next(iter(_terms(post, "language")), ""),
    }
    return replace(
        _item(as_rss, feed, _unfit(post)),
        categories=_terms(post, "category|.*type|.*kind"),
        topics=_terms(post, "post_tag"),
        name=unquote(_text(post, "wp_post_name")),
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


def _terms(post: Fields, domains: str) -> tuple[str, ...]:
    """The terms of the taxonomies with these names, a regular expression."""
    tags = (each for each in _list(post, "tags") if re.fullmatch(domains, _text(each, "scheme")))
    names = (_text(each, "term") for each in tags)
    terms = (one_line(_in_language(name, _tags(name)[0])) for name in names)
    return tuple(term for term in terms if term.lower() not in _NO_KIND)


# --- JSON Feed ------------------------------------------------------------------------------------


def json_feed(source: RawSource, timezone: tzinfo) -> Source:
    """The entries of a JSON Feed (1.0 and 1.1); raises `ProblemsFound`."""
    try:
        document: object = json.loads(_counted(source))
    except (ValueError, RecursionError) as error:
        place = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = _("this is not well-formed JSON")
        raise source.refused("json", message, _("download it again"), place) from error
    fields: Fields = document if isinstance(document, dict) else {}
    if "jsonfeed.org" not in _text(fields, "version") or not isinstance(fields.get("items"), list):
        fix = _("give a feed with a jsonfeed.org version, or a CSV table")
        raise source.refused("json", _("this JSON is not a JSON Feed"), fix)
    found = _Feed(source.address, _text(fields, "language"), timezone, is_typed=True)
    items = [_item(_as_parsed(each), found) for each in _list(fields, "items")]
    return Source(source.name, _("a JSON Feed"), items)


def _counted(source: RawSource) -> str:
    """A JSON text of no more values than can be read; raises `ProblemsFound`."""
    if source.is_utf_8:
        if source.content.count(b"\xf0") > _MOST_WIDE:
            raise source.too_large()
        source = replace(source, content=_WIDE.sub(_escaped, source.content))
    text = source.text()
    values = (each for each in _JSON_PIECE.finditer(text) if each[0][0] != '"')
    if next(islice(values, _MOST_JSON_VALUES, None), None):
        raise source.too_large()
    if sum(map(text.count, ("<", "\\u003c", "\\u003C"))) > MOST_TAGS:
        raise source.too_large()
    return text


def _escaped(wide: re.Match[bytes]) -> bytes:
    """A character as JSON can say it in ASCII."""
    try:
        return json.dumps(wide[0].decode())[1:-1].encode()
    except UnicodeDecodeError:
        return wide[0]


def _as_parsed(item: Fields) -> Fields:
    """An item as feedparser would give it."""
    url = _text(item, "url") or _text(item, "external_url")
    lines = (f"<p>{escape(line)}</p>" for line in _text(item, "content_text").split("\n") if line.strip())
    html = _text(item, "content_html") or "".join(lines)
    tags = item.get("tags")
    return {
        "id": item.get("id"),
        "title_detail": {"value": item.get("title"), "type": "text/plain"},
        "summary_detail": {"value": item.get("summary"), "type": "text/plain"},
        "content": [{"value": html, "type": "text/html", "base": url}],
        "links": [{"rel": "alternate", "href": url}, *map(_as_enclosure, _list(item, "attachments"))],
        "published": item.get("date_published"),
        "language": item.get("language"),
        "tags": [{"term": tag} for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
    }


def _as_enclosure(attachment: Fields) -> Fields:
    names = {"href": "url", "type": "mime_type", "length": "size_in_bytes", "title": "title"}
    return {"rel": "enclosure", **{name: attachment.get(theirs) for name, theirs in names.items()}}


# --- What was parsed ------------------------------------------------------------------------------


def _links(entry: Fields, relation: str) -> list[Fields]:
    return [each for each in _list(entry, "links") if _text(each, "rel") == relation]


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


def _fields(fields: Fields, name: str) -> Fields:
    """The fields below one, or of the first element of a list."""
    value = fields.get(name)
    return value if isinstance(value, dict) else next(iter(_list(fields, name)), {})
