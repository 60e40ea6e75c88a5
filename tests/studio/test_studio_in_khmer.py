"""The studio in Khmer, in a real browser: its words, its lines, and the way from language to language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import accessibility_findings
from catalogues import MESSAGES
from cchr_feeds.i18n import _, translate
from project_files import a_project
from studio.conftest import (
    NARROW,
    WIDE,
    Studio,
    a_studio,
    files_of_a_project,
    fill_in,
    followed,
)
from studio.test_studio_in_browser import PAGES

LEAST_LEADING = 1.69
"""Below it signs below a line and above the next come too near (as in templates/assets/page.css.j2)."""
TIGHT = """
least => [...document.body.querySelectorAll("*")].filter(each => {
  const khmer = [...each.childNodes].some(part => part.nodeType === 3 && /[\\u1780-\\u17ff]/.test(part.data));
  const style = getComputedStyle(each);
  return khmer && parseFloat(style.lineHeight) < least * parseFloat(style.fontSize);
}).map(each => each.outerHTML.slice(0, 80))
"""
CUT = """
least => [...document.body.querySelectorAll("button, input, select, legend, label, a, .status, .choice span")]
  .filter(each => {
    const style = getComputedStyle(each);
    const room = each.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    if (each.matches("select")) return room < least * parseFloat(style.fontSize); // it is cut at its padding
    return !each.closest(".unseen, .skip") && each.scrollHeight > each.clientHeight + 1
      && style.display !== "inline";
  })
  .map(each => each.outerHTML.slice(0, 80))
"""
SHOWN = """
() => [...document.body.querySelectorAll("*")]
  .filter(each => each.closest("[lang]").lang === "km" && !each.closest("code, pre, textarea, script"))
  .flatMap(each => [...each.childNodes].filter(part => part.nodeType === 3).map(part => part.data.trim()))
  .concat([...document.querySelectorAll("[aria-label]")].map(each => each.getAttribute("aria-label")))
