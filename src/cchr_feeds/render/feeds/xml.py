"""XML written as text, with the octets that libxml2 gives it (xmlsave.c)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache


def escaped(text: str) -> str:
    """A text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(maxsize=1024)  # languages, media types, schemes and labels come again with most entries
def quoted(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    inside = escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{inside}"'


def empty(name: str, attributes: Mapping[str, str]) -> str:
    """An element with nothing inside."""
    return f"<{name}{''.join([f' {key}={quoted(value)}' for key, value in attributes.items()])}/>"
