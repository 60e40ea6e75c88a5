r"""What stands within a line of somebody else's HTML, as Markdown.

What the text itself holds of Markdown's signs is escaped. That an emphasis works depends on the signs around
it (CommonMark 0.31, 6.2), so one is written only where it does.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cchr_feeds.errors import InvalidValue
from cchr_feeds.importing.paragraphs import contents, letters, without_forbidden
from cchr_feeds.model.addresses import email_address, web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

HARD_BREAK = "\u2028"  # which no text may hold
BLANK = re.compile(r"[ \t\n\r\f\xa0]+")
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*", "s": "~~", "del": "~~", "strike": "~~"}
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_SIGN = re.compile(
    r"(?P<escaped>[\\`*~\[]|(?<![^\W_])_|_(?![^\W_])|!(?=\[|$))"
    r"|(?P<entity>\](?=[(:]|$)|<(?=[A-Za-z/!?]|$)|&(?=#|[A-Za-z][A-Za-z0-9]*;|$))|(?P<bracket>\])"
)
_ENTITIES = {"]": "&#93;", "<": "&lt;", "&": "&amp;"}
_TOKEN = re.compile(r"\\.|&#?\w+;|.", re.DOTALL)


def append(pieces: list[str], node: str | _Element, base: str) -> None:
    """Adds a text or an element in the line; one that would run into the signs before it, as words only."""
    if isinstance(node, str):
        pieces.append(escaped(node))
        return
    written = _inline(node, base)
    before = next((piece[-1] for piece in reversed(pieces) if piece), "")
    if written[:1] in ("*", "`", "~") and before == written[:1]:
        pieces.append(escaped(letters(node)))
    else:
        pieces.append(written)


def _inline(element: _Element, base: str) -> str:
    tag = str(element.tag)
    if tag == "br":
        return HARD_BREAK
    if tag == "img":
        return _picture(element, base)
    if tag in _CODE:
        return _code(element)
    inner = _inner(element, base)
    if tag == "a" and not any(True for _ in element.iterdescendants("a")):
        return _link(inner, element.get("href", ""), base)
    return _emphasis(_EMPHASIS[tag], inner, is_text=len(element) == 0) if tag in _EMPHASIS else inner


def _inner(element: _Element, base: str) -> str:
    pieces: list[str] = []
    for node in contents(element):
        append(pieces, node, base)
    return "".join(pieces)


def escaped(text: str) -> str:
    """The text with Markdown's signs in it escaped."""
    return _SIGN.sub(_escape, without_forbidden(text))


def _escape(match: re.Match[str]) -> str:
    return _ENTITIES[match[0]] if match["entity"] else f"\\{match[0]}"


def _emphasis(mark: str, inner: str, *, is_text: bool) -> str:
    """The words between marks; what no mark may touch (spaces, punctuation) stands outside of them."""
    tokens = _TOKEN.findall(inner)
    lead = len(list(takewhile(_is_edge, tokens)))
    trail = len(list(takewhile(_is_edge, reversed(tokens[lead:]))))
    core = "".join(tokens[lead : len(tokens) - trail])
    if not core or ((lead or trail) and not is_text):
        return inner
    return f"{''.join(tokens[:lead])}{mark}{core}{mark}{''.join(tokens[len(tokens) - trail :])}"


def _is_edge(token: str) -> bool:
    return len(token) > 1 or token.isspace() or unicodedata.category(token)[0] in "PSZ"


def _code(element: _Element) -> str:
    text = BLANK.sub(" ", without_forbidden(letters(element))).strip()
    if not text:
        return ""
    fence = longer_than_any("`", text, 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def longer_than_any(sign: str, text: str, least: int) -> str:
    """As many of a sign as no run of them in the text has."""
    return sign * max([least, *(len(run) + 1 for run in re.findall(f"{sign}+", text))])


def _link(inner: str, target: str, base: str) -> str:
    words = BLANK.sub(" ", inner.replace(HARD_BREAK, " "))
    where = address(target, base)
    if not where or not words.strip():
        return inner  # nowhere to go, or nothing to click
    lead, trail = (" " if words[edge].isspace() else "" for edge in (0, -1))
    return f"{lead}[{words.strip()}]({where}){trail}"


def _picture(element: _Element, base: str) -> str:
    where = address(element.get("src", ""), base)
    if not where.startswith("http") or {element.get("width"), element.get("height")} & {"0", "1"}:
        return ""  # one that counts readers, or none at all
    return f"![{escaped(BLANK.sub(' ', element.get('alt', '')).strip())}]({where})"


def address(target: str, base: str) -> str:
    """Where a link leads, in full and as it may stand in Markdown; empty if it may lead nowhere."""
    try:
        target = urljoin(base, target.strip())
        if target.lower().startswith("mailto:"):
            return f"mailto:{email_address(target[7:].partition('?')[0])}"
        return web_address(target).replace("(", "%28").replace(")", "%29")
    except (InvalidValue, ValueError):
        return ""
