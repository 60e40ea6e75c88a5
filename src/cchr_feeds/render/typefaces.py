"""Fonts that readers' computers have, with sizes and line heights: one row a script, for pages and for mails.

Nothing is loaded from the web. Names stand without quotes, as CSS allows, because quotes would end a
`style="…"` attribute. Scripts that stack letters (Khmer, Burmese) need the widest lines: under 1.83 those of
Khmer OS collide. Scripts with marks above tall letters (Arabic, Devanagari, Thai) come next. Sizes are larger
where a script's letters are drawn smaller than Latin ones (measured).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from cchr_feeds.text.cldr import script

_GENERIC = ", Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Typeface:
    """How a script is set. Line heights are factors; sizes of mails are pixels.

    Pages: stacks for `reading`, large titles (`display`), the titles of lists (`heading`), the publisher's
    name above a page (`mark`), and all that is small (`ui`); factors for display (`k`), small titles (`ks`)
    and text (`kt`); line heights of titles, titles of lists (where another), text and small print; tracking
    of titles; the width of a reading line in rem.
    """

    reading: str
    display: str
    heading: str
    mark: str
    ui: str
    k: float = 1
    ks: float = 1
    kt: float = 1
    display_leading: float = 1.16
    list_title_leading: float = 0
    text_leading: float = 1.62
    ui_leading: float = 1.5
    tracking: str = "0"
    measure: int = 38
    # Mails: fonts of text, of titles and of the publisher's name.
    fonts: str = ""
    title_fonts: str = ""
    name_fonts: str = ""
    size: int = 16
    leading: float = 1.6
    small_size: int = 14
    small_leading: float = 1.55
    label_size: int = 15
    title_size: int = 20
    title_leading: float = 1.3
    headline_size: int = 32
    headline_leading: float = 1.2
    name_size: int = 20
    name_leading: float = 1.3
    name_weight: int = 700

    @property
    def variables(self) -> str:
        """The values for pages as CSS custom properties: --text, --display, …, --ld, --ln, --lt, --lu."""
        stacks = {
            "ui": self.ui, "text": self.reading, "display": self.display,
            "name": self.heading, "mark": self.mark,
        }  # fmt: skip
        named: dict[str, str] = {}
        for name, stack in stacks.items():  # what stands in another one is not said again
            known = {stacks[other]: other for other in named} | {self.ui.removesuffix(_GENERIC): "ui"}
            part = max((each for each in known if named and each in stack), key=len, default="")
            named[name] = f"{stack.partition(part)[0]}var(--{known[part]})" if part else stack
        numbers = {
            "k": self.k, "ks": self.ks, "kt": self.kt, "track": self.tracking,
            "ld": self.display_leading, "ln": self.list_title_leading or self.display_leading,
            "lt": self.text_leading, "lu": self.ui_leading,
            "weight": self.name_weight, "measure": f"{self.measure}rem",
        }  # fmt: skip
        return ";".join(f"--{name}:{value}" for name, value in (named | numbers).items())


_SERIF = "Iowan Old Style, Sitka Text, Noto Serif, Georgia, serif"
_SANS = "Segoe UI, Roboto, Helvetica Neue, Noto Sans, Arial, sans-serif"
_DISPLAY = "Iowan Old Style, Sitka Display, Noto Serif Display, Noto Serif, Georgia, serif"
LATIN = Typeface(
    _SERIF, _DISPLAY, _DISPLAY, _SERIF, _SANS, tracking="-.012em",
    fonts="Segoe UI, Helvetica Neue, Helvetica, Arial, sans-serif",
    title_fonts="Georgia, Noto Serif, serif", name_fonts="Georgia, Noto Serif, serif",
)  # fmt: skip
# Iowan Old Style has no letters of these; in a mixed word every other letter would be another font's.
_WITHOUT_IOWAN = replace(
    LATIN,
    reading=_SERIF.partition(", ")[2],
    display=_DISPLAY.partition(", ")[2],
    heading=_DISPLAY.partition(", ")[2],
    mark=_SERIF.partition(", ")[2],
)


def _set(like: Typeface, sans: str, serif: str, name: str = "") -> Typeface:
    """A script's typeface, read in its sans; without a serif of its own, titles are in it too."""
    ui, display = sans + _GENERIC, f"{serif}, {sans}, serif" if serif else f"{sans}, sans-serif"
    called = f"{name}, {display}" if name else display
    return replace(
        like, reading=ui, display=display, heading=called, mark=called, ui=ui,
        fonts=ui, title_fonts=display, name_fonts=called,
    )  # fmt: skip


_TALL = replace(
    LATIN, k=0.96, ks=1.0, kt=1.06, display_leading=1.5, text_leading=1.9, ui_leading=1.7, tracking="0",
    size=17, leading=1.8, small_size=15, small_leading=1.7, label_size=16, title_size=21, title_leading=1.5,
    headline_size=30, headline_leading=1.5, name_size=19, name_leading=1.6,
)  # fmt: skip
_STACKED = replace(
    _TALL, k=0.9, ks=0.96, kt=1.075, display_leading=1.62, text_leading=1.95, ui_leading=1.8,
    leading=1.9, small_leading=1.8, title_size=22, title_leading=1.6,
    headline_size=32, headline_leading=1.6, name_size=18, name_leading=1.8,
)  # fmt: skip
_DEEP = replace(_STACKED, display_leading=1.85, title_leading=1.85, headline_leading=1.85, name_leading=1.9)
# One square a letter: lines are shorter, higher than Latin's, and nothing rises above or sinks below.
_SQUARE = replace(
    LATIN, k=0.92, ks=0.96, display_leading=1.32, text_leading=1.8, ui_leading=1.6, tracking="0", measure=36,
    leading=1.75, small_leading=1.6, title_leading=1.4, headline_size=30, headline_leading=1.35,
)  # fmt: skip
_PLAIN = replace(
    LATIN,
    tracking="0",
    display_leading=1.25,
    title_leading=1.35,
    headline_leading=1.3,
)

