"""Markdown to HTML that is safe on any page; only this module knows markdown-it and nh3."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape, unescape
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.values import accepts
from cchr_feeds.text.characters import RIGHT_TO_LEFT
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.scripts import text_direction

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

MOST_REFERRED = 100_000
"""How many characters the addresses and titles that stand apart from a text's links may add to it."""

_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    "*": {"dir"},
}
_SCHEMES = {"http", "https", "mailto"}
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_ADDRESS = re.compile(r"\S+://\S+")
# What may be a link that is not written in full; only the parser knows whether it is one.
_MAY_BE_RELATIVE = re.compile(r"\](?:\(|:)\s*+<?+(?!https?://|mailto:)", re.IGNORECASE)
_PARTS_OF_TABLES = {"thead", "tbody", "tr"}
_TAGS = set(
    "a blockquote br code em h2 h3 h4 h5 h6 hr img li ol p pre s strong table tbody td th thead tr ul".split()
)


@lru_cache(maxsize=1024)  # an entry's summary, page, archive and feeds show the same
def markdown_html(text: str, language: str, image_hosts: tuple[str, ...]) -> str:
    """HTML of a Markdown text: raw HTML in it is shown as text, and links are absolute http(s) or mailto.

    A paragraph, item, list or quotation that reads in another direction than `language` has a `dir`. Pictures
    from elsewhere than `image_hosts` and their sub-domains are replaced by their descriptions.
    """
    html = _parser().render(text, {"image_hosts": image_hosts, "language": language})
    # Control characters were refused at reading; to remove anything after the cleaning could re-arm a
    # `java\3script:` link (measured).
    return _cleaned(html, _TAGS, _ATTRIBUTES).strip()


def cleaned(html: str) -> str:
    """HTML of ours without styles, classes, scripts and comments, as feed readers take it."""
    attributes = _ATTRIBUTES | {"a": {"href", "hreflang", "title"}, "img": {"src", "alt", "width", "height"}}
    return _cleaned(html, _TAGS | {"div", "h1"}, attributes | {"*": {"lang", "dir"}})


def _cleaned(html: str, tags: set[str], attributes: dict[str, set[str]]) -> str:
    import nh3  # only a text with Markdown pays for it

    return nh3.clean(
        html, tags=tags, attributes=attributes, url_schemes=_SCHEMES, url_relative="deny", link_rel=None
    )


def plain_text(html: str) -> str:
    """What is read of HTML as `markdown_html` gives it, in one line; pictures are left out."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def reads_alike(text: str, image_hosts: tuple[str, ...]) -> bool:
    """Whether other renderers of Markdown show the text as `markdown_html` does."""
    if "<" not in text and "[" not in text:
        return True
    ours: str = _parser().render(text, {"image_hosts": image_hosts})
    # They take HTML in it for HTML, load pictures from anywhere, and link to what we do not.
    theirs: str = _commonmark(True, bool).render(text)
    return ours == theirs


@cache
def _parser() -> "MarkdownIt":
    parser = _commonmark(False, _is_right)  # raw HTML is shown as text
    parser.add_render_rule("image", _image)
    return parser


@cache
def _linking_parser() -> "MarkdownIt":
    """Finds links that lead anywhere, as they are written."""
    parser = _commonmark(False, lambda _address: True)
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    return parser


def relative_links(text: str) -> list[str]:
    """Where links and pictures of a text lead that are not written in full: each once, and as written."""
    if not _MAY_BE_RELATIVE.search(text):
        return []
    found = dict[str, None]()
    for block in _linking_parser().parse(text):
        for token in block.children or ():
            target = token.attrGet("src" if token.type == "image" else "href")
            # What looks like an address in angle brackets and is none is shown as it is: <xs:element>.
            if isinstance(target, str) and token.info != "auto":
                found[target] = None
    return [target for target in found if not re.match("https?://|mailto:", target, re.IGNORECASE)]


@cache
def _commonmark(html: bool, may_lead: Callable[[str], bool]) -> "MarkdownIt":
    """A parser that takes raw HTML or shows it as text, and links that may lead where they do."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": html})
    parser.validateLink = may_lead  # type: ignore[method-assign, assignment]
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.after("block", "bound_references", _bound_references)
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.core.ruler.push("say_directions", _say_directions)
    return parser


class _Bounded(dict[str, "dict[str, str]"]):
    """References by label, until what they were used for is too long."""

    # `[a]` a hundred thousand times, and one long address, would make two hundred megabytes of a file. cmark
    # knows such a limit; markdown-it has none, and asks with `get` alone (rules_inline/link.py, image.py).
    left = MOST_REFERRED

    def get(self, label: str, default: object = None) -> object:  # type: ignore[override]
        """The reference, or as if there were none."""
        found = super().get(label)
        if found is None:
            return default
        self.left -= len(found["href"]) + len(found["title"])
        return found if self.left >= 0 else default


def _bound_references(state: "StateCore") -> None:
    """Between blocks, which hold the references, and the lines that use them."""
    if "references" in state.env:
        state.env["references"] = _Bounded(state.env["references"])


