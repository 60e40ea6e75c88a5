"""The weave of a category as a picture, for mails."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from cchr_feeds.model.colours import palette
from cchr_feeds.model.output import Document, document
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.layout import WEAVES, weave_of

WIDTH, HEIGHT = 600, 90
"""Pixels in which it is shown."""

# The tiles of `WEAVES`, side by side: ground, figure, thread and crossing from black to white.
_TILES = Path(__file__).with_name("weaves.png")
_TILE = 60  # pixels of a picture, of which there are two to one that is shown


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

    # Pages make weaves of gradients, which mail programs do not know. The picture is twice as large as it is
    # shown, in a few flat colours, so that it has three or four kilobytes.
    colours = palette(brand)
    _, name, *turned = weave.split()
    ground, figure = (colours.weave, colours.cover) if turned else (colours.cover, colours.weave)
    once, twice = (_mixed(ground, figure, share) for share in (0.6, 0.84))  # threads of a check cross
    shown = (ground, once if name == "check" else figure, colours.thread, twice)
    start = WEAVES.index(name) * _TILE
    with Image.open(_TILES) as tiles:
        levels = tiles.convert("L").crop((start, 0, start + _TILE, _TILE)).tobytes()
    tile = Image.frombytes("P", (_TILE, _TILE), bytes(level // 85 for level in levels))
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
