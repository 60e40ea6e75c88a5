"""Texts as HTML: where their lines break, and in which language and direction they are read."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape

from cchr_feeds.model.site import LONGEST_KEPT
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import BREAK, names_in, word_ends
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.scripts import scripts_of, share, text_direction
from cchr_feeds.text.wording import BEGIN, END, MIDDLE, Word

_BEFORE_A_STOP = re.compile(" (?=[។៕៖ៗ»])")
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_VERBATIM = re.compile("<(/?)(?:code|pre)[ >]")

# A template may put a word of ours anywhere. In an element's content, browsers and screen readers can be told
# that it is in another language than the page; in attributes, comments, titles, scripts and styles it is
# plain text. So it is written between marks, and these are dealt with in the finished page.
_MARK = f"{BEGIN}([^{MIDDLE}]*){MIDDLE}"
_MARKED = re.compile(
    r"<!--.*?-->|<(script|style|title|textarea|option)\b.*?</\1\s*>"
    r"""|<[a-z/!](?:"[^"]*"|'[^']*'|[^"'>])*>"""
    rf"|{_MARK}([^{END}]*){END}",
    re.DOTALL | re.IGNORECASE,
)
_LEFT = re.compile(f"{_MARK}|{END}")


class Html(str):
    """HTML that is safe already; templates do not escape it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def unbroken(text: str, names: Sequence[str] = ()) -> Html:
    """The text, escaped; each of the `names` stays in one line, and no line starts with a Khmer stop."""
    return _marked(text, _set(text, names, ()))


def between_words(text: str, names: tuple[str, ...] = ()) -> Html:
    """As `unbroken`, and a line may break between any two Khmer words, at a space of no width; for mail."""
    # Mail programs without a Khmer dictionary let a line without spaces run out of the letter (measured with
    # Pango); those with one set it the same with these breaks and without.
    return _marked(text, _between_words(str(text), names))


def _marked(text: str, html: Html) -> Html:
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
        # Khmer has no spaces, and dictionaries break names they do not know (measured). A span is safer in
        # mails than a word joiner, which old clients draw as a box.
        html += f'<span style="white-space:nowrap">{escape(text[first:last])}</span>'
        end = last
    return Html(html + _broken(text, end, len(text), breaks))


@lru_cache(maxsize=16)
def _short(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if len(clusters(name)) <= LONGEST_KEPT)


def _broken(text: str, start: int, end: int, breaks: Sequence[int]) -> str:
    if not breaks:
        return escape(text[start:end])
    inside = breaks[bisect_left(breaks, start) : bisect_right(breaks, end)]
    parts = [text[first:last] for first, last in zip([start, *inside], [*inside, end], strict=True)]
    # No <wbr>: old Outlook does not know it, and spam filters dislike it.
    return escape(BREAK.join(parts))


def in_language(language: str, around: str = "", text: str = "") -> Html:
    """The attributes of an element in a language, as HTML."""
    written = (f' {name}="{escape(value)}"' for name, value in run(language, around, text).items())
    return Html("".join(written))


def run(language: str, around: str = "", text: str = "") -> dict[str, str]:
    """The attributes of a text in a language: `lang`, and `dir` where its direction differs.

    `around` is the language of the element that holds it; an empty one is that of a whole document. Where the
    `text` is given, its letters decide which direction it has.
    """
    own, other = text_direction(text, language), direction(around) if around else "ltr"
    lang = {} if language == around else {"lang": language}
    return lang if own == other else lang | {"dir": own}


def name_in(text: str, around: str, main: str) -> Html:
    """The attributes of an element with a name that is the same in every language of a site.

    It is in the `main` one if it has letters of that, and none of the language `around` it.
    """
    is_foreign = share(text, scripts_of(main)) > share(text, scripts_of(around)) == 0
    return in_language(main if is_foreign else around, around, text)


def marked_runs(html: str) -> str:
    """A finished page with a `<span>` around each word of ours in another language, if it has any."""
    return _MARKED.sub(_run, html) if BEGIN in html else html


def _run(found: re.Match[str]) -> str:
    attributes, text = found[2], found[3]
    return f"<span {attributes}>{text}</span>" if attributes else _LEFT.sub("", found[0])
