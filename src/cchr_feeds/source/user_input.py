"""Values typed outside a file, under the rules that hold in files."""

from __future__ import annotations

from collections.abc import Callable

from cchr_feeds.errors import InvalidValue
from cchr_feeds.i18n import _
from cchr_feeds.text.characters import forbidden, stored_form


def typed(parse: Callable[[str], object], text: str) -> str:
    """The text in its stored form, if `parse` takes it; raises `InvalidValue`."""
    text = text.replace("\r\n", "\n")
    for found in forbidden(text):
        raise InvalidValue("character", found.reason, found.fix)
    text = stored_form(text).strip()
    if not text:
        raise InvalidValue("empty", _("nothing is written here"), _("write something, or leave it out"))
    parse(text)
    return text
