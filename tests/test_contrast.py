"""Tests of the brand colour: its palette can be read, and of a colour that can't be there is a warning."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.model.colours import Palette, contrast, night_palette, palette
from cchr_feeds.model.rules import site_violations
from cchr_feeds.model.site import Brand
from extent import sampled
from factories import a_site
from project_files import SITE, assert_refused

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


TEXTS = {
    "ink": ["paper", "sheet", "wash"],
    "muted": ["paper", "sheet", "wash"],
    "accent": ["paper", "sheet", "wash"],
    "white": ["cover", "weave"],
    "soft": ["cover", "weave"],
    "sheet": ["accent"],
    "paper": ["ink"],
    "cover": ["white"],
}
"""The grounds on which each colour may be text."""

# 16 steps a channel
SWEEP = [
    f"#{number:03x}".translate({ord(digit): digit * 2 for digit in "0123456789abcdef"})
    for number in range(4096)
]


def contrasts(made: Palette, pairs: Mapping[str, Sequence[str]]) -> Iterator[float]:
    """The contrast of every colour with its grounds."""
    for colour, grounds in pairs.items():
        for ground in grounds:
            shades = ["#ffffff" if each == "white" else getattr(made, each) for each in (colour, ground)]
            yield contrast(*shades)


@pytest.mark.usefixtures("at_length")
@pytest.mark.parametrize("colours_of", [palette, night_palette])
def test_the_palette_of_any_brand_can_be_read(colours_of: Callable[[str], Palette]) -> None:
    """Text has a contrast of 5 or more with each of its grounds, the border of a control 3.1."""
    for brand in sampled(SWEEP, 67):
        made = colours_of(brand)
        assert min(contrasts(made, TEXTS)) >= 5, brand
        assert min(contrasts(made, {"edge": ["paper", "sheet", "wash"]})) >= 3.1, brand


def test_the_palette_of_cchr_is_the_designs() -> None:
    """By day and by night; the cover and what stands on it do not change."""
    made = palette("#123f5c")
    assert (made.paper, made.sheet, made.wash, made.line) == ("#fdf9f6", "#ffffff", "#f6eee8", "#ddd6d1")
    assert (made.ink, made.muted, made.accent, made.edge) == ("#0f1f2a", "#50616f", "#123f5c", "#768997")
    assert (made.cover, made.weave, made.soft, made.thread) == ("#123f5c", "#285472", "#bbd5e9", "#ec9d54")
    night = night_palette("#123f5c")
    assert (night.paper, night.sheet, night.wash) == ("#0c1217", "#111920", "#18232b")
    assert (night.ink, night.muted, night.accent) == ("#e6ecf1", "#a0adb7", "#85b2d5")
    assert (night.edge, night.line) == ("#627482", "#333f48")
    assert (night.cover, night.weave, night.soft) == (made.cover, made.weave, made.soft)
    assert night.thread == made.thread


def test_a_grey_brand_has_a_grey_palette() -> None:
    """There is no complement of a colour without a hue."""
    shades = (*astuple(palette("#808080")), *astuple(night_palette("#808080")))
    assert {shade for shade in shades if len({shade[1:3], shade[3:5], shade[5:]}) > 1} == set()


def shades_told(colour: str) -> list[str]:
    """The shade that stands in for a brand colour, where that is told."""
    faults = site_violations(a_site(brand=Brand(colour)))
    return [re.findall("#[0-9a-f]{6}", fault.message)[-1] for fault in faults if fault.code == "contrast"]


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white has the most there is; the others are worked out by hand from WCAG's formula."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffcc00", "#ffffff") == pytest.approx(1.51, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1


@given(COLOURS)
def test_a_colour_too_light_for_white_is_told(colour: str) -> None:
    """With the shade that is shown instead, which can be read; one that can be read itself is not told."""
    told = shades_told(colour)
    assert bool(told) == (contrast(colour, "#ffffff") < 4.5)
    assert told in ([], [palette(colour).accent])
    assert all(contrast(shade, "#ffffff") >= 4.5 for shade in told)


@given(COLOURS)
def test_the_shade_told_is_itself_never_told(colour: str) -> None:
    """Written into site.yaml, it brings no warning."""
    assert shades_told(palette(colour).accent) == []


def test_the_warning_stands_at_the_colour(tmp_path: Path) -> None:
    """With file, line and column, and what can be done."""
    marked = SITE + 'brand: {colour: ▶"#ffcc00"}\n'
    said = "#ffcc00 is too light to read on white; links and buttons use #745c00 instead"
    assert_refused(tmp_path, "site.yaml", marked, said, "write a darker colour")
