"""published.lock: what readers have been given, so that no id or address is lost, changed or used twice.

It is JSON Lines: the first line says what the file is; the others are feeds, editions and publications.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from cchr_feeds.i18n import _
from cchr_feeds.model.dates import period
from cchr_feeds.model.part import LOCK_FILE
from cchr_feeds.problem import Problem

VERSION = 2
ABOUT = "What readers have been given; written by `cchr-feeds build`. Keep this file in version control."

# JSON Lines, so that two people's changes merge line by line; and patterns of these lines, so that of
# 100,000 publications only the changed ones are parsed.
_PLAIN = r'[^"\\\x00-\x1f]*'
_TEXT = rf'"{_PLAIN}(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{{4}}){_PLAIN})*"'
_STANDING = r'"standing": "(?:withdrawn|gone|let-go)"'
_MOMENT = r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"'
_LATER = rf'(?:, "released": {_TEXT})?(?:, "moved": {_MOMENT})?(?:, {_STANDING})?'
_SEEN = rf'\{{"published": {_TEXT}, "updated": {_TEXT}, "fingerprint": {_TEXT}{_LATER}\}}'
_ENTRIES = rf"\{{{_TEXT}: {_SEEN}(?:, {_TEXT}: {_SEEN})*\}}"
_LINE = rf'\{{"id": "([a-z0-9-]+)", "file": {_TEXT}, "entries": {_ENTRIES}\}}\r?'
_ARCHIVED = rf'(?:, "open": true|, "closed": {_MOMENT})?'
_FEED_LINE = rf'\{{"feed": "[A-Za-z0-9/-]+\.xml", "id": {_TEXT}{_ARCHIVED}\}}\r?'
_DELIVERED = re.compile(rf'\{{"inputs": "([0-9a-f]{{64}})", "until": ({_MOMENT})\}}\r?')
_FEED = re.compile(
    r"(?:(?P<letters>newsletters)/)?(?P<language>[A-Za-z]{2,}[A-Za-z0-9-]*)/"
    r"(?:archive/(?P<year>\d{4})\.xml|(?:(?P<term>[a-z0-9-]+)/)?atom\.xml)",
    re.ASCII,
)
# What git leaves in a file that two people changed; the lines of both sides are true.
_MERGE_MARKS = ("<<<<<<< ", "=======", ">>>>>>> ", "||||||| ")


class Standing(Enum):
    """What readers see of an entry that was published."""

    PUBLIC = "public"
    WITHDRAWN = "withdrawn"
    """Feeds show the notice that it was withdrawn."""
    EXPIRED = "gone"
    """The notice has had its time."""
    DROPPED = "let-go"
    """It left without a notice, because a person decided so."""


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """What readers saw of an entry: its moments in ISO form, and a fingerprint of all that it says.

    `fingerprint` is in hexadecimal, or empty if it is unknown. Feeds order by `released`. `moved` is when a
    build put the entry into an archive because its date was corrected; it is empty for most.
    """

    published: str
    updated: str
    fingerprint: str
    standing: Standing = Standing.PUBLIC
    released: str = ""
    moved: str = ""

    @property
    def year(self) -> int:
        """The year of its release."""
        return int(self.released[:4])

    def document(self) -> dict[str, str]:
        """The same as JSON has it, without what goes without saying."""
        seen = {"published": self.published, "updated": self.updated, "fingerprint": self.fingerprint}
        if self.released != self.published:
            seen["released"] = self.released
        if self.moved:
            seen["moved"] = self.moved
        return seen if self.standing is Standing.PUBLIC else seen | {"standing": self.standing.value}


def published_entry(document: Mapping[str, str]) -> PublishedEntry:
    """An entry as a line of the file has it."""
    standing, released = Standing(document.get("standing", "public")), document["published"]
    return PublishedEntry(**{"released": released, **document, "standing": standing})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """A feed that readers have the address of: the path of its Atom document, and the end of its tag: URI.

    `id` is empty if it is unknown. An archive `is_open` if readers were given it before its year was over;
    `closed` is when a build first knew that the year was over, in ISO form.
    """

    path: str
    id: str
    # Readers may have read such an archive too early.
    is_open: bool = False
    closed: str = ""

    @property
    def language(self) -> str:
        """The language of its entries; empty where its path is none that feeds have."""
        return self._named("language")

    @property
    def term(self) -> str:
        """The category it is of; empty for all."""
        return self._named("term")

    @property
    def year(self) -> int:
        """The year it is the archive of; 0 for a live feed."""
        return int(self._named("year") or 0)

    def _named(self, group: str) -> str:
        found = _FEED.fullmatch(self.path)
        return (found[group] or "") if found else ""

    def line(self) -> str:
        """The feed as a line of the file, without its end."""
        document: dict[str, object] = {"feed": self.path, "id": self.id}
        if self.is_open:
            document["open"] = True
        elif self.closed:
            document["closed"] = self.closed
        return _json(document)


SENDING, SENT = "sending", "sent"
"""How far an edition has come on its way to a list; at "sending" nobody may know whether it arrived."""

READERS = "readers"
"""Stands among the lists for a file of readers, whose ledger knows more."""


@dataclass(frozen=True, slots=True)
class IssuedEdition:
    """An edition in a language that was issued: when, the SHA-256 of its mail, and what is in it.

    `entries` are ids; of an entry in another language only, `id/language`. `sent` says how far the edition
    has come on its way to each list, by the list's address.
    """

    period: str
    language: str
    issued: str
    digest: str
    entries: tuple[str, ...]
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the publications that it names."""
        return frozenset(each.partition("/")[0] for each in self.entries)

    def line(self) -> str:
        """The edition as a line of the file, without its end."""
        document = {"edition": self.period, "language": self.language, "issued": self.issued}
        return _json(document | {"sha256": self.digest, "entries": self.entries, "sent": self.sent})


