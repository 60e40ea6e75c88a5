"""Documents and pictures in the form, in a real browser: with its script, without it, and by the keyboard."""

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import accessibility_findings
from cchr_feeds.source import read_project
from studio.conftest import NARROW, WIDE, Studio, fill_in, followed

HEAD = "id: cards\npublished: 2024-11-12\ncategory: fact-sheet\nen:\n  title: Cards\n"


def begun(studio: Studio, page: Page) -> None:
    """The form of a new entry, filled in but for its documents, with files beside it."""
    for name in ("card-en.pdf", "figures.csv", ".hidden.pdf", "page.html"):
        (studio.folder / "entries" / name).write_text("%PDF-1.7" if name.endswith(".pdf") else "a document")
    page.goto(f"{studio.url}entry")
    fill_in(page, en__title="Cards", id="cards", published="2024-11-12")
    page.get_by_role("checkbox", name="Fact sheets").check()


def saved(studio: Studio, page: Page) -> str:
    """The text of the entry's file after the form was sent."""
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    return (studio.folder / "entries/cards.yaml").read_text()


def test_documents_are_written(studio: Studio, page: Page) -> None:
    """A file, another by its address, and a picture; what is wrong with one is told at it while one types."""
    begun(studio, page)
    fill_in(page, en__files__0__file="card.pdf", en__files__0__title="The card")
    message = page.locator('[id="en.files.0.file-messages"]')
    expect(message).to_contain_text("there is no file 'card.pdf' beside this file")
    fill_in(page, en__files__0__file="card-en.pdf")
    expect(message).to_be_empty()
    page.get_by_role("button", name="Add another document (English)").click()
    expect(page.locator('[name="en.files.1.file"]')).to_be_focused()
    expect(page.get_by_role("group", name="Document 2 (English)")).to_be_visible()
    fill_in(page, en__files__1__url="www.example.org/b.pdf")
    expect(page.locator('[id="en.files.1.url-messages"]')).to_contain_text("write it in full")
    fill_in(page, en__files__1__url="https://example.org/b.pdf")
    page.get_by_text("Picture (English)").click()
    fill_in(page, en__image__url="https://example.org/a.png", en__image__alt="A card")
    assert saved(studio, page) == (
        HEAD
        + "  files:\n    - {file: card-en.pdf, title: The card}\n    - {url: https://example.org/b.pdf}\n"
        "  image: {url: https://example.org/a.png, alt: A card}\n"
    )
    files = read_project(studio.folder).publications["cards"].translations["en"].files
    assert [each.type for each in files] == ["application/pdf"] * 2


def test_a_row_that_is_added_is_empty(studio: Studio, page: Page) -> None:
    """Whatever the row before it says, and whatever is wrong with that; the labels are its own."""
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    page.locator('[data-row="en.files.1"] summary').click()
    fill_in(page, en__files__1__url="b", en__files__1__title="B", en__files__1__length="x")
    expect(page.locator('[name="en.files.1.url"]')).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Add another document (English)").click()
    row = page.get_by_role("group", name="Document 3 (English)")
    expect(row).to_be_visible()
    assert [each.input_value() for each in row.locator("input:not([type=checkbox])").all()] == [""] * 5
    expect(row.locator("[aria-invalid], .problems, :checked")).to_have_count(0)
    expect(row.get_by_label("Remove this document")).to_be_hidden()
    row.get_by_label("Title of the document").fill("C")
    expect(page.locator('[name="en.files.2.title"]')).to_have_value("C")
    expect(page.locator('[id="en.files.2.file-messages"]')).to_contain_text("there is no document")
    assert accessibility_findings(page) == []


def test_the_files_beside_the_entry_are_proposed(studio: Studio, page: Page) -> None:
    """Those that could be published, and nothing else: no link, no page, nothing hidden."""
    (studio.folder / "entries/linked.pdf").symlink_to(studio.folder / "site.yaml")
    begun(studio, page)
    names = page.locator("#beside option").evaluate_all("all => all.map(each => each.value)")
    assert names == ["card-en.pdf", "figures.csv"]


def test_a_document_is_taken_out(studio: Studio, page: Page) -> None:
    """By its box; the rest of the file stays."""
    file = studio.folder / "entries/land.yaml"
    before = file.read_text()
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    page.get_by_role("group", name="Document 1 (English)").get_by_label("Remove this document").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    row = "  files:\n    - {url: https://example.org/land.pdf, length: 1200, title: The report}\n"
    assert file.read_text() == before.replace(row, "")


def test_documents_are_added_without_scripts(studio: Studio, browser: Browser) -> None:
    """The form comes back with one more row and with what was typed; nothing is saved by that."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    begun(studio, page)
    fill_in(page, en__files__0__file="card-en.pdf")
    followed(page, "button", "Add another document (English)")
    expect(page.locator('[name="en.title"]')).to_have_value("Cards")
    expect(page.get_by_role("checkbox", name="Fact sheets")).to_be_checked()
    assert not (studio.folder / "entries/cards.yaml").exists()
    assert page.url.endswith("#en.files.1.file")
    fill_in(page, en__files__1__file="figures.csv")
    page.get_by_role("button", name="Add another document (English)").click()
    expect(page.locator('[name="en.files.2.file"]')).to_have_value("")
    assert saved(studio, page) == HEAD + "  files:\n    - {file: card-en.pdf}\n    - {file: figures.csv}\n"
    context.close()


def test_a_form_that_came_back_still_overwrites_nobody(studio: Studio, browser: Browser) -> None:
    """It knows the text that it was opened with, also after one more row or something to fix."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    file = studio.folder / "entries/land.yaml"
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    file.write_text(file.read_text().replace("A report on land", "Written there"))
    rows = page.locator('[name^="en.files."][name$=".file"]')
    before = rows.count()
    followed(page, "button", "Add another document (English)")
    expect(rows).to_have_count(before + 1)
    fill_in(page, published="soon")
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_contain_text("soon")
    fill_in(page, published="2024-10-11")
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_contain_text("changed elsewhere")
    assert "Written there" in file.read_text()
    context.close()


def test_a_document_by_the_keyboard(studio: Studio, page: Page) -> None:
    """The button answers to the Enter key, and the Enter key in a field saves the form."""
    begun(studio, page)
    page.locator('[name="en.files.0.file"]').focus()
    page.keyboard.insert_text("card-en.pdf")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "more":
            break
    page.keyboard.press("Enter")
    expect(page.locator('[name="en.files.1.file"]')).to_be_focused()
    page.keyboard.insert_text("figures.csv")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    text = (studio.folder / "entries/cards.yaml").read_text()
    assert text == HEAD + "  files:\n    - {file: card-en.pdf}\n    - {file: figures.csv}\n"


def test_mistakes_in_documents_are_summed_up(studio: Studio, page: Page) -> None:
    """With links to their fields."""
    begun(studio, page)
    fill_in(page, km__files__0__title="A")
    followed(page, "button", "Save")
    page.get_by_role("link", name="File beside the entry, document 1 (ខ្មែរ)").click()
    expect(page.locator('[id="km.files.0.file"]')).to_be_focused()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_open_form_fits(studio: Studio, page: Page, width: int) -> None:
    """Also where everything that folds is unfolded."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    page.evaluate("document.querySelectorAll('details').forEach(each => (each.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert accessibility_findings(page) == []
