"""What a WordPress export (WXR, an RSS with names of its own) says of a post."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cchr_feeds.i18n import N_, _
from cchr_feeds.importing.dates import stated
from cchr_feeds.importing.elements import entry_texts, language_of, words
from cchr_feeds.importing.items import ANY, Item, ItemText
from cchr_feeds.importing.paragraphs import line

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXPORT = re.compile(r"\{https?://wordpress\.org/export/[\d.]+/(excerpt/)?\}(.*)")
_WP = "{wp}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# What WordPress and its usual extensions keep beside what people write.
_NOT_FOR_READERS = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_.*|acf-.*"
    r"|elementor_.*|wpcf7_.*|mc4wp-.*|.*_template|shop_.*"
)
_STANDING = {
    "draft": N_("a draft"),
    "pending": N_("waiting for review"),
    "private": N_("private"),
    "trash": N_("in the bin"),
}
_SHORT_CODE = re.compile(r"\[/?(?:caption|embed|gallery|audio|video|playlist)\b[^\]]{0,500}\]")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_NO_KIND = frozenset(("", "uncategorized", "uncategorised"))


def renamed(tag: str) -> str:
    """The name of an element, those of an export the same whichever version it has."""
    match = _EXPORT.fullmatch(tag)
    return f"{_WP}{'excerpt' if match[1] else match[2]}" if match else tag


def is_export(root: _Element) -> bool:
    """Whether a feed says of itself that WordPress made it for another WordPress."""
    return next(root.iter(f"{_WP}wxr_version"), None) is not None


def wordpress_item(item: _Element, base: str, timezone: tzinfo) -> Item:
    """A post; what readers could not see there is unfit."""
    link, content = words(item, "link"), words(item, _CONTENT)
    title, summary, body = entry_texts(
        words(item, "title"), words(item, f"{_WP}excerpt"), _with_paragraphs(content), link or base
    )
    date = words(item, "pubDate")
    published = stated(date, timezone)
    return Item(
        key=words(item, "guid") or link or words(item, f"{_WP}post_id") or title,
        texts={ANY: ItemText(title, summary, body, link)},
        published=published,
        said="" if published else date,
        language=_coded(item, "language") or language_of(item),
        categories=_terms(item, lambda domain: domain == "category" or domain.endswith(("type", "kind"))),
        topics=_terms(item, lambda domain: domain == "post_tag"),
        name=unquote(words(item, f"{_WP}post_name")),
        unfit=_unfit(item),
    )


def _unfit(item: _Element) -> str:
    kind, standing = words(item, f"{_WP}post_type"), words(item, f"{_WP}status")
    if kind == "page":
        return _("it is a page of the site, no post")
    if _NOT_FOR_READERS.fullmatch(kind):
        return _("it is of the kind {kind!r}, which is nothing to read", kind=kind[:40])
    if words(item, f"{_WP}post_password"):
        return _("it is behind a password there")
    if standing not in ("", "publish", "future"):
        return _("it is {standing} there", standing=_(_STANDING.get(standing, N_("not published"))))
    return ""


def _with_paragraphs(content: str) -> str:
    """A post's HTML; in old ones an empty line is a paragraph, which WordPress adds when it shows them."""
    content = _SHORT_CODE.sub(" ", content)
    return content if "<p" in content else _EMPTY_LINES.sub("<p>", content)


def _coded(item: _Element, domain: str) -> str:
    found = (
        each.get("nicename", "") for each in item.iterchildren("category") if each.get("domain") == domain
    )
    return next(found, "")


def _terms(item: _Element, wanted: Callable[[str], bool]) -> tuple[str, ...]:
    found = (
        line(each.text or "") for each in item.iterchildren("category") if wanted(each.get("domain", ""))
    )
    return tuple(term for term in found if term.lower() not in _NO_KIND)
