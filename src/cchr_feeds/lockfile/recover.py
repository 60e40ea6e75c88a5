"""What a lost lock, or one of an older version, does not know: what the output's manifest says is online."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from cchr_feeds.model.lock import Lock, PublishedEntry, PublishedFeed, Record, Standing
from cchr_feeds.output.manifest import Manifest

_TAG = re.compile(r"tag:([^:]+):.*")

# An entry that the manifest names, or a lock of an older version: id, language, and what readers saw.
_Online = tuple[str, str, PublishedEntry]


def recovered(lock: Lock, manifest: Manifest, limit: int) -> Lock:
    """The lock with what it lacks; `limit` is how many entries a live feed holds."""
    documents = [json.loads(entry) for entry in manifest.entries]
    online = list(_online(documents))
    if not lock.lines:
        tags = (_TAG.fullmatch(str(each.get("id"))) for each in documents)
        authority = next((tag[1] for tag in tags if tag), "")
        lock = replace(lock, authority=authority, lines=_lines(online), feeds_url=manifest.feeds_url)
    # A lock of version 1 has publications only. Its builds wrote an archive of every year, the newest
    # included, once a language had more entries than the limit.
    paths = manifest.files or _first_archives(_recorded(lock), limit)
    return replace(lock, feeds=_feeds(paths, online or _recorded(lock)))


def _online(documents: Iterable[Mapping[str, object]]) -> Iterator[_Online]:
    """The entries of a manifest, without what can't be true."""
    for document in documents:
        match document:
            case {"publication": str(key), "language": str(language), "published": str(published)}:
                updated = str(document.get("updated", published))
                released = str(document.get("released", published))
                standing = Standing.WITHDRAWN if document.get("withdrawn") else Standing.PUBLIC
                if all(map(_is_moment, (published, updated, released))):
                    yield key, language, PublishedEntry(published, updated, "", standing, released)


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _lines(online: Iterable[_Online]) -> dict[str, str]:
    languages: dict[str, dict[str, PublishedEntry]] = defaultdict(dict)
    for key, language, seen in online:
        languages[key][language] = seen
    return {key: Record(key, "", some).line() for key, some in languages.items()}


def _recorded(lock: Lock) -> list[_Online]:
    """The entries of a lock that feeds hold."""
    records = filter(None, map(lock.record, lock.lines))
    entries = ((each.publication_id, *seen) for each in records for seen in each.languages.items())
    return [each for each in entries if each[2].standing in (Standing.PUBLIC, Standing.WITHDRAWN)]


def _first_archives(entries: Iterable[_Online], limit: int) -> Iterator[str]:
    """The archives that version 1 had written of these entries."""
    years: dict[str, list[int]] = defaultdict(list)
    for _key, language, seen in entries:
        years[language].append(seen.year)
    for language, found in years.items():
        if len(found) > limit:
            yield from (f"{language}/archive/{year}.xml" for year in sorted(set(found)))


def _feeds(paths: Iterable[str], entries: Iterable[_Online]) -> dict[str, PublishedFeed]:
    """The feeds among the paths of an output; an archive of its language's newest year is still open."""
    newest: dict[str, int] = {}
    for _key, language, seen in entries:
        newest[language] = max(seen.year, newest.get(language, 0))
    feeds = (PublishedFeed(path, "") for path in paths)
    return {
        feed.path: replace(feed, is_open=feed.year != 0 and feed.year == newest.get(feed.language))
        for feed in feeds
        if feed.language
    }
