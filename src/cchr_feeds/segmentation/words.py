"""Where text without spaces may be divided: between words, which a dictionary tells, in no name or address.

Khmer, Thai, Lao and Burmese are written without spaces. The dictionaries are ICU's, and only this module
knows it. Without icu4py no words are found, and text is divided between clusters.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from cchr_feeds.errors import Unfinished
from cchr_feeds.i18n import _
from cchr_feeds.segmentation.clusters import ZWJ, ZWNJ, clusters

Span = tuple[int, int]
"""The offsets, in code points, where something begins and ends."""

ADDRESS = re.compile(
    r"(?:https?:|mailto:|www\.)\S+|(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]++@\S+|[#@]\S+", re.IGNORECASE
)
"""A web or mail address, a hashtag or a handle, with the characters that follow without a space."""
SIGN = re.compile(r"[:@#.]")  # no address is without one of these, and they are found sooner

WITHOUT_SPACES = frozenset({"Khmr", "Thai", "Laoo", "Mymr"})
"""The scripts that set no space between words, and for which ICU has a dictionary."""

# A letter that begins a word, and all that may follow it there: of Khmer, Thai, Lao and Burmese.
_RUN = re.compile(
    f"[\u1780-\u17a2\u17a5-\u17b3][\u1780-\u17d3\u17d7\u17dd{ZWNJ}{ZWJ}]++"
    "|[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e3a\u0e40-\u0e4e]++"
    "|[\u0e81-\u0eae\u0ec0-\u0ec4\u0edc-\u0edf][\u0e81-\u0ece\u0edc-\u0edf]++"
    f"|[\u1000-\u102a\u103f\u1050-\u109d\uaa60-\uaa7f][\u1000-\u103f\u104c-\u109d\uaa60-\uaa7f{ZWNJ}{ZWJ}]++"
)
_TWO_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2}")
_OF_THE_WORD_BEFORE = "ៗๆໆฯຯ"  # signs of repetition and omission

_TWO_WORDS = "សិទ្ធិមនុស្សកម្ពុជា"  # human rights; Cambodia

BREAK = "\u200b"
"""A zero-width space, which lets a line end; these scripts set it between words, and no word holds it."""


def words_are_known() -> bool:
    """Whether what tells words apart is installed here; a quick look, which loads nothing."""
    if "icu4py" in sys.modules:
        return sys.modules["icu4py"] is not None  # None where it is kept from being imported
    # As importlib.util.find_spec does it, which takes a millisecond to load.
    return any(finder.find_spec("icu4py", None) for finder in sys.meta_path)


def word_ends(text: str, names: Sequence[str] = ()) -> list[int]:
    """Offsets in `text` between two words that no space divides, from left to right.

    Each lies between two clusters, in no address and none of the `names`. Without icu4py there are none.
    """
    runs = [] if text.isascii() else [(run.start(), run[0]) for run in _RUN.finditer(text)]
    found = [start + end for start, run in runs for end in _ends(run)]
    if not found:
        return found
    addresses = ADDRESS.finditer(text) if SIGN.search(text) else ()
    whole = inside([*names_in(text, names), *(match.span() for match in addresses)])
    return [end for end in found if end not in whole]


def word_count(text: str) -> int:
    """About how many words a text has.

    Where no space stands between words, three clusters count as one; in Chinese and Japanese two characters.
    """
    # No dictionary is asked, so that the count is the same everywhere. Khmer has 2.7 clusters in a word,
    # Thai 2.9.
    unspaced = sum((len(clusters(run)) - 1) // 3 for run in _RUN.findall(text))
    return len(text.split()) + unspaced + len(_TWO_IDEOGRAPHS.findall(text))


@lru_cache(maxsize=8192)  # an edition shows each of its texts several times, and phrases come again
def _ends(run: str) -> tuple[int, ...]:
    """Where words end in a run of one script, by ICU, but within no cluster of ours."""
    segments = _segments()
    if not segments:
        return ()
    edges = {*accumulate(map(len, clusters(run)))} - {len(run)}
    return tuple(end for _, end in segments(run) if end in edges and run[end] not in _OF_THE_WORD_BEFORE)


@cache
def _segments() -> Callable[[str], Iterable[Span]] | None:
    """What divides a run into words, if it is installed; raises `Unfinished` if that does not work."""
    if not words_are_known():
        return None
    try:
        # Loaded by the first text that needs it, never by an English one.
        from icu4py.breakers import WordBreaker

        if len([*WordBreaker(_TWO_WORDS, "km").segments()]) < 2:  # Alpine's icu-data-en has no dictionary
            raise RuntimeError("no dictionary of Khmer")
    # It may fail this once only: memory may be short.
    except (ImportError, RuntimeError) as error:
        message = _(
            "icu4py, which tells words without spaces apart, is installed but does not work ({reason}); "
            "close other programs or install it again, and repeat the command",
            reason=error,
        )
        raise Unfinished(message) from error
    # ICU reads neither the machine's locale nor its files.
    return lambda text: WordBreaker(text, "km").segments()


def names_in(text: str, names: Sequence[str]) -> list[Span]:
    """Where `names` stand in `text` as whole clusters, in order; of two that begin alike the longer one."""
    pattern = _pattern(tuple(names))
    found = [match.span() for match in pattern.finditer(text)] if pattern else []
    if not found:
        return found
    # Readers do not see a name that ends or begins within a cluster.
    edges = {0, *accumulate(map(len, clusters(text)))}
    return [span for span in found if edges.issuperset(span)]


def inside(spans: Iterable[Span]) -> set[int]:
    """The offsets within the spans, at which they are not to be divided."""
    return {offset for first, last in spans for offset in range(first + 1, last)}


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
