"""A linter of finished feeds: it finds what a validator lets pass and readers trip over.

It reads the documents as a feed reader does, knows nothing of how they were made, and holds one
of them at a time. What it finds is a fault of the program, unless it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from cchr_feeds.errors import Problem
from cchr_feeds.model.output import Artifact
from cchr_feeds.model.publication import Listing
from cchr_feeds.model.site import Site


def lint(
    artifacts: Iterable[Artifact], site: Site, listings: Sequence[Listing], now: datetime
) -> tuple[Problem, ...]:
    """What is wrong with the feeds, archives and OPML among the artifacts of a whole output.

    `listings` is everything public at `now`, which the feeds and archives must hold.
    """
    from cchr_feeds.lint.documents import Linter  # imports lxml: 20 ms

    linter = Linter(site, listings, now)
    for artifact in artifacts:
        linter.read(artifact)
    return linter.problems()
