"""Every page of the studio with the organisation's own entries: nothing overlaps or scrolls sideways."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import Scheme
from builds import the_real_project
from studio.conftest import Studio, a_studio

WIDTHS = (320, 390, 768, 1024, 1280, 1920)
ENTRY = "path=entries/chea-chantha-statement.yaml"
PAGES = (
    "", "?status=public&words=nothing", "entry", f"entry?{ENTRY}", f"text?{ENTRY}", f"look?{ENTRY}", "feeds",
    "newsletter", "newsletter?shows=text", "newsletter?shows=post", "edition", "send", "embed", "changes",
    "overview", "translations",
)  # fmt: skip

# What lies outside the window, and texts and fields that lie upon each other; of what scrolls or is cut in
# its own box, only the part in that box. The bar with the buttons of a form lies upon it on purpose.
FOUND = """() => {
    const room = document.documentElement.clientWidth, found = [], boxes = [];
    const needed = document.documentElement.scrollWidth;
    if (needed > room) found.push(`needs ${needed}`);
    const shown = (element, box) => {
        let { left, right, top, bottom } = box;
        for (let each = element; each !== document.body; each = each.parentElement) {
            if (getComputedStyle(each).overflowX === "visible") continue;
            const outer = each.getBoundingClientRect();
            left = Math.max(left, outer.left), right = Math.min(right, outer.right);
            top = Math.max(top, outer.top), bottom = Math.min(bottom, outer.bottom);
        }
        if (right - left > 2 && bottom - top > 2) return { element, left, right, top, bottom };
    };
    const add = (element, box, name) => {
        const isApart = element.closest(".unseen, .skip, .actions, svg, option, .choice input");
        if (isApart || !element.checkVisibility({ visibilityProperty: true })) return;
        const part = shown(element, box);
        if (part) boxes.push({ ...part, name });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
        if (!node.data.trim() || node.parentElement.matches("textarea")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            const edge = box.height * 0.25; // of a line, in which no letter stands
            const line = { left: box.left, right: box.right, top: box.top + edge, bottom: box.bottom - edge };
            add(node.parentElement, line, node.data.trim().slice(0, 40));
        }
    }
    for (const each of document.querySelectorAll("input, select, textarea, button, iframe, meter"))
        add(each, each.getBoundingClientRect(), each.id || each.name || each.tagName);
    for (const each of document.querySelectorAll(".status, .has, .lacks, .count"))
        add(each, each.getBoundingClientRect(), each.textContent.trim());
    for (const [index, one] of boxes.entries()) {
        if (one.left < -1 || one.right > room + 1) found.push(`${one.name} is outside`);
        for (const other of boxes.slice(index + 1)) {
            if (one.top >= other.bottom - 1 || other.top >= one.bottom - 1) continue;
            const beside = one.right <= other.left + 1 || other.right <= one.left + 1;
            const inside = one.element.contains(other.element) || other.element.contains(one.element);
            if (!beside && !inside) found.push(`${one.name} on ${other.name}`);
        }
    }
    return found;
}"""

STYLED = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio of the organisation's own project."""
    with a_studio(
        the_real_project(tmp_path_factory.mktemp("real")), "--now", "2026-11-25T00:00:00Z"
    ) as studio:
        yield studio


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def found_on(page: Page, widths: tuple[int, ...]) -> Iterator[str]:
    """What is wrong with the page's layout at each of the widths, with everything that is folded open."""
    page.evaluate("document.querySelectorAll('details').forEach(each => (each.open = true))")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"at {width}: {each}" for each in page.evaluate(FOUND))


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("km", "light"), ("km", "dark")])
def test_nothing_overlaps_and_nothing_scrolls_sideways(
    real: Studio, page: Page, language: str, scheme: Scheme
) -> None:
    """On every page, from a small phone to a wide screen; by night at one width, as colours move nothing."""
    page.emulate_media(color_scheme=scheme)
    found = []
    for address in PAGES:
        page.goto(f"{real.url}{language}/{address}")
        widths = WIDTHS if scheme == "light" else (320, 1024)
        found += [f"{address} {each}" for each in found_on(page, widths)]
    assert "\n".join(found) == ""


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("body { min-width: 1100px }", "needs 1100"),
        (
            ".entries .date { white-space: nowrap } .entries .date .minor { display: inline }",
            "unknown on Published by",
        ),
        (".filter p { position: absolute }", "on words"),
    ],
)
def test_what_is_wrong_would_be_found(real: Studio, page: Page, style: str, expected: str) -> None:
    """A list as wide as its texts, a note beside its date, and fields upon each other."""
    page.goto(real.url)
    page.evaluate(STYLED, style)
    assert expected in "\n".join(found_on(page, (1024,)))
