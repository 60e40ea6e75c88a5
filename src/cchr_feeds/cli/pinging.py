"""What `ping` says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchr_feeds.ping import Pinged


def pinged_lines(done: Pinged) -> str:
    """Which hub was told of how many feeds."""
    return "\n".join(_lines(done))


def _lines(done: Pinged) -> Iterator[str]:
    for hub, feeds in done.told.items():
        yield f"{hub} was told of {len(feeds)} of {done.feeds} feeds."
    if not done.told:
        yield f"None of the {done.feeds} feeds has news for a hub; nothing was sent."
    if done.forgotten:
        yield done.forgotten
