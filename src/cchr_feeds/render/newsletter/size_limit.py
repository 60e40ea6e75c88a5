"""A mail arrives whole: what would be cut off is left out, and the mail says "and 12 more on the web"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from cchr_feeds.i18n import _, ngettext
from cchr_feeds.problem import Problem
from cchr_feeds.render.newsletter.letter import Letter

# Gmail cuts a mail, and its unsubscribe link, off at 102 kB (hteumeuleu/email-bugs#41). Mailing services add
# some bytes of their own: longer links, a picture to count readers.
MAIL_LIMIT = 95_000
"""Bytes of HTML that a mail has at most."""

LARGE_MAIL = 80_000
"""Bytes from which on there is a warning."""


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


def within_limit(letter: Letter, html: str, rendered: Callable[[Letter], str]) -> Mail:
    """The whole letter (`html`), or as much as fits: titles in at most half of it, then entries with texts.

    What is left out is on the web, and the mail says so. Its footer, and the way out, are always inside.
    """
    if (full_size := _bytes(html)) <= MAIL_LIMIT:
        return Mail(letter, html, full_size, full_size)

    @cache
    def shortened(whole: int, listed: int) -> Mail:
        shorter = replace(letter, whole=whole, listed=listed)
        html = rendered(shorter)
        return Mail(shorter, html, _bytes(html), full_size)

    titles, rows = len(letter.edition.elsewhere), len(letter.rows)
    listed = _most(titles, MAIL_LIMIT // 2, lambda count: shortened(0, count).size)
    return shortened(_most(rows, MAIL_LIMIT, lambda count: shortened(count, listed).size), listed)


def _most(count: int, limit: int, size: Callable[[int], int]) -> int:
    """The highest number up to `count` of which the size keeps within the limit; at least 0."""
    fits, too_many = 0, count
    smaller, larger = size(fits), size(too_many)
    if larger <= limit:
        return count
    while smaller <= limit and too_many - fits > 1:
        # Entries are of about one size, so this finds it in two or three steps, where halves would take six.
        step = (limit - smaller) * (too_many - fits) // (larger - smaller)
        middle = min(max(fits + step, fits + 1), too_many - 1)
        if (found := size(middle)) <= limit:
            fits, smaller = middle, found
        else:
            too_many, larger = middle, found
    return fits


def _bytes(text: str) -> int:
    return len(text.encode())
