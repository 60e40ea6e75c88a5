"""Makes a project of one's own: a site, a sample, and what it takes to build it here and on GitHub."""

from cchr_feeds.starting.flow import EXAMPLE, Described, Started, describe, known, schema_text, start
from cchr_feeds.starting.program import missing_wheel
from cchr_feeds.starting.publisher import Publisher, stored

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
