"""Colours (`#rrggbb`): contrast (WCAG 2.2, 1.4.3), and the palette that follows from a brand colour.

In OKLCH, where equal steps of lightness look equal in every hue. Grounds have a breath of the brand's
complement by day and of its own hue by night; one thread has the complement at full strength.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

READABLE = 4.5
"""The contrast that text needs (AA); 3 is enough for large text and for shapes."""

_TEXT, _LINKS_AT_NIGHT, _CONTROL, _ON_COVER, _SMALL_ON_COVER = 5.5, 7.0, 3.1, 8.0, 5.0
_GREY = 0.02
"""The chroma below which a colour has no hue that a complement could be of."""

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
    """Colours as `#rrggbb`; `dark_…` are those of dark mode.

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
    dark_paper: str
    dark_sheet: str
    dark_wash: str
    dark_ink: str
    dark_muted: str
    dark_accent: str
    dark_edge: str
    dark_line: str
    dark_cover: str
    dark_weave: str
    dark_soft: str
    dark_thread: str


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
        steps = (self.at(self.lightness + (end - self.lightness) * step / 100) for step in range(101))
        return next(
            (tone for tone in steps if min(contrast(tone.hex, each) for each in grounds) >= wanted),
            self.at(end),
        )


@cache
def palette(brand: str) -> Palette:
    """The palette of a brand colour."""
    from coloraide import Color

    lightness, chroma, hue = Color(brand).convert("oklch").coords(nans=False)
    own = _Tone(lightness, chroma, hue)
    other = _Tone(1.0, 0.0 if chroma < _GREY else 1.0, (hue + 180) % 360)
    thread = other.at(0.76, 0.13).hex

    paper, sheet, wash = grounds = other.at(0.985, 0.006).hex, "#ffffff", other.at(0.955, 0.012).hex
    cover, weave, soft = _cover(own)

    dark_grounds = own.at(0.18, 0.014).hex, own.at(0.21, 0.018).hex, own.at(0.25, 0.022).hex
    dark_paper, dark_sheet, dark_wash = dark_grounds
    dark_cover, dark_weave, dark_soft = _cover(own.at(min(lightness, 0.36)))
    return Palette(
        paper=paper,
        sheet=sheet,
        wash=wash,
        ink=own.at(0.23, 0.03).hex,
        muted=own.at(0.5, 0.03).towards(_BLACK, _TEXT, grounds).hex,
        accent=own.towards(_BLACK, _TEXT, grounds).hex,
        edge=own.at(0.72, 0.03).towards(_BLACK, _CONTROL, grounds).hex,
        line=other.at(0.88, 0.01).hex,
        cover=cover,
        weave=weave,
        soft=soft,
        thread=thread,
        dark_paper=dark_paper,
        dark_sheet=dark_sheet,
        dark_wash=dark_wash,
        dark_ink=own.at(0.94, 0.01).hex,
        dark_muted=own.at(0.74, 0.02).towards(_WHITE, _TEXT, dark_grounds).hex,
        dark_accent=own.at(max(lightness, 0.6)).towards(_WHITE, _LINKS_AT_NIGHT, dark_grounds).hex,
        dark_edge=own.at(0.55, 0.03).towards(_WHITE, _CONTROL, dark_grounds).hex,
        dark_line=own.at(0.36, 0.022).hex,
        dark_cover=dark_cover,
        dark_weave=dark_weave,
        dark_soft=dark_soft,
        dark_thread=thread,
    )


def _cover(brand: _Tone) -> tuple[str, str, str]:
    """A ground for white text, the figure woven into it, and the colour of small text on both."""
    tone = brand.towards(_BLACK, _ON_COVER, ["#ffffff"])
    cover, weave = tone.hex, tone.at(tone.lightness + 0.075, 0.09).hex
    return cover, weave, brand.at(0.86, 0.04).towards(_WHITE, _SMALL_ON_COVER, [cover, weave]).hex
