"""Which characters a text may hold, and the one form it is stored in.

Nothing here knows files: callers turn CR LF into LF first. Offsets count characters (code points).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from cchr_feeds.i18n import N_, _
from cchr_feeds.khmer import order as khmer
from cchr_feeds.model.dates import ascii_digits
from cchr_feeds.segmentation.clusters import ZWJ, ZWNJ

Span = tuple[int, int]  # first and last code point

# What a character should be replaced by, as far as it is known.
_DELETE, _NEW_LINE, _RETYPE = "", "\n", None
_FIXES = {
    _DELETE: N_("delete it"),
    _NEW_LINE: N_("start a new line instead"),
    _RETYPE: N_("type the character again"),
}
# XML 1.0 §2.2 allows none of the first, UTS #55 and UAX #9 warn of what turns or hides text.
_FORBIDDEN: tuple[tuple[Span, str, str | None], ...] = (
    ((0x00, 0x08), N_("is a control character"), _DELETE),
    ((0x0B, 0x0C), N_("is a control character"), _NEW_LINE),
    ((0x0D, 0x0D), N_("is a carriage return without a line feed"), _NEW_LINE),
    ((0x0E, 0x1F), N_("is a control character"), _DELETE),
    ((0x7F, 0x84), N_("is a control character"), _DELETE),
    ((0x85, 0x85), N_("is a control character that some programs take for a new line"), _NEW_LINE),
    ((0x86, 0x9F), N_("is a control character"), _DELETE),
    ((0x2028, 0x2029), N_("is a line separator that some programs take for a new line"), _NEW_LINE),
    ((0x202A, 0x202E), N_("is invisible and changes the order in which text is read"), _DELETE),
    ((0x2066, 0x2069), N_("is invisible and changes the order in which text is read"), _DELETE),
    ((0xD800, 0xDFFF), N_("is half of a character"), _RETYPE),
    ((0xFDD0, 0xFDEF), N_("is not a character"), _DELETE),
    *(
        ((plane | 0xFFFE, plane | 0xFFFF), N_("is not a character"), _DELETE)
        for plane in range(0, 0x110000, 0x10000)
    ),
    ((0xE0000, 0xE007F), N_("is an invisible tag"), _DELETE),
    *((span, N_("is invisible"), _DELETE) for span in (
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180E, 0x180E), (0x2061, 0x2065),
        (0x206A, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0080, 0xE00FF), (0xE01F0, 0xE0FFF),
    )),
)  # fmt: skip
_REMOVED: tuple[Span, ...] = ((0xAD, 0xAD), (0x200B, 0x200B), (0x2060, 0x2060), (0xFEFF, 0xFEFF))
_COENG_DA, _COENG_TA = "\u17d2\u178a", "\u17d2\u178f"
_JOINERS: Span = (0x200C, 0x200D)
_DIRECTION_MARKS: tuple[Span, ...] = ((0x061C, 0x061C), (0x200E, 0x200F))
_VARIATION_SELECTORS: tuple[Span, ...] = (
    (0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF),
)  # fmt: skip
_KHMER_MARKS: tuple[Span, ...] = ((0x17B4, 0x17D3), (0x17DD, 0x17DD))
# Hardly ever met; a text with one of these is not called plain. One span is quickly told from the rest.
_FAR: Span = (0x1FFFE, 0x10FFFF)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A character that no text may hold: where it is, why, and what to do about it.

    `replacement` is what should stand there instead, perhaps nothing; `None` where it is not known.
    """

    offset: int
    character: str
    reason: str
    fix: str
    replacement: str | None


def forbidden(text: str) -> list[Forbidden]:
    """Every character in `text` that may not be there, from left to right."""
    found = []
    for match in _FORBIDDEN_CHARACTER.finditer(text):
        code = ord(match[0])
        why, instead = next((why, new) for (first, last), why, new in _FORBIDDEN if first <= code <= last)
        reason = _("U+{code:04X} {reason}", code=code, reason=_(why))
        found.append(Forbidden(match.start(), match[0], reason, _(_FIXES[instead]), instead))
    return found


def masked(text: str) -> str:
    """`text` with U+FFFD for every character that may not be there, so that the rest can be looked at."""
    return _FORBIDDEN_CHARACTER.sub("\ufffd", text)


def without_forbidden(text: str) -> str:
    """`text` without the characters that may not be there."""
    return _FORBIDDEN_CHARACTER.sub("", text)


def stored_form(text: str) -> str:
    """`text` as it is stored: NFC, invisible characters removed, Khmer clusters in order.

    Zero-width space, soft hyphen, word joiner and BOM go. Joiners, variation selectors and direction marks
    stay where a script or an emoji needs them. The stored form of a stored form is itself.
    """
    if is_plain(text):
        return text
    # Composing and removing can bring together what the next round has to put in order.
    before = None
    while text != before:
        before = text
        needed = _CLUSTER_OR_SELECTOR.sub(_as_needed, _without_stray_direction_marks(visible(text)))
        text = unicodedata.normalize("NFC", needed)
    return text


