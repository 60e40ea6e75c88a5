"""Where the output goes: a place reads, writes and removes the files that it is told, and no others.

folder    a folder of this computer, or of a network drive
rsync     a folder on a host that is reached over SSH
git       a branch of a repository
programs  the system's programs, without a shell
former    the files of the place as they were, for taking a publishing back
transfer  what has to be carried there, and in which order
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from cchr_feeds.model.site import Publish
from cchr_feeds.publishing.folder import Folder, target_folder
from cchr_feeds.publishing.git import branch
from cchr_feeds.publishing.rsync import Rsync

__all__ = ["Target", "opened"]


class Target(Protocol):
    """A place for the output; paths are those of the output."""

    def fetch(self, paths: Collection[str], into: Path) -> None:
        """Copies those of the files that are there into a folder."""

    def put(self, source: Path, paths: Collection[str]) -> None:
        """Puts files in place that lie in a folder; each appears whole, and what is the same stays."""

    def remove(self, paths: Collection[str]) -> None:
        """Removes those of the files that are there."""


@contextmanager
def opened(publish: Publish, project: Path, out: Path) -> Iterator[Target]:
    """The place that a project publishes to; raises `Unfinished` where it can't be reached.

    Of a branch, nothing is changed before the `with` ends, and then everything at once.
    """
    if publish.rsync:
        yield Rsync(publish.rsync.rstrip("/"))
    elif publish.git:
        with branch(publish.git) as tree:
            yield Folder(tree)
    else:
        yield Folder(target_folder(publish.folder, project, out))
