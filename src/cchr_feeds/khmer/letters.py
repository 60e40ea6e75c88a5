"""The characters that Khmer letters are made of, as pieces of regular expressions."""

from cchr_feeds.segmentation.clusters import ZWJ, ZWNJ

COENG = "\u17d2"
ROBAT = "\u17cc"
BA = "\u1794"
DOTTED_CIRCLE = "\u25cc"

# Pieces of regular-expression character classes.
BASES = "\u1780-\u17a2\u17a5-\u17b3"
MARKS = "\u17b4-\u17d3\u17dd"
SHIFTERS = "\u17c9\u17ca"
VOWELS_AND_SIGNS = "\u17b6-\u17c8\u17cb\u17cd-\u17d1\u17d3\u17dd"

# Anything a reader sees as one Khmer unit, well-formed or not.
CLUSTER = f"[{BASES}{DOTTED_CIRCLE}](?:{COENG}[{BASES}]|[{MARKS}{ZWNJ}{ZWJ}])*+"
