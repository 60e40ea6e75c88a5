"""The one way to the network: HTTP and HTTPS; no redirect is followed unasked, and no secret is sent."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from cchr_feeds import __version__

__all__ = ["FAILURES", "HTTPResponse", "asked", "in_one_line"]

FAILURES = (OSError, HTTPException, ValueError)
"""What stands between us and an answer; a proxy's address, for one, may be no address (`ValueError`)."""

_NO_HEADERS: Mapping[str, str] = {}


def asked(
    address: str,
    timeout: float,
    headers: Mapping[str, str] = _NO_HEADERS,
    form: bytes | None = None,
    method: str | None = None,
) -> HTTPResponse:
    """What a server answers, whatever its status; with a `form`, it is sent by POST. Raises `FAILURES`.

    `timeout` is how long the server may be silent, in seconds. Who calls has seen the address's scheme.
    """
    request = Request(  # noqa: S310 - the opener refuses other schemes too
        address, form, {"User-Agent": f"cchr-feeds/{__version__}", **headers}, method=method
    )
    # urllib gives what its handlers return, and these return nothing else.
    return cast("HTTPResponse", _opener().open(request, timeout=timeout))


def _opener() -> OpenerDirector:
    """Speaks HTTP and HTTPS, through a proxy where the environment names one, and refuses all else.

    It lacks urllib's handlers of errors and redirects, so an answer is what the server itself said.
    """
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def in_one_line(text: str, most: int = 200) -> str:
    """The beginning of what somebody else says, in one line and without signs that act on a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:most]
