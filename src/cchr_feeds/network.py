"""The one way to the network: HTTP and HTTPS; no redirect is followed unless allowed, and no secret is sent.

An address that a person typed may be that of a computer in a private network. What it leads to, and what
stands in an entry, may not.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from email.message import Message
from http.client import HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import SOCK_STREAM, getaddrinfo, inet_aton, socket
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url
from urllib3.util.connection import create_connection

from cchr_feeds import __version__
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Response = urllib3.BaseHTTPResponse

TIMEOUT = 15.0
"""How long a server may be silent, in seconds."""

LONGEST = 300.0
"""How long one answer may take as a whole, in seconds, its headers included."""

CHUNK = 64 * 1024
"""How many bytes of an answer are read at a time."""

MOST_REDIRECTS = 5
GONE = (404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
_log = logging.getLogger(__name__)


class NotReached(Exception):
    """There is no answer, or not all of it, or it is not gone for; `reason` is a clause about the address."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@contextmanager
def request(
    address: str,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    method: str = "GET",
    *,
    typed: bool = True,
) -> Iterator[Response]:
    """What a server answers, whatever its status; a `form` is sent by POST.

    Raises `NotReached`, also while the answer is read inside the `with`. Unless a person `typed` the
    address, it has to be a public one.
    """
    sent = {"User-Agent": f"cchr-feeds/{__version__}", "Accept-Encoding": "identity", "Connection": "close"}
    if form is not None:
        method, sent["Content-Type"] = "POST", "application/x-www-form-urlencoded"
    try:
        response = _pools(address, typed).request(
            method,
            address,
            body=None if form is None else urlencode(form).encode("ascii"),
            headers={**sent, **(headers or {})},
            timeout=TIMEOUT,
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
            enforce_content_length=False,
        )
        with closing(response):
            yield response
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        first = _first_cause(error)
        reason = in_one_line(str(first) or type(first).__name__)
        raise NotReached(_("it can't be reached ({reason})", reason=reason)) from first


@contextmanager
def follow(
    address: str,
    headers: Mapping[str, str],
    redirected: Callable[[str, str], str],
    method: str = "GET",
    *,
    typed: bool = True,
) -> Iterator[tuple[str, Response]]:
    """What is answered where redirects end, and its address; raises `NotReached`.

    `redirected` is given an address and where it leads. It returns where to go, or raises `NotReached`.
    Only what a person `typed` may be in a private network, and lead to the same host.
    """
    host = urlsplit(address).hostname
    # A redirect to the same host of the public Internet is checked all the same: the name could stand for a
    # private computer by then.
    is_private = typed and _is_private(host or "")
    for _hop in range(MOST_REDIRECTS + 1):
        is_typed = is_private and urlsplit(address).hostname == host
        with request(address, headers, method=method, typed=is_typed) as response:
            _log.debug("%s answered with %s", method, response.status)  # the address may be a secret
            if response.status not in _REDIRECTS:
                yield address, response
                return
            location = urljoin(address, response.headers.get("Location", ""))
        address = redirected(address, location)
    raise NotReached(_("it redirects more than {limit} times", limit=MOST_REDIRECTS))


