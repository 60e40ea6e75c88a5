"""published.lock: what readers have been given, against what they would be given now.

compare    what changes for readers, what must not, and the next lock
conflicts  what must not happen to something published, in a writer's words
on_disk    the file of a project, and conflicts as problems at their places
"""

from cchr_feeds.lockfile.compare import Change, Comparison, compare
from cchr_feeds.lockfile.on_disk import (
    TO_READERS,
    compare_with_lock,
    conflict_problems,
    lock_lost,
    lock_not_writable,
    refuse_conflicts,
    write_lock,
)

__all__ = [
    "TO_READERS",
    "Change",
    "Comparison",
    "compare",
    "compare_with_lock",
    "conflict_problems",
    "lock_lost",
    "lock_not_writable",
    "refuse_conflicts",
    "write_lock",
]
