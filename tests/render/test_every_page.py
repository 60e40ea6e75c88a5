"""Every page for people, of whole projects, in a real browser: what all of them have in common."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import IMPACTS, View, accessibility_findings, views_in_turn
from cchr_feeds.text.scripts import scripts_of, share
from loopback import a_server
from published import answers, the_output_of

WIDTHS = (320, 375, 768, 1280, 1440)
STYLES, SCRIPTS = 12_000, 8_000
"""As many bytes of each may come with a page."""
PICTURES = ("image", "other")  # browsers ask for an icon as something else
PROJECTS = ("real_project", "nasty_project")

# Rows that are not near the window are not laid out, which measures nothing.
WHOLE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":not([hidden]) { content-visibility: visible !important; }");
    document.adoptedStyleSheets = [sheet];
}"""
# How wide the page is, and texts of different blocks that lie upon each other: the middle of a line of one in
# that of another.
LAYOUT = """() => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        let block = element;
        while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
        for (const { left, right, top, bottom } of range.getClientRects()) {
            if (right <= 0) continue;
            const edge = (bottom - top) * 0.3;
            const text = node.data.trim().slice(0, 40);
            lines.push({ block, left, right, top: top + edge, bottom: bottom - edge, text });
        }
    }
    const found = new Set();
    for (const one of lines) for (const other of lines) {
        if (one.top >= other.bottom || other.top >= one.bottom) continue;
        const beside = one.right <= other.left + 1 || other.right <= one.left + 1;
        if (beside || one.block.contains(other.block) || other.block.contains(one.block)) continue;
        found.add(one.text);
    }
    return [document.documentElement.scrollWidth, [...found]];
}"""
# How many clusters of several characters there are, and those that stand in two lines.
CUT = r"""() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange(), cut = [];
    let count = 0;
    for (let node; (node = walker.nextNode()); ) {
        if (!node.parentElement.checkVisibility()) continue;
        for (const { 0: cluster, index } of node.data.matchAll(/\p{L}(?:\u17d2\p{L}|\p{M})+/gu)) {
            range.setStart(node, index);
            range.setEnd(node, index + cluster.length);
            const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8)));
            count += 1;
            if (tops.size > 1) cut.push(cluster);
        }
    }
    return [count, cut];
}"""
# Each text that is shown or read aloud, with the language it is said to be in.
TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
        const element = node.parentElement;
        if (element.closest("script, style, code, textarea, pre, [translate=no]")) continue;
        found.push([element.closest("[lang]").lang, node.data.trim()]);
    }
    return found;
}"""
SIZES = """() => {
    const sizes = { style: 0, script: 0 };
    for (const each of performance.getEntriesByType("resource")) {
        if (each.initiatorType === "link" && each.name.endsWith(".css")) sizes.style += each.decodedBodySize;
        if (each.initiatorType === "script") sizes.script += each.decodedBodySize;
    }
    for (const each of document.querySelectorAll("style")) sizes.style += new Blob([each.textContent]).size;
    for (const each of document.querySelectorAll("script:not([src]):not([type='application/ld+json'])"))
        sizes.script += new Blob([each.textContent]).size;
    return sizes;
}"""


@dataclass
class Seen:
    """A page as a browser shows it: bytes and texts, what is wrong with its layout, and what axe finds."""

    path: str
    sizes: Mapping[str, int]
    texts: Sequence[tuple[str, str]]
    clusters: int = 0
    cut: Sequence[str] = ()
    misplaced: list[str] = field(default_factory=list)
    inaccessible: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    """A project's pages on a host that obeys its `_headers`, and what a browser asked others for."""

    pages: Sequence[Seen]
    foreign: Sequence[tuple[str, str]]


def is_page(path: str) -> bool:
    """Whether people open it as a page of ours; a mail and a frame on other sites are no such pages."""
    return path.endswith(".html") and "/mail/" not in path and not path.startswith("embed/")


