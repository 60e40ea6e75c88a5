"""An entry of a feed as XML: Atom's `<entry>` and RSS's `<item>`, as they stand in a document.

They are written here and not by feedgen, which takes ten times as long: archives may hold 100,000, and the
live feeds of one build a thousand. `tests/render/test_entries.py` compares every byte.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from cchr_feeds.model.publication import Author, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import markdown_of
from cchr_feeds.text.formatting import shown_date
from cchr_feeds.text.scripts import unmistakable

Link = dict[str, str]
"""The attributes of an `atom:link` (RFC 4287 §4.2.7), in the order they are written."""

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def escaped(text: str) -> str:
    """A text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(maxsize=1024)  # languages, media types, schemes and labels come again with most entries
def quoted(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    inside = escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{inside}"'


def empty(name: str, attributes: Mapping[str, str]) -> str:
    """An element with nothing inside."""
    return f"<{name}{''.join([f' {key}={quoted(value)}' for key, value in attributes.items()])}/>"


def link(rel: str, **attributes: str) -> Link:
    """A link, without its empty attributes."""
    return {"rel": rel, **{name: value for name, value in attributes.items() if value}}


def entry_links(entry: Entry) -> list[Link]:
    """The entry's own page, the one alternate; its translations as related; its documents.

    Measured: with a second alternate, 5 to 9 of 15 clients open the other language.
    """
    language = entry.language
    return [
        link("alternate", type="text/html", hreflang=language, href=entry.url),
        *translation_links(entry),
        *(
            link(
                "enclosure",
                type=file.type,
                length=str(file.length or ""),
                title=file.title,
                hreflang=language,
                href=file.url,
            )
            for file in entry.enclosures
        ),
    ]


def translation_links(entry: Entry) -> list[Link]:
    """The entry in other languages."""
    return [
        link("related", type="text/html", hreflang=other.language, title=other.title, href=other.url)
        for other in entry.translations
    ]


def atom_entry(entry: Entry, content: str, site: Site) -> str:
    """The entry of RFC 4287 §4.1.2; `content` is its full text as HTML."""
    lines = [
        f"<id>{escaped(entry.tag)}</id>",
        f"<title>{escaped(unmistakable(entry.title, entry.language))}</title>",
        f"<updated>{entry.updated.isoformat()}</updated>",
        *[empty("link", each) for each in entry_links(entry)],
        *map(_author, entry.authors),
        *[
            empty("category", {"term": term, "scheme": scheme, "label": label})
            for term, scheme, label in _categories(entry, site)
        ],
        f"<published>{entry.published.isoformat()}</published>",
        *([f"<summary>{escaped(entry.summary)}</summary>"] if entry.summary else ()),
        f'<content type="html">{escaped(content)}</content>',
        *_thumbnail(entry),
        *_shown_date(entry, site),
    ]
    inside = "\n    ".join(lines)
    return f"  <entry xml:lang={quoted(entry.language)}>\n    {inside}\n  </entry>\n"


@lru_cache(maxsize=256)  # most publications are by the organisation itself
def _author(author: Author) -> str:
    uri = f"\n      <uri>{escaped(author.uri)}</uri>" if author.uri else ""
    return f"<author>\n      <name>{escaped(author.name)}</name>{uri}\n    </author>"


def rss_item(entry: Entry, content: str, site: Site) -> str:
    """The item of RSS 2.0; what it has no element for stands in those of other namespaces."""
    markdown = markdown_of(entry, site)
    lines = [
        f"<title>{plain_text(escaped(unmistakable(entry.title, entry.language)))}</title>",
        f"<link>{escaped(entry.url)}</link>",
        f'<guid isPermaLink="false">{escaped(entry.tag)}</guid>',
        *[
            f"<category domain={quoted(scheme)}>{plain_text(escaped(label))}</category>"
            for _, scheme, label in _categories(entry, site)
        ],
        f"<pubDate>{_rfc_2822(entry.published)}</pubDate>",
        *[f"<dc:creator>{escaped(author.name)}</dc:creator>" for author in entry.authors],
        f"<dc:language>{escaped(entry.language)}</dc:language>",
        # RSS's description is HTML: text in it is escaped here, and once more as XML. It stands before the
        # content, also an empty one (RSS Advisory Board's profile).
        f"<description>{escaped(escape(entry.summary, quote=False))}</description>",
        f"<content:encoded>{escaped(content)}</content:encoded>",
        *([f"<source:markdown>{escaped(markdown)}</source:markdown>"] if markdown else ()),
        # RSS takes one; an unknown length is written 0 (RSS Advisory Board's profile).
        *[
            empty("enclosure", {"url": file.url, "length": str(file.length or 0), "type": file.type})
            for file in entry.enclosures[:1]
        ],
        *_thumbnail(entry),
        *[empty("atom:link", each) for each in translation_links(entry)],
        *_shown_date(entry, site),
    ]
    inside = "\n      ".join(lines)
    return f"    <item>\n      {inside}\n    </item>\n"


def plain_text(markup: str) -> str:
    """Escaped text for those elements of RSS that hold plain text, which some readers take for HTML.

    Character references mean the same in both (RSS Advisory Board's profile).
    """
    return markup.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;").replace("&gt;", "&#x3E;")


def for_rss(moment: datetime) -> datetime:
    """A moment in its own zone, or in UTC where that is off by quarters: W3C's validator takes no +0545."""
    return moment if f"{moment:%z}"[3:5] in ("00", "30") else moment.astimezone(UTC)


def _rfc_2822(moment: datetime) -> str:
    """A date as RSS writes it, in English whatever the locale."""
    moment = for_rss(moment)
    weekday, month = _WEEKDAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{weekday}, {moment.day:02} {month} {moment:%Y %H:%M:%S %z}"


def _categories(entry: Entry, site: Site) -> list[tuple[str, str, str]]:
    """Term, scheme and label of the entry's categories and topics (RFC 4287 §4.2.2), in their order."""
    kinds = [(item.term, site.tag("categories"), item.label) for item in entry.categories]
    return kinds + [(topic, site.tag("topics"), topic) for topic in entry.topics]


def _shown_date(entry: Entry, site: Site) -> list[str]:
    """When it came out as readers are told it, which a browser shows: feeds' own dates name a second.

    Readers ignore it: as elements of Dublin Core they would take it for their own date.
    """
    date = shown_date(entry, site)
    element = "schema:datePublished"
    return [f"<{element} content={quoted(date.iso)}>{escaped(date.words)}</{element}>"] if date else []


def _thumbnail(entry: Entry) -> list[str]:
    if entry.image is None:
        return []
    known = {"width": entry.image.width, "height": entry.image.height}
    sizes = {name: str(value) for name, value in known.items() if value}
    return [empty("media:thumbnail", {"url": entry.image.url, **sizes})]
