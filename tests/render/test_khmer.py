"""Khmer as it is shown: room for its letters, lines that end between words, and no style that harms it."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser

from browser import a_page
from cchr_feeds.render.markup import between_words, unbroken
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import KHMER, typeface
from cchr_feeds.segmentation.clusters import clusters
from factories import RESILIENCE, a_khmer_entry, a_site, an_edition, an_enclosure, an_entry
from full_editions import edition_html

NAME = "មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា"
INSTALLED = ("Noto Sans Khmer", "Khmer OS Battambang", "Khmer OS Siemreap")  # by Debian's packages of fonts


def paragraph(text: str) -> str:
    """A page as wide as a phone's column, with one Khmer paragraph."""
    fonts = f"font:{KHMER.size}px/{KHMER.leading} {KHMER.fonts}"
    return f'<body style="margin:0"><p lang="km" style="margin:0; width:300px; {fonts}">{text}</p>'


def in_latin(html: str) -> str:
    """A letter for each cluster: to a browser that knows Khmer words, what Khmer is to one that does not."""
    return re.sub("[\u1780-\u17dd]+", lambda run: "x" * len(clusters(run[0])), html)


INK = """([fonts, words]) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "100px " + fonts;
    const boxes = words.map(word => pen.measureText(word));
    return Math.max(...boxes.map(box => box.actualBoundingBoxAscent))
        + Math.max(...boxes.map(box => box.actualBoundingBoxDescent));
}"""


@pytest.mark.parametrize("font", INSTALLED)
def test_lines_do_not_touch(browser: Browser, font: str) -> None:
    """The lowest letter of a line and the highest of the next have room, in every font of the list."""
    assert font in KHMER.fonts
    with a_page(browser) as page:
        ink = page.evaluate(INK, [f'"{font}"', [*RESILIENCE.split(), "ស្ត្រី", "ព្រឹត្តិ", "ក្រុំ"]]) / 100
    assert 1.2 < ink <= float(KHMER.leading)


def test_khmer_is_set_larger_and_wider_than_latin() -> None:
    """Titles and small print have their own line heights, the least that was measured to be readable."""
    assert typeface("km-KH") is KHMER
    assert typeface("kmr") is not KHMER
    assert KHMER.size > typeface("en").size
    assert float(KHMER.title_leading) >= 1.6
    assert float(KHMER.small_leading) >= 1.7


WIDTH = "() => document.querySelector('p').scrollWidth"


def test_without_a_dictionary_lines_end_between_words(browser: Browser) -> None:
    """What would run out of the column fits into it."""
    widths = []
    for text in (unbroken(RESILIENCE), between_words(RESILIENCE)):
        with a_page(browser, paragraph(in_latin(text))) as page:
            widths.append(page.evaluate(WIDTH))
    without, with_breaks = widths
    assert without > 450
    assert with_breaks <= 300


def test_with_a_dictionary_breaks_change_nothing(browser: Browser) -> None:
    """A browser that knows Khmer words sets the same lines with the breaks and without."""
    heights = []
    for text in (unbroken(RESILIENCE), between_words(RESILIENCE)):
        with a_page(browser, paragraph(text)) as page:
            heights.append(page.evaluate("() => document.querySelector('p').offsetHeight"))
    assert heights[0] == heights[1]


def test_a_reader_finds_a_word_across_a_break(browser: Browser) -> None:
    """Searching the page for the organisation's name, typed without breaks, finds it."""
    html = between_words(RESILIENCE)
    assert NAME in RESILIENCE
    assert NAME not in html
    with a_page(browser, paragraph(html)) as page:
        assert page.evaluate("name => window.find(name)", NAME)
        assert not page.evaluate("name => window.find(name)", "ភាពធន់ដែលគ្មាន")


def test_a_kept_name_stays_in_one_line(browser: Browser) -> None:
    """At every width of the column, its letters stand at one height."""
    text = between_words(f"{RESILIENCE}ចាន់ថា{RESILIENCE}", ("ចាន់ថា",))
    with a_page(browser, paragraph(text)) as page:
        for width in range(120, 400, 20):
            page.evaluate("width => { document.querySelector('p').style.width = width + 'px' }", width)
            lines = page.evaluate("() => document.querySelector('span').getClientRects().length")
            assert lines == 1


