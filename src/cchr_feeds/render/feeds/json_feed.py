"""JSON Feed 1.1, from the standard library."""

import json

from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Author, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries
from cchr_feeds.render.formats import JSON, without_empty
from cchr_feeds.text.formatting import shown_date
from cchr_feeds.text.scripts import unmistakable

Json = dict[str, object]
_json = json.JSONEncoder(ensure_ascii=False, indent=1).encode


def render_json_feed(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as JSON Feed 1.1, in UTF-8."""
    info, hub = site.languages[feed.language], site.feeds.hub
    license_, icon = site.feeds.license, site.brand.icon
    picture = icon or site.brand.logo
    document: Json = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": unmistakable(feed.title, feed.language),
        "home_page_url": site.address(feed.home),
        "feed_url": site.address(f"{feed.folder}/{JSON.file}"),
        "description": feed.subtitle,
        "icon": picture[feed.language].url if picture else None,
        "favicon": icon[feed.language].url if icon else None,
        "language": feed.language,
        "authors": [_author(Author(info.organisation, site.url[feed.language]))],
        "hubs": [{"type": "WebSub", "url": hub[feed.language]}] if hub else None,
        "_license": {"url": license_[feed.language]} if license_ else None,
    }
    # Its items are the last it has, and are in JSON already.
    before, end, after = _json({**without_empty(document), "items": []}).encode().rpartition(b"]")
    items = entries.written(feed.entries, _item)
    inside = b"".join([b"\n  ", b",\n  ".join(items), b"\n "]) if items else b""
    return b"".join([before, inside, end, after, b"\n"])


def _item(entry: Entry, content: str, site: Site) -> str:
    """The item as it stands in a document, from brace to brace."""
    item: Json = {
        "id": entry.tag,
        "url": entry.url,
        "title": unmistakable(entry.title, entry.language),
        "summary": entry.summary,
        "content_html": content,
        "image": entry.image.url if entry.image else None,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "language": entry.language,
        "authors": [_author(author) for author in entry.authors],
        "tags": list(dict.fromkeys([*(each.label for each in entry.categories), *entry.topics])),
        "attachments": [
            without_empty(
                {"url": each.url, "mime_type": each.type, "title": each.title, "size_in_bytes": each.length}
            )
            for each in entry.enclosures
        ],
        "_translations": {item.language: item.url for item in entry.translations},
        "_publication": _publication(entry, site),
    }
    return _json(without_empty(item)).replace("\n", "\n  ")  # no line ends within a text of JSON


def _publication(entry: Entry, site: Site) -> Json:
    """What JSON Feed has no field for: the date as far as it is known, and whether it was withdrawn."""
    # `date_published` must name a second even where the day is not known; this says what may be shown.
    date = shown_date(entry, site)
    shown = {"date": date.iso, "date_in_words": date.words} if date else {}
    return without_empty({"id": entry.publication_id, "withdrawn": entry.withdrawn, **shown})


def _author(author: Author) -> Json:
    return without_empty({"name": author.name, "url": author.uri})
