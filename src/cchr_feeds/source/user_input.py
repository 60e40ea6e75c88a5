"""Values typed outside a file, under the rules that hold in files."""

from __future__ import annotations

from collections.abc import Callable

from cchr_feeds.errors import InvalidValue
from cchr_feeds.messages import said
from cchr_feeds.text.characters import forbidden, stored_form


def typed(parse: Callable[[str], object], text: str) -> str:
    """The text in its stored form, if `parse` takes it; raises `InvalidValue`."""
    text = text.replace("\r\n", "\n")
    for found in forbidden(text):
        raise InvalidValue("character", found.reason, found.fix)
    text = stored_form(text).strip()
    if not text:
        raise InvalidValue("empty", said("nothing-written"), said("write-or-leave-out"))
    parse(text)
    return text
