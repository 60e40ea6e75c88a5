"""Cutting text: shortened with an ellipsis, or wrapped into lines; a Khmer cluster is never cut.

Lengths are clusters (what a reader sees as one character), widths are cells of a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cchr_feeds.text.khmer import BASES, COENG, clusters

ELLIPSIS = "…"
LONGEST_LINE = 900  # octets; RFC 5322 §2.1.1 allows 998

_CLOSING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‘": "’", '"': '"'}
_OPENERS = "([{«“‘"
_KHMER_STOPS = "។៕៖ៗ៘៙៚"
_NEVER_FIRST = _KHMER_STOPS + "!?.,:;…)]}»”’%"
_NEVER_BEFORE_ELLIPSIS = _OPENERS + " ,;:.–—-/៖។៕"
_WHOLE_WORDS_FROM = 0.6  # of the room there is; a word boundary before that costs too much

_WORD = re.compile(rf"[^ \t]+(?:[ \t]+[{re.escape(_NEVER_FIRST)}][^ \t]*)*")
_ADDRESS = re.compile(
    rf"[{re.escape(_OPENERS)}]*(?:https?://|mailto:|www\.)[^ \t]+(?:[ \t]+[{re.escape(_NEVER_FIRST)}]+)*"
)
_COENG_PAIR = re.compile(f"{COENG}[{BASES}]")


def truncate(text: str, limit: int) -> str:
    """`text` in at most `limit` clusters, the ellipsis included; white space becomes single spaces.

    It ends after a whole word where a space or a Khmer stop lies in the last 40 %, else after a
    cluster. A bracket or quotation opened near the end is left out, an earlier one is closed.
    """
    parts = clusters(re.sub(r"[ \t\n]+", " ", text).strip(" "))
    if len(parts) <= limit:
        return "".join(parts)
    for room in range(limit - 1, 0, -1):
        kept = _shortened(parts, room)
        closing = "".join(closer for _, closer in reversed(_still_open(kept)))
        if len(kept) + 1 + len(closing) <= limit:
            return "".join(kept) + ELLIPSIS + closing
    return ELLIPSIS[: max(limit, 0)]


def _shortened(parts: list[str], room: int) -> list[str]:
    """The first parts, at most `room`, that end well."""
    kept = parts[: _last_boundary(parts, room)]
    late = (place for place, _ in _still_open(kept) if place >= room * _WHOLE_WORDS_FROM)
    kept = kept[: next(late, None)]
    while kept and kept[-1] in _NEVER_BEFORE_ELLIPSIS:
        kept = kept[:-1]
    return kept


def _last_boundary(parts: list[str], room: int) -> int:
    """Where the last whole word of the first `room` parts ends, or `room` where that is far back."""
    ends = range(room, int(room * _WHOLE_WORDS_FROM), -1)
    return next((end for end in ends if parts[end] == " " or parts[end - 1] in _KHMER_STOPS), room)


def _still_open(parts: list[str]) -> list[tuple[int, str]]:
    """Place and closing sign of every bracket and quotation that `parts` do not close, outermost first."""
    waiting: list[tuple[int, str]] = []
    for place, part in enumerate(parts):
        if waiting and part == waiting[-1][1]:
            waiting.pop()
        elif part in _CLOSING:
            waiting.append((place, _CLOSING[part]))
    return waiting


def wrap(text: str, columns: int = 72) -> list[str]:
    """The lines of `text` for a text/plain mail, each at most `columns` cells wide; line ends stay.

    Lines break at spaces, and inside a word only where it is too wide for any line: Khmer writes
    none between words. An address stays whole though it be wider, up to 900 octets, which no
    line exceeds. No line begins with ។ or another closing sign.
    """
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, columns)]


def _wrapped(paragraph: str, columns: int) -> list[str]:
    lines, cells, octets = [""], 0, 0
    for piece in _pieces(paragraph, columns):
        wide, long, spaces = width(piece), len(piece.encode()), len(piece) - len(piece.rstrip(" "))
        if lines[-1] and (cells + wide - spaces > columns or octets + long - spaces > LONGEST_LINE):
            lines[-1:] = [lines[-1].rstrip(" "), piece.lstrip(" ")]
            cells, octets = width(lines[-1]), len(lines[-1].encode())
        else:
            lines[-1] += piece
            cells, octets = cells + wide, octets + long
    return [*lines[:-1], lines[-1].rstrip(" ")]


def _pieces(paragraph: str, columns: int) -> Iterator[str]:
    """What may not be broken, from left to right; joined they are the paragraph, words one space apart."""
    for match in _WORD.finditer(paragraph):
        *pieces, last = _pieces_of(match[0], columns)
        yield from pieces
        yield last + " "


def _pieces_of(word: str, columns: int) -> list[str]:
    """A word whole if a line holds it, else its clusters, and addresses whole."""
    if _fits(word, columns):
        return [word]
    address = _ADDRESS.search(word)
    if not address:
        return _breakable(word, columns)
    before, after = word[: address.start()], word[address.end() :]
    return [*_breakable(before, columns), *_whole(address[0]), *_breakable(after, columns)]


def _whole(address: str) -> list[str]:
    """An address in one piece, or in as few as the longest line allows."""
    if len(address.encode()) <= LONGEST_LINE:
        return [address]
    return _breakable(address, LONGEST_LINE // 4)


def _breakable(word: str, columns: int) -> list[str]:
    """Clusters, each with the signs that may not begin a line after it or end one before it."""
    pieces: list[str] = []
    for cluster in clusters(word):
        tied = pieces and (cluster in " \t" + _NEVER_FIRST or pieces[-1][-1] in _OPENERS)
        if tied and _fits(pieces[-1] + cluster, columns):
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    return pieces


def _fits(line: str, columns: int) -> bool:
    return width(line) <= columns and len(line.encode()) <= LONGEST_LINE


def width(text: str) -> int:
    """How many cells of a terminal `text` takes: coengs and marks none, wide East Asian letters two."""
    return len(text) if text.isascii() else sum(map(_cells, _COENG_PAIR.sub("", text)))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
