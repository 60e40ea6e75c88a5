"""Colours (`#rrggbb`): contrast (WCAG 2.2, 1.4.3), and the palette that follows from a brand colour."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

READABLE = 4.5
"""The contrast that text needs (AA); 3 is enough for large text and for shapes."""

_TEXT, _LINKS_AT_NIGHT, _CONTROL, _ON_COVER, _SMALL_ON_COVER = 5.5, 7.0, 3.1, 8.0, 5.0
# The chroma below which a colour has no hue, and so no complement.
_GREY = 0.02
_WHITE, _BLACK = 1.0, 0.0


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4) for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`, by day or in dark mode.

    Text is `ink`, `muted` or `accent` (links) on `paper` (the page), `sheet` (fields) or `wash` (boxes);
    white or `soft` on `cover`; `sheet` on `accent`, `paper` on `ink`. `edge` borders controls, `line`
    divides, `weave` is the figure on a cover. `thread` is never text, nor the only sign of anything.
    """

    paper: str
    sheet: str
    wash: str
    ink: str
    muted: str
    accent: str
    edge: str
    line: str
    cover: str
    weave: str
    soft: str
    thread: str


# In OKLCH, because equal steps of lightness look equal in every hue there.
@dataclass(frozen=True, slots=True)
class _Tone:
    """A colour in OKLCH: lightness and chroma from 0, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def at(self, lightness: float, most: float = 1.0) -> "_Tone":
        """The same hue at another lightness, with no more chroma than `most`."""
        return _Tone(lightness, min(self.chroma, most), self.hue)

    @property
    def hex(self) -> str:
        """As `#rrggbb`, with as much of its chroma as sRGB can show."""
        from coloraide import Color  # takes 55 ms

        colour = Color("oklch", [self.lightness, self.chroma, self.hue])
        # Pure blue is at the edge, where fitting would move it.
        if not colour.in_gamut("srgb", tolerance=1e-4):
            colour.fit("srgb", method="oklch-chroma", jnd=0)
        return colour.convert("srgb").to_string(hex=True, fit="clip")

    def towards(self, end: float, wanted: float, grounds: Sequence[str]) -> "_Tone":
        """The tone, moved by hundredths of the way to white or black until every ground has the contrast."""

        def moved(step: int) -> _Tone:
            return self.at(self.lightness + (end - self.lightness) * step / 100)

        def has_contrast(step: int) -> bool:
            shown = moved(step).hex
            return min(contrast(shown, each) for each in grounds) >= wanted

        # The contrast grows from step to step, and each takes a tenth of a millisecond.
        return moved(bisect_left(range(100), True, key=has_contrast))


@cache
def palette(brand: str) -> Palette:
    """The palette of a brand colour by day."""
    own, other = _tones(brand)
    # By day the grounds have a breath of the brand's complement; by night, of its own hue.
    grounds = other.at(0.985, 0.006).hex, "#ffffff", other.at(0.955, 0.012).hex
    return Palette(
        *grounds,
        ink=own.at(0.23, 0.03).hex,
        muted=own.at(0.5, 0.03).towards(_BLACK, _TEXT, grounds).hex,
        accent=own.towards(_BLACK, _TEXT, grounds).hex,
        edge=own.at(0.72, 0.03).towards(_BLACK, _CONTROL, grounds).hex,
        line=other.at(0.88, 0.01).hex,
        **_cover(own, other),
    )


@cache
def night_palette(brand: str) -> Palette:
    """The palette of a brand colour in dark mode."""
    own, other = _tones(brand)
    grounds = own.at(0.18, 0.014).hex, own.at(0.21, 0.018).hex, own.at(0.25, 0.022).hex
    return Palette(
        *grounds,
        ink=own.at(0.94, 0.01).hex,
        muted=own.at(0.74, 0.02).towards(_WHITE, _TEXT, grounds).hex,
        accent=own.at(max(own.lightness, 0.6)).towards(_WHITE, _LINKS_AT_NIGHT, grounds).hex,
        edge=own.at(0.55, 0.03).towards(_WHITE, _CONTROL, grounds).hex,
        line=own.at(0.36, 0.022).hex,
        **_cover(own.at(min(own.lightness, 0.36)), other),
    )


@cache
def colours_by_name(brand: str) -> Mapping[str, str]:
    """Those of the day, then those of dark mode, each of these as `dark_…`."""
    night = {f"dark_{name}": colour for name, colour in asdict(night_palette(brand)).items()}
    return asdict(palette(brand)) | night


def _tones(brand: str) -> tuple[_Tone, _Tone]:
    """The tone of the brand, and its complement at full strength."""
    from coloraide import Color

    lightness, chroma, hue = Color(brand).convert("oklch").coords(nans=False)
    return _Tone(lightness, chroma, hue), _Tone(1.0, 0.0 if chroma < _GREY else 1.0, (hue + 180) % 360)


def _cover(brand: _Tone, complement: _Tone) -> Mapping[str, str]:
    """A ground for white text, the figure woven into it, the colour of small text on both, and the thread."""
    tone = brand.towards(_BLACK, _ON_COVER, ["#ffffff"])
    cover, weave = tone.hex, tone.at(tone.lightness + 0.075, 0.09).hex
    soft = brand.at(0.86, 0.04).towards(_WHITE, _SMALL_ON_COVER, [cover, weave]).hex
    return {"cover": cover, "weave": weave, "soft": soft, "thread": complement.at(0.76, 0.13).hex}
