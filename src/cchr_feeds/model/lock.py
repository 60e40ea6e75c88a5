"""published.lock: what readers have been given, so that no id is ever lost, changed or used twice.

It is JSON Lines: the first line says what the file is, and every other line is a publication. So two people's
changes merge line by line, and of 100,000 publications only the changed lines are parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from cchr_feeds.i18n import _
from cchr_feeds.problem import Problem

LOCK_FILE = "published.lock"
VERSION = 1
ABOUT = "What readers have been given; written by `cchr-feeds build`. Keep this file in version control."

_PLAIN = r'[^"\\\x00-\x1f]*'
_TEXT = rf'"{_PLAIN}(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{{4}}){_PLAIN})*"'
_STANDING = r'"standing": "(?:withdrawn|gone|let-go)"'
_SEEN = rf'\{{"published": {_TEXT}, "updated": {_TEXT}, "fingerprint": {_TEXT}(?:, {_STANDING})?\}}'
_ENTRIES = rf"\{{{_TEXT}: {_SEEN}(?:, {_TEXT}: {_SEEN})*\}}"
_LINE = rf'\{{"id": "([a-z0-9-]+)", "file": {_TEXT}, "entries": {_ENTRIES}\}}\r?'
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

    `published` is what it was first published with. `fingerprint` is in hexadecimal.
    """

    published: str
    updated: str
    fingerprint: str
    standing: Standing = Standing.PUBLIC

    def document(self) -> dict[str, str]:
        """The same as JSON has it."""
        seen = {"published": self.published, "updated": self.updated, "fingerprint": self.fingerprint}
        return seen if self.standing is Standing.PUBLIC else seen | {"standing": self.standing.value}


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
    """All records by publication id, each as its line; `authority` is the part that all ids begin with."""

    authority: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)

    def record(self, publication_id: str) -> Record | None:
        """What readers have been given of a publication."""
        line = self.lines.get(publication_id)
        if not line:
            return None
        document = json.loads(line)
        entries = {
            language: PublishedEntry(**{**seen, "standing": Standing(seen.get("standing", "public"))})
            for language, seen in document["entries"].items()
        }
        return Record(document["id"], document["file"], entries)

    def text(self) -> str:
        """The whole file."""
        head = json.dumps({"about": ABOUT, "version": VERSION, "authority": self.authority})
        return "".join(f"{line}\n" for line in (head, *(self.lines[key] for key in sorted(self.lines))))


def lock_of(text: str) -> tuple[Lock, list[Problem]]:
    """The lock that a file's text holds, and its lines that can't be used."""
    head, *lines = text.split("\n")
    authority, wrong = _authority(head)
    found: dict[str, str] = {}
    pattern = re.compile(_LINE)  # here, as a first build has no lines
    for number, line in enumerate(lines, start=2):
        match = pattern.fullmatch(line)
        if match:
            found[match[1]] = line.rstrip("\r")
        elif line and not line.startswith(_MERGE_MARKS):
            wrong.append(_spoilt(number))
    return Lock(authority, found), wrong


def _authority(head: str) -> tuple[str, list[Problem]]:
    try:
        document = json.loads(head)
        version, authority = document["version"], document["authority"]
    except (ValueError, LookupError, TypeError):
        return "", [_spoilt(1)]
    if version != VERSION:
        message = _("another version of cchr-feeds wrote this file")
        return "", [lock_problem(1, message, _("use the newest version of cchr-feeds"))]
    return str(authority), []


def _spoilt(number: int) -> Problem:
    return lock_problem(number, _("this line is not what `cchr-feeds build` wrote"))


def lock_problem(line: int, message: str, fix: str = "") -> Problem:
    """What is wrong with a line of the file; if no fix is given, an older state of the file is one."""
    fix = fix or _("bring the file back from version control")
    return Problem(LOCK_FILE, line, 1, "lock", message, fix)