@pytest.fixture(scope="module", params=PROJECTS)
def site(request: pytest.FixtureRequest, browser: Browser) -> Site:
    """Each project in turn; every page is opened once."""
    project: Path = request.getfixturevalue(request.param)
    made = the_output_of(project)
    paths = sorted(path for path in made if is_page(path) and b'http-equiv="refresh"' not in made[path])
    with a_server(answers(made)) as host, browser.new_context() as context:
        page, asked = context.new_page(), list[tuple[str, str]]()
        page.on("request", lambda request: asked.append((request.resource_type, request.url)))
        views = views_in_turn(WIDTHS[0], WIDTHS[-1])
        pages = [look_at(page, host.url, *each) for each in zip(paths, views, strict=False)]
        foreign = [
            (kind, url) for kind, url in asked if not url.startswith(host.url) and kind not in PICTURES
        ]
        assert len(asked) > len(paths)
        return Site(pages, foreign)


def look_at(page: Page, url: str, path: str, views: Sequence[View]) -> Seen:
    """What is found on a page, from a small phone to a wide screen; axe judges it as these views show it."""
    page.goto(url + path)
    page.evaluate(WHOLE)
    seen = Seen(path, page.evaluate(SIZES), page.evaluate(TEXTS))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        needed, overlapping = page.evaluate(LAYOUT)
        seen.misplaced += [f"{path} at {width}: {text}" for text in overlapping]
        if needed > width:
            seen.misplaced.append(f"{path} at {width} needs {needed}")
        if width == WIDTHS[0]:
            seen.clusters, seen.cut = page.evaluate(CUT)
        for scheme in (scheme for of_view, scheme in views if of_view == width):
            page.emulate_media(color_scheme=scheme)
            judged = accessibility_findings(page, IMPACTS)
            seen.inaccessible += [f"{path} at {width}, {scheme}: {each}" for each in judged]
    return seen


def test_nothing_scrolls_sideways_and_nothing_overlaps(site: Site) -> None:
    """From a small phone to a wide screen."""
    assert "\n".join(each for page in site.pages for each in page.misplaced) == ""


def test_no_line_cuts_a_cluster(site: Site) -> None:
    """What a reader of Khmer sees as one letter stands in one line, on a small phone too."""
    assert sum(page.clusters for page in site.pages) > 1000
    assert [(page.path, page.cut) for page in site.pages if page.cut] == []


def test_pages_are_light_and_ask_nobody_else(site: Site) -> None:
    """Few bytes of styles and scripts; but for pictures given by address, nothing comes from elsewhere."""
    styles = {page.path: page.sizes["style"] for page in site.pages if not is_letter(page)}
    assert {path: size for path, size in styles.items() if size >= STYLES} == {}  # a letter has its mail's
    scripts = {page.path: page.sizes["script"] for page in site.pages}
    assert {path: size for path, size in scripts.items() if size >= SCRIPTS} == {}
    assert site.foreign == []


def test_every_text_says_its_language(site: Site) -> None:
    """A text without any letter of its language's script is in no other language than it says."""
    texts = ((page.path, *each) for page in site.pages if not is_letter(page) for each in page.texts)
    wrong = {
        f"{path}: {text!r} is said to be {language}"
        for path, language, text in texts
        if not is_of(text, language)
    }
    assert "\n".join(sorted(wrong)) == ""


def test_axe_finds_nothing(site: Site) -> None:
    """On a small phone and on a wide screen, by day and by night."""
    assert "\n".join(each for page in site.pages for each in page.inaccessible) == ""


def is_letter(page: Seen) -> bool:
    """Whether it is a letter on the web, which has tests of its own."""
    return "newsletters/2" in page.path


def is_of(text: str, language: str) -> bool:
    """Whether a text may be in a language by its letters: some are of its script, or there are none."""
    is_address = re.fullmatch(r"[\w.-]+\.[a-z]+|\S+@\S+", text)
    return bool(is_address) or not any(map(str.isalpha, text)) or share(text, scripts_of(language)) > 0
