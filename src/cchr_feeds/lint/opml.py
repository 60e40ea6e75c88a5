"""What must hold for the list of feeds."""

from __future__ import annotations

from collections.abc import Iterator

from cchr_feeds.lint.entry_rules import is_address
from cchr_feeds.lint.seen import Finding, Promised
from cchr_feeds.lint.xml_documents import read_outlines
from cchr_feeds.messages import said


def opml_faults(content: bytes, promised: Promised) -> Iterator[Finding]:
    """It names every feed that has entries, once, and no other."""
    outlines, site = read_outlines(content), promised.site
    folders = (f"{language}/{term}" if term else language for (language, term) in promised.counts)
    expected = {site.address(f"{folder}/rss.xml") for folder in folders}
    listed = [feed.href for _, feed, _ in outlines]
    for address in sorted(expected - set(listed)):
        yield Finding(1, "opml", said("not-listed", address=address))
    for line, feed, home in outlines:
        if feed.href not in expected or listed.count(feed.href) > 1:
            yield Finding(line, "opml", said("listed-twice", address=feed.href))
        if not feed.title or not is_address(home):
            yield Finding(line, "opml", said("listed-without-title", address=feed.href))
