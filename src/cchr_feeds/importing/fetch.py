"""Fetches a source from the address that was typed."""

from __future__ import annotations

import ipaddress
import logging
import socket
import time
from urllib.parse import SplitResult, urljoin, urlsplit

from cchr_feeds.i18n import N_, _
from cchr_feeds.importing.source import RawSource
from cchr_feeds.network import (
    CHUNK,
    NotReached,
    Response,
    in_one_line,
    media_type,
    request,
    why_unusable,
)

TIMEOUT = 15.0
"""How long a server may be silent, in seconds."""
LONGEST = 120.0
"""How long an answer may take as a whole, in seconds."""
MOST_REDIRECTS = 5
_HEADERS = {"Accept": "application/feed+json, application/atom+xml, application/rss+xml, */*;q=0.5"}
_BY_HAND = N_("save it in a browser and import the file")

_log = logging.getLogger(__name__)


class _OffLimits(Exception):
    """An address that is not gone to, and why."""


def fetched(address: str, limit: int) -> RawSource:
    """What the server answers, at most `limit` bytes; raises `ProblemsFound`.

    A redirect is followed within http and https, never from https to http, and never to a machine of a
    private network unless that is where it started. No cookie, name or password is sent.
    """
    nothing = RawSource(address, b"")
    deadline = time.monotonic() + LONGEST
    try:
        _check(address)
        here = address
        for __ in range(MOST_REDIRECTS + 1):
            with request(here, TIMEOUT, _HEADERS) as response:
                # Without the query, which may hold a secret.
                _log.info("%s: %s", here.partition("?")[0], response.status)
                if not 300 <= response.status < 400:
                    return _answer(address, here, response, limit, deadline)
                there = urljoin(here, response.headers.get("Location", ""))
                if reason := why_not(here, there):
                    raise _OffLimits(reason)
                here = there
        raise _OffLimits(_("it redirects more than {limit} times", limit=MOST_REDIRECTS))
    except _OffLimits as refused:
        raise nothing.refused("network", refused.args[0], _(_BY_HAND)) from refused
    except (NotReached, OSError, ValueError) as error:  # no answer, no such host, no address
        reason = in_one_line(str(error))
        message = _("it can't be reached ({reason})", reason=reason)
        raise nothing.refused("network", message, _(_BY_HAND)) from error


def _check(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        shown = in_one_line(address)
        raise _OffLimits(
            _("{address!r} is not an address that starts with https:// or http://", address=shown)
        )
    if "@" in parts.netloc:
        raise _OffLimits(_("the address contains a user name or a password"))
    if not address.isprintable() or " " in address or not address.isascii():
        raise _OffLimits(_("the address contains a character that must be encoded; copy it from the browser"))
    return parts


def why_not(here: str, there: str) -> str:
    """Why a redirect is not followed; nothing if it may be."""
    before, after = _check(here), _check(there)
    if (before.scheme, after.scheme) == ("https", "http"):
        return _("it redirects from https to http, where anyone could have changed it")
    if before.hostname != after.hostname and _is_private(after) and not _is_private(before):
        return _("it leads to a computer in a private network")
    return ""


def _is_private(parts: SplitResult) -> bool:
    """Whether a host's name stands for any machine that is not on the public Internet."""
    found = socket.getaddrinfo(parts.hostname, parts.port or 0, type=socket.SOCK_STREAM)
    return any(not ipaddress.ip_address(str(where[0]).partition("%")[0]).is_global for *_, where in found)


def _answer(address: str, here: str, response: Response, limit: int, deadline: float) -> RawSource:
    if reason := why_unusable(response):
        raise _OffLimits(reason)
    parts = []
    while chunk := response.read1(CHUNK):
        parts.append(chunk)
        limit -= len(chunk)
        if limit < 0:
            raise _OffLimits(_("it is too large"))
        if time.monotonic() > deadline:
            raise _OffLimits(_("it took more than {seconds:.0f} seconds", seconds=LONGEST))
    return RawSource(address, b"".join(parts), *media_type(response), here)