KHMER = replace(
    _set(
        _STACKED,
        "Noto Sans Khmer, Noto Sans, Khmer Sangam MN, Leelawadee UI, Khmer UI, Khmer OS Battambang, "
        "Khmer OS Siemreap",
        "Noto Serif Khmer, Khmer MN",
        "Moul, Khmer OS Muol Light, Khmer OS Muol",
    ),
    list_title_leading=1.75, name_size=17, name_leading=1.9, name_weight=400,
)  # fmt: skip
_NASKH = "Noto Naskh Arabic, Geeza Pro, Sakkal Majalla, Segoe UI, serif"
ARABIC = replace(
    _set(_TALL, "Noto Sans Arabic, Segoe UI, Geeza Pro, Tahoma", "", "Noto Kufi Arabic"),
    reading=_NASKH, display=_NASKH, title_fonts=_NASKH, ks=1.05,
)  # fmt: skip
_NASTALIQ = "Noto Nastaliq Urdu, Jameel Noori Nastaleeq, Urdu Typesetting"

SCRIPTS = {
    "Latn": LATIN,
    "Cyrl": _WITHOUT_IOWAN,
    "Grek": _WITHOUT_IOWAN,
    "Khmr": KHMER,
    "Arab": ARABIC,
    "Aran": replace(
        _set(_DEEP, _NASTALIQ, ""), display_leading=2.2, text_leading=2.4, ui_leading=2.2,
        leading=2.4, small_leading=2.2, title_leading=2.2, headline_leading=2.2, name_leading=2.2,
    ),
    "Hebr": _set(
        _PLAIN, "Segoe UI, Arial Hebrew, Noto Sans Hebrew", "Noto Serif Hebrew, New Peninim MT, David"
    ),
    "Deva": _set(
        _TALL,
        "Noto Sans Devanagari, Kohinoor Devanagari, Nirmala UI, Mangal",
        "Noto Serif Devanagari, Devanagari MT",
    ),
    "Beng": _set(_TALL, "Noto Sans Bengali, Kohinoor Bangla, Nirmala UI, Vrinda", "Noto Serif Bengali"),
    "Thai": replace(
        _set(_TALL, "Noto Looped Thai, Thonburi, Leelawadee UI, Tahoma", "Noto Serif Thai"),
        display_leading=1.56, title_leading=1.56, headline_leading=1.56,
    ),
    "Laoo": _set(
        _TALL, "Noto Looped Lao, Noto Sans Lao, Lao Sangam MN, Leelawadee UI, Phetsarath OT", "Noto Serif Lao"
    ),
    "Mymr": _set(
        _DEEP, "Noto Sans Myanmar, Myanmar Sangam MN, Myanmar Text, Padauk", "Noto Serif Myanmar"
    ),
    "Tibt": _set(_DEEP, "Noto Serif Tibetan, Kailasa, Microsoft Himalaya", ""),
    "Ethi": _set(_PLAIN, "Noto Sans Ethiopic, Kefa, Ebrima, Nyala", "Noto Serif Ethiopic, Abyssinica SIL"),
    "Geor": _set(_PLAIN, "Noto Sans Georgian, Segoe UI, Helvetica Neue", "Noto Serif Georgian, Sylfaen"),
    "Armn": _set(_PLAIN, "Noto Sans Armenian, Segoe UI, Mshtakan", "Noto Serif Armenian, Sylfaen"),
    "Hans": _set(
        _SQUARE, "PingFang SC, Microsoft YaHei, Noto Sans CJK SC", "Songti SC, Noto Serif CJK SC"
    ),
    "Hant": _set(
        _SQUARE,
        "PingFang TC, Microsoft JhengHei, Noto Sans CJK TC",
        "Songti TC, Noto Serif CJK TC",
    ),
    "Jpan": _set(
        _SQUARE,
        "Hiragino Sans, Yu Gothic, Meiryo, Noto Sans CJK JP",
        "Hiragino Mincho ProN, Noto Serif CJK JP",
    ),
    "Kore": _set(
        _SQUARE,
        "Apple SD Gothic Neo, Malgun Gothic, Noto Sans CJK KR",
        "AppleMyungjo, Noto Serif CJK KR",
    ),
    # Vietnamese sets two marks on a capital, and Iowan Old Style has not all of them.
    "vi": replace(_WITHOUT_IOWAN, display_leading=1.28, title_leading=1.4, headline_leading=1.35),
}  # fmt: skip
"""A row a script (ISO 15924); a language stands here where its script's row does not fit it."""

# Every other script. Windows has one family for India's and Sri Lanka's (Nirmala UI) and one for Africa's
# (Ebrima); elsewhere the browser finds one that has the letters.
_OTHER = _set(_TALL, "Noto Sans, Segoe UI, Nirmala UI, Ebrima", "")


@cache
def typeface(language: str) -> Typeface:
    """The typeface for text in this language, by its script (CLDR's likely one, unless its tag names one)."""
    primary, written = language.partition("-")[0], script(language)
    if (primary, written) == ("ur", "Arab"):
        written = "Aran"  # Urdu's readers expect Nastaliq
    return SCRIPTS.get(primary if written == "Latn" and primary in SCRIPTS else written, _OTHER)
