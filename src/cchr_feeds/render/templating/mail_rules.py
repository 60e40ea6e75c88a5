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

from cchr_feeds.render.templating.mask import MARK, Page, Token, attributes, outside_attributes

KEPT = 'a <style data-premailer="ignore">'

_SIMPLE = r"(?:[a-z][a-z0-9]*(?:\.[\w-]+)?|\.[\w-]+)"
_SELECTOR = re.compile(rf"{_SIMPLE}(?:\s+{_SIMPLE})*")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_DECLARATION = re.compile(r"\s*-?[a-z][a-z-]*\s*:\s*\S.*", re.DOTALL)
_MODERN = re.compile(r"\b(?:var|calc|rgba?|hsla?)\(")


def is_inlined(token: Token) -> bool:
    """Whether this is a `<style>` whose rules go into `style` attributes."""
    if token.kind != "raw" or token.name != "style":
        return False
    return not any(found.name == "data-premailer" and found.value == "ignore" for found in attributes(token))


def css_of(style: Token) -> str:
    """What a `<style>` element holds."""
    return style.text[style.text.index(">") + 1 : style.text.rindex("<")]


def check(page: Page, token: Token) -> None:
    """Refuses what this tag or style sheet may not say."""
    if token.kind == "raw" and token.name == "style":
        _check_sheet(page, token)
    elif token.kind == "tag":
        _check_tag(page, token)


def _check_sheet(page: Page, style: Token) -> None:
    css = css_of(style)
    start = style.start + style.text.index(">") + 1
    imported = css.find("@import")
    if imported >= 0:
        fix = "write the rules into the template"
        page.refuse(start + imported, "a mail can't load a style sheet (@import)", fix)
    if is_inlined(style):
        _check_rules(page, re.sub(r"/\*.*?\*/", _blank, css, flags=re.DOTALL), start)


def _blank(comment: re.Match[str]) -> str:
    return " " * len(comment[0])


def _check_rules(page: Page, css: str, start: int) -> None:
    end = 0
    for rule in _RULE.finditer(css):
        _check_nothing(page, css[end : rule.start()], start + end)
        end = rule.end()
        offset = start + rule.start() + _indent(rule[1])
        if not all(map(_is_plain, rule[1].split(","))):
            fix = f"use td, .text, td.text, .card td; or move it to {KEPT}"
            page.refuse(offset, f"{rule[1].strip()!r} can't be inlined", fix)
        _check_declarations(page, rule[2], start + rule.start(2))
    _check_nothing(page, css[end:], start + end)


def _check_nothing(page: Page, css: str, start: int) -> None:
    if css.strip():
        page.refuse(start + _indent(css), "this is no plain rule", f"close its braces, or move it to {KEPT}")


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_plain(selector: str) -> bool:
    return bool(_SELECTOR.fullmatch(selector.strip())) and not MARK.search(selector)


def _check_declarations(page: Page, css: str, start: int) -> None:
    for match in re.finditer(r"[^;]+", css):
        text, offset = match[0], start + match.start() + _indent(match[0])
        if "!" in text:
            fix = f"remove it, or move the rule to {KEPT}"
            page.refuse(offset, "!important here would win over dark mode", fix)
        if _MODERN.search(text):
            fix = "write plain values such as #123f5c and 16px"
            page.refuse(offset, "mail clients don't know var(), calc() and rgb()", fix)
        if not page.all_values(text) or MARK.search(text.partition(":")[0]):
            fix = "write property: {{ value }};"
            page.refuse(offset, "in styles only {{ … }} may stand, for a value", fix)
        if text.strip() and not _DECLARATION.fullmatch(text):
            page.refuse(offset, f"{text.strip()!r} is no style", "write property: value;")


def _check_tag(page: Page, tag: Token) -> None:
    if MARK.search(outside_attributes(tag)):
        fix = 'write the attribute in full: lang="{{ … }}"'
        page.refuse(tag.start, f"Jinja stands outside quotes in <{tag.name}>", fix)
    values = {attribute.name: attribute for attribute in attributes(tag)}
    for name in ("class", "id"):
        if name in values and MARK.search(values[name].value):
            fix = "write a fixed name, or style= with {{ … }} as a value"
            page.refuse(values[name].start, f"Jinja in {name}= can't be inlined", fix)
    if "style" in values:
        _check_declarations(page, values["style"].value, values["style"].start)
    if tag.name == "link" and "rel" in values and "stylesheet" in values["rel"].value.lower():
        fix = "write the rules into the template"
        page.refuse(tag.start, "a mail can't load a style sheet (<link>)", fix)
