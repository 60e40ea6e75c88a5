"""What must hold for the list of feeds."""

from __future__ import annotations

from collections.abc import Iterator

from cchr_feeds.lint.entry_rules import is_address
from cchr_feeds.lint.seen import Finding, Promised
from cchr_feeds.lint.xml_documents import read_outlines


def opml_faults(content: bytes, promised: Promised) -> Iterator[Finding]:
    """It names every feed that has entries, once, and no other."""
    outlines, site = read_outlines(content), promised.site
    folders = (f"{language}/{term}" if term else language for (language, term) in promised.counts)
    expected = {site.address(f"{folder}/rss.xml") for folder in folders}
    listed = [feed.href for _, feed, _ in outlines]
    for address in sorted(expected - set(listed)):
        yield Finding(1, "opml", f"{address} has entries and is not listed")
    for line, feed, home in outlines:
        if feed.href not in expected or listed.count(feed.href) > 1:
            yield Finding(line, "opml", f"{feed.href!r} is listed twice, or is no feed with entries")
        if not feed.title or not is_address(home):
            yield Finding(line, "opml", f"{feed.href!r} has no title, or no home page")
