"""A project folder in, a `Project` out, or every problem of every file in one `ProblemsFound`."""

from cchr_feeds.source.lock import line_in_lock, place_of, read_lock
from cchr_feeds.source.partial_read import Memory, Survey, survey
from cchr_feeds.source.project import read_project
from cchr_feeds.source.suppressions import without_suppressed

__all__ = [
    "Memory",
    "Survey",
    "line_in_lock",
    "place_of",
    "read_lock",
    "read_project",
    "survey",
    "without_suppressed",
]
