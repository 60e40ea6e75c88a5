"""Which addresses to ask about, asking politely, and remembering what was right."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import cast
from urllib.parse import urlsplit

from cchr_feeds.cache import keep, recalled
from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _
from cchr_feeds.links.asking import Answer, ask
from cchr_feeds.model.project import Project
from cchr_feeds.source import place_of, read_project, without_suppressed
from cchr_feeds.source.entry_urls import addresses

NAME = "links.json"
ABOUT = "marks of right addresses, and when"

DAYS = 7
"""How long an address that was right is not asked about again."""

AT_ONCE = 8
"""How many servers are asked at the same time; each is asked one thing at a time."""

PAUSE = 0.5
"""Seconds between two questions to one server."""

BAR = 20
"""Signs in the bar that shows how far it has come."""

_Where = tuple[str, tuple[str | int, ...]]
"""A file of the project, and a field in it."""


def check_links(folder: Path, now: datetime, progress: Callable[[str], None]) -> list[Problem]:
    """A warning for every address in an entry at which there is nothing; drafts and all."""
    places = _places(read_project(folder))
    known = _remembered(folder, now)
    right = {address: known[_mark(address)] for address in places if _mark(address) in known}
    answers = _answers([address for address in places if address not in right], progress)
    progress("")
    found = {address: str(now.date()) for address, answer in answers.items() if answer.leads_somewhere}
    _remember(folder, {**right, **found})
    wrong = (
        Problem(path, *place_of(folder, path, field), "dead-link", answers[address].wrong, _(_FIX), "warning")
        for address, where in places.items()
        if address in answers and not answers[address].leads_somewhere
        for path, field in where
    )
    return without_suppressed(folder, wrong)


_FIX = N_("open it in a browser; correct the address, or put the document where it was")


def _places(project: Project) -> Mapping[str, Sequence[_Where]]:
    """Every web address in an entry, with the fields that name it."""
    places: dict[str, list[_Where]] = defaultdict(list)
    for publication in project.publications.values():
        for field, address in addresses(publication):
            places[address].append((project.places[publication.id], field))
    return places


def _answers(addresses: Sequence[str], progress: Callable[[str], None]) -> dict[str, Answer]:
    """What the servers say, some of them at once."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).netloc].append(address)
    answers: dict[str, Answer] = {}
    counting = Lock()

    def ask_host(host: str) -> None:
        for number, address in enumerate(by_host[host]):
            if number:
                time.sleep(PAUSE)
            answer = ask(address)
            with counting:
                answers[address] = answer
                progress(_asked(len(answers), len(addresses)))

    threads = ThreadPoolExecutor(AT_ONCE)
    try:
        list(threads.map(ask_host, by_host))
    finally:
        threads.shutdown(wait=False)  # who presses Ctrl-C does not want to wait for the rest
    return answers


def _asked(number: int, count: int) -> str:
    """How far it has come, with a bar in signs that every terminal has."""
    done = BAR * number // count
    return _(
        "asking for addresses [{bar}] {number} of {count} …",
        bar="#" * done + "-" * (BAR - done),
        number=number,
        count=count,
    )


def _remembered(folder: Path, now: datetime) -> dict[str, str]:
    """The marks of the addresses that were right in the last days, with the day."""
    right = cast("dict[str, str]", json.loads(recalled(folder, NAME, ABOUT) or b"{}"))
    since = str((now - timedelta(days=DAYS)).date())
    return {mark: day for mark, day in right.items() if since < day}


def _remember(folder: Path, right: Mapping[str, str]) -> None:
    days = {_mark(address): day for address, day in sorted(right.items())}
    keep(folder, NAME, ABOUT, [json.dumps(days)])


def _mark(address: str) -> str:
    """Stands for an address, which may be that of an entry that waits."""
    return blake2b(address.encode(), digest_size=16).hexdigest()
