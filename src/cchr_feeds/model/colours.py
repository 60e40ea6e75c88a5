"""Colours (`#rrggbb`): contrast (WCAG 2.2, 1.4.3), readable shades, and the palette of a brand colour."""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import cache

READABLE = 4.5
"""The contrast that text needs (AA); 3 is enough for large text and for shapes."""

DARKEST_LIGHT_GROUND = "#f1f3f5"
"""The page around the text, and of all our light grounds the one that is hardest to read on."""

_WITH_MARGIN = 4.6  # for clients that round colours


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str, wanted: float) -> str:
    """The colour, only as much lighter or darker, in its own hue, as makes it readable on `ground`."""
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    end = 0.0 if _luminance(ground) > 0.5 else 1.0
    steps = (lightness + (end - lightness) * step / 50 for step in range(50))
    shades = (_hex(hls_to_rgb(hue, step, saturation)) for step in steps)
    enough = (shade for shade in shades if contrast(shade, ground) >= wanted)
    return next(enough, "#ffffff" if end else "#000000")


def on_light(colour: str) -> str:
    """The colour as text on every light ground of ours; white text can be read on it too."""
    return readable(colour, DARKEST_LIGHT_GROUND, _WITH_MARGIN)


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
        for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[float]:
    """Red, green and blue, from 0 to 1."""
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in channels)


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
