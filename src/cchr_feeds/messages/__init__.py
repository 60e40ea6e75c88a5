"""Everything the program says to those who run it, by name, in English and in Khmer.

What is said is made with `said`, is English text wherever it goes, and is put into the reader's
language at the end, by `in_language`. The wording stands in `wording/`, both languages side by side.
"""

from cchr_feeds.messages.said import (
    LANGUAGES,
    Said,
    all_of,
    any_of,
    beginning_of,
    in_language,
    key,
    lines_of,
    said,
)

__all__ = ["LANGUAGES", "Said", "all_of", "any_of", "beginning_of", "in_language", "key", "lines_of", "said"]
