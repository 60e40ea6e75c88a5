"""A mail template's style rules, put into `style` attributes as Jinja loads it. Only this knows premailer.

HTML that a `{{ … }}` brings in has only the styles it comes with.
"""

import json
import logging
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.dom import DOMException

from cchr_feeds.render.html_tokens import Token, attributes, tokens

if TYPE_CHECKING:
    from cssutils import CSSParser

Pair = tuple[str, str]
"""An element's name and its classes: all that the style of a start tag depends on."""

VALUE, STATEMENT = "\ue000", "\ue001"
"""What stands for each character of `{{ … }}`, and of `{% … %}` and `{# … #}`, in a masked template."""

# With it, a build need not load premailer, which takes 150 ms. A test compares the table with premailer.
TABLE = Path(__file__).with_name("styles.json")
"""What premailer makes of the packaged sheet, and of no other; `make golden` writes it anew."""

_JINJA = re.compile(
    r"""\{(?:\{(?P<value>(?:"[^"]*"|'[^']*'|[^"'])*?)\}|%(?:"[^"]*"|'[^']*'|[^"'])*?%|\#.*?\#)\}""", re.DOTALL
)
_STRUCTURE = re.compile(
    r"""\{\#.*?\#\}|<!--.*?-->|(?P<style><style\b.*?</style\s*>)"""
    r"""|(?P<structure>\{%[-+]?\s*(?:(?:extends|include)\s+["']|block\b|endblock\b).*?%\}|\{\{-?\s*super\(\).*?\}\})""",
    re.DOTALL | re.IGNORECASE,
)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_HIDDEN = re.compile(r"jinja(\d{5})value")
_KEPT = re.compile(
    r"""(?<=<style)(?P<before>[^>]*?)\s+data-premailer\s*=\s*["']?ignore["']?""", re.IGNORECASE
)


def masked(source: str) -> str:
    """The template with its Jinja tags blotted out, line by line, so that what is left is HTML."""
    return _JINJA.sub(lambda tag: re.sub(".", STATEMENT if tag["value"] is None else VALUE, tag[0]), source)


def is_inlined(token: Token) -> bool:
    """Whether this is a `<style>` whose rules go into `style` attributes."""
    return token.kind == "raw" and token.name == "style" and not _KEPT.search(token.text)


def css_of(style: Token) -> tuple[str, int]:
    """What a `<style>` element holds, and where that starts."""
    start = style.text.index(">") + 1
    return style.text[start : style.text.rindex("<")], style.start + start


def sheets_alone(source: str) -> str:
    """The template's `<style>` elements, and what decides which of them a page has, each in its line."""
    kept, end = "", 0
    for part in _STRUCTURE.finditer(source):
        style = part["style"] and f"{{% raw %}}{part['style']}{{% endraw %}}"
        text = style or part["structure"] or "\n" * part[0].count("\n")
        kept += "\n" * source.count("\n", end, part.start()) + text
        end = part.end()
    return kept


def sheet_of(page: str) -> str:
    """The rules to inline."""
    return "\n".join(css_of(token)[0] for token in tokens(page) if is_inlined(token))


def pair_of(tag: Token) -> Pair:
    """The name and the classes of a start tag."""
    given = attributes(tag)
    return tag.name, " ".join(given["class"].value.split()) if "class" in given else ""


def inlined(source: str, styles: "Styles") -> str:
    """The template with its styles in its start tags, line for line as it was; its own styles win."""
    # Mail programs drop style sheets. The rules can be put in before the template is filled in, because none
    # depends on where an element stands: each selects an element's name, a class, or both (`mail_rules.py`
    # refuses others).
    page = list(tokens(masked(source)))
    styles.learn(pair_of(token) for token in page if token.is_start_tag)
    return "".join(_inlined(token, source, styles) for token in page)


