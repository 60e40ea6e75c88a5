"""Every page for people, of whole projects, in a real browser: what all of them have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import axe, views_in_turn
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
# Texts of different blocks that lie upon each other: the middle of a line of one in that of another.
OVERLAPPING = """() => {
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
    return [...found];
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


@dataclass(frozen=True)
class Site:
    """A project's pages on a host that obeys its `_headers`: their paths, and a browser's page."""

    url: str
    paths: tuple[str, ...]
    page: Page
    requests: list[tuple[str, str]]

    def each(self) -> Iterator[str]:
        """Opens each page."""
        for path in self.paths:
            self.page.goto(self.url + path)
            self.page.wait_for_load_state("load")
            self.page.evaluate(WHOLE)
            yield path


def is_page(path: str) -> bool:
    """Whether people open it as a page of ours; a mail and a frame on other sites are no such pages."""
    return path.endswith(".html") and "/mail/" not in path and not path.startswith("embed/")


@pytest.fixture(scope="module", params=PROJECTS)
def site(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Site]:
    """Each project in turn."""
    project: Path = request.getfixturevalue(request.param)
    made = the_output_of(project)
    with a_server(answers(made)) as host:
        context = browser.new_context()
        page = context.new_page()
        requests: list[tuple[str, str]] = []
        page.on("request", lambda request: requests.append((request.resource_type, request.url)))
        page.route(lambda url: not url.startswith(host.url), lambda route: route.abort())
        paths = (path for path in made if is_page(path) and b'http-equiv="refresh"' not in made[path])
        yield Site(host.url, tuple(sorted(paths)), page, requests)
        context.close()


def test_nothing_scrolls_sideways_and_nothing_overlaps(site: Site) -> None:
    """From a small phone to a wide screen."""
    found = []
    for path in site.each():
        for width in WIDTHS:
            site.page.set_viewport_size({"width": width, "height": 800})
            if (needed := site.page.evaluate("document.documentElement.scrollWidth")) > width:
                found.append(f"{path} at {width} needs {needed}")
            found += [f"{path} at {width}: {text}" for text in site.page.evaluate(OVERLAPPING)]
    assert "\n".join(found) == ""


def test_no_line_cuts_a_cluster(site: Site) -> None:
    """What a reader of Khmer sees as one letter stands in one line, on a small phone too."""
    found, seen = [], 0
    site.page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    for path in site.each():
        clusters, cut = site.page.evaluate(CUT)
        found += [f"{path}: {cluster}" for cluster in cut]
        seen += clusters
    assert seen > 1000
    assert found == []


def test_pages_are_light_and_ask_nobody_else(site: Site) -> None:
    """Few bytes of styles and scripts; but for pictures given by address, nothing comes from elsewhere."""
    found = []
    for path in site.each():
        sizes = site.page.evaluate(SIZES)
        if "newsletters/2" not in path and sizes["style"] >= STYLES:  # a letter has the styles of its mail
            found.append(f"{path} has {sizes['style']} bytes of styles")
        if sizes["script"] >= SCRIPTS:
            found.append(f"{path} has {sizes['script']} bytes of scripts")
    found += [
        f"{kind} {url}"
        for kind, url in site.requests
        if not url.startswith(site.url) and kind not in PICTURES
    ]
    assert "\n".join(found) == ""


def test_every_text_says_its_language(site: Site) -> None:
    """A text without any letter of its language's script is in no other language than it says."""
    found = set()
    for path in site.each():
        if "newsletters/2" in path:  # a letter has tests of its own
            continue
        for language, text in site.page.evaluate(TEXTS):
            if not is_of(text, language):
                found.add(f"{path}: {text!r} is said to be {language}")
    assert "\n".join(sorted(found)) == ""


def test_axe_finds_nothing(site: Site) -> None:
    """On a small phone and on a wide screen, by day and by night."""
    found = []
    for path, seen in zip(site.each(), views_in_turn(WIDTHS[0], WIDTHS[-1]), strict=False):
        site.page.evaluate(axe())
        for width, scheme in seen:
            site.page.set_viewport_size({"width": width, "height": 800})
            site.page.emulate_media(color_scheme=scheme)
            result = site.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            found += [
                f"{path} at {width}, {scheme}: {each['id']} {node['target']}"
                for each in result["violations"]
                for node in each["nodes"]
            ]
    assert "\n".join(found) == ""


def is_of(text: str, language: str) -> bool:
    """Whether a text may be in a language by its letters: some are of its script, or there are none."""
    is_address = re.fullmatch(r"[\w.-]+\.[a-z]+|\S+@\S+", text)
    return bool(is_address) or not any(map(str.isalpha, text)) or share(text, scripts_of(language)) > 0
