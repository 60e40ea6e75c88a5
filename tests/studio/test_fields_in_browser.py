"""Dates, authors, a withdrawal and languages in the form, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import accessibility_findings
from studio.conftest import Studio, fill_in

ENTRY = "path=entries/land.yaml"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_a_day_is_picked_in_the_browser_s_own_calendar(studio: Studio, page: Page) -> None:
    """It is written into the field, where a month alone is typed as well; a time stays."""
    page.goto(f"{studio.url}entry")
    picker = page.locator("#published + .picker")
    opened = "picker => { picker.showPicker = () => { picker.dataset.opened = 1; }; }"
    picker.evaluate(opened)
    fill_in(page, published="2024-11-12T09:00")
    page.get_by_role("button", name="Choose a day (Published)", exact=True).press("Enter")
    expect(picker).to_have_attribute("data-opened", "1")
    expect(picker).to_have_value("2024-11-12")
    picker.evaluate("picker => { picker.value = '2024-12-24'; picker.dispatchEvent(new Event('change')); }")
    expect(page.locator("#published")).to_have_value("2024-12-24T09:00")
    fill_in(page, published="2024-10")
    expect(page.locator("#published-messages")).to_be_empty()
    picker.evaluate("picker => { picker.value = '2024-10-05'; picker.dispatchEvent(new Event('change')); }")
    expect(page.locator("#published")).to_have_value("2024-10-05")


def test_authors_and_a_withdrawal_are_fields(studio: Studio, page: Page) -> None:
    """What is wrong with them is told at them; what is right is saved."""
    page.goto(f"{studio.url}entry?{ENTRY}")
    page.get_by_text("Authors", exact=True).first.click()
    fill_in(page, authors__0__name="Sok Dara")
    page.get_by_role("button", name="Add another author").click()
    fill_in(page, authors__1__name="A partner", authors__1__uri="https://example.org/")
    page.get_by_role("button", name="Move up (Author 2)").click()
    page.get_by_text("Take it back").click()
    fill_in(page, withdrawn__on="2024-12-01")
    expect(page.locator('[id="withdrawn.reason.en-messages"]')).to_contain_text("there is no reason")
    fill_in(page, withdrawn__reason__en="A mistake", withdrawn__reason__km="កំហុស")
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".strip.done")).to_contain_text("Saved")
    expect(page.locator(".status")).to_contain_text("Withdrawn")
    text = (studio.folder / "entries/land.yaml").read_text()
    assert "withdrawn:\n  on: 2024-12-01\n  reason:\n    en: A mistake\n" in text
    assert "authors:\n  - {name: A partner, uri: https://example.org/}\n  - {name: Sok Dara}\n" in text


@pytest.mark.parametrize("name", ["entry", "text", "look"])
def test_the_heading_is_the_title(studio: Studio, page: Page, name: str) -> None:
    """In the language of the page, where there is one; not the name of a file."""
    page.goto(f"{studio.url}en/{name}?{ENTRY}")
    expect(page.get_by_role("heading", level=1)).to_have_text("A report on land")
    assert page.title().startswith("A report on land")
    page.goto(f"{studio.url}km/{name}?{ENTRY}")
    expect(page.get_by_role("heading", level=1)).to_have_text("របាយការណ៍")


def test_on_a_phone_one_language_at_a_time(studio: Studio, phone: Page) -> None:
    """By tabs, also by the arrow keys; nothing that was written is lost."""
    phone.goto(f"{studio.url}entry?{ENTRY}")
    english, khmer = (phone.get_by_role("tabpanel", name=name) for name in ("English", "ខ្មែរ"))
    expect(english).to_be_visible()
    expect(khmer).to_be_hidden()
    fill_in(phone, en__title="A new title")
    phone.get_by_role("tab", name="English").press("ArrowRight")
    expect(phone.get_by_role("tab", name="ខ្មែរ")).to_be_focused()
    expect(khmer).to_be_visible()
    expect(english).to_be_hidden()
    assert accessibility_findings(phone) == []
    fill_in(phone, km__title="ចំណងជើង")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".strip.done")).to_contain_text("Saved")
    text = (studio.folder / "entries/land.yaml").read_text()
    assert "title: A new title" in text
    assert "title: ចំណងជើង" in text


def test_a_phone_shows_the_language_with_a_mistake(studio: Studio, phone: Page) -> None:
    """When a form comes back, and when its summary is followed."""
    phone.goto(f"{studio.url}entry?{ENTRY}")
    phone.get_by_role("tab", name="ខ្មែរ").click()
    fill_in(phone, km__url="www.example.org/")
    phone.get_by_role("tab", name="English").click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("tabpanel", name="ខ្មែរ")).to_be_visible()
    phone.get_by_role("tab", name="English").click()
    phone.locator("#summary").get_by_role("link", name="Address (ខ្មែរ)").click()
    expect(phone.locator('[id="km.url"]')).to_be_focused()


def test_on_a_wide_screen_languages_are_side_by_side(studio: Studio, page: Page) -> None:
    """Without tabs, which come when the window gets narrow."""
    page.goto(f"{studio.url}entry?{ENTRY}")
    expect(page.get_by_role("tablist")).to_be_hidden()
    expect(page.get_by_role("group", name="English", exact=True)).to_be_visible()
    expect(page.get_by_role("group", name="ខ្មែរ", exact=True)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.get_by_role("tab", name="English")).to_be_visible()
    expect(page.locator("#pane-km")).to_be_hidden()
