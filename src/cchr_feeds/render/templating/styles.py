"""What the rules of a mail's sheet make of an element with its classes. Only this module knows premailer.

What premailer makes of the packaged sheet lies in `styles.json`, so that a build need
not load premailer, which takes 150 ms. A test holds the table to premailer, and `make golden` writes it anew.
Of any other sheet it says nothing.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.dom import DOMException

from cchr_feeds.render.templating.inline import Pair

if TYPE_CHECKING:
    from cssutils import CSSParser

TABLE = Path(__file__).with_name("styles.json")

_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_HIDDEN = re.compile(r"jinja(\d{5})value")


class Styles(dict[Pair, str]):
    """The styles of one sheet by element and classes, worked out when a template first asks for them."""

    def __init__(self, sheet: str) -> None:
        known = json.loads(TABLE.read_bytes())
        packaged = {(name, classes): style for name, classes, style in known["styles"]}
        self._sheet, self._usual = sheet, list(packaged)
        if known["sheet"] == _digest(sheet):
            self.update(packaged)

    def learn(self, pairs: Iterable[Pair]) -> None:
        """Has premailer work out the styles of those pairs that are not known yet, and of the usual ones."""
        missing = {pair for pair in pairs if pair not in self}
        if missing:
            self.update(run_premailer(self._sheet, missing.union(self._usual)))

    def as_table(self) -> str:
        """The text of a table that knows all these."""
        styles = [[*pair, style] for pair, style in sorted(self.items())]
        rows = ",\n".join(json.dumps(row) for row in styles)
        return f'{{"sheet": "{_digest(self._sheet)}", "styles": [\n{rows}\n]}}\n'


def _digest(sheet: str) -> str:
    return hashlib.sha256(sheet.encode()).hexdigest()


def run_premailer(sheet: str, pairs: Collection[Pair]) -> Mapping[Pair, str]:
    """What premailer makes of each pair, all of them elements of one page.

    The sheet's `{{ … }}` are words to it. `strip_important` would make dark mode lose to inlined styles, and
    premailer writes `width`, `bgcolor` and the like from CSS also where HTML has no such attribute.
    """
    from lxml import etree

    hidden: list[str] = []

    def hide(value: re.Match[str]) -> str:
        hidden.append(value[0])
        return f"jinja{len(hidden) - 1:05}value"

    page = etree.Element("html")
    etree.SubElement(page, "head")  # which premailer looks for
    elements = {
        pair: etree.SubElement(page, pair[0], {"class": pair[1]}) for pair in pairs if pair[0].isalnum()
    }
    with _silence():
        _premailer()(
            page,
            css_text=[_VALUE.sub(hide, sheet)],
            allow_network=False,
            cache_css_parsing=False,
            disable_validation=True,
            strip_important=False,
            align_floating_images=False,
            disable_basic_attributes=["width", "height", "align", "valign", "bgcolor"],
        ).transform()
    found = {
        pair: _HIDDEN.sub(lambda word: hidden[int(word[1])], element.get("style", ""))
        for pair, element in elements.items()
    }
    return {pair: found.get(pair, "") for pair in pairs}


@cache
def _premailer() -> type:
    """A Premailer that reads no file and asks no network.

    cssutils follows `@import url(file:///…)` and http, even with `allow_network=False`: premailer.py,
    `_parse_css_string`, leaves cssutils its default fetcher. Caching there would keep the fetched rules.
    """
    from premailer import Premailer

    class OfflinePremailer(Premailer):  # type: ignore[misc]
        def _parse_css_string(self, css_body: str, validate: bool = True) -> object:
            return _parser().parseString(css_body, validate=validate)

    return OfflinePremailer


def _parser() -> CSSParser:
    import cssutils

    return cssutils.CSSParser(raiseExceptions=True, fetcher=lambda _url: (None, b""))


def is_readable(declarations: str) -> bool:
    """Whether these make a rule that can be inlined; premailer and cssutils fail in many ways on odd CSS."""
    try:
        with _silence():
            _parser().parseString(f"p {{{declarations}}}\n", validate=False)
    except (DOMException, ValueError, AttributeError):
        return False
    return True


@contextmanager
def _silence() -> Iterator[None]:
    """Keeps quiet cssutils, which logs every unknown property (`mso-…`) to stderr (premailer #103, #230)."""
    import cssutils

    level = cssutils.log.getEffectiveLevel()
    cssutils.log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        cssutils.log.setLevel(level)
