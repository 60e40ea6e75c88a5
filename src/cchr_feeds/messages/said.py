"""A text that remembers by which name and with which values it was made, so that it can be said otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "km")
"""The languages of the program itself, in the order of the wording; the first is the main one."""


class Said(str):
    """An English text of the catalogue, the key it has there, and the values that were filled in."""

    __slots__ = ("key", "parts")

    key: str
    parts: Mapping[str, object]

    def __new__(cls, text: str, key: str, parts: Mapping[str, object]) -> Said:
        """The text, which is `key` filled with `parts`."""
        made = super().__new__(cls, text)
        made.key, made.parts = key, parts
        return made

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, object]]:  # type: ignore[override]
        """What a copy is made of."""
        return str(self), self.key, self.parts


_KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


class _Count(int):
    """A whole number that chooses between two words, `{count:entry|entries}`; `{day:០}` has Khmer digits."""

    def __format__(self, form: str) -> str:
        if form == "០":
            return str(self).translate(_KHMER_DIGITS)
        one, bar, many = form.partition("|")
        return (one if self == 1 else many) if bar else super().__format__(form)


def said(key: str, /, **parts: object) -> Said:
    """What the catalogue has under a key, filled with values, which may have been said themselves."""
    return Said(_filled(key, parts, LANGUAGES[0]), key, parts)


def key(name: str) -> str:
    """A key of the catalogue that is kept for later, where saying it at once would load the wording."""
    return name


def in_language(text: str, language: str) -> str:
    """The text in a language of `LANGUAGES`; as it is, where it is not of the catalogue."""
    if not isinstance(text, Said) or language == LANGUAGES[0]:
        return text
    return _filled(text.key, text.parts, language)


def _filled(key: str, parts: Mapping[str, object], language: str) -> str:
    from cchr_feeds.messages.catalogue import texts  # only who has something to say pays for the words

    template = texts(key)[LANGUAGES.index(language)]
    return template.format(**{name: _part(value, language) for name, value in parts.items()})


def _part(value: object, language: str) -> object:
    if isinstance(value, str):
        return in_language(value, language)
    return _Count(value) if type(value) is int else value


def all_of(words: Sequence[str]) -> str:
    """The words as a list in a sentence: a, b and c."""
    *first, last = words or [""]
    return said("and", first=", ".join(first), last=last) if first else last


def any_of(words: Sequence[str]) -> str:
    """The words as a choice in a sentence: a, b or c."""
    *first, last = words or [""]
    return said("or", first=", ".join(first), last=last) if first else last


def lines_of(texts: Sequence[str]) -> str:
    """The texts below each other."""
    *first, last = texts or [""]
    return said("lines", first=lines_of(first), last=last) if first else last


def beginning_of(words: Sequence[str], most: int) -> str:
    """At most so many of the words, and how many there are beside them."""
    shown, more = ", ".join(words[:most]), len(words) - most
    return said("and-more", shown=shown, more=more) if more > 0 else shown
