"""A project folder in, a `Project` out, or every problem of every file in one `ProblemsFound`."""

from cchr_feeds.source.lock import line_in_lock, place_of, read_lock
from cchr_feeds.source.project import Survey, read_project, survey
from cchr_feeds.source.proofreading import proofread

__all__ = ["Survey", "line_in_lock", "place_of", "proofread", "read_lock", "read_project", "survey"]
