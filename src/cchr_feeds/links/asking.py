"""Asks a web server whether it has a page.

HEAD is asked first, and GET where a server does not like that; of what GET brings nothing is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from cchr_feeds.errors import InvalidValue
from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import web_address
from cchr_feeds.network import FAILURES, asked, in_one_line

TIMEOUT = 10.0
"""How long a server may be silent, in seconds."""

MOST_REDIRECTS = 5
_LONGEST_REASON = 120
_ELSEWHERE = (301, 302, 303, 307, 308)
_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is wrong with an address; empty where nothing is, or where it can't be told."""

    wrong: str = ""

    @property
    def leads_somewhere(self) -> bool:
        """Whether a reader would see the page."""
        return not self.wrong


def ask(address: str, timeout: float = TIMEOUT) -> Answer:
    """Whether there is a page at an address; redirects are followed to web addresses only."""
    for __ in range(MOST_REDIRECTS + 1):
        try:
            status, location = _status(address, timeout)
        except FAILURES as error:
            return Answer(
                _(
                    "it can't be reached ({reason})",
                    reason=in_one_line(str(getattr(error, "reason", error)), _LONGEST_REASON),
                )
            )
        if status not in _ELSEWHERE:
            return _answer(status)
        try:
            address = web_address(urljoin(address, location))
        except (InvalidValue, ValueError):
            return Answer(_("it leads to an address that is none"))
    return Answer(_("it leads from one address to the next more than {limit} times", limit=MOST_REDIRECTS))


def _status(address: str, timeout: float) -> tuple[int, str]:
    """The status and, of a redirect, where it leads. A server may refuse HEAD for no good reason."""
    status, location = _ask_once(address, "HEAD", timeout)
    return (status, location) if status < 400 else _ask_once(address, "GET", timeout)


def _ask_once(address: str, method: str, timeout: float) -> tuple[int, str]:
    with asked(address, timeout, {"Accept": "*/*"}, method=method) as response:
        return response.status, response.headers.get("Location", "")


def _answer(status: int) -> Answer:
    """Who may not be asked (401, 403, 429) or has trouble of its own (5xx) may still have the page."""
    return Answer(_("there is nothing any more ({status})", status=status)) if status in _GONE else Answer()
