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
from itertools import chain
from xml.dom import DOMException

import cssutils
from lxml.etree import LxmlError
from premailer import Premailer

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.render.templating.flatten import Flat
from cchr_feeds.render.templating.mail_rules import KEPT, RULE, css_of, faults, is_inlined
from cchr_feeds.render.templating.mask import MARK, Page, Token, attributes, masked, outline, tokens, unmasked

_DOCTYPE = "<!DOCTYPE html>"
_END = "</html>"
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def inline(template: Flat) -> str:
    """The template's source with its style rules in `style` attributes.

    Raises `ProblemsFound` with everything that is wrong with it.
    """
    page = Page(template.pieces)
    # Where parts are missing, the page's beginning or end may be among them.
    problems = list(template.problems or _frame_faults(page))
    start, end = _frame(page)
    source = [token for token in tokens(page.html) if start <= token.start < end]
    for token in source:
        problems += faults(page, token)
    if problems:
        raise ProblemsFound(problems)
    return page.show(page.html[:start]) + _inlined(page, source) + page.show(page.html[end:])


def _frame(page: Page) -> tuple[int, int]:
    """Where the document begins and ends; the whole page where it says neither."""
    end = page.html.rfind(_END)
    return max(page.html.find(_DOCTYPE), 0), len(page.html) if end < 0 else end + len(_END)


def _frame_faults(page: Page) -> Iterator[Problem]:
    start = page.html.find(_DOCTYPE)
    if start < 0 or re.sub(MARK, "", page.html[:start]).strip():
        fix = _("write {doctype} exactly so, before everything else", doctype=_DOCTYPE)
        yield page.problem(0, _("a mail template starts with its document type"), fix)
    if _END not in page.html:
        yield page.problem(
            len(page.html),
            _("a mail template ends with {end}", end=_END),
            _("write {end} at its end", end=_END),
        )


def _inlined(page: Page, source: Sequence[Token]) -> str:
    sheets = [css_of(token) for token in source if is_inlined(token)]
    kept = [token for token in source if not is_inlined(token)]
    parts = [masked(page, token) for token in kept]
    try:
        result = run_premailer("".join(parts), sheets)
    except (DOMException, LxmlError, ValueError, AttributeError) as error:
        # premailer and cssutils fail in many ways on odd CSS (premailer #290, #72).
        raise ProblemsFound(_unreadable(page, source)) from error
    if (problem := _difference(page, kept, parts, result)) is not None:
        raise ProblemsFound([problem])
    return unmasked(page, result)


def _unreadable(page: Page, source: Sequence[Token]) -> list[Problem]:
    """The rules and styles that cssutils can't read; where it reads each alone, the place of all of them."""
    fix = _("write it more plainly, or move it to {place}", place=_(KEPT))
    styles = [*chain.from_iterable(map(_rules, source))]
    faulty = [start for start, css in styles if not _is_readable(css)]
    first = next((token.start for token in source if is_inlined(token)), source[0].start)
    return [page.problem(start, _("this style can't be read"), fix) for start in faulty or [first]]


def _rules(token: Token) -> Iterator[tuple[int, str]]:
    """Each style rule, and each style attribute as a rule, with where it starts."""
    if is_inlined(token):
        start = token.start + token.text.index(">") + 1
        for rule in RULE.finditer(css_of(token)):
            yield start + rule.start() + len(rule[0]) - len(rule[0].lstrip()), rule[0]
    elif token.kind == "tag":
        for attribute in attributes(token):
            if attribute.name == "style":
                yield attribute.start, f"p {{{attribute.value}}}"


def _is_readable(rule: str) -> bool:
    try:
        with _silence():
            _parser().parseString(f"{rule}\n", validate=False)  # at the very end it closes what is open
    except (DOMException, ValueError, AttributeError):
        return False
    return True


def _parser() -> cssutils.CSSParser:
    return cssutils.CSSParser(raiseExceptions=True, fetcher=lambda _url: (None, b""))


class OfflinePremailer(Premailer):  # type: ignore[misc]
    """premailer that reads no file and asks no network.

    cssutils follows `@import url(file:///…)` and http, even with `allow_network=False`: premailer.py,
    `_parse_css_string`, leaves cssutils its default fetcher. Caching there would keep the fetched rules.
    """

    def _parse_css_string(self, css_body: str, validate: bool = True) -> object:
        return _parser().parseString(css_body, validate=validate)


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


def _unclosed(source: Sequence[Token], end: int) -> int:
    """Where the element starts that an end tag at `end` leaves open; `end` itself if it closes nothing."""
    opened: list[Token] = []
    name = next(token.name for token in source if token.start == end)
    for token in source:
        if token.start >= end:
            break
        if token.kind == "tag" and token.name not in _VOID:
            if not token.text.startswith("</"):
                opened.append(token)
            elif opened and opened[-1].name == token.name:
                opened.pop()
    return opened[-1].start if any(token.name == name for token in opened) else end


def _difference(page: Page, kept: Sequence[Token], parts: Sequence[str], result: str) -> Problem | None:
    """Where libxml2 reads the template otherwise than it is written: a table in a link, no end tag."""
    wanted = [
        (shape, token.start) for token, part in zip(kept, parts, strict=True) for shape in outline(part)
    ]
    got = outline(result)
    for index, (shape, start) in enumerate(wanted):
        if index >= len(got) or got[index] != shape:
            fix = _("close every element; put no table or list into a link or a <p>")
            place = _unclosed(kept, start) if shape.startswith("/") else start
            return page.problem(place, _("the HTML is not well nested here"), fix)
    lost = set(MARK.findall("".join(parts))) - set(MARK.findall(result))
    if lost or len(got) != len(wanted):
        message = _("the HTML has an attribute twice, or an element not closed")
        return page.problem(kept[0].start, message, _("look for it"))
    return None
