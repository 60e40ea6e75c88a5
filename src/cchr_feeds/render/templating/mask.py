"""A template as HTML in which every Jinja tag is one plain word, so that an HTML tool can work on it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cchr_feeds.errors import Problem
from cchr_feeds.render.templating.pieces import Piece

MARK = re.compile(r"jinja(\d{5})tag")

_TOKEN = re.compile(
    r"(?P<comment><!--.*?-->|<!DOCTYPE[^>]*>)"
    r"|(?P<raw><(?P<name>style|title|script|textarea)\b[^>]*>.*?</(?P=name)\s*>)"
    r"|(?P<tag></?[A-Za-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z:_-][\w:.-]*)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(r"</?([A-Za-z][\w:-]*)")

# libxml2 percent-encodes these when it writes HTML (HTMLtree.c, htmlAttrDumpOutput), which breaks
# merge tags with spaces (premailer #297, #72); so it never sees them.
_ADDRESSES = re.compile(r'(\s(?:href|src|name|action|background|cite)\s*=\s*")([^"]*)(?=")', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, a comment, text, or a whole element such as `<style>`; `start` is its offset in the page."""

    kind: Literal["comment", "raw", "tag", "text"]
    text: str
    start: int

    @property
    def name(self) -> str:
        """The element's name in small letters; empty for text and comments."""
        match = _NAME.match(self.text) if self.kind in ("tag", "raw") else None
        return match[1].lower() if match else ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute in quotes; `start` is its value's offset in the page."""

    name: str
    value: str
    start: int


class Page:
    """The pieces of a template as one page of HTML, and back."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._hidden: list[str] = []
        self._kinds: list[str] = []
        self._starts: list[int] = []
        self.html = "".join(self._words())

    def _words(self) -> Iterator[str]:
        offset = 0
        for piece in self._pieces:
            word = piece.text if piece.kind == "data" else self._hide(piece.text, piece.kind)
            self._starts.append(offset)
            offset += len(word)
            yield word

    def _hide(self, text: str, kind: str) -> str:
        self._hidden.append(text)
        self._kinds.append(kind)
        return f"jinja{len(self._hidden) - 1:05}tag"

    def hide_addresses(self, tag: str) -> str:
        """The tag with each address replaced by one word."""
        return _ADDRESSES.sub(lambda match: match[1] + self._hide(match[2], "address"), tag)

    def show(self, html: str) -> str:
        """The page with everything put back that was hidden; an address may hide Jinja's tags in its turn."""
        return MARK.sub(lambda match: self.show(self._hidden[int(match[1])]), html)

    def all_values(self, text: str) -> bool:
        """Whether every Jinja tag in `text` is an expression, which stands for one value."""
        return all(self._kinds[int(number)] == "expression" for number in MARK.findall(text))

    def problem(self, offset: int, message: str, fix: str) -> Problem:
        """What is wrong at this offset of `html`, in the template it comes from."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        piece = self._pieces[index]
        line = piece.line + piece.text.count("\n", 0, offset - self._starts[index])
        return replace(piece.problem(message, fix), line=line)


def tokens(html: str) -> Iterator[Token]:
    """The page's tokens in order; together they are the page."""
    for match in _TOKEN.finditer(html):
        kind: Literal["comment", "raw", "tag", "text"]
        for kind in ("comment", "raw", "tag", "text"):
            if match[kind] is not None:
                yield Token(kind, match[0], match.start())


def attributes(tag: Token) -> Iterator[Attribute]:
    """The tag's attributes that have a value in quotes."""
    opening = tag.text[: tag.text.index(">") + 1] if tag.kind == "raw" else tag.text
    for match in _ATTRIBUTE.finditer(opening):
        yield Attribute(match[1].lower(), match[2][1:-1], tag.start + match.start(2) + 1)


def outside_attributes(tag: Token) -> str:
    """What the tag says beside its attributes in quotes."""
    return _ATTRIBUTE.sub("", tag.text)


def masked(page: Page, token: Token) -> str:
    """The token as premailer shall see it: Jinja's tags as comments between elements, as words elsewhere.

    Text between a table's rows would be moved out of the table or the head; a comment may stand anywhere.
    """
    if token.kind == "text":
        return MARK.sub(r"<!--\g<0>-->", token.text)
    return page.hide_addresses(token.text) if token.kind == "tag" else token.text


def unmasked(page: Page, html: str) -> str:
    """The page with Jinja's tags back in their places."""
    return page.show(re.sub(rf"<!--({MARK.pattern})-->", lambda match: match[1], html))


def outline(html: str) -> list[str]:
    """Each tag and comment of the page without its attributes; equal for two pages that nest alike."""
    return [_outlined(token) for token in tokens(html) if token.kind != "text"]


def _outlined(token: Token) -> str:
    if token.kind == "comment":
        return token.text
    return ("/" if token.text.startswith("</") else "") + token.name