def url_problem(address: str) -> str:
    """Why no server is asked for an address that was typed, or that a server has named; empty if one is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        shown = in_one_line(address)
        return _("{address!r} is not an address that starts with https:// or http://", address=shown)
    if "@" in parts.netloc:
        return _("the address contains a user name or a password")
    if not address.isprintable() or " " in address or not address.isascii():
        return _("the address contains a character that must be encoded; copy it from the browser")
    return ""


def _first_cause(error: BaseException) -> BaseException:
    """What urllib3 has wrapped, as the cause or as an argument of its own errors."""
    wrapped = [error.__cause__, *(each for each in error.args if isinstance(each, Exception))]
    inner = next(filter(None, wrapped), None)
    return _first_cause(inner) if inner else error


def _pools(address: str, typed: bool) -> urllib3.PoolManager:
    """Connections to a host, through a proxy where the environment names one for it."""
    parts = urlsplit(address)
    proxy = "" if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme, "")
    if proxy:
        # A proxy looks up names itself, so only an IP address can be refused here.
        if not typed:
            _refuse_private(parts.hostname or "")
        proxy = proxy if "://" in proxy else f"http://{proxy}"
        name_and_password = parse_url(proxy).auth
        headers = urllib3.make_headers(proxy_basic_auth=name_and_password) if name_and_password else None
        pools: urllib3.PoolManager = urllib3.ProxyManager(proxy, proxy_headers=headers)
    else:
        pools = urllib3.PoolManager()
    own = {"response_class": _Response, **({} if typed or proxy else {"_new_conn": _connected})}
    kinds: dict[str, type[urllib3.HTTPConnectionPool]]
    kinds = {"http": urllib3.HTTPConnectionPool, "https": urllib3.HTTPSConnectionPool}
    pools.pool_classes_by_scheme = {
        scheme: type("Pool", (kind,), {"ConnectionCls": type("Connection", (kind.ConnectionCls,), own)})
        for scheme, kind in kinds.items()
    }
    return pools


# Addresses that end in one of IPv4 (RFC 6052 §2.1, RFC 4291 §2.5.5.1, RFC 2765 §2.1).
_AS_IPV4 = tuple(map(IPv6Network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))

_SITE_LOCAL = IPv6Network("fec0::/10")  # RFC 3879; not private to `ipaddress`


def _is_private(host: str) -> bool:
    """Whether a name or an IP address stands for a computer in a private network now."""
    try:
        for *_, where in getaddrinfo(host, None, type=SOCK_STREAM):
            _refuse_private(str(where[0]))
    except NotReached:
        return True
    except (OSError, ValueError):  # asking it will say why
        return False
    return False


def _refuse_private(host: str) -> None:
    """Raises `NotReached` for an IP address that is not one of the public Internet, in any form."""
    private = NotReached(_("it leads to a computer in a private network"))
    found = _ip_address(host.partition("%")[0])
    if found is None:  # it is a name
        if f".{host.lower().rstrip('.')}".endswith(".localhost"):  # RFC 6761 §6.3
            raise private
        return
    meant = [found]
    if isinstance(found, IPv6Address):
        meant += filter(None, [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())])
        meant += [IPv4Address(int(found) & 0xFFFFFFFF)] if any(found in each for each in _AS_IPV4) else []
    if found in _SITE_LOCAL or not all(each.is_global and not each.is_multicast for each in meant):
        raise private


def _ip_address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is, also in forms that a proxy may read: 127.1, 0x7f.1, 2130706433."""
    with suppress(ValueError):
        return ip_address(host)
    with suppress(OSError, UnicodeError):
        return IPv4Address(inet_aton(host))
    return None


class _Bytes(RawIOBase):
    """What a server sends, for at most `LONGEST` seconds."""

    def __init__(self, raw: RawIOBase) -> None:
        self._raw = raw
        # urllib3 limits how long a server may be silent, but not how long it may go on sending: `http.client`
        # waits for each byte anew.
        self._end = time.monotonic() + LONGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        if time.monotonic() > self._end:
            raise NotReached(_("it took more than {seconds:.0f} seconds", seconds=LONGEST))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket, debuglevel: int = 0, method: str | None = None) -> None:
        super().__init__(sock, debuglevel, method)
        self.fp = BufferedReader(_Bytes(self.fp.detach()))


def _connected(connection: HTTPConnection) -> socket:
    """A connection to the IP address of a host, none of whose addresses is private."""
    # The connection is made to an IP address that was checked, not to the name, which could stand for another
    # address by then (DNS rebinding).
    found = [str(where[0]) for *_, where in getaddrinfo(connection.host, connection.port, type=SOCK_STREAM)]
    for address in found:
        _refuse_private(address)
    for address in found[:-1]:
        with suppress(OSError):
            return create_connection((address, connection.port), TIMEOUT)
    return create_connection((found[-1], connection.port), TIMEOUT)


def chunks_of(response: Response) -> Iterator[bytes]:
    """The file that was asked for; raises `NotReached` where the answer is something else."""
    if response.status != 200:
        reason = in_one_line(response.reason or "")
        raise NotReached(_("the server answered {status} ({reason})", status=response.status, reason=reason))
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NotReached(_("the server compressed its answer without being asked to"))
    while chunk := response.read1(CHUNK):
        yield chunk


def media_type(response: Response) -> tuple[str, str]:
    """What a server says that its answer is, such as `text/html`, and in which charset, if it says so."""
    headers = Message()
    headers["Content-Type"] = response.headers.get("Content-Type", "text/plain")
    return headers.get_content_type(), headers.get_content_charset() or ""


def in_one_line(text: str, most: int = 200) -> str:
    """The beginning of a text from elsewhere, in one line and without characters that act on a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:most]
