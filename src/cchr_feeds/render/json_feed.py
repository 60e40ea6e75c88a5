"""JSON Feed 1.1, from the standard library."""

from __future__ import annotations

import json

from cchr_feeds.model.outcome import Feed
from cchr_feeds.model.publication import Author, Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds import SerialisedEntries

Json = dict[str, object]


def render_json_feed(feed: Feed, site: Site, entries: SerialisedEntries) -> bytes:
    """The feed as JSON Feed 1.1, in UTF-8."""
    info, home = site.languages[feed.language], site.url[feed.language]
    document = _without_empty(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": home,
            "feed_url": site.address(f"{feed.folder}/feed.json"),
            "description": feed.subtitle,
            "icon": site.brand.logo[feed.language] if site.brand.logo else None,
            "language": feed.language,
            "authors": [_author(Author(info.organisation, home))],
            "hubs": [{"type": "WebSub", "url": site.feeds.hub}] if site.feeds.hub else None,
        }
    )
    document["items"] = [_item(entry, entries.content(entry)) for entry in feed.entries]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, content: str) -> Json:
    return _without_empty(
        {
            "id": entry.tag,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": content,
            "image": entry.image.url if entry.image else None,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "language": entry.language,
            "authors": [_author(author) for author in entry.authors],
            "tags": [*(category.label for category in entry.categories), *entry.topics],
            "attachments": [_attachment(enclosure) for enclosure in entry.enclosures],
            "_translations": {item.language: item.url for item in entry.translations},
        }
    )


def _author(author: Author) -> Json:
    return _without_empty({"name": author.name, "url": author.uri})


def _attachment(enclosure: Enclosure) -> Json:
    return _without_empty(
        {
            "url": enclosure.url,
            "mime_type": enclosure.type,
            "title": enclosure.title,
            "size_in_bytes": enclosure.length,
        }
    )


def _without_empty(values: Json) -> Json:
    return {key: value for key, value in values.items() if value}
