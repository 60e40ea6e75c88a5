"""What a mail template must keep to.

* It loads nothing but pictures (`<img>`), and none that only counts readers.
* The rules to inline stand in `<style>`, with selectors that say the same wherever an element stands (`td`,
  `.text`, `td.text`) and plain values; all others (`.card td`, `@media`, `:hover`, `!important`) in
  `<style data-premailer="ignore">`, which stays as it is.
* Each file closes the elements that it opens, in their order.
* Jinja stands between elements or inside an attribute's quotes; never in `class`, and in a style rule or
  attribute only as `{{ … }}` for a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _
from cchr_feeds.render.html_tokens import Token, attributes, outside_attributes, tokens
from cchr_feeds.render.templating.inline import STATEMENT, VALUE, css_of, is_inlined, masked
from cchr_feeds.render.templating.styles import is_readable

_KEPT = N_('a <style data-premailer="ignore">')

_SELECTOR = re.compile(r"\s*(?:[a-z][a-z0-9]*(?:\.[\w-]+)?|\.[\w-]+)\s*")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_STRING = "\"[^\"\\n]*\"|'[^'\\n]*'"
_DECLARATION = re.compile(
    rf"\s*-?[a-z][a-z-]*\s*:(?=\s*\S)(?:[^\"'()\[\]{{}}<>@;:]|{_STRING}|\((?:[^()\"']|{_STRING})*\))+"
)
_MODERN = re.compile(r"\b(?:var|calc|rgba?|hsla?)\(")
_JINJA = re.compile(f"[{VALUE}{STATEMENT}]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_LOADING = {"script", "iframe", "object", "embed", "audio", "video"}

Fault = tuple[int, str, str]
"""Where it is in the template, what is wrong, and what to write."""


def faults(source: str, path: str) -> Iterator[Problem]:
    """All that the template at `path` may not say."""
    page = list(tokens(masked(source)))
    found = chain(*(_faults(token, source) for token in page), _nesting_faults(page))
    for offset, message, fix in found:
        before = source[:offset]
        line, column = before.count("\n") + 1, offset - before.rfind("\n")
        yield Problem(path, line, column, "template", message, fix)


def _nesting_faults(page: Sequence[Token]) -> Iterator[Fault]:
    """The first element that is not closed, or end tag that closes nothing: tables fall apart by them."""
    opened: list[Token] = []
    for token in page:
        if token.is_start_tag and token.name not in _VOID and not token.text.endswith("/>"):
            opened.append(token)
        elif token.kind == "tag" and not token.is_start_tag:
            if not opened or opened[-1].name != token.name:
                opened = opened if any(each.name == token.name for each in opened) else [token]
                break
            opened.pop()
    for token in opened[-1:]:
        yield (
            token.start,
            _("the HTML is not well nested here"),
            _("close every element; put no table or list into a link or a <p>"),
        )


def _faults(token: Token, source: str) -> Iterator[Fault]:
    if token.name in _LOADING and not token.text.startswith("</"):
        yield (
            token.start,
            _("a mail can't have <{tag}>", tag=token.name),
            _("remove it; mail programs block it"),
        )
    if token.kind == "raw" and token.name == "style":
        yield from _sheet_faults(token, source)
    elif token.kind == "tag":
        yield from _tag_faults(token, source)


def _sheet_faults(style: Token, source: str) -> Iterator[Fault]:
    css, start = css_of(style)
    css = _COMMENT.sub(_blank, css)
    for imported in re.finditer("@import", css):
        yield (
            start + imported.start(),
            _("a mail can't load a style sheet (@import)"),
            _("write the rules into the template"),
        )
    if is_inlined(style):
        yield from _rule_faults(css, start, source)
    else:
        yield from _url_faults(css, start)
        yield from _brace_faults(re.sub(_STRING, _blank, css), start)


def _blank(found: re.Match[str]) -> str:
    return re.sub(".", " ", found[0])


def _url_faults(css: str, start: int) -> Iterator[Fault]:
    for found in re.finditer(r"(?i)(?<!@import )\burl\(", css):
        yield (
            start + found.start(),
            _("a mail's styles can't load anything with url()"),
            _("remove it, or put the picture into the text as <img>"),
        )


def _brace_faults(css: str, start: int) -> Iterator[Fault]:
    """The first brace or comment of a sheet that is opened or closed alone, and spoils the rest of it."""
    alone: list[re.Match[str]] = []
    for sign in re.finditer(r"[{}]|/\*", css):
        if sign[0] == "{":
            alone.append(sign)
        elif sign[0] == "}" and alone:
            alone.pop()
        else:
            alone = [sign]
            break
    for sign in alone[:1]:
        yield (
            start + sign.start(),
            _("{sign!r} stands alone", sign=sign[0]),
            _("write {{ and }}, and /* and */, in pairs"),
        )


def _rule_faults(css: str, start: int, source: str) -> Iterator[Fault]:
    end = 0
    for rule in _RULE.finditer(css):
        yield from _rest_faults(css[end : rule.start()], start + end)
        end = rule.end()
        offset = start + rule.start() + _indent(rule[1])
        if not all(map(_SELECTOR.fullmatch, rule[1].split(","))):
            selectors = source[offset : start + rule.end(1)].strip()
            fix = _("use td, .text or td.text; or move it to {place}", place=_(_KEPT))
            yield offset, _("{rule!r} can't be inlined", rule=selectors), fix
        yield from _style_faults(rule[2], start + rule.start(2), source)
    yield from _rest_faults(css[end:], start + end)


def _rest_faults(css: str, start: int) -> Iterator[Fault]:
    if css.strip() and "@import" not in css:  # which has been told already
        yield (
            start + _indent(css),
            _("this is no plain rule"),
            _("close its braces, or move it to {place}", place=_(_KEPT)),
        )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _style_faults(css: str, start: int, source: str) -> Iterator[Fault]:
    """What the declarations of a rule or of a `style` attribute may not say."""
    found = [*_url_faults(css, start)]
    for match in re.finditer(r"[^;]+", css):
        offset = start + match.start() + _indent(match[0])
        found += (
            (offset, *fault) for fault in _declaration_faults(match[0], source[offset : start + match.end()])
        )
    if not found and not is_readable(css.replace(VALUE, "x")):
        found.append(
            (
                start + _indent(css),
                _("this style can't be read"),
                _("write it more plainly, or move it to {place}", place=_(_KEPT)),
            )
        )
    yield from found


def _declaration_faults(css: str, written: str) -> Iterator[tuple[str, str]]:
    if "!" in css:
        yield (
            _("!important here would win over dark mode"),
            _("remove it, or move the rule to {place}", place=_(_KEPT)),
        )
    if _MODERN.search(css):
        yield (
            _("mail clients don't know var(), calc() and rgb()"),
            _("write plain values such as #123f5c and 16px"),
        )
    if STATEMENT in css or VALUE in css.partition(":")[0]:
        yield _("in styles only {{{{ … }}}} may stand, for a value"), _("write property: {{{{ value }}}};")
    elif css.strip() and not _DECLARATION.fullmatch(css):
        yield _("{style!r} is no style", style=written.strip()), _("write property: value;")


def _tag_faults(tag: Token, source: str) -> Iterator[Fault]:
    given = attributes(tag)
    if _JINJA.search(outside_attributes(tag)):
        yield (
            tag.start,
            _("Jinja stands outside quotes in <{tag}>", tag=tag.name),
            _('write the attribute in full: lang="{{{{ … }}}}"'),
        )
    if "class" in given and _JINJA.search(given["class"].value):
        yield (
            given["class"].start,
            _("Jinja in {name}= can't be inlined", name="class"),
            _("write a fixed name, or style= with {{{{ … }}}} as a value"),
        )
    if "style" in given:
        yield from _style_faults(given["style"].value, given["style"].start, source)
    sides = {given[name].value.strip() for name in ("width", "height") if name in given}
    if tag.name == "img" and sides & {"0", "1"}:
        yield tag.start, _("this picture counts readers"), _("remove it")
    if tag.name == "link" and "rel" in given and "stylesheet" in given["rel"].value.lower():
        yield tag.start, _("a mail can't load a style sheet (<link>)"), _("write the rules into the template")
