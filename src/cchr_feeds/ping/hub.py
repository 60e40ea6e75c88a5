"""Tells a hub that a feed has changed: the one place from which the network is reached.

WebSub leaves open how a publisher does that. Public hubs agree on a form sent by POST with hub.mode
"publish"; Google's and Superfeedr's read the feed's address from hub.url, Switchboard and newer ones
from hub.topic, so both are sent. One request is for one feed: not every hub takes several, and this way
each feed is known to be accepted or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Protocol
from urllib.parse import urlencode
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from cchr_feeds import __version__
from cchr_feeds.messages import said

TIMEOUT = 15.0
"""How long a hub may be silent, in seconds."""

_LONGEST_REASON = 200


class _Response(Protocol):
    status: int

    def read(self, amount: int) -> bytes:
        """At most so many octets of what the hub says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a hub answered: its HTTP status, or 0 if it gave none, and what stands against the feed."""

    status: int
    reason: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the hub will look at the feed."""
        return 200 <= self.status < 300

    @property
    def about_hub(self) -> bool:
        """Whether the reason is no feed's, so that asking for the next feed would be no use now."""
        return not self.accepted and (
            self.status in (0, HTTPStatus.TOO_MANY_REQUESTS) or not 400 <= self.status < 500
        )


def tell(hub: str, topic: str, timeout: float = TIMEOUT) -> Answer:
    """Asks `hub` to look at the feed whose own address is `topic`. No redirect is followed."""
    form = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic})
    request = Request(hub, form.encode("ascii"), {"User-Agent": f"cchr-feeds/{__version__}"})  # noqa: S310
    try:
        with _opener().open(request, timeout=timeout) as response:
            return _answer(response)
    except (OSError, HTTPException, ValueError) as error:  # a proxy's address may be no address
        return Answer(0, said("not-reached", reason=_shown(str(getattr(error, "reason", error)))))


def _opener() -> OpenerDirector:
    """Speaks HTTP and HTTPS, through a proxy where the environment names one, and refuses all else.

    It lacks urllib's handlers of errors and redirects, so an answer is what the hub itself said.
    """
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _answer(response: _Response) -> Answer:
    if Answer(response.status).accepted:
        return Answer(response.status)
    if 300 <= response.status < 400:
        return Answer(response.status, said("answered-elsewhere", status=response.status))
    words = _shown(response.read(4 * _LONGEST_REASON).decode("utf-8", "replace"))
    reason = said("answered-with" if words else "answered", status=response.status, words=words)
    return Answer(response.status, reason)


def _shown(text: str) -> str:
    """The beginning of what somebody else says, in one line and without signs that act on a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:_LONGEST_REASON]
