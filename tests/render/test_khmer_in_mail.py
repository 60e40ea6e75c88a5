"""Khmer in the mail's HTML: marked as Khmer, and without the styles that cut or squeeze it."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchr_feeds.render.newsletter.editions import edition_html
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import Templates
from factories import a_khmer_entry, a_site, an_edition, an_enclosure, an_entry

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
