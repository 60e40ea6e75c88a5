"""Sizes of files in words."""

from __future__ import annotations

from cchr_feeds.text.dates import digits

_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


def size_in_words(octets: int, language: str) -> str:
    """A size as people write it ("1.5 MB"), with the language's digits; units are decimal."""
    for factor, unit in _UNITS:
        if octets >= factor:
            number = (
                f"{octets / factor:.1f}".removesuffix(".0")
                if octets < 10 * factor
                else str(round(octets / factor))
            )
            return f"{digits(number, language)} {unit}"
    return f"{digits(octets, language)} B"
