"""A value that somebody types outside of a file, under the rules that hold in files."""

from __future__ import annotations

from collections.abc import Callable

from cchr_feeds.messages import said
from cchr_feeds.model.refusal import Refused
from cchr_feeds.text.characters import forbidden, stored_form


def typed(parse: Callable[[str], object], text: str) -> str:
    """The text in its stored form, if `parse` takes it; raises `Refused`."""
    text = text.replace("\r\n", "\n")
    for found in forbidden(text):
        raise Refused("character", found.reason, found.fix)
    text = stored_form(text).strip()
    if not text:
        raise Refused("empty", said("nothing-written"), said("write-or-leave-out"))
    parse(text)
    return text
