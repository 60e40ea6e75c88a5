"""Tests of the brand colour: an unreadable one brings a warning that names the shade shown instead."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.model.colours import contrast, on_light
from cchr_feeds.model.rules import site_violations
from cchr_feeds.model.site import Brand
from factories import a_site
from project_files import SITE, assert_refused

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


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
    assert told in ([], [on_light(colour)])
    assert all(contrast(shade, "#ffffff") >= 4.5 for shade in told)


@given(COLOURS)
def test_the_shade_told_is_itself_never_told(colour: str) -> None:
    """Written into site.yaml, it brings no warning."""
    assert shades_told(on_light(colour)) == []


def test_the_warning_stands_at_the_colour(tmp_path: Path) -> None:
    """With file, line and column, and what can be done."""
    marked = SITE + 'brand: {colour: ▶"#ffcc00"}\n'
    said = "#ffcc00 is too light to read on white; links and buttons use #856a00 instead"
    assert_refused(tmp_path, "site.yaml", marked, said, "write a darker colour")
