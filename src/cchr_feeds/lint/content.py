"""What the HTML of an entry's content does beside being read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# An attribute's value may hold what looks like a tag or another attribute.
_TAG = re.compile(r"""<([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
_WITH_ADDRESS = ("href", "src", "srcset", "poster", "cite", "action", "data")
_ACTIVE = ("script", "style", "iframe", "object", "embed", "form", "base", "meta", "link")


def addresses_in(content: str) -> Iterator[str]:
    """Every address in it, as it is written there."""
    for _, name, value in _attributes(content):
        if name == "srcset":
            yield from (each.split()[0] for each in value.split(",") if each.strip())
        elif name in _WITH_ADDRESS:
            yield value


def active_in(content: str) -> Iterator[str]:
    """Elements and attributes that run, load or restyle something."""
    yield from (f"<{tag[1]}>" for tag in _TAG.finditer(content) if tag[1].lower() in _ACTIVE)
    for element, name, _ in _attributes(content):
        if name.startswith("on") or name == "style":
            yield f"<{element} {name}>"


def _attributes(content: str) -> Iterator[tuple[str, str, str]]:
    """Element, name and value of every attribute."""
    for tag in _TAG.finditer(content):
        for attribute in _ATTRIBUTE.finditer(tag[2]):
            yield tag[1], attribute[1].lower(), unescape((attribute[2] or "").strip("\"'"))
