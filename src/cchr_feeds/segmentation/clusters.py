"""What a reader sees as single characters: extended grapheme clusters (UAX #29), found without a library."""

import re
import unicodedata
from functools import cache

ZWNJ, ZWJ = "\u200c", "\u200d"
# The letter after these joins the one before (Indic_Conjunct_Break=Linker): Devanagari's virama and its like
# from Bengali to Malayalam, Burmese, Khmer's coeng, Tai Tham, Balinese, Sundanese, Javanese, Meetei Mayek.
_LINKERS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\ua9c0\uaaf6"
_LINKED_BLOCKS = (
    (0x0900, 0x0D80), (0x1000, 0x10A0), (0x1780, 0x1800), (0x1A20, 0x1A60), (0x1B00, 0x1BC0),
    (0xA980, 0xA9E0), (0xAA60, 0xAB00),
)  # fmt: skip
_SARA_AM = "\u0e33\u0eb3"  # Thai and Lao; letters by category, yet never alone
# Arabic's number signs stand before their digits (Prepend). Thai's and Lao's vowels on the left are clusters
# to Unicode, but what ends in one is half a syllable.
_BEFORE = "\u0600-\u0605\u06dd\u070f\u08e2\u0d4e\u0e40-\u0e44\u0ec0-\u0ec4"
_EMOJI = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001fbff"
_FLAGS = "\U0001f1e6-\U0001f1ff"
# Hangul that is not composed: leading consonants, a vowel or a syllable, trailing consonants.
_LEADING, _VOWEL = "\u1100-\u115f\ua960-\ua97c", "\u1160-\u11a7\ud7b0-\ud7c6"
_TRAILING = "\u11a8-\u11ff\ud7c7-\ud7fb"
_HANGUL = f"[{_LEADING}]*+[{_VOWEL}\uac00-\ud7a3][{_VOWEL}{_TRAILING}]*+|[{_LEADING}]++|[{_TRAILING}]++"

# Beyond 30 marks UAX #15 (Stream-Safe Text) starts a new unit; a cluster thus never outgrows a line.
_MOST_MARKS = 30
_MARK_BLOCKS = (
    (0x0300, 0x1D00), (0x1DC0, 0x1E00), (0x20D0, 0x2100), (0x2CEF, 0x3100), (0xA660, 0xAC00),
    (0xFB1E, 0xFB1F), (0xFE00, 0xFE30),
)  # fmt: skip
_FAR_MARK_BLOCKS = ((0x10A00, 0x11FFF), (0x16AF0, 0x16B37), (0x1E000, 0x1E94B), (0xE0100, 0xE01F0))
_SKIN_AND_TAGS = "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_FAR = "\U00010000-\U0010ffff"
_RARE = re.compile(f"[{_BEFORE}{_LEADING}{_VOWEL}{_TRAILING}{ZWJ}{_FAR}]")
# Latin letters, dashes and quotation marks, of which nothing joins another.
_EACH_ALONE = re.compile("[^\r\u0300-\u200f\u2028-\U0010ffff]*")


# Libraries disagree: ICU 77 and Python's `regex` until 2025 separate a Khmer coeng from its consonant, as
# Unicode did before 16, and feeds have to be the same wherever they are made.
def clusters(text: str) -> list[str]:
    """What a reader sees as single characters; joined they are `text` again."""
    if _EACH_ALONE.fullmatch(text):
        return list(text)
    return _pattern(_RARE.search(text) is not None).findall(text)


@cache
def _pattern(is_rare: bool) -> re.Pattern[str]:
    """One match a cluster, in texts with rare characters or without."""
    # Built when first asked for, because finding all marks takes some milliseconds. Classes of characters up
    # to U+FFFF are found at once, others one by one, so most texts go without them.
    marks = _of_category("M", _MARK_BLOCKS) + _SARA_AM + "\uff9e\uff9f"
    linked = f"[{_LINKERS}][{marks}{ZWJ}]*[{_of_category('Lo', _LINKED_BLOCKS)}]"
    unlinked = re.sub(f"[{_LINKERS}]", "", marks)
    joined, one = f"[{unlinked}{ZWNJ}]|{linked}|[{_LINKERS}{ZWJ}]", "[^\r\n]"
    alone = f"{one}(?![{marks}{ZWNJ}{ZWJ}])|"  # most characters are; tried first, they take a third less
    if is_rare:
        far = f"(?=[{_FAR}])[{_of_category('M', _FAR_MARK_BLOCKS)}{_SKIN_AND_TAGS}]"
        alone, joined = "", f"{ZWJ}[{_EMOJI}]|{joined}|{far}"
        one = f"[{_BEFORE}]*+(?:[{_FLAGS}]{{2}}|{_HANGUL}|[^\r\n])|[{_BEFORE}]++"
    return re.compile(f"{alone}\r\n|[\r\n]|(?:{one})(?:{joined}){{0,{_MOST_MARKS}}}+")


def _of_category(category: str, blocks: tuple[tuple[int, int], ...]) -> str:
    characters = (chr(code) for first, end in blocks for code in range(first, end))
    return "".join(char for char in characters if unicodedata.category(char).startswith(category))
