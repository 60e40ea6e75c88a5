"""What readers have been given, against what they would be given now.

compare      the whole comparison: what changes for readers, what must not, and the next lock
changes      what readers notice of one entry
present      what readers would see now
missing      what was published and would be nowhere now
objections   what must not happen to something published, in a writer's words
"""

from cchr_feeds.history.changes import Change
from cchr_feeds.history.compare import Comparison, compare
from cchr_feeds.history.objections import Objection

__all__ = ["Change", "Comparison", "Objection", "compare"]
