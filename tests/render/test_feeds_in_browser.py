"""Feeds opened in a real browser: a readable page, with one link in Atom and a hint in RSS."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import Scheme
from cchr_feeds.model.values import Localised
from cchr_feeds.text.wording import wording
from factories import a_site
from loopback import Answer, a_server
from published import answers, some_contents, the_output

SERVED_AS = {".xml": "application/xml; charset=utf-8", ".css": "text/css; charset=utf-8"}
HTML = "http://www.w3.org/1999/xhtml"


@pytest.fixture(scope="module")
def address(real_project: Path) -> Iterator[str]:
    """Where the project's output is served, as docs/webmaster.md has it."""
    out = real_project / "out"
    answers = {
        f"/{path.relative_to(out).as_posix()}": Answer(path.read_bytes(), SERVED_AS[path.suffix])
        for path in out.rglob("*")
        if path.suffix in SERVED_AS
    }
    with a_server(answers) as server:
        yield server.url


def opened(browser: Browser, address: str, width: int = 1280, scheme: Scheme = "light") -> Page:
    """A feed in a window of its own."""
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.goto(address)
    return page


def styles(page: Page, selector: str, *names: str) -> list[str]:
    """How an element is shown."""
    asked = (
        "([selector, names]) => names.map(name => getComputedStyle(document.querySelector(selector))[name])"
    )
    shown: list[str] = page.evaluate(asked, [selector, list(names)])
    return shown


@pytest.mark.parametrize("language", ["en", "km"])
def test_atom_has_one_link_and_it_can_be_clicked(browser: Browser, address: str, language: str) -> None:
    """It is in the feed's language and leads to the page on following in that language."""
    page = opened(browser, f"{address}{language}/atom.xml", width=375)
    (link,) = page.locator("a").all()
    assert link.inner_text() == wording(language, None).feed_help
    assert link.get_attribute("href") == f"https://cchrcambodia.org/feeds/{language}/follow.html"
    box = link.bounding_box()
    assert box
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    at_its_place = page.evaluate("([x, y]) => document.elementFromPoint(x, y).getAttribute('href')", middle)
    assert at_its_place == f"https://cchrcambodia.org/feeds/{language}/follow.html"
    page.context.close()


def test_help_leads_to_the_newsletter_where_there_is_one(browser: Browser) -> None:
    """A second link in Atom; in RSS, which has none, the address."""
    site = a_site(subscribe=Localised("https://example.org/join"))
    with a_server(answers(the_output(some_contents(site=site)))) as server:
        page = opened(browser, f"{server.url}en/atom.xml")
        links = page.locator("a").all()
        assert [(link.inner_text(), link.get_attribute("href")) for link in links] == [
            ("How to follow this feed", "https://cchrcambodia.org/feeds/en/follow.html"),
            ("Get the newsletter", "https://example.org/join"),
        ]
        assert all(link.is_visible() for link in links)
        page.goto(f"{server.url}km/rss.xml")
        said = page.evaluate("getComputedStyle(document.documentElement, '::before').content")
        assert said.endswith('\\a ជាវព្រឹត្តិបត្រព័ត៌មាន\\a https://example.org/join"')
        page.context.close()


@pytest.mark.parametrize("language", ["en", "km"])
def test_rss_has_a_hint_with_the_address(browser: Browser, address: str, language: str) -> None:
    """Once, in its own language, because CSS makes no links; Atom, which has one, shows no hint."""
    ask = "getComputedStyle(document.documentElement, '::before').content"
    rss, atom = (opened(browser, f"{address}{language}/{name}") for name in ("rss.xml", "atom.xml"))
    explained, where = (
        wording(language, None).feed_in_browser,
        f"https://cchrcambodia.org/feeds/{language}/follow.html",
    )
    assert rss.evaluate(ask) == f'"{explained}\\a {where}"'
    assert atom.evaluate(ask) == "none"
    for page in (rss, atom):
        page.context.close()


@pytest.mark.parametrize("name", ["en/atom.xml", "en/rss.xml", "km/atom.xml", "km/rss.xml"])
@pytest.mark.parametrize("width", [375, 1280])
def test_every_entry_is_shown_and_nothing_else(browser: Browser, address: str, name: str, width: int) -> None:
    """Titles and summaries, within the window; no ids, no times, no encoded content."""
    page = opened(browser, address + name, width)
    item, title = ("entry", "entry > title") if "atom" in name else ("item", "item > title")
    assert page.locator(item).count() in (2, 10)
    assert all(each.is_visible() for each in page.locator(title).all())
    hidden = "id, guid, published, updated, pubDate, content, author, generator, category, span"
    assert not any(each.is_visible() for each in page.locator(hidden).all())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_dates_are_shown_as_far_as_they_are_known(browser: Browser, address: str, name: str) -> None:
    """In words, above their titles; an entry without a date shows none."""
    page = opened(browser, f"{address}en/{name}")
    items = page.locator("entry, item")
    dates = items.locator("datePublished")
    assert [date.text_content() for date in dates.all()] == [
        "10 October 2024",
        "October 2024",
        "5 August 2024",
    ]
    for item in items.filter(has=dates).all():
        date, title = (item.locator(place).bounding_box() for place in ("datePublished", "> title"))
        assert date
        assert title
        assert date["y"] + date["height"] <= title["y"]
    page.context.close()


def test_a_click_selects_the_address_of_an_entry(browser: Browser, address: str) -> None:
    """It stands below the title; the title itself does not look like a link that it can't be."""
    page = opened(browser, f"{address}en/rss.xml")
    link, colour = page.locator("item > link").first, styles(page, ":root", "color")
    link.click()
    assert page.evaluate("getSelection().toString()").strip() == link.text_content()
    assert styles(page, "item > title", "color") == colour
    page.context.close()


@pytest.mark.parametrize("name", ["en/atom.xml", "en/rss.xml"])
def test_it_is_dark_by_night(browser: Browser, address: str, name: str) -> None:
    """Text and ground change places."""
    by_day, by_night = (opened(browser, address + name, scheme=scheme) for scheme in ("light", "dark"))
    day, night = (styles(page, ":root", "color", "backgroundColor") for page in (by_day, by_night))
    assert day[0] != night[0]
    assert day[1] != night[1]
    for page in (by_day, by_night):
        page.context.close()
