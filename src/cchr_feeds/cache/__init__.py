"""What need not be done twice: without it, a command does the same and takes longer.

cache       all that builds leave for the next one, as it is when one begins
entries     what was found in the entries' files, apart from their texts
documents   which files of the output were made from what
file_state  the states of files, by which a change is noticed
store       the files of `.cchr-feeds/`, and warnings in them
"""

from cchr_feeds.cache.cache import Cache
from cchr_feeds.cache.store import Store

__all__ = ["Cache", "Store"]
