"""What need not be done twice: without it, a command does the same and takes longer.

build_cache     all that builds leave for the next one, as it is when one begins
entry_cache     what was found in the entries' files, apart from their texts, as records
document_cache  what a document is made from, as a key, and its files as records
file_state      the states of files, by which a change is noticed; those of the program itself
store           the files of `.cchr-feeds/`, records of what files held, and warnings in them
"""

from cchr_feeds.cache.build_cache import Cache
from cchr_feeds.cache.file_state import key_of
from cchr_feeds.cache.store import Store, told_before

__all__ = ["Cache", "Store", "key_of", "told_before"]
