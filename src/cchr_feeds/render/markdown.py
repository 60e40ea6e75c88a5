"""Markdown to HTML that is safe on anybody's page: the one module that knows markdown-it and nh3."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_TAGS = set(
    "a blockquote br code em h2 h3 h4 h5 h6 hr img li ol p pre s strong table tbody td th thead tr ul".split()
)


def markdown_html(text: str, image_hosts: Sequence[str]) -> str:
    """HTML of a Markdown text: raw HTML in it is shown as text, and links are absolute http(s) or mailto.

    Pictures are kept only from `image_hosts` (and their sub-domains): from elsewhere they could count
    readers. Controls are refused at reading, before this; nothing is removed after cleaning, which
    could re-arm a `java\\3script:` link (measured).
    """
    import nh3  # only a text with Markdown pays for it

    def filtered(tag: str, attribute: str, value: str) -> str | None:
        return value if (tag, attribute) != ("img", "src") or _is_ours(value, image_hosts) else None

    return nh3.clean(
        _parser().render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=filtered,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    ).strip()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # html=False shows raw HTML as text; one heading level down, because a page's h1 is its title.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _is_ours(url: str, hosts: Sequence[str]) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == ours or host.endswith(f".{ours}") for ours in hosts)
