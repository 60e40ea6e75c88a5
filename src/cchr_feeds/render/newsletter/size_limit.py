"""A mail arrives whole: what would be cut off is left out, and the mail says "and 12 more on the web"."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, repeat

from markupsafe import escape

from cchr_feeds.i18n import _, ngettext
from cchr_feeds.problem import Problem
from cchr_feeds.render.newsletter.letter import Letter

# Gmail cuts a mail, and its unsubscribe link, off at 102 kB (hteumeuleu/email-bugs#41). Mailing services add
# some bytes of their own: longer links, a picture to count readers.
MAIL_LIMIT = 95_000
"""Bytes of HTML that a mail has at most."""

LARGE_MAIL = 80_000
"""Bytes from which on there is a warning."""

# A mail's size is the sum of its parts: its frame, each row, and each line of its contents. So a page is
# filled in once, with marks around these parts, and as many of them are left out as it takes.
_PARTS = ("contents", "line", "row", "elsewhere", "more_rows", "more_elsewhere", "end")
_APART, _COUNT = "\x1d", "\x1acount\x1a"  # by control characters, which no text of ours can hold

MARKS = {"count": _COUNT, **{name: f"{_APART}{name}{_APART}" for name in _PARTS}}
"""What a template writes where each part of a page begins and ends; an `end` begins what every letter shows.

In place of `count` comes how many more there are.
"""


class Page:
    """A letter's page, cut at its marks into pieces: which part each is of, and its HTML."""

    def __init__(self, letter: Letter, marked: str) -> None:
        self.letter = letter
        _, *cut = (MARKS["end"] + marked).split(_APART)
        self._pieces = [*zip(cut[::2], cut[1::2], strict=False)]

    def html(self, shown: Letter | None = None) -> str:
        """The page as far as its letter shows it, or a shorter one of the same edition."""
        letter = shown or self.letter
        # For each piece of a part in turn, whether it is shown; or how many more there are, where it says so.
        says = {
            "contents": repeat(bool(letter.contents)),
            "line": iter([line.row < letter.whole for line in letter.lines]),
            "row": _true_for_first(letter.whole),
            "elsewhere": _true_for_first(letter.listed),
            "more_rows": repeat(letter.more_rows),
            "more_elsewhere": repeat(letter.more_elsewhere),
            "end": repeat(True),
        }
        pieces = ((next(says[part]), html) for part, html in self._pieces)
        return "".join([html.replace(_COUNT, escape(said)) for said, html in pieces if said])


def _true_for_first(count: int) -> Iterator[bool]:
    return chain(repeat(True, count), repeat(False))


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
            fix = _("shorten the note in the edition file")
        elif self.left_out:
            values = {"size": full_size, "limit": limit, "count": self.left_out}
            message = ngettext(
                "the whole mail would have {size} kB and must stay under {limit}, so {count} of its "
                "entries is only on the web",
                "the whole mail would have {size} kB and must stay under {limit}, so {count} of its "
                "entries are only on the web",
                **values,
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


def within_limit(letter: Letter, rendered: Callable[[Letter], Page]) -> Mail:
    """The whole letter; or as much as fits: titles in at most half of the mail, then entries with texts.

    What is left out is on the web, and the mail says so. Its footer, and the way out, are always inside.
    """
    page = rendered(letter)
    html = page.html()
    if (full_size := _bytes(html)) <= MAIL_LIMIT:
        return Mail(letter, html, full_size, full_size)
    shorter = _shortened(letter, page.html)
    html = page.html(shorter)
    if _bytes(html) > MAIL_LIMIT:  # a template of the project's own may not mark its parts
        shorter = _shortened(letter, lambda each: rendered(each).html())
        html = rendered(shorter).html()
    return Mail(shorter, html, _bytes(html), full_size)


def _shortened(letter: Letter, made: Callable[[Letter], str]) -> Letter:
    def size(whole: int, listed: int) -> int:
        return _bytes(made(replace(letter, whole=whole, listed=listed)))

    listed = _most(len(letter.edition.elsewhere), MAIL_LIMIT // 2, lambda count: size(0, count))
    whole = _most(len(letter.rows), MAIL_LIMIT, lambda count: size(count, listed))
    return replace(letter, whole=whole, listed=listed)


def _most(count: int, limit: int, size: Callable[[int], int]) -> int:
    """The highest number up to `count` of which the size keeps within the limit; at least 0."""
    if size(count) <= limit:
        return count
    return max(bisect_right(range(count), limit, key=size) - 1, 0)


def _bytes(text: str) -> int:
    return len(text.encode())
