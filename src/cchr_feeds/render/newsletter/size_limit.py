"""Mails short enough to arrive whole: the tail of what is too long becomes "and 12 more on the web".

A mail's size is the sum of its parts: its frame, each row, and each line of its contents. So a page is
filled in once, with marks around these parts, and as many of them are left out as it takes.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from markupsafe import escape

from cchr_feeds.i18n import _
from cchr_feeds.problem import Problem
from cchr_feeds.render.newsletter.letter import Letter

MAIL_LIMIT = 95_000
"""Bytes of HTML: Gmail cuts a mail, and its unsubscribe link, off at 102 kB (hteumeuleu/email-bugs#41).

Mailing services add some of their own: longer links, a picture to count readers.
"""

LARGE_MAIL = 80_000
"""Bytes from which on there is a warning."""

_PARTS = ("contents", "line", "row", "elsewhere", "more_rows", "more_elsewhere", "end")

_APART, _COUNT = "\x1d", "\x1acount\x1a"
"""By control characters, which no text of ours can hold."""

MARKS = {"count": _COUNT, **{name: f"{_APART}{name}{_APART}" for name in _PARTS}}
"""What a template writes where each part of a page begins and ends.

In place of `count` comes how many more there are.
"""

Size = Callable[[int, int], int]
"""How many bytes a mail has with so many rows and so many titles of entries in other languages."""


class Piece(NamedTuple):
    """A part of a page, the `number`-th of its kind; an `end` begins what every letter shows."""

    kind: str
    number: int
    html: str

    def shown_in(self, letter: Letter) -> str:
        """What a shortened letter shows of it; nothing where it is left out."""
        shown = self._shown(letter)
        return self.html.replace(_COUNT, escape(shown)) if shown else ""

    def _shown(self, letter: Letter) -> str | bool:
        """Whether it is shown; or how many more there are, where it says that."""
        if self.kind == "line":
            return letter.has_line(self.number)
        if self.kind in ("row", "elsewhere"):
            limit = letter.whole if self.kind == "row" else letter.listed
            return limit is None or self.number < limit
        of_letter = {"contents": bool(letter.contents), "end": True}
        more = {"more_rows": letter.more_rows, "more_elsewhere": letter.more_elsewhere}
        return (of_letter | more)[self.kind]


def pieces_of(marked: str) -> Iterator[Piece]:
    """A page, cut at its marks."""
    numbers: Counter[str] = Counter()
    _, *texts = (MARKS["end"] + marked).split(_APART)
    for kind, html in zip(texts[::2], texts[1::2], strict=False):
        if html:
            yield Piece(kind, numbers[kind], html)
        numbers[kind] += 1


@dataclass(frozen=True, slots=True)
class Page:
    """A letter's page in pieces."""

    letter: Letter
    pieces: Sequence[Piece]

    def html(self, shown: Letter | None = None) -> str:
        """The page as far as its letter shows it, or a shorter one of the same edition."""
        letter = shown or self.letter
        if letter.whole is None:
            return "".join([html for kind, _, html in self.pieces if not kind.startswith("more")])
        return "".join([piece.shown_in(letter) for piece in self.pieces])

    def sizes(self) -> Size:
        """The sizes of the pages of shorter letters, added up."""

        def sizes(kind: str) -> Sequence[int]:
            return [_bytes(piece.html) for piece in self.pieces if piece.kind == kind]

        frame, rows, elsewhere = sum(sizes("end")), sizes("row"), sizes("elsewhere")
        others = [piece for piece in self.pieces if piece.kind not in ("end", "row", "elsewhere")]

        def size(whole: int, listed: int) -> int:
            letter = self.letter.shortened(whole, listed)
            rest = sum(_bytes(piece.shown_in(letter)) for piece in others)
            return frame + sum(rows[:whole]) + sum(elsewhere[:listed]) + rest

        return size


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter's HTML, the letter as far as it fits in, its size in bytes, and that of all of it."""

    letter: Letter
    html: str
    size: int
    full_size: int

    @property
    def left_out(self) -> int:
        """How many entries it leaves to the web."""
        return sum(self.letter.left_out)

    def warnings(self, path: str) -> Iterator[Problem]:
        """A warning about the size of the mail at `path`, if there is any."""
        size, full_size, limit = (round(each / 1000) for each in (self.size, self.full_size, MAIL_LIMIT))
        fix = _("shorten summaries, or move some entries to another month with edition:")
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
    html = page.html()
    if (full_size := _bytes(html)) <= MAIL_LIMIT:
        return Mail(letter, html, full_size, full_size)
    shorter = _shortened(letter, page.sizes())
    html = page.html(shorter)
    if _bytes(html) > MAIL_LIMIT:  # a template of the project's own may not mark its parts
        sizes = cache(lambda *numbers: _bytes(rendered(letter.shortened(*numbers)).html()))
        shorter = _shortened(letter, sizes)
        html = rendered(shorter).html()
    return Mail(shorter, html, _bytes(html), full_size)


def _shortened(letter: Letter, size: Size) -> Letter:
    listed = _most(len(letter.edition.elsewhere), MAIL_LIMIT // 2, lambda count: size(0, count))
    return letter.shortened(_most(len(letter.rows), MAIL_LIMIT, lambda count: size(count, listed)), listed)


def _most(count: int, limit: int, size: Callable[[int], int]) -> int:
    """The highest number up to `count` of which the size keeps within the limit; at least 0."""
    if size(count) <= limit:
        return count
    return max(bisect_right(range(count), limit, key=size) - 1, 0)


def _bytes(text: str) -> int:
    return len(text.encode())
