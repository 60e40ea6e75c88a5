"""The names that fields have in YAML, for files that can't be taken apart into fields."""

from __future__ import annotations

TEXTS = frozenset(
    "title summary body subject preheader note alt name organisation short description reason".split()
)
"""Fields that hold words of people; any sign may be meant in them."""

FIELDS = TEXTS | frozenset(
    "id published added updated category topics edition draft withdrawn on authors uri url files file type "
    "length image width height authority since feeds_url timezone languages categories contact email "
    "supporters logo feeds limit hub license tombstones newsletter from address subscribe reply_to list_id "
    "postal_address unsubscribe other_languages utm source medium campaign brand colour keep_together "
    "highlight".split()
)
"""Every name that a field of an entry, of site.yaml or of an editor's file has."""
