"""Ids for publications that had others elsewhere, or none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from urllib.parse import unquote, urlsplit

from cchr_feeds.importing.item import Item
from cchr_feeds.model.proposals import id_of_words, untaken

_ANY_PAGE = frozenset("index default home page post article view node item".split())
_PAGE_ENDING = re.compile(r"\.(?:html?|php|aspx?|pdf)$", re.IGNORECASE)


def proposed_id(item: Item, url: str, language: str, taken: Container[str]) -> str:
    """An id that nothing has yet, from the name the source has for it, its address, its title or its key."""
    page = _PAGE_ENDING.sub("", unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2])
    wishes = (id_of_words(text) for text in (item.name, page, item.title))
    telling = (wish for wish in wishes if wish and not wish.isdecimal() and wish not in _ANY_PAGE)
    digest = hashlib.sha256(item.key.encode("utf-8", "replace")).hexdigest()[:8]
    return untaken(next(telling, f"{language.lower()}-{digest}"), taken)
