"""A site on the web, as a reader's program gets it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote, urljoin, urlsplit

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.network import CHUNK, LONGEST, NotReached, Response, TooSlow, in_one_line, request
from cchr_feeds.verify.locations import Missing, Unreadable

TIMEOUT = 15.0
"""How long a server may be silent, in seconds."""
MOST_REDIRECTS = 3
_ELSEWHERE = (301, 302, 303, 307, 308)
_GONE = (404, 410)

_log = logging.getLogger(__name__)


def is_address(location: str) -> bool:
    """Whether a location is on the web, and no folder."""
    return location.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Website:
    """The address under which `out/` is served, with a slash at its end."""

    address: str
    hidden: ClassVar[frozenset[str]] = frozenset({"_headers"})  # Netlify and Cloudflare read it themselves

    @classmethod
    def at(cls, address: str) -> Website:
        """The site at an address; raises `WrongUsage` where it can't be one."""
        try:
            parts = urlsplit(address)
            strange = "@" in parts.netloc or parts.query or parts.fragment or not parts.hostname
        except ValueError as error:
            raise WrongUsage(
                _(
                    "{address} is no address of a site; write it as https://example.org/feeds/",
                    address=in_one_line(address),
                )
            ) from error
        if strange or not (address.isascii() and address.isprintable()) or " " in address:
            raise WrongUsage(
                _(
                    "{address} is no address of a site; write it as https://example.org/feeds/",
                    address=in_one_line(address),
                )
            )
        return cls(address.rstrip("/") + "/")

    def chunks(self, path: str) -> Iterator[bytes]:
        """What the server answers. No cookie, name or password is sent, and no cache is asked."""
        try:
            yield from _chunks(self.address, urljoin(self.address, quote(path)))
        except TooSlow as error:
            raise Unreadable(_("it took more than {seconds:.0f} seconds", seconds=LONGEST)) from error
        except NotReached as error:
            _log.info("%s: no answer (%s)", path, error.reason)
            raise Unreadable(_("it can't be reached ({reason})", reason=error.reason)) from error

    def others(self) -> Iterator[str]:
        """Nothing: a web server tells nobody what else it has."""
        return iter(())


def _chunks(base: str, address: str) -> Iterator[bytes]:
    """The file at an address; a redirect is followed within the site, where some hosts drop ".html"."""
    for _hop in range(MOST_REDIRECTS + 1):
        with request(address, TIMEOUT, _HEADERS) as response:
            _log.info("%s: %s", address, response.status)
            if response.status not in _ELSEWHERE:
                yield from _content(response)
                return
            address = urljoin(address, response.headers.get("Location", ""))
        if not address.startswith(base):
            raise Unreadable(_("it leads to another site, {address}", address=in_one_line(address)))
    raise Unreadable(_("it leads from one address to the next more than {limit} times", limit=MOST_REDIRECTS))


_HEADERS = {"Accept": "*/*", "Cache-Control": "no-cache"}


def _content(response: Response) -> Iterator[bytes]:
    if response.status in _GONE:
        raise Missing
    if response.status != 200:
        reason = in_one_line(response.reason or "")
        raise Unreadable(_("the server answered {status} ({reason})", status=response.status, reason=reason))
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unreadable(_("the server answered in a compressed form, though it was not asked to"))
    while chunk := response.read1(CHUNK):
        yield chunk
    if response.length_remaining:
        raise Unreadable(_("the answer broke off"))