"""


@pytest.fixture
def khmer(tmp_path: Path) -> Iterator[Studio]:
    """A studio that was asked to speak Khmer, of a small project in which something is wrong."""
    files = files_of_a_project() | {"entries/wrong.yaml": "id: Wrong\nen:\n  title: A\n"}
    with a_studio(a_project(tmp_path, **files), "--ui", "km") as running:
        yield running


def whole_english() -> set[str]:
    """The English texts of the studio's wording that can't be anything else, such as a name or a format."""
    texts = (
        str(text)
        for (__, text), message in MESSAGES.items()
        if isinstance(text, str)
        and "{" not in text
        and any("/studio/" in path for path, __ in message.locations)
    )
    return {text for text in texts if re.search(r"[a-z]{3}", text)} - {"English"}


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "dark"), (NARROW, "light")])
def test_every_page_is_in_khmer(khmer: Studio, browser: Browser, width: int, scheme: str) -> None:
    """With no English left, no line too tight, nothing cut or too wide, and nothing that axe finds."""
    colours = "dark" if scheme == "dark" else "light"
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)  # type: ignore[arg-type]
    page, found, english = context.new_page(), list[str](), whole_english()
    for address in (*PAGES, "nothing"):
        page.goto(khmer.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => (each.open = true))")
        expect(page.locator("html")).to_have_attribute("lang", "km")
        found += [f"{address}: {each}" for each in accessibility_findings(page)]
        found += [f"{address} is tight: {each}" for each in page.evaluate(TIGHT, LEAST_LEADING)]
        found += [f"{address} is cut: {each}" for each in page.evaluate(CUT, LEAST_LEADING)]
        found += [f"{address} says: {each}" for each in page.evaluate(SHOWN) if each in english]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} is too wide")
    context.close()
    assert found == []


def test_the_ring_of_a_field_does_not_touch_the_line_above(khmer: Studio, page: Page) -> None:
    """Signs below a Khmer line reach out of it, and a field with the focus has a ring of 5 pixels."""
    page.goto(khmer.url + "km/entry")
    hint = page.locator('[id="en.url-hint"]').bounding_box()
    field = page.locator('[name="en.url"]').bounding_box()
    assert hint
    assert field
    assert field["y"] - (hint["y"] + hint["height"]) >= 9


def test_an_entry_is_written_in_khmer(khmer: Studio, page: Page) -> None:
    """Mistakes are reported, counted, fixed and summed up; the entry is saved."""
    page.goto(khmer.url)
    followed(page, "link", "សរសេរធាតុថ្មី")
    fill_in(page, km__title="ភាពធន់", id="resilience", published="10/10/2024", km__files__0__title="ក")
    expect(page.locator("#count")).to_have_text("មានរឿង 2 ត្រូវកែ")
    expect(page.locator('[id="km.files.0.file-messages"]')).to_contain_text("គ្មានឯកសារទេ")
    followed(page, "button", "រក្សាទុក")
    summary = page.locator("#summary")
    expect(summary).to_contain_text("មានរឿង 3 ត្រូវកែ")
    expect(summary.get_by_role("link", name="ឯកសារក្បែរធាតុ ឯកសារទី 1 (ខ្មែរ)")).to_be_visible()
    expect(summary).to_contain_text("គ្មានប្រភេទទេ")
    fill_in(page, published="2024-10-10", km__files__0__title="")
    page.get_by_role("checkbox", name="ព័ត៌មានពិត").check()
    expect(page.locator("#count")).to_have_text("គ្មានអ្វីត្រូវកែ")
    page.get_by_role("button", name="រក្សាទុក").click()
    expect(page.get_by_role("status")).to_contain_text("បានរក្សាទុក ក្នុង entries/resilience.yaml")


def test_two_people_share_a_screen(studio: Studio, page: Page) -> None:
    """The menu leads to the same page in the other language, which then stays, and back."""
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    followed(page, "link", "ខ្មែរ")
    expect(page.get_by_role("heading", name="របាយការណ៍")).to_be_visible()
    fill_in(page, en__title="Land", published="10/10/2024")
    expect(page.locator("#published-messages")).to_contain_text("មិនមែនជាកាលបរិច្ឆេទ")
    fill_in(page, published="2024-10-10")
    page.get_by_role("button", name="រក្សាទុក").click()
    expect(page.get_by_role("status")).to_contain_text("បានរក្សាទុក")
    followed(page, "link", "ព្រឹត្តិបត្រព័ត៌មាន")
    expect(page.get_by_label("ខែ")).to_have_value("2024-10")
    expect(page.frame_locator("iframe").get_by_role("heading", name="Land")).to_be_visible()
    page.get_by_text("ងងឹត", exact=True).click()
    page.wait_for_url("**light=dark**")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/newsletter?**light=dark**")
    expect(page.get_by_role("heading", name="Newsletter", exact=True)).to_be_visible()
    assert "title: Land\n" in (studio.folder / "entries/land.yaml").read_text()


def test_the_environment_chooses_the_language(tmp_path: Path) -> None:
    """Where the command line names none; a program is told the address as ever."""
    with a_studio(a_project(tmp_path), LANG="km_KH.UTF-8") as studio:
        assert '<html lang="km">' in studio.ask().text
        assert '<html lang="en">' in studio.ask("en/").text


def test_what_fails_is_told_in_the_language_of_the_page(studio: Studio) -> None:
    """In the one that the address names, or that the command speaks."""
    assert "There is nothing here" in studio.ask("nothing").text
    assert "គ្មានអ្វីនៅទីនេះទេ" in studio.ask("km/nothing").text
    assert '<html lang="km">' in studio.ask("km/nothing").text
    assert studio.ask("fr/").status == 404


def test_a_template_that_is_wrong_is_explained_in_khmer(studio: Studio) -> None:
    """On the page that it keeps from being shown, with its place."""
    template = studio.folder / "templates/newsletter/edition.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{% if %}")
    english, khmer = (studio.ask(f"{language}/newsletter") for language in ("en", "km"))
    assert (english.status, khmer.status) == (500, 500)
    assert "newsletter/edition.html.j2, line 1" in english.text
    assert "newsletter/edition.html.j2 បន្ទាត់ 1" in khmer.text
    assert (
        translate(_("close what was opened, or start again from the packaged template"), "km") in khmer.text
    )


def test_a_page_loads_again_in_its_language(studio: Studio, page: Page) -> None:
    """When a file is saved elsewhere."""
    page.goto(f"{studio.url}km/?words=land")
    file = studio.folder / "entries/land.yaml"
    file.write_text(file.read_text().replace("A report on land", "Mended"))
    expect(page.get_by_role("link", name="Mended")).to_be_visible()
    expect(page.get_by_role("row", name="Mended")).to_contain_text("ចេញផ្សាយនៅការ build លើកក្រោយ")
