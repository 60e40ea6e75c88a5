"""A real browser and a real nginx with the guide's rules: feeds as pages, the embed on another site."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cchr_feeds.render.embed import component_snippet, embed_script, frame_snippet
from cchr_feeds.render.templating.templates import Templates
from factories import a_site
from loopback import Answer, a_server
from web_servers import WebServer, a_web_server


@pytest.fixture(scope="module")
def server(debian: Callable[[str], str], real_project: Path) -> Iterator[WebServer]:
    """This repository's own output on nginx."""
    with a_web_server("nginx", real_project / "out") as nginx:
        yield nginx


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """The page at an address, loaded to its end, and what the browser complains of; a download fails."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    try:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        yield page, complaints
    finally:
        context.close()


@contextmanager
def hosted_elsewhere(browser: Browser, html: str) -> Iterator[Page]:
    """A page of another site, with this in it."""
    page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title><body>{html}</body>'
    with a_server({"/": Answer(page.encode())}) as host, opened(browser, host.url) as (shown, _):
        yield shown


def khmer_titles(server: WebServer) -> list[str]:
    """The titles of the Khmer feed, as nginx sends it."""
    feed = json.loads(server.ask("/feeds/km/feed.json").content)
    return [item["title"] for item in feed["items"]]


@pytest.mark.parametrize("path", ["km/atom.xml", "km/rss.xml", "en/infographic/atom.xml"])
def test_a_feed_is_shown_as_a_page(browser: Browser, server: WebServer, path: str) -> None:
    """With our styles: titles can be seen, ids can not, and nothing was refused."""
    with opened(browser, f"{server.url}{path}") as (page, complaints):
        assert page.evaluate("document.contentType") == "application/xml"
        assert page.evaluate("document.characterSet") == "UTF-8"
        drawn = (
            "name => [...document.getElementsByTagName(name)].map(each => each.getClientRects().length > 0)"
        )
        assert set(page.evaluate(drawn, "title")) == {True}
        assert set(page.evaluate(drawn, "guid" if "rss" in path else "id")) == {False}
        assert [each for each in complaints if "favicon" not in each and "404" not in each] == []


@pytest.mark.parametrize("path", ["", "publications/resilience-card/km.html", "newsletters/index.html"])
def test_pages_work_under_their_policy(browser: Browser, server: WebServer, path: str) -> None:
    """The browser refuses none of their styles and scripts."""
    with opened(browser, f"{server.url}{path}") as (page, complaints):
        assert page.locator("h1").first.is_visible()
        assert [each for each in complaints if "favicon" not in each and "404" not in each] == []


@pytest.mark.parametrize("pinned", [False, True])
def test_the_component_works_on_another_site(browser: Browser, server: WebServer, pinned: bool) -> None:
    """It lists what nginx has, by its name that stays and by its versioned one; no preflight is sent."""
    script = embed_script(Templates()) if pinned else None
    html = component_snippet("km", a_site(feeds_url=server.url), script)
    before = len(server.asked())
    with hosted_elsewhere(browser, html) as page:
        expect(page.locator("cchr-feed li")).to_have_count(min(5, len(khmer_titles(server))))
        shown = page.locator("cchr-feed li a").all_inner_texts()
    assert shown == khmer_titles(server)[:5]
    asked = server.asked()[before:]
    assert "GET /feeds/km/feed.json" in asked
    assert {line.partition(" ")[0] for line in asked} == {"GET"}


def test_only_the_page_for_a_frame_may_be_framed(browser: Browser, server: WebServer) -> None:
    """Another site shows the list in its frame, and none of our other pages."""
    ours = frame_snippet("km", a_site(feeds_url=server.url)).replace('loading="lazy"', "")
    others = "".join(
        f'<iframe src="{server.url}{path}"></iframe>'
        for path in ("index.html", "publications/resilience-card/km.html", "newsletters/index.html")
    )
    with hosted_elsewhere(browser, ours + others) as page:
        first, *rest = page.frames[1:]
        titles = khmer_titles(server)
        assert [title for title in titles if title not in first.locator("body").inner_text()] == []
        assert [frame.url for frame in rest] == ["chrome-error://chromewebdata/"] * 3
