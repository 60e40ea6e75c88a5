"""Where an output may be, in a folder here or on the web, and how its files are read there.

Each kind of location has the same names: `hidden` are files that are built and can't be read there, `chunks`
reads a file and raises `Differs`, `others` are the paths of all files, as far as it tells them.
"""

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal
from urllib.parse import quote, urljoin

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import is_address
from cchr_feeds.network import GONE, NotReached, chunks_of, follow, in_one_line, url_problem
from cchr_feeds.output.disk import CHUNK, is_ordinary
from cchr_feeds.regular_file import reason_of

_HEADERS = {"Accept": "*/*", "Cache-Control": "no-cache"}

_log = logging.getLogger(__name__)

Kind = Literal["altered", "missing", "added", "unreadable"]
"""How what is at a path differs from what should be there."""


class Differs(Exception):
    """There is nothing at a path, or more than there may be, or it is unreadable for this `reason`."""

    def __init__(self, kind: Kind, reason: str = "") -> None:
        self.kind, self.reason = kind, reason
        super().__init__(kind, reason)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine: a mounted web server, a copy, a backup."""

    folder: Path
    hidden: ClassVar[frozenset[str]] = frozenset()

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content of an ordinary file."""
        if not os.path.lexists(self.folder / path):
            raise Differs("missing")
        # A link could lead anywhere.
        if not is_ordinary(self.folder, path):
            raise Differs("unreadable", _("it is a link, or not an ordinary file"))
        try:
            with (self.folder / path).open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise Differs("unreadable", reason_of(error)) from error

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
    # Netlify and Cloudflare read these themselves.
    hidden: ClassVar[frozenset[str]] = frozenset({"_headers", "_redirects"})

    def chunks(self, path: str) -> Iterator[bytes]:
        """What the server answers. No cookie, name or password is sent, and no cache is asked."""
        address = urljoin(self.address, quote(path))
        try:
            with follow(address, _HEADERS, self._redirected) as (end, response):
                _log.info("%s: %s", end, response.status)
                if response.status in GONE:
                    raise Differs("missing")
                yield from chunks_of(response)
                if response.length_remaining:
                    raise NotReached(_("the answer broke off"))
        except NotReached as error:
            _log.info("%s: no answer (%s)", path, error.reason)
            raise Differs("unreadable", error.reason) from error

    def _redirected(self, _here: str, there: str) -> str:
        """Where a redirection leads; raises `NotReached` where that is out of the site."""
        # Redirections are followed because some hosts drop ".html".
        if not there.startswith(self.address):
            raise NotReached(_("it leads to another site, {address}", address=in_one_line(there)))
        return there

    def others(self) -> Iterator[str]:
        """Nothing: a web server does not tell what else it has."""
        return iter(())


Location = Folder | Website


def location_at(where: str) -> Location:
    """The site at an address, or the folder at a path; raises `WrongUsage` where there can be none."""
    if not is_address(where):
        if not Path(where).is_dir():
            raise WrongUsage(_("there is no folder {folder}; an address begins with https://", folder=where))
        return Folder(Path(where))
    if url_problem(where) or "?" in where or "#" in where:
        shown = in_one_line(where)
        message = _(
            "{address} is not the address of a site; write it as https://example.org/feeds/", address=shown
        )
        raise WrongUsage(message)
    return Website(where.rstrip("/") + "/")


def digest(location: Location, path: str, most: int) -> str:
    """The SHA-256 of what is at a path, of at most so many bytes; raises `Differs`."""
    found = hashlib.sha256()
    for chunk in _at_most(location.chunks(path), most):
        found.update(chunk)
    return found.hexdigest()


def content(location: Location, path: str, most: int) -> bytes:
    """What is at a path, of at most so many bytes; raises `Differs`."""
    return b"".join(_at_most(location.chunks(path), most))


def _at_most(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    for chunk in chunks:
        most -= len(chunk)
        if most < 0:
            raise Differs("altered")
        yield chunk