def _inlined(token: Token, source: str, styles: Mapping[Pair, str]) -> str:
    written = source[token.start : token.start + len(token.text)]
    if is_inlined(token):
        return "{#" + "\n" * written.count("\n") + "+#}"  # this keeps the lines below in their places
    if not token.is_start_tag:
        return _KEPT.sub(r"\g<before>", written) if token.name == "style" else written
    own, sheet = attributes(token).get("style"), styles.get(pair_of(token), "")
    if own and sheet:
        start = own.start - token.start
        end = start + len(own.value)
        return written[:start] + _merged(sheet, written[start:end]) + written[end:]
    if sheet:
        end = len(written) - (2 if written.endswith("/>") else 1)
        return f'{written[:end]} style="{sheet}"{written[end:]}'
    return written


def _merged(sheet: str, own: str) -> str:
    """Both styles in one, as premailer would: each property once, with the tag's own value if it has one."""
    both: dict[str, str] = {}
    for declarations in (sheet, own):
        for part in re.finditer("[^;]+", masked(declarations)):
            name, colon, value = declarations[part.start() : part.end()].partition(":")
            if colon:
                both[name.strip()] = value.strip()
    style = "; ".join(f"{name}:{value}" for name, value in both.items())
    return style + "\n" * (own.count("\n") - style.count("\n"))


class Styles(dict[Pair, str]):
    """The styles of one sheet by element and classes, worked out when a template first asks for them."""

    def __init__(self, sheet: str) -> None:
        known = json.loads(TABLE.read_bytes())
        packaged = {(name, classes): style for name, classes, style in known["styles"]}
        self.sheet, self._usual = sheet, list(packaged)
        if known["sheet"] == sheet:
            self.update(packaged)

    def learn(self, pairs: Iterable[Pair]) -> None:
        """Has premailer work out the styles of those pairs that are not known yet, and of the usual ones."""
        missing = {pair for pair in pairs if pair not in self}
        if missing:
            self.update(run_premailer(self.sheet, missing.union(self._usual)))


def run_premailer(sheet: str, pairs: Collection[Pair]) -> Mapping[Pair, str]:
    """What premailer makes of each pair, all of them elements of one page."""
    from lxml import etree

    values = _VALUE.findall(sheet)
    numbers = iter(range(len(values)))
    page = etree.Element("html")
    etree.SubElement(page, "head")  # which premailer looks for
    elements = {
        pair: etree.SubElement(page, pair[0], {"class": pair[1]}) for pair in pairs if pair[0].isalnum()
    }
    _premailer()(
        page,
        # The sheet's `{{ … }}` are words to premailer.
        css_text=[_VALUE.sub(lambda _value: f"jinja{next(numbers):05}value", sheet)],
        allow_network=False,
        cache_css_parsing=False,
        disable_validation=True,
        # Else dark mode would lose to inlined styles.
        strip_important=False,
        align_floating_images=False,
        # premailer writes these from CSS also where HTML has no such attribute.
        disable_basic_attributes=["width", "height", "align", "valign", "bgcolor"],
    ).transform()
    styles = {pair: element.get("style", "") for pair, element in elements.items()}
    return {pair: _HIDDEN.sub(lambda word: values[int(word[1])], styles.get(pair, "")) for pair in pairs}


@cache
def _premailer() -> type:
    """A Premailer that reads no file and asks no network."""
    from premailer import Premailer

    # cssutils follows `@import url(file:///…)` and http, even with `allow_network=False`: premailer.py,
    # `_parse_css_string`, leaves cssutils its default fetcher. Caching there would keep the fetched rules.
    class OfflinePremailer(Premailer):  # type: ignore[misc]
        def _parse_css_string(self, css_body: str, validate: bool = True) -> object:
            return _parser().parseString(css_body, validate=validate)

    return OfflinePremailer


def _parser() -> "CSSParser":
    """A parser that fetches nothing, and logs nothing."""
    import cssutils

    # cssutils logs every unknown property (`mso-…`) to stderr (premailer #103, #230).
    cssutils.log.setLevel(logging.CRITICAL + 1)
    return cssutils.CSSParser(raiseExceptions=True, fetcher=lambda _url: (None, b""))


def is_readable(declarations: str) -> bool:
    """Whether these make a rule that can be inlined."""
    try:
        _parser().parseString(f"p {{{declarations}}}\n", validate=False)
    # premailer and cssutils fail in many ways on odd CSS.
    except (DOMException, ValueError, AttributeError):
        return False
    return True
