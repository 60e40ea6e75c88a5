"""Where Khmer words end: Khmer is written without spaces, so a dictionary has to tell.

The dictionary is ICU's, and this module its one door; without icu4py no word is told apart, and
whoever asks goes by clusters. ICU reads neither the machine's locale nor its files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec

from cchr_feeds.text.khmer import BASES, COENG, MARKS, ZWJ, ZWNJ
from cchr_feeds.text.names import ADDRESS, Span, inside, names_in

_REPEAT = "\u17d7"  # ៗ belongs to the word before it
_RUN = re.compile(f"[{BASES}][{BASES}{MARKS}{_REPEAT}{ZWNJ}{ZWJ}]++")
_BASE = re.compile(f"[{BASES}]")

Segments = Callable[[str], Iterable[Span]]


def word_ends(text: str, names: Sequence[str] = ()) -> list[int]:
    """Offsets in `text` between two Khmer words, from left to right.

    Each lies between two clusters, and in no address and none of the `names`. There are none
    where icu4py is not installed.
    """
    found = [run.start() + end for run in _RUN.finditer(text) for end in _ends_in_run(run[0])]
    if not found:
        return found
    whole = inside([*names_in(text, names), *(match.span() for match in ADDRESS.finditer(text))])
    return [end for end in found if end not in whole]


def words_are_known() -> bool:
    """Whether Khmer words can be told apart here; a quick look, which loads nothing."""
    return find_spec("icu4py") is not None


def _ends_in_run(run: str) -> tuple[int, ...]:
    segments = _segments()
    if segments is None:
        return ()
    return tuple(end for _, end in segments(run) if _BASE.match(run, end) and run[end - 1] != COENG)


@cache
def _segments() -> Segments | None:
    """What divides a run of Khmer into words; loaded by the first Khmer text, never by an English one."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    return lambda run: WordBreaker(run, "km").segments()
