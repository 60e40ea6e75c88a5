"""The studio of an Arabic and French project: each field, title and preview has its language's direction."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from builds import REPOSITORY
from studio.conftest import Studio, a_studio

DIRECTION = "each => getComputedStyle(each).direction"


@pytest.fixture
def arabic(tmp_path: Path) -> Iterator[Studio]:
    """A studio of the sample project."""
    folder = Path(shutil.copytree(REPOSITORY / "tests/projects/ar-fr", tmp_path / "project"))
    with a_studio(folder) as running:
        yield running


def test_fields_take_the_direction_of_their_language(arabic: Studio, page: Page) -> None:
    """Arabic texts are typed from the right; French ones, addresses and dates from the left."""
    page.goto(f"{arabic.url}entry?path=entries/thyme.yaml")
    expected = {
        "ar.title": "rtl", "ar.summary": "rtl", "ar.body": "rtl", "fr.title": "ltr", "fr.summary": "ltr",
        "ar.url": "ltr", "published": "ltr", "id": "ltr",
    }  # fmt: skip
    found = {name: page.locator(f"[name='{name}']").evaluate(DIRECTION) for name in expected}
    assert found == expected
    assert page.locator("[name='ar.title']").get_attribute("lang") == "ar"
    legends = page.locator(".pane > legend[lang=ar], .pane > legend[lang=fr]").evaluate_all(
        f"all => all.map({DIRECTION})"
    )
    assert legends == ["rtl", "ltr"]


def test_titles_in_lists_have_their_own_direction(arabic: Studio, page: Page) -> None:
    """An Arabic title among English words, and a Latin title in Arabic."""
    page.goto(arabic.url)
    titles = page.locator("th[scope=row] a")
    shown = dict(
        zip(titles.all_inner_texts(), titles.evaluate_all(f"all => all.map({DIRECTION})"), strict=True)
    )
    assert shown["PlantNote 2.0"] == "ltr"
    assert shown["ورشة للأطفال"] == "rtl"


def test_readers_views_go_by_the_feeds_language(arabic: Studio, page: Page) -> None:
    """The feed as a reader shows it, the plain text of the letter, and its subject."""
    page.goto(f"{arabic.url}newsletter?language=ar&period=2024-10&shows=text")
    assert page.locator("dd[lang=ar]").first.evaluate(DIRECTION) == "rtl"
    assert page.locator("pre.plain").evaluate(DIRECTION) == "rtl"
