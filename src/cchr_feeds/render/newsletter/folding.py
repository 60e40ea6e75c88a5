"""Mails short enough to arrive whole: what is too long is folded into "and 12 more on the web"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _
from cchr_feeds.render.newsletter.letter import Letter

MAIL_LIMIT = 95_000
"""Octets of HTML: Gmail cuts a mail, and its unsubscribe link, off at 102 kB (hteumeuleu/email-bugs#41).

Mailing services add some of their own: longer links, a picture to count readers.
"""

LARGE_MAIL = 80_000
"""Octets from which on whoever builds is told."""

_SHORTEN = N_("shorten summaries, or give some entries another month with edition:")

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
        octets = self.octets
        if octets > MAIL_LIMIT:
            message = _(
                "this mail has {size} kB; Gmail cuts off its end, and the way out with it", size=_kilo(octets)
            )
            yield _about(path, message, _("shorten the editor's note"))
        elif self.left_out:
            message = _(
                "all of this mail would have {size} kB and must stay under {limit}, so {count} of its "
                "entries are left to the web",
                size=_kilo(self.unfolded),
                limit=_kilo(MAIL_LIMIT),
                count=self.left_out,
            )
            yield _about(path, message, _(_SHORTEN))
        elif octets > LARGE_MAIL:
            message = _(
                "this mail has {size} kB; from {limit} kB on, its last entries are left to the web",
                size=_kilo(octets),
                limit=_kilo(MAIL_LIMIT),
            )
            yield _about(path, message, _(_SHORTEN))


def folded(letter: Letter, rendered: Rendered) -> Mail:
    """The whole letter; or as much as fits: titles in at most half of the mail, then entries with texts.

    What is left out is on the web, and the mail says so. Its footer, and the way out, are always inside.
    """
    page = rendered(letter)
    unfolded = _octets(page)
    if unfolded <= MAIL_LIMIT:
        return Mail(letter, page, unfolded)
    titles = max(len(letter.entries), len(letter.edition.elsewhere))
    shorter = cache(lambda whole, listed: rendered(letter.folded(whole, listed)))
    listed = _most(titles, MAIL_LIMIT // 2, lambda count: shorter(0, count))
    whole = _most(len(letter.entries), MAIL_LIMIT, lambda count: shorter(count, listed), unfolded)
    return Mail(letter.folded(whole, listed), shorter(whole, listed), unfolded)


def _most(count: int, limit: int, made: Callable[[int], str], all_octets: int = 0) -> int:
    """The highest number up to `count` of which the page that is made keeps within the limit; at least 0.

    Pages grow about as evenly as their numbers, so a straight line tells which to make next; `all_octets`
    is about what that of all has, where it is known to be too much.
    """
    if not all_octets and (all_octets := _octets(made(count))) <= limit:
        return count
    fitting, low = 0, _octets(made(0))
    too_many, high = count + 1, max(all_octets, limit + 1)
    while too_many - fitting > 1 and low <= limit:
        number = _between(fitting, too_many, (limit - low) / (high - low))
        octets = _octets(made(number))
        if octets <= limit:
            fitting, low = number, octets
        else:
            too_many, high = number, octets
    return fitting


def _between(low: int, high: int, share: float) -> int:
    """A number between two others, neither of them, at about this share of the way; never next to no way."""
    return min(max(low + int(min(max(share, 0.1), 0.9) * (high - low)), low + 1), high - 1)


def _octets(page: str) -> int:
    return len(page.encode())


def _kilo(octets: int) -> int:
    return round(octets / 1000)


def _about(path: str, message: str, fix: str) -> Problem:
    return Problem(path, 1, 1, "size", message, fix, "warning")
