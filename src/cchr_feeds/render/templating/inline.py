"""A mail template's style rules put into `style` attributes, once per template. Only this knows premailer.

Jinja's tags are masked (`mask.py`), premailer runs on the masked page, and the tags are put back.
The result renders to the same document that premailer gives for the rendered page, as long as the
template keeps some rules, whose breach is a problem that tells where and what to write instead:
it is one well nested page from `<!DOCTYPE html>` to `</html>`, and what `mail_rules.py` says.

HTML that a `{{ … }}` brings in has only the styles it comes with.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.dom import DOMException

import cssutils
from lxml.etree import LxmlError
from premailer import Premailer

from cchr_feeds.render.templating.flatten import Piece
from cchr_feeds.render.templating.mail_rules import KEPT, check, css_of, is_inlined
from cchr_feeds.render.templating.mask import MARK, Page, Token, masked, outline, tokens, unmasked

_DOCTYPE = "<!DOCTYPE html>"


def inline(pieces: Sequence[Piece]) -> str:
    """The template's source with its style rules in `style` attributes."""
    page = Page(pieces)
    start = page.html.find(_DOCTYPE)
    if start < 0 or re.sub(MARK, "", page.html[:start]).strip():
        fix = f"write {_DOCTYPE} exactly so, before everything else"
        page.refuse(0, "a mail template starts with its document type", fix)
    end = page.html.rfind("</html>")
    if end < 0:
        page.refuse(len(page.html), "a mail template ends with </html>", "write </html> at its end")
    end += len("</html>")
    body = _inlined(page, start, end)
    return page.show(page.html[:start]) + body + page.show(page.html[end:])


def _inlined(page: Page, start: int, end: int) -> str:
    source = [token for token in tokens(page.html) if start <= token.start < end]
    for token in source:
        check(page, token)
    sheets = [css_of(token) for token in source if is_inlined(token)]
    kept = [token for token in source if not is_inlined(token)]
    parts = [masked(page, token) for token in kept]
    try:
        result = run_premailer("".join(parts), sheets)
    except (DOMException, LxmlError, ValueError, AttributeError) as error:
        # premailer and cssutils fail in many ways on odd CSS (premailer #290, #72).
        fix = f"simplify them, or move them to {KEPT}"
        page.refuse(_first_sheet(source), f"the styles can't be inlined: {error}", fix)
    _compare(page, kept, parts, result)
    return unmasked(page, result)


def _first_sheet(source: Sequence[Token]) -> int:
    return next((token.start for token in source if is_inlined(token)), source[0].start)


class OfflinePremailer(Premailer):  # type: ignore[misc]
    """premailer that reads no file and asks no network.

    cssutils follows `@import url(file:///…)` and http, even with `allow_network=False`: premailer.py,
    `_parse_css_string`, leaves cssutils its default fetcher. Caching there would keep the fetched rules.
    """

    def _parse_css_string(self, css_body: str, validate: bool = True) -> object:
        parser = cssutils.CSSParser(raiseExceptions=True, fetcher=lambda _url: (None, b""))
        return parser.parseString(css_body, validate=validate)


def run_premailer(html: str, sheets: Sequence[str]) -> str:
    """The page with the sheets' rules in `style` attributes, by the options that give right results.

    `strip_important` would make dark mode lose to inlined styles; premailer writes `width`, `bgcolor`
    and the like from CSS also where HTML has no such attribute; `pretty_print` puts spaces between
    columns that must touch (measured).
    """
    with _silence():
        inliner = OfflinePremailer(
            html,
            css_text=list(sheets),
            allow_network=False,
            cache_css_parsing=False,
            disable_validation=True,
            strip_important=False,
            keep_style_tags=False,
            align_floating_images=False,
            disable_basic_attributes=["width", "height", "align", "valign", "bgcolor"],
        )
        return str(inliner.transform(pretty_print=False))


@contextmanager
def _silence() -> Iterator[None]:
    """Keeps quiet cssutils, which logs every unknown property (`mso-…`) to stderr (premailer #103, #230)."""
    level = cssutils.log.getEffectiveLevel()
    cssutils.log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        cssutils.log.setLevel(level)


def _compare(page: Page, kept: Sequence[Token], parts: Sequence[str], result: str) -> None:
    """Refuses a template that libxml2 reads otherwise than it is written: a table in a link, no end tag."""
    wanted = [
        (shape, token.start) for token, part in zip(kept, parts, strict=True) for shape in outline(part)
    ]
    got = outline(result)
    for index, (shape, start) in enumerate(wanted):
        if index >= len(got) or got[index] != shape:
            fix = "close every element; put no table or list into a link or a <p>"
            page.refuse(start, "the HTML is not well nested here", fix)
    lost = set(MARK.findall("".join(parts))) - set(MARK.findall(result))
    if lost or len(got) != len(wanted):
        page.refuse(kept[0].start, "the HTML has an attribute twice, or an element not closed", "look for it")
