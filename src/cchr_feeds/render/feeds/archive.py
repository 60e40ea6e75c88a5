"""Archives in Atom: feedgen writes the feed; the entries, of which there may be 100,000, are written here.

An entry has the octets that feedgen and `mends.py` give it in a live feed, in a tenth of the time; a test
holds the one against the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cchr_feeds.model.outcome import Feed
from cchr_feeds.model.publication import Author, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.generator import SerialisedEntries, categories, render_atom
from cchr_feeds.render.feeds.links import entry_links


def render_archive(archive: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The archive as RFC 5005 has it."""
    frame = render_atom(replace(archive, entries=()), site, entries)
    before, end, after = frame.rpartition(b"</feed>")
    written = (_entry(entry, site, entries.content(entry)) for entry in archive.entries)
    return b"".join([before, "".join(written).encode(), end, after])


def _entry(entry: Entry, site: Site, content: str) -> str:
    lines = "\n    ".join(_parts(entry, site, content))
    return f'  <entry xml:lang="{_quoted(entry.language)}">\n    {lines}\n  </entry>\n'


def _parts(entry: Entry, site: Site, content: str) -> Iterator[str]:
    yield f"<id>{_escaped(entry.tag)}</id>"
    yield f"<title>{_escaped(entry.title)}</title>"
    yield f"<updated>{entry.updated.isoformat()}</updated>"
    yield from (_empty("link", link) for link in entry_links(entry))
    yield from map(_author, entry.authors)
    yield from (_empty("category", category) for category in categories(entry, site))
    yield f"<published>{entry.published.isoformat()}</published>"
    if entry.summary:
        yield f"<summary>{_escaped(entry.summary)}</summary>"
    yield f'<content type="html">{_escaped(content)}</content>'
    if entry.image:
        sizes = {"width": entry.image.width, "height": entry.image.height}
        known = {name: str(size) for name, size in sizes.items() if size}
        yield _empty("media:thumbnail", {"url": entry.image.url, **known})


def _author(author: Author) -> str:
    uri = f"\n      <uri>{_escaped(author.uri)}</uri>" if author.uri else ""
    return f"<author>\n      <name>{_escaped(author.name)}</name>{uri}\n    </author>"


def _empty(name: str, attributes: Mapping[str, str]) -> str:
    written = "".join([f' {key}="{_quoted(value)}"' for key, value in attributes.items()])
    return f"<{name}{written}/>"


def _escaped(text: str) -> str:
    """As libxml2 writes text (xmlsave.c)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _quoted(text: str) -> str:
    escaped = _escaped(text).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;")
