"""What builds remember of each other; without it, every build does the same and takes longer.

memory     all of it, as it is when a build begins
last_build what the last build said, for one before which nothing has changed
entries    what was found in the entries' files, apart from their texts
documents  which files of the output were made of what
remarks    warnings as JSON and back
store      the files of `.cchr-feeds/`
"""

from cchr_feeds.memory.last_build import Kept
from cchr_feeds.memory.memory import Memory

__all__ = ["Kept", "Memory"]
