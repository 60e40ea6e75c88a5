"""Text shortened with an ellipsis: never within a cluster, after a whole word where words are known.

Lengths are clusters (what a reader sees as one character).
"""

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate

from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import word_ends
from cchr_feeds.segmentation.wrap import CLOSERS, OPENERS, STOPS

ELLIPSIS = "…"

_CLOSING = dict(zip(OPENERS, CLOSERS, strict=True)) | {'"': '"'}
_NEVER_BEFORE_ELLIPSIS = OPENERS + " ,;:.–—-/៖។៕।၊။،؛۔，、；：。"
# A stop after a shorter word may end an abbreviation.
_SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_]{4})[.!?](?=[”’»\")]*\s)|[\u17d4\u17d5\u061f\u06d4\u0964\u0965\u104b\u3002\uff01\uff1f])[”’»\")]*"
)
_SENTENCES_FROM = 0.7  # of the room there is
_WHOLE_WORDS_FROM = 0.6  # of the room there is; a word boundary before that costs too much


def truncate(text: str, limit: int) -> str:
    """`text` in at most `limit` clusters, the ellipsis included; white space becomes single spaces.

    It ends after a whole word where one ends in the last 40 %, else after a cluster. A bracket or
    quotation opened near the end is left out, an earlier one is closed.
    """
    text = _in_one_line(text)
    parts = clusters(text)
    return text if len(parts) <= limit else _truncated(text, parts[: max(limit, 0)])


def _truncated(text: str, parts: list[str]) -> str:
    """A text of more than these `parts`, truncated to as many clusters."""
    known = {offset: count for count, offset in enumerate(accumulate(map(len, parts)), start=1)}
    words = {known[offset] for offset in word_ends(text) if offset in known}
    return _cut(parts, _ends(parts) | words)


def whole_sentences(text: str, limit: int) -> str:
    """`text` in at most `limit` clusters: sentences where that leaves not much out, else `truncate`."""
    text = _in_one_line(text)
    parts = clusters(text)
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
    """`text` in at most so many characters: as `truncate`, but the same wherever it is made.

    It asks no dictionary, so it ends at a space, a stop, or after a cluster.
    """
    text = _in_one_line(text)
    if len(text) <= characters:
        return text
    parts = clusters(text[: 2 * characters])
    parts = parts[: bisect_right([*accumulate(map(len, parts))], characters)]
    return _cut(parts, _ends(parts))


def _in_one_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def _cut(parts: list[str], ends: Collection[int]) -> str:
    """The `parts`, which more would follow, cut at one of the `ends` if possible, with what closes them."""
    limit = len(parts)
    for room in range(limit - 1, 0, -1):
        kept = _shortened(parts, room, ends)
        closing = "".join(closer for _, closer in reversed(_still_open(kept)))
        if len(kept) + 1 + len(closing) <= limit:
            return "".join(kept) + ELLIPSIS + closing
    return ELLIPSIS[:limit]


def _ends(parts: list[str]) -> set[int]:
    """How many `parts` lie before each space and after each stop."""
    spaces = {count for count, part in enumerate(parts) if part == " "}
    stops = {count for count, part in enumerate(parts, start=1) if part in STOPS}
    return spaces | stops


def _shortened(parts: list[str], room: int, ends: Collection[int]) -> list[str]:
    """The first parts, at most `room`, that end well."""
    back_to = int(room * _WHOLE_WORDS_FROM)
    kept = parts[: next((end for end in range(room, back_to, -1) if end in ends), room)]
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
