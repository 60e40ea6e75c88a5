"""What readers notice of an entry from one build to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from cchr_feeds.lockfile.conflicts import Conflict
from cchr_feeds.model.lock import Seen, Standing


class Change(Enum):
    """What readers notice of an entry, or could."""

    NEW = "new"
    UPDATED = "updated"
    """It says so itself, with a later `updated`."""
    CORRECTED = "corrected"
    """It says something else, and readers are not told."""
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    """The notice of its withdrawal has had its time."""
    LET_GO = "let-go"
    """It leaves without a notice, by somebody's decision."""
    RESURFACED = "resurfaced"
    """It was taken back and comes back, by somebody's decision."""


@dataclass(frozen=True, slots=True)
class Transition:
    """What happens to one entry: what its line in the lock says next, and what readers notice.

    Where `conflict` is set, it happens only if that is accepted.
    """

    publication_id: str
    language: str
    seen: Seen | None
    change: Change | None = None
    conflict: Conflict | None = None


def change_of(before: Seen | None, seen: Seen) -> Change | None:
    """What readers notice who saw `before` and now see `seen`."""
    if before is None:
        return _FIRST[seen.standing]
    if seen.standing is Standing.GONE:
        return Change.LEFT if before.standing in (Standing.PUBLIC, Standing.WITHDRAWN) else None
    if before.standing in (Standing.GONE, Standing.LET_GO):
        return Change.RESURFACED
    if before.standing is not seen.standing:
        return Change.WITHDRAWN if seen.standing is Standing.WITHDRAWN else Change.RESURFACED
    return _change_of_text(before, seen)


_FIRST = {
    Standing.PUBLIC: Change.NEW,
    Standing.WITHDRAWN: Change.WITHDRAWN,
    Standing.GONE: None,
}


def _change_of_text(before: Seen, seen: Seen) -> Change | None:
    if datetime.fromisoformat(seen.updated) > datetime.fromisoformat(before.updated):
        return Change.UPDATED
    same = (before.updated, before.fingerprint) == (seen.updated, seen.fingerprint)
    return None if same or seen.standing is Standing.WITHDRAWN else Change.CORRECTED
