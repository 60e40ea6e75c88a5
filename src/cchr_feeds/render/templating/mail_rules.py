"""What a mail template must keep to so that its styles can be inlined once, before it is filled in.

* It loads nothing but pictures (`<img>`), and none that only counts readers.
* The rules to inline stand in `<style>`, with plain selectors (`td`, `.text`, `td.text`, `.card td`)
  and plain values; all others (`@media`, `:hover`, `!important`) in `<style data-premailer="ignore">`,
  which stays as it is. premailer gets the cascade of other selectors wrong, or drops the rule
  (measured).
* Jinja stands between elements or inside an attribute's quotes; never in `class` and `id`, and in a
  style rule or attribute only as `{{ … }}` for a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import N_, _
from cchr_feeds.render.templating.mask import MARK, Page, Token, attributes, outside_attributes

KEPT = N_('a <style data-premailer="ignore">')

_SIMPLE = r"(?:[a-z][a-z0-9]*(?:\.[\w-]+)?|\.[\w-]+)"
_SELECTOR = re.compile(rf"{_SIMPLE}(?:\s+{_SIMPLE})*")
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_STRING = "\"[^\"\\n]*\"|'[^'\\n]*'"
_DECLARATION = re.compile(
    rf"\s*-?[a-z][a-z-]*\s*:(?=\s*\S)(?:[^\"'()\[\]{{}}<>@;:]|{_STRING}|\((?:[^()\"']|{_STRING})*\))+"
)
_MODERN = re.compile(r"\b(?:var|calc|rgba?|hsla?)\(")


_LOADING = {"script", "iframe", "object", "embed", "audio", "video"}
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


def is_inlined(token: Token) -> bool:
    """Whether this is a `<style>` whose rules go into `style` attributes."""
    if token.kind != "raw" or token.name != "style":
        return False
    return not any(found.name == "data-premailer" and found.value == "ignore" for found in attributes(token))


def css_of(style: Token) -> str:
    """What a `<style>` element holds."""
    return style.text[style.text.index(">") + 1 : style.text.rindex("<")]


def faults(page: Page, token: Token) -> Iterator[Problem]:
    """What this tag or style sheet may not say."""
    if token.name in _LOADING and not token.text.startswith("</"):
        message = _("a mail can't have <{tag}>", tag=token.name)
        yield page.problem(token.start, message, _("remove it; mail programs block it"))
    if token.kind == "raw" and token.name == "style":
        yield from _sheet_faults(page, token)
    elif token.kind == "tag":
        yield from _tag_faults(page, token)


def _sheet_faults(page: Page, style: Token) -> Iterator[Problem]:
    css = _REMARK.sub(_blank, css_of(style))
    start = style.start + style.text.index(">") + 1
    for imported in re.finditer("@import", css):
        fix = _("write the rules into the template")
        yield page.problem(start + imported.start(), _("a mail can't load a style sheet (@import)"), fix)
    if is_inlined(style):
        yield from _rule_faults(page, css, start)
    else:
        yield from _url_faults(page, css, start)
        yield from _brace_faults(page, re.sub(_STRING, _blank, css), start)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _url_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    for found in re.finditer(r"(?i)(?<!@import )\burl\(", css):
        yield page.problem(
            start + found.start(),
            _("a mail's styles can't load anything with url()"),
            _("remove it, or put the picture into the text as <img>"),
        )


def _brace_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    """The first brace or remark of a sheet that is opened or closed alone, and spoils the rest of it."""
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
        yield page.problem(
            start + sign.start(),
            _("{sign!r} stands alone", sign=sign[0]),
            _("write {{ and }}, and /* and */, in pairs"),
        )


def _rule_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    end = 0
    for rule in RULE.finditer(css):
        yield from _rest_faults(page, css[end : rule.start()], start + end)
        end = rule.end()
        offset = start + rule.start() + _indent(rule[1])
        if not all(map(_is_plain, rule[1].split(","))):
            fix = _("use td, .text, td.text, .card td; or move it to {place}", place=_(KEPT))
            yield page.problem(offset, _("{rule!r} can't be inlined", rule=page.show(rule[1]).strip()), fix)
        yield from _declaration_faults(page, rule[2], start + rule.start(2))
    yield from _rest_faults(page, css[end:], start + end)


def _rest_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    if css.strip() and "@import" not in css:  # which has been told already
        fix = _("close its braces, or move it to {place}", place=_(KEPT))
        yield page.problem(start + _indent(css), _("this is no plain rule"), fix)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_plain(selector: str) -> bool:
    return bool(_SELECTOR.fullmatch(selector.strip())) and not MARK.search(selector)


def _declaration_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    yield from _url_faults(page, css, start)
    for match in re.finditer(r"[^;]+", css):
        text, offset = match[0], start + match.start() + _indent(match[0])
        if "!" in text:
            fix = _("remove it, or move the rule to {place}", place=_(KEPT))
            yield page.problem(offset, _("!important here would win over dark mode"), fix)
        if _MODERN.search(text):
            fix = _("write plain values such as #123f5c and 16px")
            yield page.problem(offset, _("mail clients don't know var(), calc() and rgb()"), fix)
        if not page.all_values(text) or MARK.search(text.partition(":")[0]):
            fix = _("write property: {{{{ value }}}};")
            yield page.problem(offset, _("in styles only {{{{ … }}}} may stand, for a value"), fix)
        elif text.strip() and not _DECLARATION.fullmatch(text):
            shown = page.show(text).strip()
            yield page.problem(offset, _("{style!r} is no style", style=shown), _("write property: value;"))


def _tag_faults(page: Page, tag: Token) -> Iterator[Problem]:
    if MARK.search(outside_attributes(tag)):
        fix = _('write the attribute in full: lang="{{{{ … }}}}"')
        yield page.problem(tag.start, _("Jinja stands outside quotes in <{tag}>", tag=tag.name), fix)
    values = {attribute.name: attribute for attribute in attributes(tag)}
    for name in ("class", "id"):
        if name in values and MARK.search(values[name].value):
            fix = _("write a fixed name, or style= with {{{{ … }}}} as a value")
            yield page.problem(values[name].start, _("Jinja in {name}= can't be inlined", name=name), fix)
    if "style" in values:
        yield from _declaration_faults(page, values["style"].value, values["style"].start)
    sides = {values[name].value.strip() for name in ("width", "height") if name in values}
    if tag.name == "img" and sides & {"0", "1"}:
        yield page.problem(tag.start, _("this picture counts readers"), _("remove it"))
    if tag.name == "link" and "rel" in values and "stylesheet" in values["rel"].value.lower():
        fix = _("write the rules into the template")
        yield page.problem(tag.start, _("a mail can't load a style sheet (<link>)"), fix)
