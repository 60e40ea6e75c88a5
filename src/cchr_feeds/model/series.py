"""Series: publications whose titles say the same before their last underscore.

In "Joint Submission_4th UPR_Labour" the underscores are a file name's. Where two or more entries of a
category share what stands before the last one, that is the name of their series, "Joint Submission · 4th
UPR", and "Labour" is the title in it. Feeds, subjects and ids keep titles as they are written.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place in a series: the series' name, and the entry's title in it."""

    series: str
    title: str


def place_in_series(title: str) -> Place | None:
    """Where a title belongs, if there are others; `None` where it names no series."""
    *before, last = (part.strip() for part in title.split("_"))
    series = " · ".join(filter(None, before))
    return Place(series, last) if series and last else None
