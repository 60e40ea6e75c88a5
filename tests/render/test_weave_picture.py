"""The weaves as pictures, which mails show where a lead has none."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cchr_feeds.model.colours import palette
from cchr_feeds.render.layout import WEAVES
from cchr_feeds.render.weaves import weave_png

CLASSES = [f"weave {name}{turned}" for turned in ("", " turned") for name in WEAVES]
BRAND = "#123f5c"
COLOURS = palette(BRAND)


def colours_of(weave: str) -> set[str]:
    """The colours that its picture has."""
    with Image.open(BytesIO(weave_png(weave, BRAND))) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 180))
        used = picture.convert("RGB").getcolors() or []
        return {"#" + bytes(colour).hex() for _, colour in used if isinstance(colour, tuple)}


@pytest.mark.parametrize("weave", CLASSES)
def test_each_is_small_and_flat(weave: str) -> None:
    """Two or three colours of the palette, in far less than six kilobytes."""
    used = colours_of(weave)
    assert 2 <= len(used) <= 3
    own = {COLOURS.cover, COLOURS.weave, COLOURS.thread}
    assert len(used - own) == (2 if "check" in weave else 0)  # where its threads cross
    assert len(weave_png(weave, BRAND)) < 2_000


def test_no_two_are_alike_and_each_is_the_same_again() -> None:
    """Whoever makes it, and when."""
    made = [weave_png(weave, BRAND) for weave in CLASSES]
    assert len(set(made)) == len(CLASSES)
    assert made == [weave_png(weave, BRAND) for weave in CLASSES]


def test_rings_stand_on_thread_and_the_others_on_cover() -> None:
    """One loud voice."""
    loud = [name for name in WEAVES if COLOURS.thread in colours_of(f"weave {name}")]
    assert loud == ["bars", "lozenge", "rings"]
    assert colours_of("weave rings") == {COLOURS.cover, COLOURS.thread}


def test_turned_exchanges_ground_and_figure() -> None:
    """From the seventh category on."""
    plain, turned = (Image.open(BytesIO(weave_png(f"weave peaks{end}", BRAND))) for end in ("", " turned"))
    places = [(x, y) for x in range(0, 120, 7) for y in range(0, 60, 7)]
    seen = {(plain.convert("RGB").getpixel(place), turned.convert("RGB").getpixel(place)) for place in places}
    assert len(seen) == 2
    assert {pair[::-1] for pair in seen} == seen


def test_a_build_writes_those_of_the_categories(real_project: Path) -> None:
    """Five, with fixed names, so that a mail that was sent goes on showing its own."""
    made = sorted(path.name for path in (real_project / "out/assets").glob("weave-*.png"))
    assert made == [f"weave-{name}.png" for name in sorted(WEAVES[:5])]
    first = weave_png("weave check", BRAND)
    assert (real_project / "out/assets/weave-check.png").read_bytes() == first
