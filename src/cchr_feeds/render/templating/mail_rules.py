"""What a mail template must keep to so that its styles can be inlined once, before it is filled in.

* It loads no style sheet.
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
from cchr_feeds.render.templating.mask import MARK, Page, Token, attributes, outside_attributes

KEPT = 'a <style data-premailer="ignore">'

_SIMPLE = r"(?:[a-z][a-z0-9]*(?:\.[\w-]+)?|\.[\w-]+)"
_SELECTOR = re.compile(rf"{_SIMPLE}(?:\s+{_SIMPLE})*")
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_STRING = "\"[^\"\\n]*\"|'[^'\\n]*'"
_DECLARATION = re.compile(
    rf"\s*-?[a-z][a-z-]*\s*:(?=\s*\S)(?:[^\"'()\[\]{{}}<>@;:]|{_STRING}|\((?:[^()\"']|{_STRING})*\))+"
)
_MODERN = re.compile(r"\b(?:var|calc|rgba?|hsla?)\(")


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
    if token.kind == "raw" and token.name == "style":
        yield from _sheet_faults(page, token)
    elif token.kind == "tag":
        yield from _tag_faults(page, token)


def _sheet_faults(page: Page, style: Token) -> Iterator[Problem]:
    css = css_of(style)
    start = style.start + style.text.index(">") + 1
    for imported in re.finditer("@import", css):
        fix = "write the rules into the template"
        yield page.problem(start + imported.start(), "a mail can't load a style sheet (@import)", fix)
    if is_inlined(style):
        yield from _rule_faults(page, re.sub(r"/\*.*?\*/", _blank, css, flags=re.DOTALL), start)


def _blank(comment: re.Match[str]) -> str:
    return " " * len(comment[0])


def _rule_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    end = 0
    for rule in RULE.finditer(css):
        yield from _rest_faults(page, css[end : rule.start()], start + end)
        end = rule.end()
        offset = start + rule.start() + _indent(rule[1])
        if not all(map(_is_plain, rule[1].split(","))):
            fix = f"use td, .text, td.text, .card td; or move it to {KEPT}"
            yield page.problem(offset, f"{page.show(rule[1]).strip()!r} can't be inlined", fix)
        yield from _declaration_faults(page, rule[2], start + rule.start(2))
    yield from _rest_faults(page, css[end:], start + end)


def _rest_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    if css.strip() and "@import" not in css:  # which has been told already
        fix = f"close its braces, or move it to {KEPT}"
        yield page.problem(start + _indent(css), "this is no plain rule", fix)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_plain(selector: str) -> bool:
    return bool(_SELECTOR.fullmatch(selector.strip())) and not MARK.search(selector)


def _declaration_faults(page: Page, css: str, start: int) -> Iterator[Problem]:
    for match in re.finditer(r"[^;]+", css):
        text, offset = match[0], start + match.start() + _indent(match[0])
        if "!" in text:
            fix = f"remove it, or move the rule to {KEPT}"
            yield page.problem(offset, "!important here would win over dark mode", fix)
        if _MODERN.search(text):
            fix = "write plain values such as #123f5c and 16px"
            yield page.problem(offset, "mail clients don't know var(), calc() and rgb()", fix)
        if not page.all_values(text) or MARK.search(text.partition(":")[0]):
            fix = "write property: {{ value }};"
            yield page.problem(offset, "in styles only {{ … }} may stand, for a value", fix)
        elif text.strip() and not _DECLARATION.fullmatch(text):
            shown = page.show(text).strip()
            yield page.problem(offset, f"{shown!r} is no style", "write property: value;")


def _tag_faults(page: Page, tag: Token) -> Iterator[Problem]:
    if MARK.search(outside_attributes(tag)):
        fix = 'write the attribute in full: lang="{{ … }}"'
        yield page.problem(tag.start, f"Jinja stands outside quotes in <{tag.name}>", fix)
    values = {attribute.name: attribute for attribute in attributes(tag)}
    for name in ("class", "id"):
        if name in values and MARK.search(values[name].value):
            fix = "write a fixed name, or style= with {{ … }} as a value"
            yield page.problem(values[name].start, f"Jinja in {name}= can't be inlined", fix)
    if "style" in values:
        yield from _declaration_faults(page, values["style"].value, values["style"].start)
    if tag.name == "link" and "rel" in values and "stylesheet" in values["rel"].value.lower():
        fix = "write the rules into the template"
        yield page.problem(tag.start, "a mail can't load a style sheet (<link>)", fix)
