"""A value that somebody types outside of a file, under the rules that hold in files."""

from __future__ import annotations

from collections.abc import Callable

from cchr_feeds.model.refusal import Refused
from cchr_feeds.text.characters import forbidden, stored_form


def typed(parse: Callable[[str], object], text: str) -> str:
    """The text in its stored form, if `parse` takes it; raises `Refused`."""
    text = text.replace("\r\n", "\n")
    for found in forbidden(text):
        raise Refused("character", found.reason, found.fix)
    text = stored_form(text).strip()
    if not text:
        raise Refused("empty", "nothing is written here", "write something, or leave it out")
    parse(text)
    return text
