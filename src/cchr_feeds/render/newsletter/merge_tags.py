"""Texts of ours for a mail service: what it would take for a tag of its own arrives as written.

In HTML a sign becomes a character reference, which readers' programs show and services do not see. Plain
text has no such thing. There a service's own way is used where one is documented; else an invisible
joiner keeps the signs apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cchr_feeds.render.html_tokens import Token, tokens
from cchr_feeds.render.newsletter.links import PLACE

Rewriting = Callable[[str], str]

JOINER = "\u200c"
"""Zero-width, and older than any mail program; texts of ours hold it inside Khmer letters only."""

_CONDITIONAL = re.compile(r"(<!--\[if [^\]]*\]>)(.*)(<!\[endif\]-->)", re.DOTALL)
_CONDITION = re.compile(r"<!--(\[if [^\]]*\]><!|<!\[endif\])-->")
_OPENED_TWICE = re.compile(r"\{(?=[{#%])")


def in_references(signs: str) -> Rewriting:
    """For a page: each of the signs, a regular expression, as character references."""
    pattern = re.compile(signs)
    return lambda html: _in_references(html, pattern)


def _in_references(html: str, signs: re.Pattern[str]) -> str:
    return "".join(_referenced(token, signs) for token in tokens(html))


def _referenced(token: Token, signs: re.Pattern[str]) -> str:
    if token.name == "style":  # where there are no references; for CSS a space more says the same
        return _OPENED_TWICE.sub("{ ", token.text)
    conditional = _CONDITIONAL.fullmatch(token.text)
    if conditional:  # Outlook reads what is in it as HTML
        return conditional[1] + _in_references(conditional[2], signs) + conditional[3]
    return token.text if _CONDITION.fullmatch(token.text) else signs.sub(_reference, token.text)


def _reference(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in match[0])


def kept_apart(places: str) -> Rewriting:
    """For plain text: a joiner at each of the places, a regular expression that consumes nothing."""
    pattern = re.compile(places)
    return lambda text: pattern.sub(JOINER, text)


def in_handlebars(text: str) -> str:
    r"""For plain text in Handlebars: \{{ stands for {{.

    A backslash before it would be taken for another escape, so a joiner keeps that apart.
    """
    return re.sub(r"\\(?=\{\{)", rf"\\{JOINER}", text).replace("{{", r"\{{")


def in_go_html(html: str) -> str:
    """For a page in Go's html/template, which drops comments, Outlook's conditions with them.

    `Safe` of listmonk lets them through; listmonk also makes a link of any address before @TrackLink.
    """
    referenced = _in_references(html, re.compile("[{}]|@(?=TrackLink)"))
    return "".join(_safe(token.text) if _is_comment(token) else token.text for token in tokens(referenced))


def _is_comment(token: Token) -> bool:
    return token.kind == "comment" and token.text.startswith("<!--")


def _safe(html: str) -> str:
    """The HTML as a string in a template's tag; a place for a merge tag ends it, and another follows."""
    string = PLACE.sub(r'" }}\g<0>{{ Safe "', html.translate(_GO_ESCAPES))
    return f'{{{{ Safe "{string}" }}}}'


_GO_ESCAPES = {ord("\\"): r"\\", ord('"'): r"\"", ord("\n"): r"\n"}


def in_go_text(text: str) -> str:
    """For plain text in Go's html/template, by which listmonk reads that too: `<` could begin a tag."""
    return re.sub("[{<]|@(?=TrackLink)", lambda match: f'{{{{ Safe "{match[0]}" }}}}', text)
