"""Mails short enough to arrive whole: what is too long is folded into "and 12 more on the web"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cchr_feeds.errors import Problem
from cchr_feeds.render.newsletter.letter import Letter

MAIL_LIMIT = 95_000
"""Octets of HTML: Gmail cuts a mail, and its unsubscribe link, off at 102 kB (hteumeuleu/email-bugs#41).

Mailing services add some of their own: longer links, a picture to count readers.
"""

LARGE_MAIL = 80_000
"""Octets from which on whoever builds is told."""

_SHORTEN = "shorten summaries, or give some entries another month with edition:"

Rendered = Callable[[Letter], str]


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter's HTML, the letter as far as it fits in, and how many octets all of it would have."""

    letter: Letter
    html: str
    unfolded: int

    @property
    def octets(self) -> int:
        """The HTML's size, as Gmail counts it."""
        return _octets(self.html)

    @property
    def left_out(self) -> int:
        """How many entries it leaves to the web: those without their text, and titles it does not list."""
        whole, listed = self.letter.whole, self.letter.listed
        unread = 0 if whole is None else len(self.letter.entries) - whole
        unlisted = 0 if listed is None else len(self.letter.edition.elsewhere) - listed
        return unread + max(unlisted, 0)

    def warnings(self, path: str) -> Iterator[Problem]:
        """What to know about the size of the mail at `path`."""
        if self.octets > MAIL_LIMIT:
            message = (
                f"this mail has {_kilo(self.octets)} kB; Gmail cuts off its end, and the way out with it"
            )
            yield _about(path, message, "shorten the editor's note")
        elif self.left_out:
            message = (
                f"all of this mail would have {_kilo(self.unfolded)} kB and must stay under "
                f"{_kilo(MAIL_LIMIT)}, so {self.left_out} of its entries are left to the web"
            )
            yield _about(path, message, _SHORTEN)
        elif self.octets > LARGE_MAIL:
            message = (
                f"this mail has {_kilo(self.octets)} kB; "
                f"from {_kilo(MAIL_LIMIT)} kB on, its last entries are left to the web"
            )
            yield _about(path, message, _SHORTEN)


def folded(letter: Letter, rendered: Rendered) -> Mail:
    """The whole letter; or as much as fits: titles in at most half of the mail, then entries with texts.

    What is left out is on the web, and the mail says so. Its footer, and the way out, are always inside.
    """
    page = rendered(letter)
    unfolded = _octets(page)
    if unfolded <= MAIL_LIMIT:
        return Mail(letter, page, unfolded)
    titles = max(len(letter.entries), len(letter.edition.elsewhere))
    listed = _most(titles, MAIL_LIMIT // 2, lambda count: rendered(replace(letter, whole=0, listed=count)))
    short = replace(letter, listed=listed)
    whole = _most(len(letter.entries), MAIL_LIMIT, lambda count: rendered(replace(short, whole=count)))
    fitting = replace(short, whole=whole)
    return Mail(fitting, rendered(fitting), unfolded)


def _most(count: int, limit: int, made: Callable[[int], str]) -> int:
    """The highest number up to `count` of which the page that is made keeps within the limit; at least 0."""
    return max(bisect_right(range(count + 1), limit, key=lambda number: _octets(made(number))) - 1, 0)


def _octets(page: str) -> int:
    return len(page.encode())


def _kilo(octets: int) -> int:
    return round(octets / 1000)


def _about(path: str, message: str, fix: str) -> Problem:
    return Problem(path, 1, 1, "size", message, fix, "warning")
