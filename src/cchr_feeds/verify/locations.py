"""Where an output may be, in a folder here or on the web, and how its files are read there."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol
from urllib.parse import quote, urljoin, urlsplit

from cchr_feeds import network
from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import is_address
from cchr_feeds.network import NotReached, Response, TooSlow, in_one_line
from cchr_feeds.output.disk import CHUNK, is_ordinary

TIMEOUT = 15.0
"""How long a server may be silent, in seconds."""
MOST_REDIRECTS = 3
_ELSEWHERE = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_HEADERS = {"Accept": "*/*", "Cache-Control": "no-cache"}

_log = logging.getLogger(__name__)


class Missing(Exception):
    """There is nothing at a path."""


class Unreadable(Exception):
    """Something is there, or should be, and can't be read, for this `reason`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class TooLong(Exception):
    """There is more than there may be."""


class Location(Protocol):
    """Somewhere an output may be."""

    hidden: ClassVar[frozenset[str]]
    """Files that are built and can't be read there."""

    def chunks(self, path: str) -> Iterator[bytes]:
        """What is at a path; raises `Missing` or `Unreadable`."""

    def others(self) -> Iterator[str]:
        """The paths of all files, as far as the location tells them."""


def location_at(where: str) -> Location:
    """The site at an address, or the folder at a path; raises `WrongUsage` for an address of no site."""
    if not is_address(where):
        return Folder(Path(where))
    try:
        parts = urlsplit(where)
        right = parts.hostname and not ("@" in parts.netloc or parts.query or parts.fragment)
    except ValueError:
        right = False
    if not right or not (where.isascii() and where.isprintable()) or " " in where:
        shown = in_one_line(where)
        raise WrongUsage(
            _("{address} is not the address of a site; write it as https://example.org/feeds/", address=shown)
        )
    return Website(where.rstrip("/") + "/")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine: a mounted web server, a copy, a backup."""

    folder: Path
    hidden: ClassVar[frozenset[str]] = frozenset()

    def chunks(self, path: str) -> Iterator[bytes]:
        """An ordinary file's content; a link could lead anywhere."""
        if not os.path.lexists(self.folder / path):
            raise Missing
        if not is_ordinary(self.folder, path):
            raise Unreadable(_("it is a link, or not an ordinary file"))
        try:
            with (self.folder / path).open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise Unreadable((error.strerror or str(error)).lower()) from error

    def others(self) -> Iterator[str]:
        """Every file below it, links included."""
        for folder, folders, names in os.walk(self.folder):
            linked = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in sorted([*names, *linked]):
                yield (Path(folder) / name).relative_to(self.folder).as_posix()


@dataclass(frozen=True, slots=True)
class Website:
    """The address under which `out/` is served, with a slash at its end."""

    address: str
    hidden: ClassVar[frozenset[str]] = frozenset({"_headers"})  # Netlify and Cloudflare read it themselves

    def chunks(self, path: str) -> Iterator[bytes]:
        """What the server answers. No cookie, name or password is sent, and no cache is asked."""
        try:
            yield from self._answer(urljoin(self.address, quote(path)))
        except TooSlow as error:
            raise Unreadable(_("it took more than {seconds:.0f} seconds", seconds=network.LONGEST)) from error
        except NotReached as error:
            _log.info("%s: no answer (%s)", path, error.reason)
            raise Unreadable(_("it can't be reached ({reason})", reason=error.reason)) from error

    def others(self) -> Iterator[str]:
        """Nothing: a web server does not tell what else it has."""
        return iter(())

    def _answer(self, address: str) -> Iterator[bytes]:
        """The file at an address; a redirect is followed within the site, where some hosts drop ".html"."""
        for _hop in range(MOST_REDIRECTS + 1):
            with network.request(address, TIMEOUT, _HEADERS) as response:
                _log.info("%s: %s", address, response.status)
                if response.status not in _ELSEWHERE:
                    yield from _content(response)
                    return
                address = urljoin(address, response.headers.get("Location", ""))
            if not address.startswith(self.address):
                raise Unreadable(_("it leads to another site, {address}", address=in_one_line(address)))
        raise Unreadable(_("it redirects more than {limit} times", limit=MOST_REDIRECTS))


def _content(response: Response) -> Iterator[bytes]:
    if response.status in _GONE:
        raise Missing
    if reason := network.why_unusable(response):
        raise Unreadable(reason)
    while chunk := response.read1(network.CHUNK):
        yield chunk
    if response.length_remaining:
        raise Unreadable(_("the answer broke off"))


def digest(location: Location, path: str, most: int) -> str:
    """The SHA-256 of what is at a path, of at most so many bytes; raises as `chunks` does, or `TooLong`."""
    found = hashlib.sha256()
    for chunk in _at_most(location.chunks(path), most):
        found.update(chunk)
    return found.hexdigest()


def content(location: Location, path: str, most: int) -> bytes:
    """What is at a path, of at most so many bytes; raises as `digest` does."""
    return b"".join(_at_most(location.chunks(path), most))


def _at_most(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    for chunk in chunks:
        most -= len(chunk)
        if most < 0:
            raise TooLong
        yield chunk
