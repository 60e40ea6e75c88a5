"""Files and entries in the words of somebody who never saw the folder out/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

from cchr_feeds.i18n import N_, _
from cchr_feeds.verify.expected import Expected
from cchr_feeds.verify.feed_entries import Entry, atom_entries

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_LANGUAGES = {"en": N_("English"), "km": N_("Khmer")}
_PAGE = re.compile(r"publications/([a-z0-9-]+)/([A-Za-z0-9-]+)\.html")
_FILE = re.compile(r"files/([a-z0-9-]+)/(.+)")
_EDITION = re.compile(r"newsletters/([^/]+)/(?:mail/)?([A-Za-z0-9-]+)\.\w+")


class Descriptions:
    """Says what a path or an entry is, as far as what was built tells."""

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._known = {str(entry.get("id")): entry for entry in expected.entries}

    def is_ours(self, entry_id: str) -> bool:
        """Whether an entry is one of those that were built."""
        return entry_id in self._known

    def entry(self, entry_id: str) -> str:
        """An entry with its language, category, day and title, as far as they are known here."""
        known = self._known[entry_id]
        language, day = _language(str(known.get("language"))), in_words(str(known.get("published")))
        shown = self._shown.get(entry_id)
        if shown is None:
            return _(
                "the {language} publication {id} of {date}",
                language=language,
                id=known.get("publication"),
                date=day,
            )
        category = shown.category.replace("-", " ")
        label = self._khmer_labels.get(shown.category) or category
        return _(
            "the {language} {category} of {date}, “{title}”,",
            language=language,
            category=category,
            label=label,
            date=day,
            title=shown.title,
        )

    def entry_of(self, path: str) -> str | None:
        """The id of the entry whose page a path is."""
        found = _PAGE.fullmatch(path)
        return self._ids.get((found[1], found[2])) if found else None

    def path(self, path: str) -> str:
        """What a file is, and its path."""
        if found := _EDITION.fullmatch(path):
            return _(
                "the {language} newsletter of {period} ({path})",
                language=_language(found[2]),
                period=found[1],
                path=path,
            )
        if found := _FILE.fullmatch(path):
            return _(
                "the document {name} of the publication {id} ({path})", name=found[2], id=found[1], path=path
            )
        return path

    @cached_property
    def _ids(self) -> Mapping[tuple[str, str], str]:
        return {
            (str(entry.get("publication")), str(entry.get("language"))): entry_id
            for entry_id, entry in self._known.items()
        }

    @cached_property
    def _shown(self) -> Mapping[str, Entry]:
        """Titles and categories of entries, read from our own Atom feeds and archives."""
        shown: dict[str, Entry] = {}
        for octets in self._own_feeds():
            try:
                shown |= atom_entries(octets)
            except ValueError:  # somebody has changed the output of this machine
                continue
        return shown

    @cached_property
    def _khmer_labels(self) -> Mapping[str, str]:
        """What categories are called in Khmer, as far as our own feeds tell."""
        languages = {entry_id: str(entry.get("language")) for entry_id, entry in self._known.items()}
        return {
            each.category: each.label
            for entry_id, each in self._shown.items()
            if languages.get(entry_id, "").partition("-")[0] == "km"
        }

    def _own_feeds(self) -> Iterator[bytes]:
        for path in self._expected.files:
            if re.fullmatch(r"[^/]+/(atom|archive/\d+)\.xml", path):
                yield self._expected.ours(path) or b""


def in_words(moment: str) -> str:
    """The day of an ISO moment, in the site's time zone, which the moment is written in."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return _(
        "{day:native} {month} {year:native}", day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year
    )


def _language(tag: str) -> str:
    return _(_LANGUAGES[tag]) if tag in _LANGUAGES else tag
