"""Markdown to HTML that is safe on anybody's page: the one module that knows markdown-it and nh3."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.refusal import Refused

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_TAGS = set(
    "a blockquote br code em h2 h3 h4 h5 h6 hr img li ol p pre s strong table tbody td th thead tr ul".split()
)


def markdown_html(text: str, image_hosts: Sequence[str]) -> str:
    r"""HTML of a Markdown text: raw HTML in it is shown as text, and links are absolute http(s) or mailto.

    Pictures come only from `image_hosts` (and their sub-domains): from elsewhere they could count
    readers, so their description stands instead. Controls are refused at reading, before this; nothing
    is removed after cleaning, which could re-arm a `java\3script:` link (measured).
    """
    import nh3  # only a text with Markdown pays for it

    html = _parser().render(text, {"image_hosts": tuple(image_hosts)})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
    ).strip()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})  # raw HTML is shown as text
    parser.enable(["table", "strikethrough"])
    parser.validateLink = _is_right  # type: ignore[method-assign, assignment]
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.add_render_rule("image", _image)
    return parser


def _is_right(address: str) -> bool:
    """Whether a link may lead there; what may not is shown as it was typed."""
    if address.lower().startswith("mailto:"):
        return True
    try:
        web_address(address)
    except Refused:
        return False
    return True


def _lower_headings(state: StateCore) -> None:
    """One level down, because the page's or mail's h1 is the title."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    if _is_ours(str(token.attrGet("src") or ""), env["image_hosts"]):
        return renderer.image(tokens, index, options, env)
    return escape(renderer.renderInlineAsText(token.children, options, env))


def _is_ours(url: str, hosts: Sequence[str]) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == ours or host.endswith(f".{ours}") for ours in hosts)
