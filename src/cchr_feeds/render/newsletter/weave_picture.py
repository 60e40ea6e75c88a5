"""The weave of a category as a picture, for mails: they know no gradients, of which pages make it.

It is twice as large as it is shown, in a few flat colours, so that it has three or four kilobytes.
"""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from cchr_feeds.model.colours import palette
from cchr_feeds.model.output import Document, document
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.layout import weave_of

WIDTH, HEIGHT = 600, 90
"""Pixels in which it is shown."""

_TILE = 60  # pixels of the picture, of which there are two to one that is shown
_MIDDLE = _TILE / 2
_GROUND, _FIGURE, _THREAD, _CROSSING = range(4)

Weave = Callable[[float, float], int]
"""Which of the four colours is at a place of the tile."""


def _check(x: float, y: float) -> int:
    return (_GROUND, _FIGURE, _CROSSING)[(x < _MIDDLE) + (y < _MIDDLE)]


def _bars(x: float, _y: float) -> int:
    part = x / _TILE
    if 0.7 <= part < 0.76:
        return _THREAD
    return _FIGURE if part < 0.3 or 0.45 <= part < 0.55 else _GROUND


def _twill(x: float, y: float) -> int:
    return _FIGURE if (x + y) % _TILE < _MIDDLE else _GROUND


def _lozenge(x: float, y: float) -> int:
    across, down = abs(x - _MIDDLE), abs(y - _MIDDLE)
    if across + down > _MIDDLE:
        return _FIGURE
    return _THREAD if across**2 + down**2 < 9 else _GROUND


def _rings(x: float, y: float) -> int:
    corner = min((x - left) ** 2 + (y - top) ** 2 for left in (0, _TILE) for top in (0, _TILE))
    squares = (x - _MIDDLE) ** 2 + (y - _MIDDLE) ** 2, corner
    return _GROUND if any(0.368 <= square**0.5 / _TILE < 0.425 for square in squares) else _THREAD


def _peaks(x: float, y: float) -> int:
    return _FIGURE if min(x, _TILE - x) + y < _MIDDLE else _GROUND


_WEAVES: Mapping[str, Weave] = {
    "check": _check,
    "bars": _bars,
    "twill": _twill,
    "lozenge": _lozenge,
    "rings": _rings,
    "peaks": _peaks,
}


def weave_address(term: str, site: Site) -> str:
    """Where the picture of a category is on the web."""
    return site.address(_path(weave_of(term, site)))


def weave_documents(site: Site) -> Iterator[Document]:
    """The pictures of the categories, each in a document of its own."""
    for weave in dict.fromkeys(weave_of(term, site) for term in site.categories):
        yield document(Part.NEWSLETTERS, _path(weave), weave_png, weave, site.brand.colour)


def weave_png(weave: str, brand: str) -> bytes:
    """A weave, by the classes that it has on pages, in a brand colour, as a PNG."""
    from PIL import Image  # takes 30 ms

    colours = palette(brand)
    _, name, *turned = weave.split()
    ground, figure = (colours.weave, colours.cover) if turned else (colours.cover, colours.weave)
    once, twice = (_mixed(ground, figure, share) for share in (0.6, 0.84))  # threads of a check cross
    shown = (ground, once if name == "check" else figure, colours.thread, twice)
    colour_at = _WEAVES[name]
    tile = Image.new("P", (_TILE, _TILE))
    tile.putdata([colour_at(x + 0.5, y + 0.5) for y in range(_TILE) for x in range(_TILE)])
    picture = Image.new("P", (2 * WIDTH, 2 * HEIGHT))
    picture.putpalette(bytes.fromhex("".join(each[1:] for each in shown)))
    for left in range(0, 2 * WIDTH, _TILE):
        for top in range(0, 2 * HEIGHT, _TILE):
            picture.paste(tile, (left, top))
    file = BytesIO()
    picture.save(file, "PNG", optimize=True, bits=2)
    return file.getvalue()


def _path(weave: str) -> str:
    return f"assets/{weave.replace(' ', '-')}.png"


def _mixed(one: str, other: str, share: float) -> str:
    """Two colours as one: so much of the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
