"""What a feed reader sees of a finished document, whatever its format; all in Atom's words."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
DC_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", re.ASCII)
# Readers that take RSS's plain text for HTML need these as character references.
BARE_TITLE = re.compile(rb"<title>[^<]*&(?:amp|lt|gt);")

Fault = tuple[str, str]
"""What is wrong, as a word to test for and as a sentence."""
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Link:
    """A link (RFC 4287 §4.2.7); an attribute that is not there is empty."""

    rel: str
    href: str
    hreflang: str = ""
    type: str = ""
    title: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry as it stands in one document.

    `dates` has the dates that the format knows; `None` is one that is missing, has no offset, or can't
    be read. `content` is HTML.
    """

    id: str
    language: str
    title: str
    links: Sequence[Link]
    dates: Mapping[str, datetime | None]
    content: str

    def link(self, rel: str) -> str:
        """Where the first link of a relation leads; empty where there is none."""
        return next((link.href for link in self.links if link.rel == rel), "")


@dataclass(frozen=True, slots=True)
class SeenFeed:
    """A feed or an archive as it stands in one document; `faults` are what only its format can have."""

    path: str
    format: str
    language: str
    links: Sequence[Link]
    entries: Sequence[SeenEntry]
    id: str = ""
    updated: datetime | None = None
    is_archive: bool = False
    faults: Sequence[Fault] = field(default=())

    @property
    def folder(self) -> str:
        """The feed that it belongs to, by its folder (`km`, or `km/infographic`)."""
        return self.path.rpartition("/")[0].removesuffix("/archive")

    @property
    def year(self) -> int | None:
        """Of an archive's place; `None` for a live feed's."""
        place = PurePosixPath(self.path)
        return int(place.stem) if place.parent.name == "archive" else None

    @property
    def scope(self) -> tuple[str, str | None]:
        """The language and the category's term (`None`: all categories) that its place promises."""
        language, _, term = self.folder.removeprefix("newsletters/").partition("/")
        return language, term or None

    def hrefs(self, rel: str) -> list[str]:
        """Where its links of a relation lead, in order."""
        return [link.href for link in self.links if link.rel == rel]


def rfc_3339(text: str) -> datetime | None:
    """A date of Atom or JSON Feed; `None` where it is none, or has no offset."""
    try:
        return datetime.fromisoformat(text) if RFC_3339.fullmatch(text) else None
    except ValueError:
        return None


def rfc_822(text: str) -> datetime | None:
    """A date of RSS with a numeric offset, which no reader takes for another; `None` where it is none."""
    try:
        return parsedate_to_datetime(text) if RFC_822.fullmatch(text) else None
    except ValueError:
        return None


# --- Atom and RSS ---------------------------------------------------------------------------------


def parsed(content: bytes) -> etree._Element:
    """The document's root; raises `etree.XMLSyntaxError`."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def read_atom(path: str, content: bytes) -> SeenFeed:
    """An Atom feed or archive."""
    root = parsed(content)
    entries = root.findall(f"{ATOM}entry")
    return SeenFeed(
        path=path,
        format="Atom",
        language=root.get(LANG, ""),
        links=[_atom_link(each) for each in root.findall(f"{ATOM}link")],
        entries=list(map(_atom_entry, entries)),
        id=_text(root, f"{ATOM}id"),
        updated=rfc_3339(_text(root, f"{ATOM}updated")),
        is_archive=root.find(ARCHIVE) is not None,
        faults=[fault for entry in entries for fault in _atom_faults(entry)],
    )


def _atom_entry(entry: etree._Element) -> SeenEntry:
    return SeenEntry(
        id=_text(entry, f"{ATOM}id"),
        language=entry.get(LANG, ""),
        title=_text(entry, f"{ATOM}title"),
        links=[_atom_link(each) for each in entry.findall(f"{ATOM}link")],
        dates={name: rfc_3339(_text(entry, ATOM + name)) for name in ("published", "updated")},
        content=_text(entry, f"{ATOM}content"),
    )


def _atom_link(link: etree._Element) -> Link:
    return Link(*(link.get(name, "") for name in ("rel", "href", "hreflang", "type", "title", "length")))


def _atom_faults(entry: etree._Element) -> Iterator[Fault]:
    title, content = entry.find(f"{ATOM}title"), entry.find(f"{ATOM}content")
    # RFC 4287 §4.2.14; most readers show the entities of a title of type "html" literally.
    if title is not None and title.get("type", "text") != "text":
        yield "title", "a title is plain text, and many readers misread other types"
    if title is not None and len(title):
        yield "title", "a title holds markup that was not escaped"
    if content is not None and content.get("type") != "html":
        yield "content", 'content is of type "html"; several readers lose any other'


def read_rss(path: str, content: bytes) -> SeenFeed:
    """An RSS feed."""
    root = parsed(content)
    channel = root.find("channel")
    channel = root if channel is None else channel
    items = channel.findall("item")
    faults = [fault for item in items for fault in _rss_faults(item)]
    if _text(channel, "language") != root.get(LANG, ""):
        faults.append(("language", "<language> and xml:lang name two languages"))
    if BARE_TITLE.search(content):
        faults.append(("title", "a title has & or < that some readers take for HTML"))
    return SeenFeed(
        path=path,
        format="RSS",
        language=root.get(LANG, ""),
        links=_rss_links(channel),
        entries=list(map(_rss_entry, items)),
        updated=rfc_822(_text(channel, "lastBuildDate")),
        faults=faults,
    )


def _rss_entry(item: etree._Element) -> SeenEntry:
    return SeenEntry(
        id=_text(item, "guid"),
        language=_text(item, DC_LANGUAGE),
        title=_text(item, "title"),
        links=_rss_links(item),
        dates={"published": rfc_822(_text(item, "pubDate"))},
        content=_text(item, ENCODED),
    )


def _rss_links(element: etree._Element) -> list[Link]:
    """In document order: `<link>` is RSS's alternate."""
    return [_rss_link(each) for each in element.iterchildren("link", f"{ATOM}link", "enclosure")]


