"""Fonts that readers' computers have, with sizes and line heights: one row a script, for pages and for mails.

The rows are in `typefaces.json`. Nothing is loaded from the web.
"""

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

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


# Names of fonts stand without quotes, as CSS allows, because quotes would end a `style="…"` attribute. Iowan
# Old Style has no Cyrillic or Greek letters, so in a mixed word every other letter would be in another font;
# nor has it all of Vietnamese, which sets two marks on a capital. Every `other` script has what Windows has
# for those of India and Sri Lanka (Nirmala UI) and of Africa (Ebrima); elsewhere the browser finds a font
# that has the letters.
#
# Scripts that stack letters (Khmer, Burmese) need the widest lines: under 1.83 those of Khmer OS collide.
# Scripts with marks above tall letters (Arabic, Devanagari, Thai) come next. Scripts set in squares have
# shorter and higher lines than Latin, and nothing rises above or sinks below them. Sizes are larger where a
# script's letters are drawn smaller than Latin ones (measured).
_TABLE = json.loads(Path(__file__).with_suffix(".json").read_bytes())


def _read() -> dict[str, Typeface]:
    """The rows of the table: each is like one before it, but for what it says itself."""
    faces = {"": Typeface("", "", "", "", "")}
    for row, values in (_TABLE["styles"] | _TABLE["scripts"]).items():
        like, sans, serif, name = (values.pop(each, "") for each in ("like", "sans", "serif", "name"))
        stacks = {}
        # Text is set in `sans`; so are titles where there is no `serif`, and the publisher's name, which may
        # have fonts that no other text has (`name`).
        if sans:
            ui, display = sans + _GENERIC, f"{serif}, {sans}, serif" if serif else f"{sans}, sans-serif"
            mark = f"{name}, {display}" if name else display
            stacks = {"reading": ui, "display": display, "heading": mark, "mark": mark, "ui": ui}
            stacks |= {"fonts": ui, "title_fonts": display, "name_fonts": mark}
        faces[row] = replace(faces[like], **(stacks | values))
    return faces


_FACES = _read()
SCRIPTS = {name: _FACES[name] for name in _TABLE["scripts"]}
"""A row a script (ISO 15924); a language stands here where its script's row does not fit it."""
LATIN, KHMER, ARABIC = SCRIPTS["Latn"], SCRIPTS["Khmr"], SCRIPTS["Arab"]


@cache
def typeface(language: str) -> Typeface:
    """The typeface for text in this language, by its script (CLDR's likely one, unless its tag names one)."""
    primary, written = language.partition("-")[0], script(language)
    if (primary, written) == ("ur", "Arab"):
        written = "Aran"  # Urdu's readers expect Nastaliq
    return SCRIPTS.get(primary if written == "Latn" and primary in SCRIPTS else written, SCRIPTS["other"])
