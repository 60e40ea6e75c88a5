"""The one way to the network: HTTP and HTTPS; no redirect is followed unasked, and no secret is sent."""

from __future__ import annotations

import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from socket import socket
from typing import TYPE_CHECKING, cast
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from cchr_feeds import __version__
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["FAILURES", "LONGEST", "HTTPResponse", "TooSlow", "asked", "in_one_line"]

LONGEST = 300.0
"""How long one answer may take as a whole, in seconds, its headers included."""

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

    `timeout` is how long the server may be silent, in seconds; `LONGEST` is how long it may talk. Who calls
    has seen the address's scheme.
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
    for handler in (ProxyHandler(), _OverHTTP(), _OverHTTPS(), UnknownHandler()):
        opener.add_handler(handler)
    return opener


class TooSlow(TimeoutError):
    """An answer was not at its end after `LONGEST`, however regularly something came."""


class _Octets(RawIOBase):
    """What a server sends, for as long as it may; `http.client` would wait for each octet anew."""

    def __init__(self, raw: RawIOBase) -> None:
        self._raw = raw
        self._end = time.monotonic() + LONGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        if time.monotonic() > self._end:
            raise TooSlow(_("it took more than {seconds:.0f} seconds", seconds=LONGEST))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, sock: socket, debuglevel: int = 0, method: str | None = None) -> None:
        super().__init__(sock, debuglevel, method)
        self.fp = BufferedReader(_Octets(self.fp.detach()))


class _HTTP(HTTPConnection):
    response_class = _Answer


class _HTTPS(HTTPSConnection):
    response_class = _Answer


class _OverHTTP(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_HTTP, req)


class _OverHTTPS(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_HTTPS, req)


def in_one_line(text: str, most: int = 200) -> str:
    """The beginning of what somebody else says, in one line and without signs that act on a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:most]
