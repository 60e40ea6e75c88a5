"""A mail template's style rules in `style` attributes, because mail programs drop style sheets.

The rules are put in as Jinja loads a template, before it is filled in. That is right because no rule depends
on where an element stands: each selects an element's name, a class, or both (`mail_rules.py` refuses others).
HTML that a `{{ … }}` brings in has only the styles it comes with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cchr_feeds.render.html_tokens import Attribute, Token, attributes, tokens

Pair = tuple[str, str]
"""An element's name and its classes: all that the style of a start tag depends on."""

VALUE, STATEMENT = "\ue000", "\ue001"
"""What stands for each character of `{{ … }}`, and of `{% … %}` and `{# … #}`, in a masked template."""

_JINJA = re.compile(
    r"""\{(?:\{(?P<value>(?:"[^"]*"|'[^']*'|[^"'])*?)\}|%(?:"[^"]*"|'[^']*'|[^"'])*?%|\#.*?\#)\}""", re.DOTALL
)
_STRUCTURE = re.compile(
    r"""\{\#.*?\#\}|<!--.*?-->|(?P<style><style\b.*?</style\s*>)"""
    r"""|(?P<structure>\{%[-+]?\s*(?:(?:extends|include)\s+["']|block\b|endblock\b).*?%\}|\{\{-?\s*super\(\).*?\}\})""",
    re.DOTALL | re.IGNORECASE,
)
_CONSTANT = re.compile(r"\{\{ ([\w.]+) \}\}")
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


def pairs(source: str) -> Iterator[Pair]:
    """The name and classes of each start tag of a template."""
    return (_pair(token, attributes(token)) for token in tokens(masked(source)) if token.is_start_tag)


def _pair(tag: Token, given: Mapping[str, Attribute]) -> Pair:
    return tag.name, " ".join(given["class"].value.split()) if "class" in given else ""


def inlined(source: str, styles: Mapping[Pair, str], constants: Mapping[str, str]) -> str:
    """The template with these styles in its start tags, line for line as it was; its own styles win.

    Each `{{ name }}` of a constant becomes its value, or Jinja would be asked for it a thousand times a mail.
    """
    tags = (_inlined(token, source, styles) for token in tokens(masked(source)))
    return _CONSTANT.sub(lambda tag: constants.get(tag[1], tag[0]), "".join(tags))


def _inlined(token: Token, source: str, styles: Mapping[Pair, str]) -> str:
    written = source[token.start : token.start + len(token.text)]
    if token.name == "style":
        # A comment of Jinja's keeps the lines below in their places.
        return _comment(written) if is_inlined(token) else _KEPT.sub(r"\g<before>", written)
    if not token.is_start_tag:
        return written
    given = attributes(token)
    own, sheet = given.get("style"), styles.get(_pair(token, given), "")
    if not sheet:
        return written
    if own is None:
        end = len(written) - (2 if written.endswith("/>") else 1)
        return f'{written[:end]} style="{sheet}"{written[end:]}'
    start = own.start - token.start
    end = start + len(own.value)
    return written[:start] + _merged(sheet, written[start:end]) + written[end:]


def _comment(text: str) -> str:
    return "{#" + "\n" * text.count("\n") + "+#}"


def _merged(sheet: str, own: str) -> str:
    """Both styles in one, as premailer would: each property once, with the tag's own value if it has one."""
    both = dict((*_declarations(sheet), *_declarations(own)))
    style = "; ".join(f"{name}:{value}" for name, value in both.items())
    return style + "\n" * (own.count("\n") - style.count("\n"))


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in re.finditer("[^;]+", masked(style)):
        name, colon, value = style[part.start() : part.end()].partition(":")
        if colon:
            yield name.strip(), value.strip()