def _is_right(address: str) -> bool:
    """Whether a link may lead there; what may not is shown as it was typed."""
    return address.lower().startswith("mailto:") or accepts(web_address, address)


def _lower_headings(state: "StateCore") -> None:
    """The highest is h2, because the page's or mail's h1 is the title, and no level is left out below it."""
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) - highest + 2)}"


def _say_directions(state: "StateCore") -> None:
    """Writes `dir` where a block reads in another direction than the language, and on all within it."""
    language = state.env.get("language", "en")
    usual = direction(language)
    if usual == "ltr" and not RIGHT_TO_LEFT.search(state.src):
        return
    around = [usual]
    for index, token in enumerate(state.tokens):
        if token.nesting == -1:
            around.pop()
        elif token.nesting == 1:
            text = _text_within(state.tokens, index)
            own = text_direction(text, language) if any(map(str.isalpha, text)) else around[-1]
            if {own, around[-1]} != {usual} and token.tag not in _PARTS_OF_TABLES:
                token.attrSet("dir", own)
            around.append(own)


def _text_within(tokens: "Sequence[Token]", start: int) -> str:
    """What is read of a block, without code and addresses."""
    following = (tokens[index] for index in range(start + 1, len(tokens)))
    within = takewhile(lambda each: each.level > tokens[start].level, following)
    parts = (part for token in within for part in token.children or ())
    return _ADDRESS.sub("", " ".join(part.content for part in parts if part.type == "text"))


def _image(
    renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, options: "OptionsDict", env: "EnvType"
) -> str:
    token = tokens[index]
    # A picture from elsewhere could count readers.
    host = urlsplit(str(token.attrGet("src") or "")).hostname or ""
    if any(host == ours or host.endswith(f".{ours}") for ours in env["image_hosts"]):
        return renderer.image(tokens, index, options, env)
    return escape(renderer.renderInlineAsText(token.children, options, env))


def markdown_words(text: str) -> Iterator[str]:
    """What is read of a Markdown text, piece by piece, without the descriptions of pictures."""
    for token in _parser().parse(text):
        for each in token.children or [token]:
            if each.type != "image":
                yield each.content


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A paragraph of a Markdown text without its markup; `first` and `rest` stand before its lines.

    One that is not `apart` stands close to the one before: an item of a list, a row of a table.
    """

    text: str
    first: str = ""
    rest: str = ""
    apart: bool = True


def markdown_blocks(text: str, link: Callable[[str], str] = str) -> Iterator[PlainBlock]:
    """A Markdown text for plain mails: a list's items with their dash or number, links with their address.

    `link` gives the address to show for a link's.
    """
    tokens = _parser().parse(text)
    markers: list[tuple[str, str]] = []
    lists: list[int | None] = []
    was_close = False
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            markers.append(_marker(lists))
        elif token.type == "blockquote_open":
            markers.append(("> ", "> "))
        elif token.type in ("list_item_close", "blockquote_close"):
            markers.pop()
        elif said := _said(tokens, index, link):
            is_close = token.type == "tr_open" or tokens[index - 1].hidden
            first, rest = ("".join(parts) for parts in zip(("", ""), *markers, strict=True))
            yield PlainBlock(said, first, rest, not (is_close and was_close))
            markers, was_close = [(rest, rest) for _, rest in markers], is_close


def _marker(lists: list[int | None]) -> tuple[str, str]:
    """What stands before a list's item and before its further lines; the next item has the next number."""
    number = lists[-1]
    if number is None:
        return "- ", "  "
    lists[-1] = number + 1
    return f"{number}. ", " " * len(f"{number}. ")


def _said(tokens: "Sequence[Token]", index: int, link: Callable[[str], str]) -> str:
    """What a token says by itself: a paragraph, code, a rule, or a whole row of a table."""
    token = tokens[index]
    if token.type == "tr_open":
        row = takewhile(lambda each: each.type != "tr_close", tokens[index:])
        return " | ".join(_inline_text(cell, link) for cell in row if cell.type == "inline")
    if token.type == "inline" and tokens[index - 1].type not in ("td_open", "th_open"):
        return _inline_text(token, link)
    return "-" * 24 if token.type == "hr" else token.content.rstrip("\n") if token.tag == "code" else ""


def _inline_text(token: "Token", link: Callable[[str], str]) -> str:
    """A paragraph's text; behind a link's words stands where it leads."""
    parts: list[str] = []
    targets: list[tuple[int, str]] = []
    for child in token.children or ():
        if child.type == "link_open":
            targets.append((len(parts), str(child.attrGet("href") or "")))
        elif child.type == "link_close":
            start, target = targets.pop()
            words, address = "".join(parts[start:]), link(target).removeprefix("mailto:")
            is_address = words.removeprefix("mailto:") == target.removeprefix("mailto:")
            parts[start:] = [address if is_address else f"{words} ({address})"]
        else:
            parts.append({"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content))
    return "".join(parts)
