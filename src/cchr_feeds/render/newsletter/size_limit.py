"""Mails short enough to arrive whole: the tail of what is too long becomes "and 12 more on the web".

A mail's size is the sum of its parts: its frame, each row, and each line of its lists of titles. So a page is
filled in once, with places for these parts, and as many of them are left out as it takes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
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

_SHORTEN = N_("shorten summaries, or move some entries to another month with edition:")
_MARK = re.compile("\x1a([0-9]+)\x1a")  # by a character that no text of ours can hold, as in letter.py
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
    """A part of a page, the `number`-th of its kind.

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
            every = letter.edition.elsewhere if self.kind == "elsewhere" else letter.entries
            text = letter.more(every, limit)
            return text and self.html.replace(_TEXT, escape(text))
        if limit is not None and self.number >= limit:
            return ""
        if self.kind == "titles":
            return self.html.replace(_TEXT, escape(letter.target(self.entry, self.number)))
        return self.html


@dataclass
class Page:
    """A letter's page: its frame, with marks in the places of the parts.

    The page's template hands the parts over by `{% call %}`. `kept` gathers those that pages of one edition
    have in common.
    """

    letter: Letter
    kept: Kept
    frame: str = ""
    parts: list[Part] = field(default_factory=list)
    _counts: Counter[Kind] = field(default_factory=Counter)

    def row(self, entry: Entry, caller: Caller) -> str:
        """An entry, with the heading above it where it is the first of its category."""
        return self._part_of("rows", entry, caller)

    def title(self, entry: Entry, caller: Caller) -> str:
        """A line of the contents, which is told where it leads."""
        return self._part_of("titles", entry, caller, _TEXT)

    def elsewhere(self, entry: Entry, caller: Caller) -> str:
        """The title of an entry that exists in other languages only."""
        return self._part_of("elsewhere", entry, caller)

    def more(self, kind: Kind, caller: Caller) -> str:
        """The line below all parts of a kind, which is told how many more there are."""
        return self._mark(Part(kind, self._counts[kind], f"{caller(_TEXT)}"))

    def _part_of(self, kind: Kind, entry: Entry, caller: Caller, *told: str) -> str:
        known = (kind, entry.publication_id)
        if known not in self.kept:
            # A plain `str`: that of Jinja is slow, because it escapes what it is put together with.
            self.kept[known] = f"{caller(*told)}"
        self._counts[kind] += 1
        return self._mark(Part(kind, self._counts[kind] - 1, self.kept[known], entry))

    def _mark(self, part: Part) -> str:
        self.parts.append(part)
        return f"\x1a{len(self.parts) - 1}\x1a"

    def html(self, shown: Letter | None = None) -> str:
        """The page as far as its letter shows it, or a shorter one of the same edition."""
        letter = shown or self.letter
        texts = _MARK.split(self.frame)
        texts[1::2] = [self.parts[int(number)].shown_in(letter) for number in texts[1::2]]
        return "".join(texts)

    def sizes(self) -> Size:
        """The sizes of the pages of shorter letters, added up."""
        count = len(self.parts)
        frame = _bytes(_MARK.sub("", self.frame))
        rows, elsewhere = self._sizes("rows", self.letter), self._sizes("elsewhere", self.letter)
        below = self._sizes("titles", self.letter.shortened(count, count))
        online = self._sizes("titles", self.letter.shortened(0, count))
        rests = [part for part in self.parts if part.entry is None]

        def size(whole: int, listed: int) -> int:
            letter, both = self.letter.shortened(whole, listed), min(whole, listed)
            entries = sum(rows[:whole]) + sum(below[:both]) + sum(online[both:listed])
            more = sum(_bytes(part.shown_in(letter)) for part in rests)
            return frame + entries + sum(elsewhere[:listed]) + more

        return size

    def _sizes(self, kind: Kind, letter: Letter) -> Sequence[int]:
        return [_bytes(part.shown_in(letter)) for part in self.parts if part.kind == kind and part.entry]


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
        """A warning about the size of the mail at `path`, if there is any."""
        size, full_size, limit = (round(each / 1000) for each in (self.size, self.full_size, MAIL_LIMIT))
        fix = _(_SHORTEN)
        if self.size > MAIL_LIMIT:
            message = _(
                "this mail has {size} kB; Gmail cuts off its end, and with it the unsubscribe link", size=size
            )
            fix = _("shorten the editor's note")
        elif self.left_out:
            message = _(
                "the whole mail would have {size} kB and must stay under {limit}, so {count} of its "
                "entries are only on the web",
                size=full_size,
                limit=limit,
                count=self.left_out,
            )
        elif self.size > LARGE_MAIL:
            message = _(
                "this mail has {size} kB; from {limit} kB on, its last entries are only on the web",
                size=size,
                limit=limit,
            )
        else:
            return
        yield Problem(path, 1, 1, "size", message, fix, "warning")


Rendered = Callable[[Letter], Page]


def within_limit(letter: Letter, rendered: Rendered) -> Mail:
    """The whole letter; or as much as fits: titles in at most half of the mail, then entries with texts.

    What is left out is on the web, and the mail says so. Its footer, and the way out, are always inside.
    """
    page = rendered(letter)
    size, count = page.sizes(), len(page.parts)
    if (full_size := size(count, count)) <= MAIL_LIMIT:
        return Mail(letter, page.html(), full_size, full_size)
    shorter = _shortened(letter, size)
    html = page.html(shorter)
    if _bytes(html) > MAIL_LIMIT:  # a template of the project's own may not hand over its parts
        sizes = cache(lambda *numbers: _bytes(rendered(letter.shortened(*numbers)).html()))
        shorter = _shortened(letter, sizes)
        html = rendered(shorter).html()
    return Mail(shorter, html, _bytes(html), full_size)


def _shortened(letter: Letter, size: Size) -> Letter:
    entries, titles = len(letter.entries), max(len(letter.entries), len(letter.edition.elsewhere))
    listed = _most(titles, MAIL_LIMIT // 2, lambda count: size(0, count))
    return letter.shortened(_most(entries, MAIL_LIMIT, lambda count: size(count, listed)), listed)


def _most(count: int, limit: int, size: Callable[[int], int]) -> int:
    """The highest number up to `count` of which the size keeps within the limit; at least 0."""
    if size(count) <= limit:
        return count
    return max(bisect_right(range(count), limit, key=size) - 1, 0)


def _bytes(text: str) -> int:
    return len(text.encode())
