"""What must hold for every entry of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from cchr_feeds.lint.content import active_in, addresses_in
from cchr_feeds.lint.seen import Finding, Link, Promised, SeenEntry, SeenFeed
from cchr_feeds.messages import said

EntryRule = Callable[[SeenEntry, SeenFeed, Promised], Iterator[Finding]]

FEED_TIME = timedelta(days=1)
"""A date without a time is public from the start of its day, and given as a time later on that day."""

# Percent-encoded everywhere: raw Khmer in an address is treated differently by different readers.
_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:[/?#][!#-;=?-\[\]_a-z~]*)?", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether this is a full web address in ASCII."""
    return _ADDRESS.fullmatch(text) is not None


def id_faults(entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """Its id is a tag: URI of this site, and of the feed's language."""
    beginning = promised.site.tag("")
    name, _, language = entry.id.removeprefix(beginning).partition("/")
    if not entry.id.startswith(beginning) or not re.fullmatch(r"[a-z0-9-]{1,80}", name):
        yield Finding(entry.line, "id", said("no-id-of-site", id=entry.id))
    elif language != feed.scope[0]:
        yield Finding(entry.line, "id", said("id-in-another-language", id=entry.id))


def language_faults(entry: SeenEntry, feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """It says which language it is in, and it is the feed's."""
    if entry.language != feed.scope[0]:
        yield Finding(
            entry.line, "language", said("entry-says-language", id=entry.id, language=entry.language)
        )


def title_faults(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Finding]:
    """Its title is one line of text."""
    if not entry.title or entry.title != entry.title.strip() or re.search(r"[\t\n\r]", entry.title):
        yield Finding(entry.line, "title", said("bad-entry-title", id=entry.id))


def link_faults(entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It opens one page: its own, in its own language, which is named before any other."""
    alternates = [link for link in entry.links if link.rel == "alternate"]
    if len(alternates) != 1:
        message = said("many-alternates", id=entry.id, count=len(alternates))
        yield Finding(entry.line, "alternate", message)
    elif entry.links[0] != alternates[0]:
        yield Finding(entry.line, "alternate", said("link-before-page", id=entry.id))
    for link in alternates:
        yield from _alternate_faults(link, entry, feed, promised)


def _alternate_faults(link: Link, entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    if feed.format == "Atom" and link.hreflang != entry.language:
        yield Finding(entry.line, "alternate", said("page-in-another-language", id=entry.id))
    if link.href.startswith(promised.site.feeds_url) and link.href.endswith((".xml", ".json")):
        yield Finding(entry.line, "alternate", said("feed-instead-of-page", id=entry.id))


def translation_faults(entry: SeenEntry, _: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """Its translations say which language they are in."""
    others = promised.site.languages.keys() - {entry.language}
    for link in entry.links:
        if link.rel == "related" and link.hreflang not in others:
            message = said("translation-in", id=entry.id, language=link.hreflang or said("no-language-named"))
            yield Finding(entry.line, "translation", message)


def address_faults(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Finding]:
    """Every address is whole and in ASCII, those in its content too."""
    inside = (each for each in addresses_in(entry.content) if not each.startswith("mailto:"))
    for address in dict.fromkeys((*(link.href for link in entry.links), *inside)):
        if not is_address(address):
            message = said("bad-address-in", id=entry.id, address=address)
            yield Finding(entry.line, "address", message)


def enclosure_faults(entry: SeenEntry, feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """Its documents have a type, and no length where nobody knows it; RSS then says 0."""
    for link in entry.links:
        if link.rel == "enclosure" and "/" not in link.type:
            yield Finding(entry.line, "enclosure", said("no-media-type", address=link.href))
        if link.rel == "enclosure" and feed.format != "RSS" and link.length == "0":
            yield Finding(entry.line, "enclosure", said("said-to-be-empty", address=link.href))


def date_faults(entry: SeenEntry, _: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """Its dates have an offset, are past, and are in order."""
    for name, moment in entry.dates.items():
        if moment is None:
            yield Finding(entry.line, "date", said("no-full-date", id=entry.id, field=name))
        elif moment > promised.now + FEED_TIME:
            yield Finding(entry.line, "date", said("date-in-future", id=entry.id, field=name))
    published, updated = entry.dates.get("published"), entry.dates.get("updated")
    if published and updated and updated < published:
        yield Finding(entry.line, "date", said("updated-before-published", id=entry.id))


def content_faults(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Finding]:
    """Its content is there, and does nothing but be read."""
    if not entry.content:
        yield Finding(entry.line, "content", said("no-content", id=entry.id))
    for active in active_in(entry.content):
        yield Finding(entry.line, "content", said("active-content", id=entry.id, active=active))


ENTRY_RULES: tuple[EntryRule, ...] = (
    id_faults,
    language_faults,
    title_faults,
    link_faults,
    translation_faults,
    address_faults,
    enclosure_faults,
    date_faults,
    content_faults,
)
