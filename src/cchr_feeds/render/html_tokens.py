"""A page of HTML cut into tags, comments and text, for what has to change a few of them and no other byte."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<comment><!--.*?-->|<!DOCTYPE[^>]*>)"
    r"|(?P<raw><(?P<name>style|title|script|textarea)\b[^>]*>.*?</(?P=name)\s*>)"
    r"|(?P<tag></?[A-Za-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z:_-][\w:.-]*)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(r"</?([A-Za-z][\w:-]*)")


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, a comment, text, or a whole element such as `<style>`; `start` is its offset in the page.

    `kind` is the name of its group in `_TOKEN`.
    """

    kind: str
    text: str
    start: int

    @property
    def name(self) -> str:
        """The element's name in lower case; empty for text and comments."""
        match = _NAME.match(self.text) if self.kind in ("tag", "raw") else None
        return match[1].lower() if match else ""

    @property
    def is_start_tag(self) -> bool:
        """Whether it begins an element whose content follows in tokens of its own."""
        return self.kind == "tag" and not self.text.startswith("</")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute in quotes; `start` is its value's offset in the page."""

    value: str
    start: int


def tokens(html: str) -> Iterator[Token]:
    """The page's tokens in order; together they are the page."""
    return (Token(str(match.lastgroup), match[0], match.start()) for match in _TOKEN.finditer(html))


def attributes(tag: Token) -> dict[str, Attribute]:
    """The tag's attributes that have a value in quotes, by their names."""
    opening = tag.text[: tag.text.index(">") + 1] if tag.kind == "raw" else tag.text
    return {
        match[1].lower(): Attribute(match[2][1:-1], tag.start + match.start(2) + 1)
        for match in _ATTRIBUTE.finditer(opening)
    }


def outside_attributes(tag: Token) -> str:
    """What the tag says beside its attributes in quotes."""
    return _ATTRIBUTE.sub("", tag.text)
