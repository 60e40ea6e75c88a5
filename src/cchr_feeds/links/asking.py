"""Asks a web server whether it has a page: the one place of `check` that reaches the network.

HEAD is asked first, and GET where a server does not like that; of what GET brings nothing is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urljoin
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
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.refusal import Refused

TIMEOUT = 10.0
"""How long a server may be silent, in seconds."""

MOST_REDIRECTS = 5
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
    for _ in range(MOST_REDIRECTS + 1):
        try:
            status, location = _status(address, timeout)
        except (OSError, HTTPException, ValueError) as error:
            return Answer(said("not-reached", reason=_shown(str(getattr(error, "reason", error)))))
        if status not in _ELSEWHERE:
            return _answer(status)
        try:
            address = web_address(urljoin(address, location))
        except (Refused, ValueError):
            return Answer(said("leads-to-none"))
    return Answer(said("leads-around", limit=MOST_REDIRECTS))


def _status(address: str, timeout: float) -> tuple[int, str]:
    """The status and, of a redirect, where it leads. A server may refuse HEAD for no good reason."""
    status, location = _ask_once(address, "HEAD", timeout)
    return (status, location) if status < 400 else _ask_once(address, "GET", timeout)


def _ask_once(address: str, method: str, timeout: float) -> tuple[int, str]:
    headers = {"User-Agent": f"cchr-feeds/{__version__}", "Accept": "*/*"}
    request = Request(address, headers=headers, method=method)  # noqa: S310 - the model has seen its scheme
    with _opener().open(request, timeout=timeout) as response:
        return response.status, response.headers.get("Location", "")


def _opener() -> OpenerDirector:
    """Speaks HTTP and HTTPS, through a proxy where the environment names one, and refuses all else."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _answer(status: int) -> Answer:
    """Who may not be asked (401, 403, 429) or has trouble of its own (5xx) may still have the page."""
    return Answer(said("nothing-any-more", status=status)) if status in _GONE else Answer()


def _shown(text: str) -> str:
    """The beginning of what a system or a server says, in one line."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:120]