Editions = Mapping[tuple[str, str], IssuedEdition]
"""By period (`2024-10`) and language."""


def _edition_of(line: str) -> IssuedEdition | None:
    """The edition that a line holds; `None` where it holds none."""
    try:
        document = json.loads(line)
        edition = IssuedEdition(
            period=document["edition"],
            language=document["language"],
            issued=document["issued"],
            digest=document["sha256"],
            entries=tuple(document["entries"]),
            sent=document["sent"],
        )
        datetime.fromisoformat(edition.issued), period(edition.period)
    except (ValueError, LookupError, TypeError):
        return None
    return edition if edition.line() == line.rstrip("\r") else None


@dataclass(frozen=True, slots=True)
class Record:
    """A publication that readers were given: the file it was last seen in, and its languages."""

    publication_id: str
    file: str
    languages: Mapping[str, PublishedEntry]

    def line(self) -> str:
        """The record as a line of the file, without its end."""
        entries = {language: seen.document() for language, seen in self.languages.items()}
        return _json({"id": self.publication_id, "file": self.file, "entries": entries})


_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Lock:
    """All records by publication id, each as its line; the feeds by their Atom document; issued editions.

    All ids begin with `authority`, the addresses of all feeds with `feeds_url`; `timezone` is that of all
    dates. Each is empty if it is unknown. `delivered` is what `publish` uploaded last, if that is known: the
    SHA-256 of all that it was made of, and, in ISO form, until when the same is made of that.
    """

    authority: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)
    feeds: Mapping[str, PublishedFeed] = field(default_factory=dict)
    feeds_url: str = ""
    timezone: str = ""
    editions: Editions = field(default_factory=dict)
    delivered: tuple[str, str] | None = None

    def record(self, publication_id: str) -> Record | None:
        """What readers have been given of a publication."""
        line = self.lines.get(publication_id)
        if not line:
            return None
        document = json.loads(line)
        entries = {language: published_entry(seen) for language, seen in document["entries"].items()}
        return Record(document["id"], document["file"], entries)

    def text(self) -> str:
        """The whole file."""
        site = {"authority": self.authority, "feeds_url": self.feeds_url, "timezone": self.timezone}
        head = {"about": ABOUT, "version": VERSION, **site}
        last = [_json({"inputs": self.delivered[0], "until": self.delivered[1]})] if self.delivered else []
        feeds = (self.feeds[path].line() for path in sorted(self.feeds))
        editions = (self.editions[key].line() for key in sorted(self.editions))
        lines = (self.lines[key] for key in sorted(self.lines))
        return "".join(f"{line}\n" for line in (json.dumps(head), *last, *feeds, *editions, *lines))


def moved_entries(lock: Lock) -> Iterator[tuple[str, str, datetime]]:
    """The entries that moved into an archive, or were brought back there: id, language, and when."""
    for publication_id in [key for key, line in lock.lines.items() if '"moved": ' in line]:
        record = lock.record(publication_id)
        for language, seen in record.languages.items() if record else ():
            if seen.moved:
                yield publication_id, language, datetime.fromisoformat(seen.moved)


def lock_of(text: str) -> tuple[Lock, list[Problem]]:
    """The lock that a file's text holds (publications only in version 1), and lines that can't be used."""
    first, *lines = text.split("\n")
    known, wrong = _head(first)
    found: dict[str, str] = {}
    feeds: dict[str, PublishedFeed] = {}
    editions: dict[tuple[str, str], IssuedEdition] = {}
    delivered: set[tuple[str, str]] = set()
    pattern, feed_pattern = re.compile(_LINE), re.compile(_FEED_LINE)  # here, as a first build has no lines
    for number, line in enumerate(lines, start=2):
        if match := pattern.fullmatch(line):
            found[match[1]] = line.rstrip("\r")
        elif feed_pattern.fullmatch(line):
            document = json.loads(line)
            path, state = document["feed"], (document.get("open", False), document.get("closed", ""))
            feeds[path] = PublishedFeed(path, document["id"], *state)
        elif last := _DELIVERED.fullmatch(line):
            delivered.add((last[1], json.loads(last[2])))
        elif edition := _edition_of(line):
            editions[edition.period, edition.language] = edition
        elif line and not line.startswith(_MERGE_MARKS):
            wrong.append(_spoilt(number))
    last_one = next(iter(delivered)) if len(delivered) == 1 else None  # two people published
    return replace(known, lines=found, feeds=feeds, editions=editions, delivered=last_one), wrong


def _head(line: str) -> tuple[Lock, list[Problem]]:
    """A lock without lines but with what the first one says, and what is wrong with that."""
    try:
        document = json.loads(line)
        version, authority = document["version"], document["authority"]
        later = (document["feeds_url"], document.get("timezone", "")) if version == VERSION else ("", "")
    except (ValueError, LookupError, TypeError):
        return Lock(), [_spoilt(1)]
    if version not in (1, VERSION):
        message = _("another version of cchr-feeds wrote this file")
        return Lock(), [lock_problem(1, message, _("use the newest version of cchr-feeds"))]
    feeds_url, timezone = map(str, later)
    return Lock(str(authority), feeds_url=feeds_url, timezone=timezone), []


def _spoilt(number: int) -> Problem:
    return lock_problem(number, _("this line is not what `cchr-feeds build` wrote"))


def lock_problem(line: int, message: str, fix: str = "") -> Problem:
    """What is wrong with a line of the file; if no fix is given, an older state of the file is one."""
    fix = fix or _("bring the file back from version control")
    return Problem(LOCK_FILE, line, 1, "lock", message, fix)
