"""What commands remember of each other; without it, each does the same and takes longer.

memory     all that builds remember, as it is when one begins
last_build what the last build said, for one before which nothing has changed
entries    what was found in the entries' files, apart from their texts
documents  which files of the output were made of what
remarks    warnings as JSON and back
store      the files of `.cchr-feeds/`
"""

from cchr_feeds.memory.last_build import Kept
from cchr_feeds.memory.memory import Memory
from cchr_feeds.memory.store import keep, recalled, write_down

__all__ = ["Kept", "Memory", "keep", "recalled", "write_down"]
