"""The form of a text that searching and comparing go by: what looks or is read the same is the same."""

from __future__ import annotations

from cchr_feeds.khmer.order import canonical
from cchr_feeds.model.parsing import ascii_digits
from cchr_feeds.text.characters import stored_form

_COENG_DA, _COENG_TA = "\u17d2\u178a", "\u17d2\u178f"


def search_key(text: str) -> str:
    """`text` for comparing, never for showing.

    Capitals are small, white space is single spaces, digits are 0-9. Khmer is in the one order of
    Unicode Technical Note 61, without joiners, and coeng da is coeng ta, which no font tells apart.
    """
    if not text.isascii():
        text = ascii_digits(canonical(stored_form(text)).replace(_COENG_DA, _COENG_TA))
    return " ".join(text.casefold().split())
