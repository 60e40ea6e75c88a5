"""Text that fits: wrapped into lines, or shortened with an ellipsis; never within a cluster.

It ends between words where they are known. Lines are measured in cells of a terminal, cut texts in clusters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, pairwise

from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import inside, names_in, word_ends

LONGEST_LINE = 900  # bytes; RFC 5322 §2.1.1 allows 998

OPENERS, CLOSERS = "([{«“‘‹「『（《〈【", ")]}»”’›」』）》〉】"
_STOPS = "។៕៖ៗ៘៙៚ฯๆໆ။၊。！？；"  # after these a text goes on without a space
_NEVER_FIRST = _STOPS + "!?.,:;…%" + CLOSERS + "।॥،؛؟۔，、：・ー％"

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
    if len(text) <= 2 * columns and _fits(text, columns):
        return [text]
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


@cache
def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# --- shortened ----------------------------------------------------------------------------------------

ELLIPSIS = "…"

_CLOSING = dict(zip(OPENERS, CLOSERS, strict=True)) | {'"': '"'}
_NEVER_BEFORE_ELLIPSIS = OPENERS + " ,;:.–—-/៖។៕।၊။،؛۔，、；：。"
# A stop after a shorter word may end an abbreviation.
_SENTENCE = re.compile(
    r"(?:[.!?](?<=[^\W\d_]{4}.)(?=[”’»\")]*\s)|[\u17d4\u17d5\u061f\u06d4\u0964\u0965\u104b\u3002\uff01\uff1f])[”’»\")]*"
)
_SENTENCES_FROM = 0.7  # of the room there is
_WHOLE_WORDS_FROM = 0.6  # of the room there is; a word boundary before that costs too much


@lru_cache(maxsize=1024)  # the lists of a language and of its categories show the same
def truncate(text: str, limit: int) -> str:
    """`text` in at most `limit` clusters, the ellipsis included; white space becomes single spaces.

    It ends after a whole word where one ends in the last 40 %, else after a cluster. A bracket or
    quotation opened near the end is left out, an earlier one is closed.
    """
    text, limit = _in_one_line(text), max(limit, 0)
    parts = _first_clusters(text, limit + 1)
    return text if len(parts) <= limit else _truncated(text, parts[:limit])


def _first_clusters(text: str, count: int) -> list[str]:
    """The first clusters of a text, at most `count`."""
    # Of a text of 1,000 characters a teaser takes 200, and few clusters have more than two.
    parts = clusters(text[: 2 * count])
    is_enough = len(parts) > count or len(text) <= 2 * count  # the last one may go on in the text
    return (parts if is_enough else clusters(text))[:count]


def _truncated(text: str, parts: list[str]) -> str:
    """A text of more than these `parts`, truncated to as many clusters."""
    offsets = [0, *accumulate(map(len, parts))]
    known: dict[int, set[int]] = {}

    def ends_word(offset: int) -> bool:
        start = text.rfind(" ", 0, offset) + 1
        if start not in known:  # only the words of the last phrases are asked for
            phrase = text[start:].partition(" ")[0]
            known[start] = {start + end for end in word_ends(phrase)}
        return offset in known[start]

    return _cut(parts, lambda count: _is_end(parts, count) or ends_word(offsets[count]))


@lru_cache(maxsize=4096)  # an entry stands in several lists, and in the HTML and the text of a mail
def whole_sentences(text: str, limit: int) -> str:
    """`text` in at most `limit` clusters: sentences where that leaves not much out, else `truncate`."""
    text = _in_one_line(text)
    parts = _first_clusters(text, limit + 1)
    if len(parts) <= limit:
        return text
    parts = parts[:limit]
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, len("".join(parts)))]
    kept = text[: max(ends, default=0)]
    return kept if len(clusters(kept)) >= limit * _SENTENCES_FROM else _truncated(text, parts)


def first_sentence(text: str) -> str:
    """The first sentence of a text; all of it where none ends."""
    text = _in_one_line(text)
    found = _SENTENCE.search(text)
    return text[: found.end()] if found else text


def beginning(text: str, characters: int) -> str:
    """`text` in at most so many characters: as `truncate`, but it ends at a space, a stop, or any cluster."""
    # No dictionary is asked, so that the text is the same wherever it is made.
    text = _in_one_line(text)
    if len(text) <= characters:
        return text
    text = text[: characters + 100]  # so that the cluster at the limit is whole
    parts, beyond = clusters(text), len(text) - characters
    while beyond > 0:
        beyond -= len(parts.pop())
    return _cut(parts, partial(_is_end, parts))


def _in_one_line(text: str) -> str:
    if "\n" in text or "\t" in text or "  " in text:  # few have any of them
        text = re.sub(r"[ \t\n]+", " ", text)
    return text.strip(" ")


_IsEnd = Callable[[int], bool]  # whether a text may end after this many of its parts


def _cut(parts: list[str], is_end: _IsEnd) -> str:
    """The `parts`, which more would follow, cut where they may end if possible, with what closes them."""
    limit = len(parts)
    for room in range(limit - 1, 0, -1):
        kept = _shortened(parts, room, is_end)
        closing = "".join(closer for _, closer in reversed(_still_open(kept)))
        if len(kept) + 1 + len(closing) <= limit:
            return "".join(kept) + ELLIPSIS + closing
    return ELLIPSIS[:limit]


def _is_end(parts: list[str], count: int) -> bool:
    """Whether a space follows the first `count` parts, or a stop ends them."""
    return parts[count] == " " or parts[count - 1] in _STOPS


def _shortened(parts: list[str], room: int, is_end: _IsEnd) -> list[str]:
    """The first parts, at most `room`, that end well."""
    back_to = int(room * _WHOLE_WORDS_FROM)
    kept = parts[: next((end for end in range(room, back_to, -1) if is_end(end)), room)]
    late = (place for place, _ in _still_open(kept) if place >= room * _WHOLE_WORDS_FROM)
    kept = kept[: next(late, None)]
    while kept and kept[-1] in _NEVER_BEFORE_ELLIPSIS:
        kept = kept[:-1]
    return kept


def _still_open(parts: list[str]) -> list[tuple[int, str]]:
    """Place and closing character of each bracket and quotation that `parts` leave open, outermost first."""
    waiting: list[tuple[int, str]] = []
    if _CLOSING.keys().isdisjoint(parts):
        return waiting
    for place, part in enumerate(parts):
        if waiting and part == waiting[-1][1]:
            waiting.pop()
        elif part in _CLOSING:
            waiting.append((place, _CLOSING[part]))
    return waiting
