"""A project folder in, a `Project` out, or every problem of every file in one `ProblemsFound`."""

from cchr_feeds.source.lock_reader import line_in_lock, read_lock
from cchr_feeds.source.problems import without_suppressed
from cchr_feeds.source.project_reader import Memory, Survey, read_project, survey
from cchr_feeds.source.read import place_of

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
