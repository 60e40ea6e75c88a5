"""How lists and letters show titles: those of a series under its name, and those all in capitals smaller.

In "Joint Submission_4th UPR_Labour" the underscores are a file name's. Where two or more entries of a
category share what stands before the last one, that is the name of their series, "Joint Submission · 4th
UPR", and "Labour" is the title in it. Feeds, subjects and ids keep titles as they are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchr_feeds.model.publication import Entry

_SHOUTED = 12  # letters; a shorter title may be an acronym, such as SOGIESC-SRHR


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place in a series: the series' name, and the entry's title in it."""

    series: str
    title: str


def series_of(entries: Iterable[Entry]) -> Mapping[str, Place]:
    """The place of each entry that is part of a series, by the entry's `tag`; the others are left out.

    Entries belong together under the first category that they name, in one language.
    """
    places = {entry.tag: (_shelf(entry), place) for entry in entries if (place := _place(entry.title))}
    sizes = Counter((shelf, place.series) for shelf, place in places.values())
    return {tag: place for tag, (shelf, place) in places.items() if sizes[shelf, place.series] > 1}


def is_in_capitals(title: str) -> bool:
    """Whether a title is all in capitals, so that it is set a little smaller; an acronym is not meant."""
    letters = [character for character in title if character.isalpha()]
    return len(letters) >= _SHOUTED and all(map(str.isupper, letters))


def _shelf(entry: Entry) -> tuple[str, str]:
    return entry.language, entry.categories[0].term if entry.categories else ""


def _place(title: str) -> Place | None:
    *before, last = (part.strip() for part in title.split("_"))
    series = " · ".join(filter(None, before))
    return Place(series, last) if series and last else None
