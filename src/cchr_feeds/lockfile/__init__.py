"""published.lock: what readers have been given, against what they would be given now.

compare      the whole comparison: what changes for readers, what must not, and the next lock
transitions  what happens to one entry, and what readers notice of it
current      what readers would see now
removed      what was published and would be nowhere now
conflicts    what must not happen to something published, in a writer's words
problems     conflicts as problems at their places
write        the file, written anew when it changed
"""

from cchr_feeds.lockfile.compare import Comparison, compare
from cchr_feeds.lockfile.problems import (
    TO_READERS,
    changes,
    compare_with_lock,
    conflict_problems,
    lock_lost,
    lock_not_writable,
    refuse_conflicts,
)
from cchr_feeds.lockfile.transitions import Change
from cchr_feeds.lockfile.write import write_lock

__all__ = [
    "TO_READERS",
    "Change",
    "Comparison",
    "changes",
    "compare",
    "compare_with_lock",
    "conflict_problems",
    "lock_lost",
    "lock_not_writable",
    "refuse_conflicts",
    "write_lock",
]
