"""Ids to propose for what has none: the words of a title, as an id may have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from cchr_feeds.errors import InvalidValue
from cchr_feeds.model.values import identifier

_LONGEST = 60
_SHORTEST = 3


def id_of_words(text: str) -> str:
    """A text in small ASCII letters with hyphens between its words; nothing where that says nothing."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text))
    letters = [char for char in plain if char.isalpha()]
    if sum(not char.isascii() for char in letters) * 4 > len(letters):
        return ""
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words if len(words) >= _SHORTEST and _is_id(words) else ""


def _is_id(text: str) -> bool:
    try:
        return identifier(text) == text
    except InvalidValue:
        return False


def untaken(wish: str, taken: Container[str]) -> str:
    """The wish, or the first of wish-2, wish-3, … that is not taken."""
    number, found = 1, wish
    while found in taken:
        number += 1
        found = f"{wish}-{number}"
    return found
