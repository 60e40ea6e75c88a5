"""A project folder in, a `Project` out, or every problem of every file in one `ProblemsFound`."""

from cchr_feeds.source.lock import line_in_lock, place_of, read_lock
from cchr_feeds.source.meant import without_meant
from cchr_feeds.source.project import read_project
from cchr_feeds.source.surveying import Memory, Survey, survey

__all__ = [
    "Memory",
    "Survey",
    "line_in_lock",
    "place_of",
    "read_lock",
    "read_project",
    "survey",
    "without_meant",
]
