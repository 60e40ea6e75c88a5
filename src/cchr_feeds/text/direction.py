"""In which direction a text reads, and isolates, which keep a foreign run from disturbing its line."""

from __future__ import annotations

import unicodedata

from cchr_feeds.text.cldr import Direction, direction

_LTR_ISOLATE, _RTL_ISOLATE, _END = "\u2066", "\u2067", "\u2069"
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_SOME = 0.2
"""The share of strong letters from which a text that begins with a foreign name is still in its language."""


def text_direction(text: str, language: str) -> Direction:
    """The direction of a text in a language, by the bidi classes of its letters (UAX #9).

    It is the language's, unless hardly any of its letters have it: an Arabic title that begins with "CCHR"
    reads from the right, a Latin one in an Arabic block from the left, and a number as its language does.
    """
    usual = direction(language)
    if text.isascii() and usual == "ltr":
        return usual
    strong = [found for found in (_STRONG.get(unicodedata.bidirectional(char)) for char in text) if found]
    if not strong or strong.count(usual) / len(strong) >= _SOME:
        return usual
    return "ltr" if usual == "rtl" else "rtl"


def isolated(text: str, language: str, around: Direction) -> str:
    """A plain text as it stands in a line of direction `around`: in isolates where its own direction differs.

    Each line has its own, because an isolate ends with its line. They are ours to add where a text is shown,
    and have no place in an address, an id or a stored text.
    """
    own = text_direction(text, language)
    if own == around or not text:
        return text
    opening = _RTL_ISOLATE if own == "rtl" else _LTR_ISOLATE
    return "\n".join(f"{opening}{line}{_END}" for line in text.split("\n"))
