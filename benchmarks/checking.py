"""Checks that the feeds of a program hold the right entries, in the right order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path

from lxml import etree

from benchmarks.corpus import CATEGORIES, FEED_LIMIT, LANGUAGES, Sample
from benchmarks.tasks import Program

_ENTRY_TITLES = {
    "atom": "a:entry/a:title",
    "rss": "channel/item/title",
}
_NAMES = {"a": "http://www.w3.org/2005/Atom"}


class WrongFeed(Exception):
    """A feed does not hold the right entries."""


def refuse_wrong_feeds(program: Program, folder: Path, samples: Sequence[Sample]) -> None:
    """Raises `WrongFeed` unless every feed of the program holds its newest entries (compared by title).

    A language's Atom feed may hold more than `FEED_LIMIT`, the next ones in order: ours has the whole year.
    """
    expected = {
        (language, term): _newest_first(samples, language, term)
        for language in LANGUAGES
        for term in (None, *CATEGORIES)
    }
    feeds = program.feeds(folder)
    if len(feeds) != len(expected) * len(program.formats):
        raise WrongFeed(f"{program.name} names {len(feeds)} feeds")
    for (language, term, kind), path in feeds.items():
        wanted = expected[language, term]
        found = _titles(path, kind) if path.exists() or wanted else []
        most = max(len(found), FEED_LIMIT) if (term, kind) == (None, "atom") else FEED_LIMIT
        if found != wanted[:most]:
            raise WrongFeed(f"{program.name}: {path} holds {len(found)} entries, the first {found[:1]}")


def _newest_first(samples: Iterable[Sample], language: str, term: str | None) -> list[str]:
    members = (sample for sample in samples if language in sample.texts and term in (None, sample.category))
    ordered = sorted(members, key=lambda each: each.moment, reverse=True)
    return [sample.texts[language].title for sample in ordered]


def _titles(path: Path, kind: str) -> list[str]:
    if kind == "json":
        return [item["title"] for item in json.loads(path.read_bytes())["items"]]
    found = etree.parse(path).iterfind(_ENTRY_TITLES[kind], _NAMES)
    return [unescape(element.text or "").strip() for element in found]
