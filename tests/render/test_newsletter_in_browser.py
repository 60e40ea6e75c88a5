"""Tests of how the newsletter looks in a real browser: narrow, wide, by day, by night, in both languages."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from browser import Scheme, a_page
from cchr_feeds.model.colours import contrast
from cchr_feeds.render.newsletter.letter import Letter
from factories import a_khmer_entry, a_site, an_edition
from full_editions import TEMPLATES, a_full_mail, edition_html

CONTRAST = """() => {
    const rgb = text => text.match(/[\\d.]+/g).map(Number);
    const ground = element => {
        for (let each = element; each; each = each.parentElement) {
            const [red, green, blue, alpha = 1] = rgb(getComputedStyle(each).backgroundColor);
            if (alpha) return [red, green, blue];
        }
        return [255, 255, 255];
    };
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
        const says = [...element.childNodes].some(node => node.nodeType === 3 && node.nodeValue.trim());
        const seen = says && element.checkVisibility();
        const ink = rgb(getComputedStyle(element).color);
        if (seen) found.push([element.outerHTML.slice(0, 80), ink, ground(element)]);
    }
    return found;
}"""


def colour(parts: list[int]) -> str:
    """A colour as `#rrggbb`."""
    return "#" + "".join(f"{part:02x}" for part in parts[:3])


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "brand", ["#123f5c", "#ffffff", "#000000", "#ffd500", "#e63946", "#808080", "#00c853"]
)
def test_all_text_can_be_read(browser: Browser, language: str, scheme: Scheme, brand: str) -> None:
    """Every text has a contrast of 4.5 or more (WCAG AA), by day and by night, whatever the brand colour."""
    with a_page(browser, a_full_mail(language, brand), 375, scheme) as page:
        texts = page.evaluate(CONTRAST)
    assert len(texts) > 20
    assert [text for text, ink, ground in texts if contrast(colour(ink), colour(ground)) < 4.5] == []


@pytest.mark.parametrize("mail", [True, False])
@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("width", [320, 375, 700, 1280])
def test_nobody_has_to_scroll_sideways(browser: Browser, language: str, width: int, mail: bool) -> None:
    """The letter is as wide as the window, and at most 600 pixels; so is its copy on the web."""
    with a_page(browser, a_full_mail(language, mail=mail), width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator(".letter").bounding_box()["width"] == min(width, 600)  # type: ignore[index]


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("width", [320, 700])
def test_a_thumb_can_press_the_button(browser: Browser, language: str, width: int) -> None:
    """It is 44 pixels high or more, and wide enough; there is one in a letter."""
    with a_page(browser, a_full_mail(language), width) as page:
        (box,) = [button.bounding_box() for button in page.locator(".button").all()]
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 80


KHMER_FAULTS = """() => [...document.querySelectorAll("body *")].flatMap(element => {
    const isKhmer = node => node.nodeType === 3 && /[\\u1780-\\u17ff]/.test(node.nodeValue);
    if (![...element.childNodes].some(isKhmer) || !element.checkVisibility()) return [];
    const style = getComputedStyle(element), size = parseFloat(style.fontSize);
    const wrong = style.fontStyle !== "normal" || style.letterSpacing !== "normal"
        || style.textAlign === "justify"
        || style.overflow !== "visible" || style.wordBreak !== "normal" || size < 14
        || parseFloat(style.lineHeight) / size < (/^H[1-6]|SPAN|A$/.test(element.tagName) ? 1.599 : 1.699)
        || !style.fontFamily.includes("Khmer") || element.closest("[lang]").lang !== "km";
    return wrong ? [element.outerHTML.slice(0, 200)] : [];
})"""


@pytest.mark.parametrize("language", ["en", "km"])
def test_khmer_has_the_room_it_needs(browser: Browser, language: str) -> None:
    """Wherever Khmer stands it is marked as Khmer, in Khmer fonts, upright, unspaced, in high lines."""
    with a_page(browser, a_full_mail(language), 375) as page:
        assert page.evaluate(KHMER_FAULTS) == []


def test_a_pictures_words_have_the_room_they_need(browser: Browser) -> None:
    """Where pictures are not shown, their Khmer descriptions stand in lines as high as other small text."""
    with a_page(browser, a_full_mail("km"), 375) as page:
        heights = page.locator("img").evaluate_all(
            "all => all.map(getComputedStyle).map(e => parseFloat(e.lineHeight) / parseFloat(e.fontSize))"
        )
    assert len(heights) == 6
    assert min(heights) >= 1.7


def test_khmer_text_is_set_large_and_open(browser: Browser) -> None:
    """A paragraph has 17 pixels at a line height of 1.9."""
    with a_page(browser, a_full_mail("km")) as page:
        style = page.locator(".paragraph").first.evaluate(
            "e => [getComputedStyle(e).fontSize, getComputedStyle(e).lineHeight]"
        )
    assert style == ["17px", "32.3px"]


STYLES = """() => [...document.querySelectorAll("body, body *")].map(element => {
    const style = getComputedStyle(element);
    const values = [...style].filter(name => name !== "color-scheme").map(name => name + "=" + style[name]);
    return element.tagName + "." + element.className + ": " + values.join(";");
})"""
BALANCE = ".headline, .title { text-wrap:balance; }"


def without_styles(mail: str) -> str:
    """A mail with every `<style>` removed, as Gmail does at times."""
    return re.sub(r"<style.*?</style>", "", mail, flags=re.DOTALL)


@pytest.mark.parametrize("language", ["en", "km"])
def test_it_holds_without_any_style_sheet(browser: Browser, language: str) -> None:
    """On a computer nothing but the colour scheme and the balance of lines in titles is another."""
    mail = a_full_mail(language)
    assert BALANCE in mail
    shown = []
    for html in (mail.replace(BALANCE, ""), without_styles(mail)):
        with a_page(browser, html, 700) as page:
            shown.append((page.evaluate(STYLES), page.locator(".letter").screenshot()))
    assert shown[0] == shown[1]


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_without_style_sheets_shows_all_of_it(browser: Browser, language: str, width: int) -> None:
    """Rows keep their pictures beside them then, and nothing is wider than the window."""
    with a_page(browser, without_styles(a_full_mail(language)), width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator(".side img").is_visible()
    with a_page(browser, a_full_mail(language), width) as page:
        assert not page.locator(".side img").is_visible()


@pytest.mark.parametrize("language", ["en", "km"])
def test_without_style_sheets_it_can_be_read_by_night(browser: Browser, language: str) -> None:
    """A client that is dark and drops `<style>` shows the colours of the day, every text with its ground."""
    with a_page(browser, without_styles(a_full_mail(language)), 375, "dark") as page:
        texts = page.evaluate(CONTRAST)
    assert [text for text, ink, ground in texts if contrast(colour(ink), colour(ground)) < 4.5] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "km"])
def test_it_can_be_read_without_pictures(browser: Browser, language: str, scheme: Scheme) -> None:
    """Where no picture is loaded its description stands, in a colour that can be read on its ground."""
    with a_page(browser, a_full_mail(language), 700, scheme) as page:
        pictures = page.locator("img:visible").evaluate_all(PICTURES)
    assert [alt for alt, *_ in pictures][-3:] == ["Chart of the outcomes", "USAID", "GIZ"]
    assert len(pictures) == {"en": 6, "km": 5}[language]
    for alt, width, ink, ground in pictures:
        assert alt
        assert width > 20
        assert contrast(colour(ink), colour(ground)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_logo_has_its_ground_by_night_too(browser: Browser, scheme: Scheme) -> None:
    """Most logos are dark, and drawn for white paper."""
    with a_page(browser, a_full_mail("en", on_dark=None), 375, scheme) as page:
        grounds = "all => all.map(each => getComputedStyle(each).backgroundColor)"
        assert set(page.locator(".logo, .emblem").evaluate_all(grounds)) == {"rgb(255, 255, 255)"}


@pytest.mark.parametrize(("scheme", "shown"), [("light", "/logo.png"), ("dark", "/on-dark.png")])
def test_a_logo_for_dark_ground_takes_the_others_place(browser: Browser, scheme: Scheme, shown: str) -> None:
    """On the letter's own ground, which its description can be read on; never both."""
    with a_page(browser, a_full_mail("en"), 375, scheme) as page:
        (mark,) = (each for each in page.locator(".mark").all() if each.is_visible())
        assert str(mark.get_attribute("src")).endswith(shown)
        ((alt, _, ink, ground),) = page.locator(".mark:visible").evaluate_all(PICTURES)
        assert alt == "CCHR"
        assert contrast(colour(ink), colour(ground)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_story_begins_at_once(browser: Browser, scheme: Scheme) -> None:
    """On a phone what leads is seen within 200 pixels, on the cover that it has by day and by night."""
    edition = an_edition(a_khmer_entry(), language="km")
    html = edition_html(Letter(edition, a_site()), TEMPLATES, mail=True)
    with a_page(browser, html, 375, scheme) as page:
        box = page.locator(".cover").first.bounding_box()
        assert box
        assert box["y"] <= 200
        assert page.locator(".headline").evaluate("e => getComputedStyle(e).color") == "rgb(255, 255, 255)"


PICTURES = """all => all.map(image => {
    const rgb = text => text.match(/[\\d.]+/g).map(Number);
    let ground = image;
    while (rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const ink = rgb(getComputedStyle(image).color);
    const behind = rgb(getComputedStyle(ground).backgroundColor);
    return [image.alt, image.getBoundingClientRect().width, ink, behind];
})"""


def test_headings_make_an_outline(browser: Browser) -> None:
    """One first heading, categories below it, entries below those."""
    with a_page(browser, a_full_mail("en")) as page:
        levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(each => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
