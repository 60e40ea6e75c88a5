"""What must hold for every entry of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from cchr_feeds.lint.content import active_in, addresses_in
from cchr_feeds.lint.seen import Finding, Link, Promised, SeenEntry, SeenFeed

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
        yield Finding(entry.line, "id", f"{entry.id!r} is no id of this site")
    elif language != feed.scope[0]:
        yield Finding(entry.line, "id", f"{entry.id!r} is the id of an entry in another language")


def language_faults(entry: SeenEntry, feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """It says which language it is in, and it is the feed's."""
    if entry.language != feed.scope[0]:
        yield Finding(entry.line, "language", f"{entry.id} says its language is {entry.language!r}")


def title_faults(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Finding]:
    """Its title is one line of text."""
    if not entry.title or entry.title != entry.title.strip() or re.search(r"[\t\n\r]", entry.title):
        yield Finding(
            entry.line, "title", f"{entry.id} has no title, or one with space around or a line break"
        )


def link_faults(entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """It opens one page: its own, in its own language, which is named before any other."""
    alternates = [link for link in entry.links if link.rel == "alternate"]
    if len(alternates) != 1:
        message = f"{entry.id} has {len(alternates)} alternates; readers open whichever they like"
        yield Finding(entry.line, "alternate", message)
    elif entry.links[0] != alternates[0]:
        yield Finding(entry.line, "alternate", f"{entry.id} names another link before its own page")
    for link in alternates:
        yield from _alternate_faults(link, entry, feed, promised)


def _alternate_faults(link: Link, entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Finding]:
    if feed.format == "Atom" and link.hreflang != entry.language:
        yield Finding(entry.line, "alternate", f"{entry.id} opens a page in another language")
    if link.href.startswith(promised.site.feeds_url) and link.href.endswith((".xml", ".json")):
        yield Finding(entry.line, "alternate", f"{entry.id} opens a feed instead of a page")


def translation_faults(entry: SeenEntry, _: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """Its translations say which language they are in."""
    others = promised.site.languages.keys() - {entry.language}
    for link in entry.links:
        if link.rel == "related" and link.hreflang not in others:
            message = f"{entry.id} has a translation in {link.hreflang or 'no language'!r}"
            yield Finding(entry.line, "translation", message)


def address_faults(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Finding]:
    """Every address is whole and in ASCII, those in its content too."""
    inside = (each for each in addresses_in(entry.content) if not each.startswith("mailto:"))
    for address in dict.fromkeys((*(link.href for link in entry.links), *inside)):
        if not is_address(address):
            message = f"in {entry.id}, {address!r} is not a full web address"
            yield Finding(entry.line, "address", message)


def enclosure_faults(entry: SeenEntry, feed: SeenFeed, _: Promised) -> Iterator[Finding]:
    """Its documents have a type, and no length where nobody knows it; RSS then says 0."""
    for link in entry.links:
        if link.rel == "enclosure" and "/" not in link.type:
            yield Finding(entry.line, "enclosure", f"{link.href} has no media type")
        if link.rel == "enclosure" and feed.format != "RSS" and link.length == "0":
            yield Finding(entry.line, "enclosure", f"{link.href} is said to be empty")


def date_faults(entry: SeenEntry, _: SeenFeed, promised: Promised) -> Iterator[Finding]:
    """Its dates have an offset, are past, and are in order."""
    for name, moment in entry.dates.items():
        if moment is None:
            yield Finding(entry.line, "date", f"{entry.id} has no {name} with a time and an offset")
        elif moment > promised.now + FEED_TIME:
            yield Finding(entry.line, "date", f"{entry.id} has a {name} in the future")
    published, updated = entry.dates.get("published"), entry.dates.get("updated")
    if published and updated and updated < published:
        yield Finding(entry.line, "date", f"{entry.id} was updated before it was published")


def content_faults(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Finding]:
    """Its content is there, and does nothing but be read."""
    if not entry.content:
        yield Finding(entry.line, "content", f"{entry.id} has no content")
    for active in active_in(entry.content):
        yield Finding(entry.line, "content", f"{entry.id} has {active} in its content")


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
