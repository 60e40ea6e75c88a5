"""What `ping` says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cchr_feeds.cli.ui import shown
from cchr_feeds.messages import said

if TYPE_CHECKING:
    from cchr_feeds.ping import Pinged


def pinged_lines(done: Pinged) -> str:
    """Which hub was told of how many feeds."""
    return "\n".join(_lines(done))


def _lines(done: Pinged) -> Iterator[str]:
    for hub, feeds in done.told.items():
        yield shown(said("hub-told", hub=hub, told=len(feeds), feeds=done.feeds))
    if not done.told:
        yield shown(said("no-news", feeds=done.feeds))
    if done.forgotten:
        yield shown(done.forgotten)
