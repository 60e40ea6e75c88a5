"""Makes a project of one's own: a site, a sample, and what it takes to build it here and on GitHub."""

from cchr_feeds.init.project import EXAMPLE, Described, Started, describe, known, schema_text, start
from cchr_feeds.init.publisher import Publisher, stored
from cchr_feeds.init.requirements import missing_wheel

__all__ = [
    "EXAMPLE",
    "Described",
    "Publisher",
    "Started",
    "describe",
    "known",
    "missing_wheel",
    "schema_text",
    "start",
    "stored",
]
