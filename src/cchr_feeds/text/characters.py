"""Which characters a text may hold, and the one form it is stored in.

Nothing here knows files: callers turn CR LF into LF first. Offsets count characters (code points).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from cchr_feeds.i18n import N_, _
from cchr_feeds.khmer.clusters import (
    BASES,
    CLUSTER,
    COENG,
    MARKS,
    ROBAT,
    SHIFTERS,
    VOWELS_AND_SIGNS,
    ZWJ,
    ZWNJ,
)
from cchr_feeds.khmer.order import AFTER_BASE, canonical, reordered_cluster
from cchr_feeds.model.dates import ascii_digits

Span = tuple[int, int]  # first and last code point

_DELETE, _NEW_LINE, _RETYPE = "", "\n", None
"""What a character should be replaced by, as far as it is known."""
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
)
_REMOVED: tuple[Span, ...] = ((0xAD, 0xAD), (0x200B, 0x200B), (0x2060, 0x2060), (0xFEFF, 0xFEFF))
_JOINERS: Span = (0x200C, 0x200D)
_KHMER_MARKS: tuple[Span, ...] = ((0x17B4, 0x17D3), (0x17DD, 0x17DD))
_FAR: Span = (0x1FFFE, 0x10FFFF)
"""Hardly ever met; a text with one of these is not called plain. One span is quickly told from the rest."""


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

    Zero-width space, soft hyphen, word joiner and BOM go; ZWNJ and ZWJ stay inside Khmer
    clusters only. The stored form of a stored form is itself.
    """
    if is_plain(text):
        return text
    # Composing and removing can bring together what the next round has to put in order.
    before = None
    while text != before:
        before = text
        text = unicodedata.normalize("NFC", _CLUSTER_OR_JOINER.sub(_without_outer_joiners, visible(text)))
    return text


def visible(text: str) -> str:
    """`text` without zero-width space, soft hyphen, word joiner and BOM."""
    return _REMOVED_CHARACTER.sub("", text)


def is_plain(text: str) -> bool:
    """Whether `text` surely holds nothing forbidden and is in its stored form already.

    One pass, about 14 µs for 2.5 kB of Khmer. It may say no to a rare clean text (one with a
    joiner or a character beyond U+1FFFD), never yes to another.
    """
    return _PLAIN.fullmatch(text) is not None and unicodedata.is_normalized("NFC", text)


def _without_outer_joiners(match: re.Match[str]) -> str:
    """A Khmer cluster in order; nothing for a joiner that stands at its end or in no cluster."""
    cluster = match[0].rstrip(ZWNJ + ZWJ)
    return cluster and reordered_cluster(cluster)


def _class(spans: Iterable[Span]) -> str:
    """The inside of a regular expression's character class."""
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in spans)


def _plain_pattern() -> re.Pattern[str]:
    """Runs of harmless characters, each followed by a lone mark, a coeng or any tail of a cluster.

    The first two are shortcuts for nearly all Khmer.
    """
    near = (span for span, _, _ in _FORBIDDEN if span < _FAR)
    harmless = f"[^{_class([*near, *_REMOVED, _JOINERS, *_KHMER_MARKS, _FAR])}]"
    lone_mark = f"[{VOWELS_AND_SIGNS}{ROBAT}{SHIFTERS}]{harmless}++"
    coeng = f"{COENG}[{BASES}](?:{harmless}++|(?=[{VOWELS_AND_SIGNS}]))"
    tail = f"(?=[{MARKS}]){AFTER_BASE}(?![{MARKS}]){harmless}*+"
    return re.compile(f"{harmless}*+(?:{lone_mark}|{coeng}|{tail})*+")


_FORBIDDEN_CHARACTER = re.compile(f"[{_class(span for span, _, _ in _FORBIDDEN)}]")
_REMOVED_CHARACTER = re.compile(f"[{_class(_REMOVED)}]")
_CLUSTER_OR_JOINER = re.compile(f"{CLUSTER}|[{ZWNJ}{ZWJ}]")
_PLAIN = _plain_pattern()


_COENG_DA, _COENG_TA = "\u17d2\u178a", "\u17d2\u178f"


def search_key(text: str) -> str:
    """`text` for comparing, never for showing.

    Capitals are small, white space is single spaces, digits are 0-9. Khmer is in the one order of
    Unicode Technical Note 61, without joiners, and coeng da is coeng ta, which no font tells apart.
    """
    if not text.isascii():
        text = ascii_digits(canonical(stored_form(text)).replace(_COENG_DA, _COENG_TA))
    return " ".join(text.casefold().split())