@pytest.mark.parametrize("language", ["en", "km"])
def test_latin_words_look_alike_in_both_languages(browser: Browser, language: str) -> None:
    """Where a Khmer font has no Latin letters, they come from the font that English stands in beside it."""
    with a_page(browser, f'<p style="font-family:{typeface(language).fonts}">USAID</p>') as page:
        inside = page.context.new_cdp_session(page)
        inside.send("DOM.enable")
        inside.send("CSS.enable")
        root = inside.send("DOM.getDocument")["root"]["nodeId"]
        node = inside.send("DOM.querySelector", {"nodeId": root, "selector": "p"})
        fonts = inside.send("CSS.getPlatformFontsForNode", node)["fonts"]
    assert [font["familyName"] for font in fonts] == ["Noto Sans"]


# --- in the mail's HTML ---------------------------------------------------------------------------

TABLE = {"table", "tbody", "tr", "td", "th"}
# Clusters are cut by the first, torn apart by the next two, cut off above and below by the others.
HARMFUL = tuple(
    """
word-break letter-spacing text-align:justify font-style:italic mso-line-height-rule <wbr
""".split()
)


@pytest.fixture(scope="module", params=["en", "km"])
def page(request: pytest.FixtureRequest) -> str:
    """The mail of an edition that holds texts in both languages, and documents."""
    km = a_khmer_entry(enclosures=(an_enclosure(title="ប័ណ្ណព័ត៌មាន"),))
    en = an_entry(enclosures=(an_enclosure(),))
    own, other = (en, km) if request.param == "en" else (km, en)
    edition = an_edition(own, language=request.param, elsewhere=(other,))
    return edition_html(Letter(edition, a_site()), Templates(Path("no project")), mail=True)


def test_every_block_says_its_language_itself(page: str) -> None:
    """On an element that is no part of a table: Yahoo takes `lang` off those."""
    blocks = list(texts(page))
    assert len(blocks) > 10
    assert [text for text, element in blocks if not said_within_its_cell(element)] == []


def test_khmer_text_is_marked_as_khmer(page: str) -> None:
    """The nearest language around every text with Khmer letters is Khmer."""
    for text, element in texts(page):
        if re.search("[\u1780-\u17b3]", text):
            assert language_of(element) == "km", text


@pytest.mark.parametrize("style", HARMFUL)
def test_no_style_harms_khmer(page: str, style: str) -> None:
    """Neither in the style sheet nor in an attribute."""
    assert style not in page.replace(": ", ":")


def test_khmer_lines_have_their_height(page: str) -> None:
    """Never under 1.6 times the size of the letters, and in paragraphs 1.9 times."""
    heights = [
        float(height)
        for element in elements(page)
        if language_of(element) == "km"
        for height in re.findall(r"line-height:\s*([0-9.]+)(?:;|$)", element.get("style") or "")
    ]
    assert min(heights) >= 1.6
    assert max(heights) == 1.9


def elements(page: str) -> Iterator[HtmlElement]:
    """Every element of the letter."""
    for element in lxml.html.document_fromstring(page).iter():
        if isinstance(element, HtmlElement) and element.get("role") == "article":
            yield from (each for each in element.iter() if isinstance(each, HtmlElement))


def texts(page: str) -> Iterator[tuple[str, HtmlElement]]:
    """Every visible text of the letter that has letters, and the element that holds it."""
    for element in elements(page):
        parent = element.getparent()
        if isinstance(element.tag, str) and re.search(r"\w", element.text or ""):
            yield str(element.text), element
        if isinstance(parent, HtmlElement) and re.search(r"\w", element.tail or ""):
            yield str(element.tail), parent


def language_of(element: HtmlElement) -> str:
    """The language that the nearest element around it names."""
    around = (each.get("lang") for each in (element, *element.iterancestors()))
    return next((language for language in around if language), "")


def said_within_its_cell(element: HtmlElement) -> bool:
    """Whether an element from here up to the table's cell says the language."""
    around: list[HtmlElement] = []
    for each in (element, *element.iterancestors()):
        if each.tag in TABLE or each.get("role") == "article":
            break
        around.append(each)
    return any(each.get("lang") for each in around)
