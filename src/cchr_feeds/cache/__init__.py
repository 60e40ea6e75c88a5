"""What commands remember of each other; without it, each does the same and takes longer.

cache     all that builds remember, as it is when one begins
last_build what the last build said, for one before which nothing has changed
entries    what was found in the entries' files, apart from their texts
documents  which files of the output were made of what
problems    warnings as JSON and back
store      the files of `.cchr-feeds/`
"""

from cchr_feeds.cache.cache import Cache
from cchr_feeds.cache.last_build import Kept
from cchr_feeds.cache.store import keep, recalled, write_down

__all__ = ["Cache", "Kept", "keep", "recalled", "write_down"]
