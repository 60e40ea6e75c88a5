"""What was probably meant by a name that is not known."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from cchr_feeds.errors import InvalidValue
from cchr_feeds.i18n import _, any_of
from cchr_feeds.model.publication import Publication
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
    "ខ្មែរ": "km",
    "ភាសាខ្មែរ": "km",
    "khmer": "km",
    "english": "en",
    "អង់គ្លេស": "en",
    "ភាសាអង់គ្លេស": "en",
}


_OF_AN_ENTRY = tuple(each.name for each in dataclasses.fields(Publication) if each.name != "translations")

_LIKE_ENOUGH, _SHORTEST_NAME = 0.75, 3
_LONGEST_NAME = 100
"""What is longer is nobody's slip of the pen."""


def unknown_key(
    key: str, fields: Sequence[str], blocks: Mapping[str, Sequence[str]], languages: Sequence[str] = ()
) -> tuple[str, str, str]:
    """What to say of a name that no field has, and the name that belongs in its place where it is known.

    `blocks` are the names that stand for a group of fields each (the languages), with the fields in it.
    Within such a group there are none; `languages` are those of the site.
    """
    if key == "<<":
        return _("merge keys (<<) are not used here"), _("write the fields out"), ""
    below = next(iter(blocks.values()), ())
    name, colon, begun = key.partition(":")
    if colon and begun and name in fields:
        return (
            _("a space is missing after the colon"),
            _(
                'write {name}: and a space, and put all that follows in quotes: {name}: "{begun}: …"',
                name=name,
                begun=begun.strip(),
            ),
            "",
        )
    message, meant = _("{name!r} is not a field here", name=key), nearest(key, [*fields, *blocks, *below])
    if meant and meant == _visible(key) != key:
        return (
            _("an invisible character stands in this name"),
            _("type it again: {meant}:", meant=meant),
            meant,
        )
    if meant and (meant in fields or meant in blocks):
        return message, _("did you mean {meant}: ?", meant=meant), meant if _is_sure(key, meant) else ""
    if meant:
        return (
            message,
            _(
                "write {meant}: below {blocks}, with two spaces before it",
                meant=meant,
                blocks=any_of([f"{name}:" for name in blocks]),
            ),
            "",
        )
    return *_nowhere_near(key, fields, list(blocks), languages), ""


def _is_sure(key: str, meant: str) -> bool:
    """Whether a name is the same but for a letter or two, or another word for the same language."""
    written = stored_form(key).strip("\u00a0 ").lower()
    if meant in (written, meant_language(written)):
        return True
    import difflib

    alike = difflib.SequenceMatcher(None, written, meant, autojunk=False).ratio()
    return alike >= _LIKE_ENOUGH and len(meant) > _SHORTEST_NAME


def _nowhere_near(
    key: str, fields: Sequence[str], blocks: Sequence[str], languages: Sequence[str]
) -> tuple[str, str]:
    """What to say of a name that is like none here: it belongs further out, is a language, or is nothing."""
    message = _("{name!r} is not a field here", name=key)
    outer = nearest(key, [*languages, *_OF_AN_ENTRY]) if "title" in fields else None
    if outer:
        return message, _(
            "write {meant}: at the very beginning of a line, without spaces before it", meant=outer
        )
    if blocks and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?", key):
        fix = _("write one of {names}, or add it to site.yaml", names=", ".join(blocks))
        return _("{language!r} is no language of this site", language=key), fix
    return message, _("these can stand here: {names}", names=", ".join([*fields, *blocks]))


def nearest(key: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant; of those that are equally near, the first."""
    plain = _visible(key).lower()
    for guess in (plain, _OTHER_WORDS.get(plain), meant_language(plain)):
        if guess in known:
            return guess
    import difflib  # only a mistake pays for it

    close = difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """The question whether a known name was meant; empty where none is near."""
    meant = nearest(name, known)
    return _("did you mean {meant}?", meant=meant) if meant else ""


def _visible(key: str) -> str:
    return stored_form(key[:_LONGEST_NAME]).replace("\u00a0", "").strip()


def meant_language(text: str) -> str:
    """The language tag that was probably meant; the text itself where there is no guess."""
    try:
        return language_tag(text)
    except InvalidValue as refused:
        return refused.meant or text
