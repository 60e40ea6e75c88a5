"""What people open has no serious finding of axe, on a phone and on a desktop, by day and by night."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import View, accessibility_findings, see, views
from factories import a_khmer_entry
from published import a_page_entry, published, some_contents, the_output, the_output_of

PREVIEWED = """() => [...document.querySelectorAll(".stage")].every(({ firstElementChild: shown }) =>
    shown && (!shown.shadowRoot || shown.shadowRoot.querySelector("section")))"""


def findings(
    page: Page, address: str, arrange: str = "() => null", seen: Sequence[View] = views(320, 1280)
) -> list[str]:
    """What axe finds on a page, on a phone and on a desktop, by day and by night."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate(arrange)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(PREVIEWED)
    found = []
    for view in seen:
        see(page, view)
        found += [f"{view} {each}" for each in accessibility_findings(page)]
    return found


@pytest.mark.parametrize(
    "path",
    """
    index.html en/follow.html km/follow.html newsletters/index.html publications/upr-4-outcomes/en.html
    publications/chea-chantha-statement/km.html embed/en.html embed/km.html embed/km/joint-statement.html
    """.split(),
)
def test_what_is_made_of_the_real_entries(browser: Browser, real_project: Path, path: str) -> None:
    """Every kind of page, with all that can be unfolded, previews included."""
    with published(browser, the_output_of(real_project)) as (page, url, _):
        assert findings(page, url + path) == []


@pytest.mark.parametrize("way", ["pinned", "frame", "plain"])
@pytest.mark.parametrize("language", ["en", "km"])
def test_the_builder_whatever_is_chosen(
    browser: Browser, real_project: Path, language: str, way: str
) -> None:
    """In both languages, with each other way to embed and its preview."""
    choose = f"""() => {{
        const {{ elements }} = document.querySelector(".choices");
        elements.summaries.click();
        elements.way.value = "{way}";
        elements.way[0].dispatchEvent(new Event("input", {{ bubbles: true }}));
    }}"""
    with published(browser, the_output_of(real_project)) as (page, url, _):
        assert findings(page, f"{url}{language}/follow.html", choose) == []
        assert page.locator(f"[data-way={way}]").is_visible()


@pytest.mark.parametrize("language", ["en", "km"])
def test_a_page_with_everything(browser: Browser, language: str) -> None:
    """A publication with a picture, a table, code, a document and a translation."""
    entry = a_page_entry(language=language)
    with published(browser, the_output(some_contents(entry))) as (page, url, _):
        assert findings(page, f"{url}publications/upr-4-outcomes/{language}.html") == []


def test_a_withdrawn_page(browser: Browser) -> None:
    """What readers of a withdrawn publication find."""
    entry = a_khmer_entry(has_page=True, withdrawn=True, translations=())
    with published(browser, the_output(some_contents(entry))) as (page, url, _):
        assert findings(page, f"{url}publications/resilience/km.html") == []
