"""What is checked of an XML feed before feedparser sees it, and replaced where expat would stop.

No document type, and no more of anything than feedparser can read within seconds and 200 MB.
"""

import re
from html import escape, unescape

from cchr_feeds.i18n import _
from cchr_feeds.importing.raw_source import MOST_ITEMS, MOST_TAGS, RawSource

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


def checked(source: RawSource) -> bytes:
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
        fix = _("give the address or the file of an RSS, Atom or JSON feed")
        raise source.refused("feed", message, fix)
    _check_counts(source, content)
    as_text = _AMPERSAND.sub(lambda each: each[1] or escape(unescape(each[0].decode())).encode(), content)
    return _UNREAD.sub(rb"\1unread-\2", as_text)


def is_cut_off(content: bytes) -> bool:
    """Whether a feed's root element is never closed, as where a download has stopped."""
    return not _END.search(content)


def whole_entries(content: bytes) -> int:
    """How many entries of a feed are closed; the text of none counts."""
    return len(_ENTRY_END.findall(_CDATA_SECTION.sub(b"", content)))


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
