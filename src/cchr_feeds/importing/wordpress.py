"""What a WordPress export (WXR, an RSS with names of its own) says of a post."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from cchr_feeds.i18n import N_, _
from cchr_feeds.importing.feed_entry import FeedEntry, Fields, fields_in, text_in
from cchr_feeds.importing.html import one_line

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


def is_export(about: Fields) -> bool:
    """Whether a feed says of itself that WordPress made it for another WordPress."""
    return "wp_wxr_version" in about


def wordpress_entry(post: Fields, link: str) -> FeedEntry:
    """A post; what readers could not see there is unfit."""
    content = next((text_in(each, "value") for each in fields_in(post, "content")), "")
    return FeedEntry(
        key=text_in(post, "id") or link or text_in(post, "wp_post_id"),
        title=text_in(post, "title"),
        summary=text_in(post, "excerpt_encoded"),
        content=_with_paragraphs(content),
        base=link,
        url=link,
        date=text_in(post, "published"),
        language=next(iter(_terms(post, lambda domain: domain == "language")), ""),
        categories=_terms(post, lambda domain: domain == "category" or domain.endswith(("type", "kind"))),
        topics=_terms(post, lambda domain: domain == "post_tag"),
        name=unquote(text_in(post, "wp_post_name")),
        unfit=_unfit(post),
    )


def _unfit(post: Fields) -> str:
    kind, standing = text_in(post, "wp_post_type"), text_in(post, "wp_status")
    if kind == "page":
        return _("it is a page of the site, no post")
    if _NOT_FOR_READERS.fullmatch(kind):
        return _("it is of the kind {kind!r}, which is nothing to read", kind=kind[:40])
    if text_in(post, "wp_post_password"):
        return _("it is behind a password there")
    if standing not in ("", "publish", "future"):
        return _("it is {standing} there", standing=_(_STANDING.get(standing, N_("not published"))))
    return ""


def _with_paragraphs(content: str) -> str:
    """A post's HTML; in old ones an empty line is a paragraph, which WordPress adds when it shows them."""
    content = _SHORT_CODE.sub(" ", content)
    return content if "<p" in content else _EMPTY_LINES.sub("<p>", content)


def _terms(post: Fields, wanted: Callable[[str], bool]) -> tuple[str, ...]:
    tags = (each for each in fields_in(post, "tags") if wanted(text_in(each, "scheme")))
    terms = (one_line(text_in(each, "term")) for each in tags)
    return tuple(term for term in terms if term.lower() not in _NO_KIND)
