"""French in Arabic texts of Markdown, and numbers of lists: on a page, in a feed and in a letter."""

import re
from email import message_from_bytes, policy
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builds import a_made_up_project
from cchr_feeds.build import build
from cchr_feeds.run import Run
from clients.expected import NOW
from published import published, the_output_of

TEXT = """\
    قالت الجمعية:

    > Nous plantons ensemble.

    1. احفروا الحفرة
    2. Arrosez le soir

    - Un arrosoir
    - Une bêche
"""
DIRECTIONS = {
    "قالت الجمعية:": "rtl", "Nous plantons ensemble.": "ltr", "احفروا الحفرة": "rtl",
    "Arrosez le soir": "ltr", "Un arrosoir": "ltr", "Une bêche": "ltr",
}  # fmt: skip
ENTRY = f"id: how\npublished: 2024-10-11\ncategory: guide\nar:\n  title: كيف نزرع\n  body: |\n{TEXT}"
READ = """blocks => blocks.map((each) => [each.textContent.trim(), getComputedStyle(each).direction])"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with that text in an entry, and as the note of an edition."""
    folder = a_made_up_project("ar-fr", tmp_path_factory.mktemp("bodies") / "ar-fr")
    (folder / "entries/how.yaml").write_text(ENTRY, encoding="utf-8")
    (folder / "editions/2024-10.yaml").write_text(f"ar:\n  note: |\n{TEXT}", encoding="utf-8")
    build(Run(folder, folder / "out", NOW, progress=lambda message: None))
    return folder


def test_each_block_of_a_page_begins_on_its_side(arabic: Path, browser: Browser) -> None:
    """A quotation, an item and a list in French from the left, in a page from the right."""
    with published(browser, the_output_of(arabic), width=375) as (page, url, _):
        page.goto(f"{url}publications/how/ar.html")
        assert dict(page.locator(".prose").locator("p, li").evaluate_all(READ)) == DIRECTIONS
        assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_items_are_counted_in_the_digits_of_the_language(arabic: Path, browser: Browser) -> None:
    """As a screen reader says them."""
    with published(browser, the_output_of(arabic)) as (page, url, _):
        page.goto(f"{url}publications/how/ar.html")
        session = page.context.new_cdp_session(page)
        session.send("Accessibility.enable")
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    markers = [node["name"]["value"] for node in nodes if node["role"]["value"] == "ListMarker"]
    assert [each.strip(". ") for each in markers][:2] == ["١", "٢"]


def test_a_feed_says_it_too(arabic: Path) -> None:
    """Readers show its HTML in their own style."""
    feed = unescape((arabic / "out/ar/atom.xml").read_text(encoding="utf-8"))
    assert '<p dir="ltr">Nous plantons ensemble.</p>' in feed
    assert "<p>قالت الجمعية:</p>" in feed


def test_a_letter_has_it_on_the_right_side(arabic: Path) -> None:
    """In attributes and styles that mail programs know; its text counts in Arabic digits, too."""
    content = (arabic / "out/newsletters/2024-10/mail/ar.eml").read_bytes()
    plain, html = (
        part.get_content() for part in message_from_bytes(content, policy=policy.default).iter_parts()
    )
    tags = dict(reversed(re.findall("<(ol|ul|blockquote)( [^>]*)>", html)))  # the first of each
    assert "list-style-type:arabic-indic" in tags["ol"]
    assert "margin:0 24px 12px 0" in tags["ol"]
    assert 'dir="ltr"' in tags["ul"]
    assert "margin:0 0 12px 20px" in tags["ul"]
    assert "border-left:3px" in tags["blockquote"]
    assert re.search('<li dir="ltr" style="[^"]*text-align:left">Arrosez', html)
    assert re.search('<li style="[^"]*0">احفروا', html)
    assert "\n١. احفروا" in plain
