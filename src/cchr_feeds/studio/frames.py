"""What stands in frames: a mail, a feed as a reader shows it, an entry's page, a page that embeds a list."""

from __future__ import annotations

import json
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cchr_feeds.render.formats import FILES, JSON, followable
from cchr_feeds.render.newsletter.editions import edition_page
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.sheet import GMAIL_LIMIT, with_boxes, without_pictures
from cchr_feeds.render.newsletter.size_limit import LARGE_MAIL, MAIL_LIMIT, Mail, within_limit
from cchr_feeds.render.pages.entry_page import entry_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.render.unbroken import Html
from cchr_feeds.resolve import Resolver
from cchr_feeds.studio.on_demand import artifact, letter_of
from cchr_feeds.studio.page_templates import PAGES
from cchr_feeds.studio.project_state import Preview
from cchr_feeds.text.dates import size_in_words


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as a reader's program shows it."""

    title: str
    url: str
    published: datetime
    documents: list[str]
    content: Html


def reader_html(path: str, preview: Preview, templates: Templates) -> str | None:
    """A feed as a reader's program shows it: nothing is known but what the document at `path` says."""
    folder, _, name = path.rpartition("/")
    document = artifact(path, preview.contents, templates) if name in FILES else None
    if document is None or not isinstance(document.content, bytes):
        return None
    items = list(_json_items(document.content) if name == JSON.file else _xml_items(document.content))
    title = next((each.title for each in preview.contents.feeds if each.folder == folder), folder)
    language = folder.partition("/")[0]
    zone = preview.contents.site.timezone
    shown = {"items": items, "timezone": zone, "face": typeface(language)}
    return PAGES.html("reader.html.j2", title=title, language=language, **shown)


def _xml_items(content: bytes) -> Iterator[Item]:
    import feedparser  # 70 ms

    # The frame runs no script; what the feed holds is shown as it is, for whoever looks for a fault of it.
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    for entry in feed.entries:
        published = datetime.fromtimestamp(timegm(entry.published_parsed), UTC)
        documents = [each.href for each in entry.enclosures]
        yield Item(entry.title, entry.link, published, documents, Html(entry.content[0].value))


def _json_items(content: bytes) -> Iterator[Item]:
    for item in json.loads(content)["items"]:
        published = datetime.fromisoformat(item["date_published"])
        documents = [each["url"] for each in item.get("attachments", ())]
        yield Item(item["title"], item["url"], published, documents, Html(item["content_html"]))


@dataclass(frozen=True, slots=True)
class MailSize:
    """How large a mail is, in words and as shares of what Gmail takes."""

    size: str
    limit: str
    octets: int
    most: int
    large: int
    is_large: bool
    left_out: int


def mail_of(letter: Letter, templates: Templates) -> Mail:
    """The mail of an edition, as long as it may be."""
    return within_limit(letter, lambda each: edition_page(each, templates, mail=True))


def mail_size(mail: Mail, language: str) -> MailSize:
    """The size meter's figures, as a language writes them."""
    return MailSize(
        size=size_in_words(mail.size, language),
        limit=size_in_words(MAIL_LIMIT, language),
        octets=mail.size,
        most=GMAIL_LIMIT,
        large=LARGE_MAIL,
        is_large=mail.size > LARGE_MAIL or mail.left_out > 0,
        left_out=mail.left_out,
    )


def mail_html(name: str, preview: Preview, templates: Templates, *, pictures: bool) -> str | None:
    """The mail named `2024-10/km`; pictures from the web are grey boxes, or are not loaded."""
    letter = letter_of(*_parted(name), preview.contents)
    if letter is None:
        return None
    html = mail_of(letter, templates).html
    return with_boxes(html) if pictures else without_pictures(html)


def _parted(name: str) -> tuple[str, str]:
    period, _, language = name.partition("/")
    return period, language


def entry_page(publication_id: str, language: str, preview: Preview, templates: Templates) -> str | None:
    """An entry as a page of its own, whether or not it has an address elsewhere."""
    listings = preview.selection.listings
    for listing in listings:
        if (listing.publication_id, listing.language) == (publication_id, language):
            entry = Resolver(preview.project, listings).entry(listing)
            contents = preview.contents
            return entry_html(entry, followable(contents.feeds), contents.site, templates)
    return None


def embed_html(language: str) -> str:
    """Another site's page, with the web component that shows a language's newest entries."""
    return PAGES.html("embedding.html.j2", language=language, face=typeface(language))
