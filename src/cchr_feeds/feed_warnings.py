"""What an author can change about the feeds themselves; known once it is clear which entries they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import _
from cchr_feeds.model.output import Feed
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Entry
from cchr_feeds.source import place_of


def feed_warnings(folder: Path, project: Project, feeds: Sequence[Feed]) -> list[Problem]:
    """A warning of each language whose feeds are empty, and of entries that a reader may take for one."""
    return [*_empty_languages(folder, feeds), *_same_seconds(project, feeds)]


def _empty_languages(folder: Path, feeds: Sequence[Feed]) -> Iterator[Problem]:
    """Languages without entries while another has some."""
    whole = [feed for feed in feeds if feed.category is None]
    for feed in whole:
        if not feed.entries and any(other.entries for other in whole):
            place = place_of(folder, "site.yaml", ("languages", feed.language))
            message = _("no entry is in {language!r} yet, so its feeds are empty", language=feed.language)
            fix = _(
                "add {language}: to an entry, or take {language} out of site.yaml", language=feed.language
            )
            yield Problem("site.yaml", *place, "empty", message, fix, "warning")


def _same_seconds(project: Project, feeds: Sequence[Feed]) -> Iterator[Problem]:
    """Entries of a feed that were updated in one second: some readers lose one. Each pair is named once."""
    told: set[tuple[str, str]] = set()
    for feed in feeds:
        first: dict[datetime, Entry] = {}
        for entry in feed.entries:
            other = first.setdefault(entry.updated, entry)
            if other is not entry and (entry.tag, other.tag) not in told:
                told.add((entry.tag, other.tag))
                message = _(
                    "{id} and {other} have the same second; some readers show only one of them",
                    id=entry.publication_id,
                    other=other.publication_id,
                )
                path = project.places[entry.publication_id]
                yield Problem(
                    path,
                    1,
                    1,
                    "same-time",
                    message,
                    _("write another time for one, such as T09:01"),
                    "warning",
                )
