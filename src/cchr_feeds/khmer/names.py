"""What stays in one piece: names, found where they stand as whole clusters, and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from cchr_feeds.khmer.clusters import clusters

Span = tuple[int, int]
"""The offsets where something begins and ends."""

ADDRESS = re.compile(
    r"(?:https?:|mailto:|www\.)\S+|(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]++@\S+|[#@]\S+", re.IGNORECASE
)
"""A web or mail address, a hashtag or a handle, with the characters that follow without a space."""
_SIGN = re.compile(r"[:@#.]")  # no address is without one of these, and they are found sooner


def names_in(text: str, names: Sequence[str]) -> list[Span]:
    """Where the `names` stand in `text`, from left to right; of two that begin alike the longer one.

    What ends or begins within a cluster is no name: readers do not see it there.
    """
    pattern = _pattern(tuple(names))
    found = [match.span() for match in pattern.finditer(text)] if pattern else []
    if not found:
        return found
    edges = {0, *accumulate(map(len, clusters(text)))}
    return [span for span in found if edges.issuperset(span)]


def kept_whole(text: str, names: Sequence[str]) -> list[Span]:
    """Where the `names` and addresses stand in `text`: what is not to be divided."""
    addresses = [match.span() for match in ADDRESS.finditer(text)] if _SIGN.search(text) else []
    return [*names_in(text, names), *addresses]


def inside(spans: Iterable[Span]) -> set[int]:
    """The offsets within the spans, at which they are not to be divided."""
    return {offset for first, last in spans for offset in range(first + 1, last)}


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
