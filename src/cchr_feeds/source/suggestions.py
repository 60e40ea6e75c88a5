"""What was probably meant by a name that is not known."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from cchr_feeds.model.refusal import Refused
from cchr_feeds.model.rules import language_tag
from cchr_feeds.text.characters import stored_form

_OTHER_WORDS = {
    "date": "published",
    "pubdate": "published",
    "issued": "published",
    "modified": "updated",
    "description": "summary",
    "abstract": "summary",
    "excerpt": "summary",
    "text": "body",
    "content": "body",
    "link": "url",
    "href": "url",
    "tags": "topics",
    "keywords": "topics",
    "categories": "category",
    "type": "category",
    "author": "authors",
    "attachments": "files",
    "enclosures": "files",
    "picture": "image",
    "embargo": "published",
    "guid": "id",
    "slug": "id",
    "issue": "edition",
    "color": "colour",
    "sponsors": "supporters",
}


def unknown_key(key: str, fields: Sequence[str], languages: Sequence[str]) -> tuple[str, str]:
    """What to say of a key that is neither a field nor, where blocks per language may stand, a language."""
    if key == "<<":
        return "merge keys (<<) are not used here", "write the fields out"
    meant = nearest(key, [*fields, *languages])
    message = f"{key!r} is not a field here"
    if meant:
        return message, f"did you mean {meant}: ?"
    if languages and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?", key):
        return f"{key!r} is no language of this site", f"write one of {', '.join(languages)}, or add it to site.yaml"
    return message, f"these can stand here: {', '.join([*fields, *languages])}"


def nearest(key: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant."""
    plain = stored_form(key).strip().replace("\u00a0", "").lower()
    for guess in (plain, _OTHER_WORDS.get(plain), _language(plain)):
        if guess in known:
            return guess
    close = difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
    return close[0] if close else None


def _language(text: str) -> str | None:
    try:
        return language_tag(text)
    except Refused as refused:
        return refused.fix.removeprefix("write ")
