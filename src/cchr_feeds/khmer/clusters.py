"""Khmer letters: the characters they are made of, and what a reader sees as one character.

Offsets count characters (code points).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

COENG = "\u17d2"
ROBAT = "\u17cc"
BA = "\u1794"
ZWNJ, ZWJ = "\u200c", "\u200d"
DOTTED_CIRCLE = "\u25cc"
SARA_AM = "\u0e33\u0eb3"  # Thai and Lao; letters by category, yet never alone

# Pieces of regular-expression character classes.
BASES = "\u1780-\u17a2\u17a5-\u17b3"
MARKS = "\u17b4-\u17d3\u17dd"
SHIFTERS = "\u17c9\u17ca"
VOWELS_AND_SIGNS = "\u17b6-\u17c8\u17cb\u17cd-\u17d1\u17d3\u17dd"

# Anything a reader sees as one Khmer unit, well-formed or not.
CLUSTER = f"[{BASES}{DOTTED_CIRCLE}](?:{COENG}[{BASES}]|[{MARKS}{ZWNJ}{ZWJ}])*+"

# Beyond 30 marks UAX #15 (Stream-Safe Text) starts a new unit; a cluster thus never outgrows a line.
_MOST_MARKS = 30
_MARK_BLOCKS = (
    (0x0300, 0x1D00),
    (0x1DC0, 0x1E00),
    (0x20D0, 0x2100),
    (0x2CEF, 0x3100),
    (0xA660, 0xAC00),
    (0xFB1E, 0xFB1F),
    (0xFE00, 0xFE30),
)


def clusters(text: str) -> list[str]:
    """What a reader sees as single characters; joined they are `text` again.

    UAX #29 in the parts our languages meet (conjoining Hangul letters stand alone), and as there
    in Unicode 17 a coeng holds its consonant, which ICU 77 and Python's regex of 2025 do not.
    """
    return _user_perceived().findall(text)


@cache
def _user_perceived() -> re.Pattern[str]:
    """One match a cluster; built when first asked for, because finding all marks takes a millisecond."""
    candidates = (chr(code) for first, end in _MARK_BLOCKS for code in range(first, end))
    marks = "".join(mark for mark in candidates if unicodedata.category(mark).startswith("M")) + SARA_AM
    emoji = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001fbff"
    extend = f"{COENG}[{BASES}]|{ZWJ}[{emoji}]|[{marks}{ZWNJ}{ZWJ}\U0001f3fb-\U0001f3ff]"
    return re.compile(f"\r\n|[\r\n]|(?:[\U0001f1e6-\U0001f1ff]{{2}}|[^\r\n])(?:{extend}){{0,{_MOST_MARKS}}}+")
