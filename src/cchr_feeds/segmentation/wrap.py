"""Text wrapped into lines: never within a cluster, between words where they are known.

Widths are cells of a terminal.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import inside, names_in, word_ends

LONGEST_LINE = 900  # bytes; RFC 5322 §2.1.1 allows 998

OPENERS, CLOSERS = "([{«“‘‹「『（《〈【", ")]}»”’›」』）》〉】"
STOPS = "។៕៖ៗ៘៙៚ฯๆໆ။၊。！？；"
"""After these a text goes on without a space."""
_NEVER_FIRST = STOPS + "!?.,:;…%" + CLOSERS + "।॥،؛؟۔，、：・ー％"

_MARKS = "\u17b4-\u17d3\u17dd"  # Khmer's
_TIED = " \t" + _NEVER_FIRST
_SPACE = re.compile(rf" (?![{re.escape(_NEVER_FIRST)}{_MARKS}])")
_FIRST_SPACE = re.compile(rf"^ (?![{_MARKS}])")  # with a mark it is a cluster
_OPENING = re.escape(OPENERS)
_ADDRESS = re.compile(
    rf"(?<![{_OPENING}])[{_OPENING}]*+(?:https?://|mailto:|www\.)[^ \t]+"
    rf"(?:[ \t]+[{re.escape(_NEVER_FIRST)}]+)*"
)
_COENG_PAIR = re.compile("\u17d2[\u1780-\u17a2\u17a5-\u17b3]")


def wrap(text: str, columns: int = 72, names: Sequence[str] = ()) -> list[str]:
    """The lines of `text` for a text/plain mail, each at most `columns` cells wide; line ends stay.

    Lines break at spaces; a Khmer phrase that is too wide for any line breaks between its words, or its
    clusters. The `names` stay whole where a line holds them, and a wider address up to 900 bytes, the most
    that any line has. No line begins with ។ or other closing punctuation.
    """
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, columns, names)]


def _lines(paragraph: str, columns: int, names: Sequence[str]) -> list[str]:
    text = " ".join(filter(None, paragraph.replace("\t", " ").split(" ")))
    lines, cells, size = [""], 0, 0
    for piece in _pieces(text, columns, names):
        wide, long, spaces = width(piece), len(piece.encode()), len(piece) - len(piece.rstrip(" "))
        if lines[-1] and (cells + wide - spaces > columns or size + long - spaces > LONGEST_LINE):
            lines[-1:] = [lines[-1].rstrip(" "), _FIRST_SPACE.sub("", piece)]
            cells, size = width(lines[-1]), len(lines[-1].encode())
        else:
            lines[-1] += piece
            cells, size = cells + wide, size + long
    return [*lines[:-1], lines[-1].rstrip(" ")]


def _pieces(text: str, columns: int, names: Sequence[str]) -> Iterator[str]:
    """What may not be broken, from left to right; joined they are the text."""
    for word in _between_spaces(text, names):
        *pieces, last = _pieces_of(word, columns, names)
        yield from pieces
        yield last + " "


def _between_spaces(text: str, names: Sequence[str]) -> Iterator[str]:
    """The text divided at its spaces, but for those in names and before closing punctuation."""
    whole = inside(names_in(text, names))
    start = 0
    for space in _SPACE.finditer(text):
        if space.start() not in whole:
            yield text[start : space.start()]
            start = space.end()
    yield text[start:]


def _pieces_of(word: str, columns: int, names: Sequence[str]) -> list[str]:
    """A word whole if a line holds it, else its parts, and addresses whole."""
    if _fits(word, columns):
        return [word]
    address = _ADDRESS.search(word)
    if not address:
        return _breakable(word, columns, names)
    before, after = word[: address.start()], word[address.end() :]
    is_short = len(address[0].encode()) <= LONGEST_LINE
    pieces = [address[0]] if is_short else _breakable(address[0], LONGEST_LINE // 4)
    return [*_breakable(before, columns, names), *pieces, *_breakable(after, columns, names)]


def _breakable(word: str, columns: int, names: Sequence[str] = ()) -> list[str]:
    """Its parts, each with the punctuation that may not begin the next line or end the one before."""
    pieces: list[str] = []
    for part in _parts(word, columns, names):
        tied = pieces and (part in _TIED or pieces[-1][-1] in OPENERS)
        if tied and _fits(pieces[-1] + part, columns):
            pieces[-1] += part
        else:
            pieces.append(part)
    return pieces


def _parts(word: str, columns: int, names: Sequence[str]) -> Iterator[str]:
    """Names and Khmer words, or the clusters of what is neither, or wider than a line."""
    edges = {offset for span in names_in(word, names) for offset in span}
    for start, end in pairwise(sorted({0, len(word)} | edges | set(word_ends(word, names)))):
        part = word[start:end]
        if _fits(part, columns) and part[0] not in _TIED:
            yield part
        else:
            yield from clusters(part)


def _fits(line: str, columns: int) -> bool:
    return width(line) <= columns and len(line.encode()) <= LONGEST_LINE


@lru_cache(maxsize=4096)  # a mail has many words more than once
def width(text: str) -> int:
    """How many cells of a terminal `text` takes: coengs and marks none, wide East Asian letters two."""
    return len(text) if text.isascii() else sum(map(_cells, _COENG_PAIR.sub("", text)))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
