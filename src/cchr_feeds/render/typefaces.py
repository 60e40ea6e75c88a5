"""Fonts that readers' computers have, sizes and line heights for the text of a language.

Khmer stacks letters below and above the line: at a line height under 1.83 the lines of Khmer OS collide, and
Noto Sans Khmer is drawn smaller than Latin fonts (measured). Mail clients load no fonts. Names stand without
quotes, as CSS allows, because quotes would end a `style="…"` attribute.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typeface:
    """Fonts, text size in pixels, and line heights of text, titles and small print."""

    fonts: str
    size: int
    leading: str
    title_leading: str
    small_leading: str


LATIN = Typeface("Segoe UI, Helvetica Neue, Helvetica, Arial, sans-serif", 16, "1.6", "1.3", "1.6")
KHMER = Typeface(
    "Noto Sans Khmer, Noto Sans, Khmer OS Battambang, Khmer OS Siemreap, Leelawadee UI, Khmer UI, "
    "Khmer Sangam MN, Khmer MN, Arial, sans-serif",
    17,
    "1.9",
    "1.7",
    "1.8",
)


def typeface(language: str) -> Typeface:
    """The typeface for text in this language."""
    return KHMER if language.partition("-")[0] == "km" else LATIN