def visible(text: str) -> str:
    """`text` without zero-width space, soft hyphen, word joiner and BOM."""
    return _REMOVED_CHARACTER.sub("", text)


def is_plain(text: str) -> bool:
    """Whether `text` surely holds nothing forbidden and is in its stored form already.

    It may say no to a rare clean text (one with a joiner, a direction mark, a variation selector or a
    character beyond U+1FFFD), never yes to another.
    """
    # One pass, about 14 µs for 2.5 kB of Khmer.
    return _PLAIN.fullmatch(text) is not None and unicodedata.is_normalized("NFC", text)


def _as_needed(match: re.Match[str]) -> str:
    """A Khmer cluster in order, without joiners at its end; nothing for a selector that does nothing."""
    if _SELECTOR.match(match[0]):
        return match[0] if _NEEDED_SELECTOR.match(match.string, match.start()) else ""
    return khmer.reordered_cluster(match[0].rstrip(ZWNJ + ZWJ))


def _without_stray_direction_marks(text: str) -> str:
    """Direction marks stay in lines with right-to-left letters, one at a place."""
    if not _MARKED.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(_MARKED.sub(r"\1" if RIGHT_TO_LEFT.search(line) else "", line) for line in lines)


def _class(spans: Iterable[Span]) -> str:
    """The inside of a regular expression's character class."""
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in spans)


def _plain_pattern() -> re.Pattern[str]:
    """Runs of harmless characters, each followed by a lone mark, a coeng or any tail of a cluster."""
    selectors = [_JOINERS, *_DIRECTION_MARKS, *_VARIATION_SELECTORS]
    near = (span for span in (*(span for span, _, _ in _FORBIDDEN), *selectors) if span < _FAR)
    harmless = f"[^{_class([*near, *_REMOVED, *_KHMER_MARKS, _FAR])}]"
    # A lone mark and a coeng are shortcuts for nearly all Khmer.
    lone_mark = f"[{khmer.VOWELS_AND_SIGNS}{khmer.ROBAT}{khmer.SHIFTERS}]{harmless}++"
    coeng = f"{khmer.COENG}[{khmer.BASES}](?:{harmless}++|(?=[{khmer.VOWELS_AND_SIGNS}]))"
    tail = f"(?=[{khmer.MARKS}]){khmer.AFTER_BASE}(?![{khmer.MARKS}]){harmless}*+"
    return re.compile(f"{harmless}*+(?:{lone_mark}|{coeng}|{tail})*+")


_FORBIDDEN_CHARACTER = re.compile(f"[{_class(span for span, _, _ in _FORBIDDEN)}]")
_REMOVED_CHARACTER = re.compile(f"[{_class(_REMOVED)}]")
_SELECTOR = re.compile(f"[{_class([_JOINERS, *_VARIATION_SELECTORS])}]")
_CLUSTER_OR_SELECTOR = re.compile(f"{khmer.CLUSTER}|{_SELECTOR.pattern}")
# Scripts in which a joiner changes a letter's shape: Arabic to N'Ko, the Indic ones, Mongolian.
_JOINING = (
    "\u0620-\u07ff\u0840-\u085f\u08a0-\u08ff\u0900-\u0dff\u1000-\u109f\u1820-\u18aa\ufb50-\ufdcf\ufe70-\ufefc"
)
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
# What is or may be an emoji; a joiner may also follow the selector or the skin colour of one.
_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NEEDED_SELECTOR = re.compile(
    f"(?<=[{_JOINING}])[{ZWNJ}{ZWJ}](?:(?=[{_JOINING}])|(?<=[{_VIRAMAS}].))"
    f"|(?<=[{_EMOJI}\ufe0f]){ZWJ}(?=[{_EMOJI}])"
    f"|(?<=[{_EMOJI}])[\ufe0e\ufe0f]|(?<=[#*0-9])\ufe0f(?=\u20e3)"
    f"|(?<=[{_HAN}])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]|(?<=[\u1000-\u109f])\ufe00"
)
_MARKED = re.compile(f"([{_class(_DIRECTION_MARKS)}])+")
RIGHT_TO_LEFT = re.compile(
    "[\u05d0-\u060b\u060d-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PLAIN = _plain_pattern()


def search_key(text: str) -> str:
    """`text` for comparing, never for showing.

    Capitals are small, white space is single spaces, digits are 0-9. Khmer is in the one order of
    Unicode Technical Note 61, without joiners, and coeng da is coeng ta.
    """
    if not text.isascii():
        # No font tells coeng da from coeng ta.
        text = ascii_digits(khmer.canonical(stored_form(text)).replace(_COENG_DA, _COENG_TA))
    return " ".join(text.casefold().split())
