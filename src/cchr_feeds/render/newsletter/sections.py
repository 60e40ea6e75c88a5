"""What an edition shows under its categories: the highlighted entry alone, and less of a long edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchr_feeds.model.output import Group


def split(group: Group, highlight: str | None) -> Iterator[Group]:
    """The group, or the highlighted entry and the rest of it."""
    first = tuple(entry for entry in group.entries if entry.publication_id == highlight)
    rest = tuple(entry for entry in group.entries if entry.publication_id != highlight)
    return (Group(group.category, entries) for entries in (first, rest) if entries)


def abridged(groups: Sequence[Group], full: int | None) -> Iterator[Group]:
    """The groups with their first entries, `full` in all."""
    left = full
    for group in groups:
        shown = group.entries[:left]
        left = None if left is None else left - len(shown)
        if shown:
            yield Group(group.category, shown)
