"""The scripts (ISO 15924) of languages and of the letters in a text; and in which direction a text reads."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cchr_feeds.text.characters import RIGHT_TO_LEFT
from cchr_feeds.text.cldr import Direction, direction, script

_TOGETHER = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani Kana", "Kore": "Hang Hani", "Aran": "Arab"}
# Languages of two scripts, by the second; a script in the tag excludes the other.
_SECOND = {
    "az": "Cyrl", "bs": "Cyrl", "ff": "Adlm", "ha": "Arab", "iu": "Latn", "kab": "Tfng", "kk": "Latn",
    "ks": "Deva", "ku": "Arab", "mn": "Mong", "ms": "Arab", "pa": "Arab", "sd": "Deva", "shi": "Latn",
    "sr": "Latn", "tg": "Arab", "tk": "Cyrl", "tt": "Latn", "ug": "Cyrl", "uz": "Cyrl", "zgh": "Latn",
}  # fmt: skip

# Isolates keep a foreign run from disturbing its line.
_LTR_ISOLATE, _RTL_ISOLATE, _END = "\u2066", "\u2067", "\u2069"
_ISOLATED = re.compile(f"[{_LTR_ISOLATE}{_RTL_ISOLATE}][^{_END}]*{_END}")
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# The share of strong letters from which a text that begins with a foreign name is still in its language.
_SOME = 0.2


@cache
def _ranges() -> Mapping[str, str]:
    ranges: Mapping[str, str] = json.loads(Path(__file__).with_name("letters.json").read_text("utf-8"))
    return ranges


@cache
def letter_of(name: str) -> re.Pattern[str]:
    """A letter of a script, but no sign that scripts share, such as danda; its marks are in its block."""
    return re.compile(f"[{_ranges()[name]}]")


@cache
def scripts_of(language: str) -> frozenset[str]:
    """Whose letters a text in this language is written in; empty where nothing is known of them."""
    main, *subtags = language.split("-")
    own = script(language)
    second = "" if own in subtags else _SECOND.get(main, "")
    return frozenset(f"{_TOGETHER.get(own, own)} {second}".split()) & _ranges().keys()


def share(text: str, scripts: frozenset[str]) -> float:
    """The part of the letters of `text` that is in one of these scripts: 0 to 1; 0 where there are none."""
    letters = "".join(filter(str.isalpha, text))  # marks above and below are not letters
    return sum(len(letter_of(name).findall(letters)) for name in scripts) / max(len(letters), 1)


def main_script(text: str) -> str:
    """The script that most letters of `text` are of; Latin where there are none."""
    return max(_ranges(), key=lambda name: len(letter_of(name).findall(text)))


def text_direction(text: str, language: str) -> Direction:
    """The direction of a text in a language, by the bidi classes of its letters (UAX #9).

    It is the language's, unless hardly any of its letters have it: an Arabic title that begins with "CCHR"
    reads from the right, a Latin one in an Arabic block from the left, and a number as its language does.
    """
    usual = direction(language)
    if usual == "ltr" and (text.isascii() or not RIGHT_TO_LEFT.search(text)):
        return usual
    strong = [found for found in (_STRONG.get(unicodedata.bidirectional(char)) for char in text) if found]
    if not strong or strong.count(usual) / len(strong) >= _SOME:
        return usual
    return "ltr" if usual == "rtl" else "rtl"


def unmistakable(text: str, language: str) -> str:
    """A title as feeds and subjects carry it: in isolates if its first letter has another direction."""
    own = text_direction(text, language)
    # Programs without markup guess from the first letter, which would turn "CCHR: …" before Arabic round;
    # letters in isolates do not count when a line's direction is guessed (UAX #9, P2).
    strong = (_STRONG.get(unicodedata.bidirectional(char)) for char in _ISOLATED.sub("", text))
    return text if next(filter(None, strong), own) == own else _in_isolates(text, own)


def isolated(text: str, language: str, around: Direction) -> str:
    """A plain text as it stands in a line of direction `around`: in isolates where its own direction differs.

    Only for text that is shown: isolates have no place in an address, an id or a stored text.
    """
    own = text_direction(text, language)
    return _in_isolates(text, own) if text and own != around else text


def _in_isolates(text: str, own: Direction) -> str:
    opening = _RTL_ISOLATE if own == "rtl" else _LTR_ISOLATE
    # Each line has its own, because an isolate ends with its line.
    return "\n".join(f"{opening}{line}{_END}" for line in text.split("\n"))