def _rss_link(element: etree._Element) -> Link:
    if element.tag == "link":
        return Link("alternate", element.text or "")
    if element.tag == "enclosure":
        kind, length = element.get("type", ""), element.get("length", "")
        return Link("enclosure", element.get("url", ""), type=kind, length=length)
    return _atom_link(element)


def _rss_faults(item: etree._Element) -> Iterator[Fault]:
    guid, title, enclosures = item.find("guid"), item.find("title"), item.findall("enclosure")
    if guid is not None and guid.get("isPermaLink") != "false":
        yield "id", 'without isPermaLink="false" readers open the id as an address'
    if title is not None and len(title):
        yield "title", "a title holds markup that was not escaped"
    if len(enclosures) > 1:
        yield "enclosure", "RSS allows one enclosure an item"
    if not all(each.get("length", "").isdecimal() for each in enclosures):
        yield "enclosure", "RSS needs the length of an enclosure in bytes"


def read_outlines(content: bytes) -> list[tuple[Link, str]]:
    """The feeds that an OPML list names, each with the address of its home page."""
    return [
        (Link("self", each.get("xmlUrl", ""), title=each.get("text", "")), each.get("htmlUrl", ""))
        for each in parsed(content).iter("outline")
        if each.get("type")
    ]


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(name) or ""


# --- JSON Feed ------------------------------------------------------------------------------------


def read_json(path: str, content: bytes) -> SeenFeed:
    """A JSON Feed; raises `ValueError` where it is no JSON object."""
    document: object = json.loads(content)
    if not isinstance(document, dict):
        raise ValueError("it is no JSON object")
    hubs = [Link("hub", _string(each, "url")) for each in _objects(document, "hubs")]
    links = [*_link("alternate", document, "home_page_url"), *_link("self", document, "feed_url"), *hubs]
    return SeenFeed(
        path=path,
        format="JSON Feed",
        language=_string(document, "language"),
        links=[*links, *_link("license", _object(document, "_license"), "url")],
        entries=list(map(_json_entry, _objects(document, "items"))),
    )


def _json_entry(item: Json) -> SeenEntry:
    dates = {"published": "date_published", "updated": "date_modified"}
    return SeenEntry(
        id=_string(item, "id"),
        language=_string(item, "language"),
        title=_string(item, "title"),
        links=list(_json_links(item)),
        dates={name: rfc_3339(_string(item, key)) for name, key in dates.items()},
        content=_string(item, "content_html"),
    )


def _json_links(item: Json) -> Iterator[Link]:
    yield from _link("alternate", item, "url")
    for language, address in _object(item, "_translations").items():
        yield Link("related", str(address), language)
    for attachment in _objects(item, "attachments"):
        kind, length = _string(attachment, "mime_type"), str(attachment.get("size_in_bytes", ""))
        yield Link("enclosure", _string(attachment, "url"), type=kind, length=length)


def _link(rel: str, values: Json, name: str) -> Iterator[Link]:
    if href := _string(values, name):
        yield Link(rel, href)


def _string(values: Json, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _object(values: Json, name: str) -> Json:
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def _objects(values: Json, name: str) -> list[Json]:
    value = values.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
