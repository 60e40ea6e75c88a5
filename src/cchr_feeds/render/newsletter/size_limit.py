"""Mails short enough to arrive whole: the tail of what is too long becomes "and 12 more on the web".

A mail's size is the sum of its parts: its frame, each row, and each line of its lists of titles. So a page is
filled in once, with places for these parts, and as many of them are left out as it takes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Literal, Protocol

from markupsafe import escape

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _
from cchr_feeds.model.publication import Entry
from cchr_feeds.render.newsletter.letter import Letter

MAIL_LIMIT = 95_000
"""Bytes of HTML: Gmail cuts a mail, and its unsubscribe link, off at 102 kB (hteumeuleu/email-bugs#41).

Mailing services add some of their own: longer links, a picture to count readers.
"""

LARGE_MAIL = 80_000
"""Bytes from which on there is a warning."""

_SHORTEN = N_("shorten summaries, or give some entries another month with edition:")
_MARK = re.compile("\x1a([0-9]+)\x1a")  # by a character that no text of ours can hold, as in links.py
_TEXT = "\x1atext\x1a"

Kind = Literal["rows", "titles", "elsewhere"]
Size = Callable[[int, int], int]
"""How many bytes a mail has with so many entries whole and so many titles listed."""


class Caller(Protocol):
    """What stands between `{% call … %}` and `{% endcall %}` in a template."""

    def __call__(self, *values: str) -> str: ...  # noqa: D102


Kept = dict[tuple[Kind, str], str]
"""Parts that the pages of an edition have in common, by the entry's id."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page, the `number`-th of its kind; what depends on other parts has a place in it.

    Without an entry it is the line that says how many more of its kind are on the web.
    """

    kind: Kind
    number: int
    html: str
    entry: Entry | None = None

    def shown_in(self, letter: Letter) -> str:
        """What a letter shows of it; nothing where it is left out."""
        limit = letter.whole if self.kind == "rows" else letter.listed
        if self.entry is None:
            text = letter.more(
                letter.edition.elsewhere if self.kind == "elsewhere" else letter.entries, limit
            )
        elif limit is not None and self.number >= limit:
            return ""
        else:
            text = letter.target(self.entry, self.number)
        return text and self.html.replace(_TEXT, escape(text))


@dataclass(frozen=True)
class Parts:
    """The parts that a page's template hands over by `{% call %}`; in their places stand marks.

    `kept` gathers those that pages of one edition have in common.
    """

    kept: Kept
    all: list[Part] = field(default_factory=list)
    _counts: Counter[Kind] = field(default_factory=Counter)

    def row(self, entry: Entry, caller: Caller) -> str:
        """An entry, with the heading above it where it is the first of its category."""
        return self._of_entry("rows", entry, caller)

    def title(self, entry: Entry, caller: Caller) -> str:
        """A line of the contents, which is told where it leads."""
        return self._of_entry("titles", entry, caller, _TEXT)

    def elsewhere(self, entry: Entry, caller: Caller) -> str:
        """The title of an entry that exists in other languages only."""
        return self._of_entry("elsewhere", entry, caller)

    def more(self, kind: Kind, caller: Caller) -> str:
        """The line below all parts of a kind, which is told how many more there are."""
        return self._marked(Part(kind, self._counts[kind], _plain(caller(_TEXT))))

    def _of_entry(self, kind: Kind, entry: Entry, caller: Caller, *told: str) -> str:
        known = (kind, entry.publication_id)
        if known not in self.kept:
            self.kept[known] = _plain(caller(*told))
        self._counts[kind] += 1
        return self._marked(Part(kind, self._counts[kind] - 1, self.kept[known], entry))

    def _marked(self, part: Part) -> str:
        self.all.append(part)
        return f"\x1a{len(self.all) - 1}\x1a"


def _plain(html: str) -> str:
    """The HTML as a plain `str`; that of Jinja is slow, because it escapes what it is put together with."""
    return f"{html}"


@dataclass(frozen=True, slots=True)
class Page:
    """A letter's page: its frame, with marks in the places of its parts."""

    letter: Letter
    frame: str
    parts: list[Part]

    def html(self, shown: Letter | None = None) -> str:
        """The page as far as its letter shows it, or a shorter one of the same edition."""
        letter = shown or self.letter
        texts = _MARK.split(self.frame)
        texts[1::2] = [self.parts[int(number)].shown_in(letter) for number in texts[1::2]]
        return "".join(texts)

    def sizes(self) -> Size:
        """The sizes of the pages of shorter letters, added up."""
        frame = _bytes(_MARK.sub("", self.frame))
        rows, elsewhere = (_growth(part.html for part in self._of(kind)) for kind in ("rows", "elsewhere"))
        all_of_it, no_rows = (self.letter.shortened(whole, len(self.parts)) for whole in (len(self.parts), 0))
        below = _growth(part.shown_in(all_of_it) for part in self._of("titles"))
        online = _growth(part.shown_in(no_rows) for part in self._of("titles"))
        rests = [part for part in self.parts if part.entry is None]

        def size(whole: int, listed: int) -> int:
            both, letter = min(whole, listed), self.letter.shortened(whole, listed)
            titles = below(both) + online(listed) - online(both)
            more = sum(_bytes(part.shown_in(letter)) for part in rests)
            return frame + rows(whole) + titles + elsewhere(listed) + more

        return size

    def _of(self, kind: Kind) -> Iterator[Part]:
        return (part for part in self.parts if part.kind == kind and part.entry)


def _growth(texts: Iterable[str]) -> Callable[[int], int]:
    """How many bytes the first of these have together, by their number."""
    sizes = list(accumulate(map(_bytes, texts), initial=0))
    return lambda count: sizes[min(count, len(sizes) - 1)]


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter's HTML, the letter as far as it fits in, its size in bytes, and that of all of it."""

    letter: Letter
    html: str
    size: int
    full_size: int

    @property
    def left_out(self) -> int:
        """How many entries it leaves to the web: those without their text, and titles it does not list."""
        whole, listed = self.letter.whole, self.letter.listed
        unread = 0 if whole is None else len(self.letter.entries) - whole
        unlisted = 0 if listed is None else len(self.letter.edition.elsewhere) - listed
        return unread + max(unlisted, 0)

    def warnings(self, path: str) -> Iterator[Problem]:
        """What to know about the size of the mail at `path`."""
        if self.size > MAIL_LIMIT:
            message = _(
                "this mail has {size} kB; Gmail cuts off its end, and the way out with it",
                size=_kilo(self.size),
            )
            yield _about(path, message, _("shorten the editor's note"))
        elif self.left_out:
            message = _(
                "all of this mail would have {size} kB and must stay under {limit}, so {count} of its "
                "entries are left to the web",
                size=_kilo(self.full_size),
                limit=_kilo(MAIL_LIMIT),
                count=self.left_out,
            )
            yield _about(path, message, _(_SHORTEN))
        elif self.size > LARGE_MAIL:
            message = _(
                "this mail has {size} kB; from {limit} kB on, its last entries are left to the web",
                size=_kilo(self.size),
                limit=_kilo(MAIL_LIMIT),
            )
            yield _about(path, message, _(_SHORTEN))


Rendered = Callable[[Letter], Page]


def within_limit(letter: Letter, rendered: Rendered) -> Mail:
    """The whole letter; or as much as fits: titles in at most half of the mail, then entries with texts.

    What is left out is on the web, and the mail says so. Its footer, and the way out, are always inside.
    """
    page = rendered(letter)
    entries, titles = len(letter.entries), max(len(letter.entries), len(letter.edition.elsewhere))
    size = page.sizes()
    if (full_size := size(entries, titles)) <= MAIL_LIMIT:
        return Mail(letter, page.html(), full_size, full_size)
    whole, listed = _most_of(entries, titles, size)
    if size(whole, listed) > MAIL_LIMIT:  # a template of the project's own may not hand over its parts
        size = cache(lambda whole, listed: _bytes(rendered(letter.shortened(whole, listed)).html()))
        whole, listed = _most_of(entries, titles, size)
        page = rendered(letter.shortened(whole, listed))
    shorter = letter.shortened(whole, listed)
    return Mail(shorter, page.html(shorter), size(whole, listed), full_size)


def _most_of(entries: int, titles: int, size: Size) -> tuple[int, int]:
    """How many entries fit with their texts, and how many titles, of so many."""
    listed = _most(titles, MAIL_LIMIT // 2, lambda count: size(0, count))
    return _most(entries, MAIL_LIMIT, lambda count: size(count, listed)), listed


def _most(count: int, limit: int, size: Callable[[int], int]) -> int:
    """The highest number up to `count` of which the size keeps within the limit; at least 0."""
    if size(count) <= limit:
        return count
    return max(bisect_right(range(count), limit, key=size) - 1, 0)


def _bytes(text: str) -> int:
    return len(text.encode())


def _kilo(size: int) -> int:
    return round(size / 1000)


def _about(path: str, message: str, fix: str) -> Problem:
    return Problem(path, 1, 1, "size", message, fix, "warning")
