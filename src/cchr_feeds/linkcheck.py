"""Whether the addresses in entries still lead somewhere: their servers are asked, politely."""

import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import web_address
from cchr_feeds.network import GONE, NotReached, follow
from cchr_feeds.problem import InvalidValue, Problem
from cchr_feeds.run import Progress
from cchr_feeds.source import place_of, read_project, without_suppressed
from cchr_feeds.source.checks.warnings import addresses
from cchr_feeds.store import Store, key_of

_NAME = "links.json"  # marks of right addresses, and when they were
_DAYS = 7  # how long an address that was right is not asked about again
_AT_ONCE = 8  # how many servers are asked at the same time; each is asked one thing at a time
_PAUSE = 0.5  # seconds between two questions to one server
_BAR = 20  # characters in the bar that shows how far it has come

_log = logging.getLogger(__name__)


def check_links(folder: Path, now: datetime, progress: Progress) -> list[Problem]:
    """A warning for every address in an entry at which there is nothing; drafts and all."""
    project = read_project(folder)
    places: dict[str, list[tuple[str, tuple[str | int, ...]]]] = defaultdict(list)
    for publication in project.publications.values():
        for field, address in addresses(publication):
            places[address].append((project.places[publication.id], field))
    store, key, today = Store(folder), key_of(folder, _NAME), now.astimezone(UTC).date()
    days = {str(today - timedelta(days=age)) for age in range(_DAYS)}
    known = {mark: day for mark, day in store.load(_NAME, key).items() if day in days}
    right = {address: known[_mark(address)] for address in places if _mark(address) in known}
    # Addresses are not logged: they may be those of entries that wait.
    _log.info("%s addresses, %s of them right within %s days", len(places), len(right), _DAYS)
    faults = faults_of([address for address in places if address not in right], progress)
    progress("")
    found = {address: str(today) for address, fault in faults.items() if not fault}
    store.save(_NAME, key, {_mark(address): day for address, day in sorted({**right, **found}.items())})
    fix = _("open it in a browser; correct the address, or put the document back")
    dead = (
        Problem(path, *place_of(folder, path, field), "dead-link", faults[address], fix, "warning")
        for address, where in places.items()
        if faults.get(address)
        for path, field in where
    )
    return without_suppressed(folder, dead)


def faults_of(addresses: Sequence[str], progress: Progress) -> dict[str, str]:
    """What is wrong with each address, or nothing; some servers are asked at once."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).netloc].append(address)
    faults: dict[str, str] = {}
    counting = Lock()

    def ask_host(host: str) -> None:
        for number, address in enumerate(by_host[host]):
            if number:
                time.sleep(_PAUSE)
            fault = fault_of(address)
            with counting:
                faults[address] = fault
                done, count = len(faults), len(addresses)
                bar = ("#" * (_BAR * done // count)).ljust(_BAR, "-")
                progress(_("checking links [{bar}] {number} of {count} …", bar=bar, number=done, count=count))

    threads = ThreadPoolExecutor(_AT_ONCE)
    try:
        list(threads.map(ask_host, by_host))
    finally:
        threads.shutdown(wait=False)  # after Ctrl-C the rest is not waited for
    return faults


def fault_of(address: str) -> str:
    """What is wrong with an address; empty where nothing is, or where it can't be told.

    Redirects are followed to web addresses only.
    """
    try:
        end, status = _ask(address, "HEAD")
        # A server may refuse HEAD for no good reason; of what GET brings, nothing is read.
        if status >= 400:
            status = _ask(end, "GET")[1]
    except NotReached as error:
        return error.reason
    # A server that refuses us (401, 403, 429), or fails (5xx), may still have the page.
    return _("it is gone ({status})", status=status) if status in GONE else ""


def _ask(address: str, method: str) -> tuple[str, int]:
    with follow(address, {"Accept": "*/*"}, _redirected, method, typed=False) as (end, response):
        return end, response.status


def _redirected(_here: str, there: str) -> str:
    try:
        return web_address(there)
    except InvalidValue as error:
        raise NotReached(_("it redirects to something that is not an address")) from error


def _mark(address: str) -> str:
    """A digest that stands for an address."""
    # The address itself may be that of an entry that waits.
    return blake2b(address.encode(), digest_size=16).hexdigest()
