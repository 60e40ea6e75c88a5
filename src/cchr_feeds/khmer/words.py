"""Where Khmer words end, which a dictionary has to tell, because Khmer is written without spaces.

The dictionary is ICU's, and only this module knows it. Without icu4py no words are found, and text is divided
between clusters. ICU reads neither the machine's locale nor its files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, pairwise

from cchr_feeds.khmer.clusters import BASES, COENG, MARKS, ZWJ, ZWNJ
from cchr_feeds.khmer.names import Span, inside, kept_whole

_REPEAT = "\u17d7"  # ៗ belongs to the word before it
_RUN = re.compile(f"[{BASES}][{BASES}{MARKS}{_REPEAT}{ZWNJ}{ZWJ}]++")
_BASE = re.compile(f"[{BASES}]")
_APART = "\n"  # no word goes on behind it (UAX #29, WB3a and WB3b)
_MOST_KEPT = 4096  # runs, of about 30 letters; a newsletter of 40 entries has 400 different ones

BREAK = "\u200b"
"""A zero-width space, which lets a line end; Khmer sets it between words, and no word holds it."""

Segments = Callable[[str], Iterable[Span]]


def word_ends(text: str, names: Sequence[str] = ()) -> list[int]:
    """Offsets in `text` between two Khmer words, from left to right.

    Each lies between two clusters, and in no address and none of the `names`. There are none
    where icu4py is not installed.
    """
    runs = [] if text.isascii() else [(run.start(), run[0]) for run in _RUN.finditer(text)]
    divided = _divided([run for _, run in runs])
    found = [start + end for start, run in runs for end in _ends(divided[run])]
    whole = inside(kept_whole(text, names)) if found else set()
    return [end for end in found if end not in whole] if whole else found


def with_breaks(text: str) -> str:
    """The text with a `BREAK` between any two Khmer words, those of names and addresses too."""
    if text.isascii():
        return text
    divided = _divided(_RUN.findall(text))
    return _RUN.sub(lambda run: divided[run[0]], text) if divided else text


def words_are_known() -> bool:
    """Whether Khmer words can be told apart here; a quick look, which loads nothing."""
    return find_spec("icu4py") is not None


def _ends(divided: str) -> Iterator[int]:
    return accumulate(map(len, divided.split(BREAK)[:-1]))


def _divided(runs: Sequence[str]) -> Mapping[str, str]:
    """These runs of Khmer with breaks between words, and perhaps others; without where nothing can tell."""
    dictionary = _dictionary() if runs else None
    return dictionary.divided(runs) if dictionary else {run: run for run in runs}


class _Dictionary:
    """ICU's, and what it said of the runs it was asked for last: an edition shows each text several times."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._kept: dict[str, str] = {}

    def divided(self, runs: Iterable[str]) -> Mapping[str, str]:
        """These runs of Khmer, and others that were asked for, with breaks between their words."""
        if len(self._kept) > _MOST_KEPT:
            self._kept = {}
        kept = self._kept
        new = [run for run in dict.fromkeys(runs) if run not in kept]
        if new:
            kept.update(zip(new, self._asked(new), strict=True))
        return kept

    def _asked(self, runs: Sequence[str]) -> list[str]:
        """What ICU says, asked for all at once: it takes longer to begin than to divide a run."""
        together = _APART.join(runs)
        ends = [end for _, end in self._segments(together) if _is_between_words(together, end)]
        words = (together[start:end] for start, end in pairwise([0, *ends, len(together)]))
        return BREAK.join(words).split(_APART)


def _is_between_words(text: str, end: int) -> bool:
    return _BASE.match(text, end) is not None and text[end - 1] not in (COENG, _APART)


@cache
def _dictionary() -> _Dictionary | None:
    """What divides a run of Khmer into words; loaded by the first Khmer text, never by an English one."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    return _Dictionary(lambda text: WordBreaker(text, "km").segments())
