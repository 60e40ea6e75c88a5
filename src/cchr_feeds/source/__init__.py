"""A project folder in, a `Project` out, or every problem of every file in one `ProblemsFound`."""

from cchr_feeds.source.files import line_in_lock, read_lock
from cchr_feeds.source.problems import without_suppressed
from cchr_feeds.source.project_reader import ParseCache, PartialProject, partial_read, read_project
from cchr_feeds.source.read import place_of

__all__ = [
    "ParseCache",
    "PartialProject",
    "line_in_lock",
    "partial_read",
    "place_of",
    "read_lock",
    "read_project",
    "without_suppressed",
]
