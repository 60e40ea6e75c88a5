"""Text as HTML in which a line does not break where readers would stumble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from cchr_feeds.text.khmer import clusters

LONGEST = 24
"""Clusters that fit the narrowest phone in one line; a longer name has to be broken after all."""

_BEFORE_A_STOP = re.compile(" (?=[។៕៖ៗ»])")


class Html(str):
    """HTML that is safe already; templates do not escape it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def unbroken(text: str, names: Sequence[str] = ()) -> Html:
    """The text, escaped; each of the `names` in it stays in one line, and no line starts with a Khmer stop.

    Khmer has no spaces, and dictionaries break names they do not know (measured). A span is
    safer in mails than a word joiner, which old clients draw as a box.
    """
    safe = escape(_BEFORE_A_STOP.sub("\u00a0", text))
    kept = sorted((escape(name) for name in names if len(clusters(name)) <= LONGEST), key=len, reverse=True)
    if not kept:
        return Html(safe)
    pattern = "|".join(map(re.escape, kept))
    return Html(re.sub(pattern, lambda match: f'<span style="white-space:nowrap">{match[0]}</span>', safe))
