"""Tells a hub that a feed has changed.

WebSub leaves open how a publisher does that. Public hubs agree on a form sent by POST with hub.mode
"publish"; Google's and Superfeedr's read the feed's address from hub.url, Switchboard and newer ones
from hub.topic, so both are sent. One request is for one feed: not every hub takes several, and this way
each feed is known to be accepted or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlencode

from cchr_feeds.i18n import _
from cchr_feeds.network import FAILURES, asked, in_one_line

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
    try:
        with asked(hub, timeout, form=form.encode("ascii")) as response:
            return _answer(response)
    except FAILURES as error:
        return Answer(
            0, _("it can't be reached ({reason})", reason=in_one_line(str(getattr(error, "reason", error))))
        )


def _answer(response: _Response) -> Answer:
    if Answer(response.status).accepted:
        return Answer(response.status)
    if 300 <= response.status < 400:
        return Answer(
            response.status,
            _(
                "it answered {status}, that it is elsewhere; correct hub: in site.yaml",
                status=response.status,
            ),
        )
    words = in_one_line(response.read(4 * _LONGEST_REASON).decode("utf-8", "replace"), _LONGEST_REASON)
    reason = (
        _("it answered {status} ({words})", status=response.status, words=words)
        if words
        else _("it answered {status}", status=response.status)
    )
    return Answer(response.status, reason)
