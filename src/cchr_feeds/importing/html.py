"""HTML of a source, as plain paragraphs and as Markdown. Nothing of it is loaded or run."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cchr_feeds.model.addresses import email_address, web_address
from cchr_feeds.problem import InvalidValue
from cchr_feeds.text.characters import without_forbidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_HTML = 2 * 1024 * 1024
"""Characters; an entry's file has at most 256 KiB, and a tree takes twenty times as much as its HTML."""
_MOST_TAGS = 100_000  # of a piece of HTML
# As a tag is read (WHATWG HTML §13.2.5.32 to 39); libxml2 and lxml compare each attribute with all before it.
_ATTRIBUTE = r"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s>]*+))?+)"
_ANY_TAG = re.compile(rf"<[A-Za-z][^\s/>]*+({_ATTRIBUTE}*+)")
_MANY_ATTRIBUTES = re.compile(rf"{_ATTRIBUTE}{{500}}")
_MOST_ELEMENTS = 5000  # markdownify counts a list's items anew for each of them (convert_li)
_DEEPEST = 100  # levels; pages have about 20
# What has no words for readers, or no place in an entry.
_DROPPED = frozenset(
    "script style head title noscript template svg math object embed applet audio video canvas input select"
    " textarea option iframe frame frameset map area".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot"
    " th thead tr ul".split()
)
_KEPT_BLOCKS = frozenset(
    "blockquote body div h1 h2 h3 h4 h5 h6 hr html li ol p pre table td th tr ul".split()
)
_KEPT_INLINE = frozenset("a b br code del em i img kbd s samp strong".split())
_OF_TABLES = frozenset("caption tbody tfoot thead".split())
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_EMPHASIS = ("b", "del", "em", "i", "s", "strong")
_PARAGRAPH = "\u2029"  # which no text may hold
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_TWO_BREAKS = re.compile(r"<br\s{0,9}/?>(?:\s{0,9}<br\s{0,9}/?>)+", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_OF_DOCUMENTS = re.compile(r"</?(?:html|head|body|frameset|frame)\b[^<>]*>|<!doctype[^<>]*>", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\n\r\f\xa0]+")
_RISKY = re.compile(r"(?<!\\)<|(?<!\\)\]\((?!https?:|mailto:)")
_IN_DESCRIPTION = re.compile(r"[\\\[\]<`*_]")  # markdownify escapes nothing there (convert_img)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def is_bounded(html: str) -> bool:
    """Whether a piece of HTML is no more than can become an entry's text."""
    return len(html) <= MOST_HTML and html.count("<") <= _MOST_TAGS


def tree(html: str) -> "HtmlElement":
    """A piece of HTML as a document; libxml2 repairs it, and loads nothing."""
    from lxml.html import HTMLParser, document_fromstring

    if any(_MANY_ATTRIBUTES.match(each[1]) for each in _ANY_TAG.finditer(html)):
        html = _TAG.sub(" ", html).replace("<", "&lt;")  # what is left begins a tag that never ends
    reader = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = document_fromstring(_whole(html), reader)
    if root.find("/".join("*" * _DEEPEST)) is not None:
        # At 256 levels libxml2 stops in the middle; without tags all of the words are left.
        root = document_fromstring(_whole(_TAG.sub(" ", html)), reader)
    return root


def _whole(html: str) -> bytes:
    """A piece of HTML as a document of its own."""
    if "<" not in html:
        html = _EMPTY_LINES.sub("<p>", html)
    # What follows the end of another document in it would be passed over.
    inside = _TWO_BREAKS.sub("<p>", _OF_DOCUMENTS.sub(" ", without_forbidden(html)))
    return f"<html><body>{inside}</body></html>".encode("utf-8", "replace")


def paragraphs(root: "HtmlElement") -> list[str]:
    """The words of a piece of HTML as paragraphs of plain text."""
    parts = (_BLANK.sub(" ", part).strip() for part in "".join(_words(root)).split(_PARAGRAPH))
    return [without_forbidden(part) for part in parts if part]


def one_line(html: str) -> str:
    """The words of a piece of HTML in one line."""
    return " ".join(paragraphs(tree(html)))


def _words(element: "HtmlElement") -> Iterator[str]:
    if element.tag in _DROPPED:
        return
    edge = _PARAGRAPH if element.tag in _BLOCKS or element.tag == "br" else ""
    yield edge
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    yield edge


def feed_address(page: str, base: str) -> str:
    """The address of the feed that a web page names in a `<link>`, if it names one."""
    links = (link for link in tree(page[:MOST_HTML]).iter("link") if link.get("type", "").lower() in _FEEDS)
    found = (_address(link.get("href", ""), base) for link in links)
    return next((each for each in found if each.startswith("http")), "")


# --- Markdown -------------------------------------------------------------------------------------


def markdown(root: "HtmlElement", base: str = "") -> str:
    """The Markdown of HTML, with every word in its place and links relative to `base`; uses the tree up."""
    for element in reversed(list(root.iterdescendants())):
        _simplify(element, base)
    parts = [part for part in _parts(root) if part.tag != "p" or len(part) or (part.text or "").strip()]
    if sum(len(list(part.iter())) for part in parts) > _MOST_ELEMENTS:
        return "\n\n".join(map(_plain, parts))
    # Where Markdown would show other words (emphasis that ends within a word, what looks like Markdown), a
    # part of the text loses its emphasis, or all of its markup.
    text = _converted(parts)
    return "\n\n".join(filter(None, map(_plainest, parts))) if text is None else text


def _plainest(part: "HtmlElement") -> str:
    """A part of a text as the plainest Markdown that shows its words."""
    ways = (_converted([part], *way) for way in ((False, ()), (True, ()), (True, _EMPHASIS)))
    return next(filter(None, ways), None) or _plain(part)


def _plain(part: "HtmlElement") -> str:
    return "\n\n".join(_PUNCTUATION.sub(r"\\\g<0>", text) for text in paragraphs(part))


def _converted(
    parts: "Sequence[HtmlElement]", escaped: bool = False, stripped: tuple[str, ...] = ()
) -> str | None:
    """The parts as Markdown, if that shows their words."""
    from lxml.html import tostring
    from markdownify import MarkdownConverter  # with Beautiful Soup 60 ms, and only bodies need it

    converter = MarkdownConverter(
        bullets="-",
        escape_asterisks=escaped,
        escape_misc=escaped,
        escape_underscores=escaped,
        heading_style="atx",
        keep_inline_images_in=[*_KEPT_BLOCKS, *_KEPT_INLINE],
        newline_style="backslash",
        strip=list(stripped),
        table_infer_header=True,
        wrap=True,
        wrap_width=None,
    )
    lines = str(converter.convert("".join(tostring(part, encoding="unicode") for part in parts))).split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip()
    return text if _shows(text, parts) else None


def _shows(text: str, parts: "Sequence[HtmlElement]") -> bool:
    """Whether a Markdown text shows the words of the HTML; a picture's description is not among them."""
    from cchr_feeds.text.markdown import markdown_words

    words = (word for part in parts for word in part.itertext())
    # What our renderer shows as words and another might not, HTML and links to scripts, counts as different.
    return not _RISKY.search(text) and _letters(markdown_words(text)) == _letters(words)


def _letters(texts: Iterable[str | bytes]) -> str:
    return "".join(without_forbidden("".join(map(str, texts))).split())


def _parts(element: "HtmlElement") -> "Iterator[HtmlElement]":
    """Each block, and as a paragraph what stands between two of them."""
    between = element.makeelement("p")
    between.text = element.text
    for child in list(element):
        if child.tag not in _KEPT_BLOCKS:
            between.append(child)
            continue
        yield between
        between = element.makeelement("p")
        between.text, child.tail = child.tail, None
        yield from _parts(child) if child.tag in ("body", "div") else [child]
    yield between


# --- What may stand in an entry -------------------------------------------------------------------


def _simplify(element: "HtmlElement", base: str) -> None:
    """Leaves of an element what Markdown can say, and of its attributes where it leads."""
    tag, attributes = str(element.tag), dict(element.attrib)
    element.attrib.clear()
    element.tail = (element.tail or "").replace("\xa0", " ")
    element.text = (element.text or "").replace("\xa0", " ")
    if tag in _DROPPED or (tag == "br" and _ends_a_block(element)):
        element.drop_tree()
    elif tag == "a" and (where := _address(attributes.get("href", ""), base)):
        element.set("href", where)
    elif tag == "img":
        _simplify_picture(element, attributes, base)
    elif tag == "ol" and re.fullmatch(r"[1-9]\d{0,5}", attributes.get("start", "")):
        element.set("start", attributes["start"])
    elif tag == "table":
        _simplify_table(element)
    elif tag in _BLOCKS - _KEPT_BLOCKS - _OF_TABLES:
        element.tag = "div"
    elif tag == "a" or tag not in _BLOCKS | _KEPT_INLINE:  # also a link that leads nowhere
        element.drop_tag()


def _ends_a_block(line_break: "HtmlElement") -> bool:
    """Whether nothing follows a break but the end of a block or the next one."""
    following, around = line_break.getnext(), line_break.getparent()
    if (line_break.tail or "").strip() or around is None:
        return False
    return around.tag in _BLOCKS if following is None else following.tag in _BLOCKS


def _simplify_picture(picture: "HtmlElement", attributes: dict[str, str], base: str) -> None:
    where = _address(attributes.get("src", ""), base)
    if not where.startswith("http") or {attributes.get("width"), attributes.get("height")} & {"0", "1"}:
        picture.drop_tree()  # one that counts readers, or none at all
        return
    picture.set("src", where)
    picture.set("alt", _IN_DESCRIPTION.sub(r"\\\g<0>", " ".join(attributes.get("alt", "").split())))


def _simplify_table(table: "HtmlElement") -> None:
    """Rows of as many cells as the widest has; a table that only arranges a page is what stands in it."""
    for caption in list(table.iterchildren("caption")):
        caption.tag = "p"
        table.addprevious(caption)
    for group in list(table.iterchildren("tbody", "tfoot", "thead")):
        group.drop_tag()
    rows = [row for row in table.iterchildren("tr") if len(row)]
    cells = [cell for row in rows for cell in row]
    width = max(map(len, rows), default=0)
    if width < 2 or not all(map(_is_line, cells)):
        for each in (table, *rows, *cells):
            each.tag = "div"
    else:
        rows[0].extend([rows[0].makeelement("td") for _ in range(width - len(rows[0]))])


def _is_line(cell: "HtmlElement") -> bool:
    """Whether no more than a paragraph stands in a table's cell."""
    blocks = [each.tag for each in cell.iterdescendants() if each.tag in _BLOCKS]
    return not blocks or blocks in (["p"], ["div"])


def _address(target: str, base: str) -> str:
    """Where a link leads, in full and as it may stand in Markdown; empty if it may lead nowhere."""
    try:
        target = urljoin(base, target.strip())
        if target.lower().startswith("mailto:"):
            return f"mailto:{email_address(target[7:].partition('?')[0])}"
        return web_address(target).replace("(", "%28").replace(")", "%29")
    except (InvalidValue, ValueError):
        return ""
