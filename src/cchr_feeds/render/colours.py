"""A palette from the organisation's one colour, readable by day and by night whatever that colour is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cchr_feeds.model.contrast import DARKEST_LIGHT_GROUND, contrast, on_light, readable

NIGHT_PANEL = "#232c34"
"""Of all dark grounds the one that is hardest to read on."""

_AT_NIGHT = 7.0


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`: `on_…` is for text on it, `night_…` for dark mode.

    `accent` is the brand colour as text on every light ground; white text can be read on it too.
    """

    brand: str
    on_brand: str
    accent: str
    night_brand: str
    night_accent: str
    page: str = DARKEST_LIGHT_GROUND
    panel: str = "#f8f9fa"
    card: str = "#ffffff"
    ink: str = "#1f272e"
    muted: str = "#4f5b66"
    line: str = "#d9dfe4"
    night_page: str = "#11161b"
    night_panel: str = NIGHT_PANEL
    night_card: str = "#1a2128"
    night_ink: str = "#e9eef2"
    night_muted: str = "#b3bec8"
    night_line: str = "#38434d"


@cache
def palette(brand: str) -> Palette:
    """The palette of a brand colour."""
    return Palette(
        brand=brand,
        on_brand=max("#ffffff", "#000000", key=lambda text: contrast(text, brand)),
        accent=on_light(brand),
        night_brand=readable(brand, "#ffffff", _AT_NIGHT),
        night_accent=readable(brand, NIGHT_PANEL, _AT_NIGHT),
    )
