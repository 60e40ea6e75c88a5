"""Text as HTML in which a line breaks where readers expect it, and nowhere else."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape

from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import BREAK, names_in, word_ends
from cchr_feeds.text.wording import Word

LONGEST = 24
"""Clusters that fit the narrowest phone in one line; a longer name has to be broken after all."""

_BEFORE_A_STOP = re.compile(" (?=[។៕៖ៗ»])")
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_VERBATIM = re.compile("<(/?)(?:code|pre)[ >]")


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
    html = _set(text, names, ())
    return Html(text.marked(html)) if isinstance(text, Word) else html


def between_words(text: str, names: tuple[str, ...] = ()) -> Html:
    """As `unbroken`, and a line may break between any two Khmer words.

    For mail: programs without a Khmer dictionary let a line without spaces run out of the letter
    (measured with Pango); those with one set it the same with these breaks and without. They are
    spaces of no width: old Outlook knows no <wbr>, and spam filters dislike it.
    """
    html = _between_words(str(text), names)
    return Html(text.marked(html)) if isinstance(text, Word) else html


@lru_cache(maxsize=1024)  # an edition that is folded is rendered several times, and again for the web
def _between_words(text: str, names: tuple[str, ...]) -> Html:
    return _set(text, names, word_ends(text, names))


def unbroken_html(html: str, names: Sequence[str]) -> Html:
    """Clean HTML in which no line breaks inside one of the names."""
    pieces = _TAG.split(html)  # text and tags in turn
    pieces[::2] = (unbroken(unescape(text), names) for text in pieces[::2])
    return Html("".join(pieces))


def between_words_in_html(html: str, names: tuple[str, ...]) -> Html:
    """Clean HTML in which a line may break between any two Khmer words; code is to be copied as it is."""
    pieces = _TAG.split(html)
    verbatim = 0
    for place in range(0, len(pieces), 2):
        if place and (tag := _VERBATIM.match(pieces[place - 1])):
            verbatim += -1 if tag[1] else 1
        text = unescape(pieces[place])
        pieces[place] = unbroken(text, names) if verbatim else between_words(text, names)
    return Html("".join(pieces))


def _set(text: str, names: Sequence[str], breaks: Sequence[int]) -> Html:
    """The text with its names kept in one line, and a possible break at each of the offsets."""
    if not text.isascii():
        text = _BEFORE_A_STOP.sub("\u00a0", text)  # as long as before, so that the offsets stay right
    spans = names_in(text, _short(tuple(names)))
    html, end = "", 0
    for first, last in spans:
        html += _broken(text, end, first, breaks)
        html += f'<span style="white-space:nowrap">{escape(text[first:last])}</span>'
        end = last
    return Html(html + _broken(text, end, len(text), breaks))


@lru_cache(maxsize=16)
def _short(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if len(clusters(name)) <= LONGEST)


def _broken(text: str, start: int, end: int, breaks: Sequence[int]) -> str:
    if not breaks:
        return escape(text[start:end])
    inside = breaks[bisect_left(breaks, start) : bisect_right(breaks, end)]
    parts = [text[first:last] for first, last in zip([start, *inside], [*inside, end], strict=True)]
    return escape(BREAK.join(parts))
