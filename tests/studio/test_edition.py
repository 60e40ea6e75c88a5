"""The page for an edition: its words, what leads and the order, with the letter beside them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from cchr_feeds.studio.form import fingerprint
from project_files import a_project
from studio.conftest import Studio, a_studio, fill_in, followed

ENTRY = """\
id: {name}
published: 2024-10-{day}
category: {category}
en:
  title: The {name} report
  url: https://example.org/{name}
"""
KHMER = "km:\n  title: របាយការណ៍\n  url: https://example.org/km\n"
FILE = "editions/2024-10.yaml"


def an_entry(name: str, day: int, category: str) -> str:
    """An entry of October."""
    return ENTRY.format(name=name, day=day, category=category)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """A studio of a project with four entries of two categories in October, one of them in Khmer too."""
    files = {
        "entries/land.yaml": an_entry("land", 10, "fact-sheet") + KHMER,
        "entries/water.yaml": an_entry("water", 12, "fact-sheet"),
        "entries/forests.yaml": an_entry("forests", 14, "fact-sheet"),
        "entries/vote.yaml": an_entry("vote", 11, "infographic"),
    }
    with a_studio(a_project(tmp_path, **files)) as running:
        yield running


def letter(page: Page, language: str = "en") -> str:
    """What the letter beside a language's words says."""
    return page.frame_locator(f'[data-letter="{language}"] iframe').locator("body").inner_text()


def seen(studio: Studio) -> str:
    """What stands for the text that the form shows."""
    found = re.search(r'name="seen" value="(\w+)"', studio.ask("edition").text)
    assert found
    return found[1]


def test_words_are_in_the_letter_while_they_are_typed_and_then_in_the_file(
    studio: Studio, page: Page
) -> None:
    """In both languages, with the subject and the preheader above each letter."""
    page.goto(f"{studio.url}newsletter")
    followed(page, "link", "Write its subject, note and order")
    frame = page.frame_locator('[data-letter="en"] iframe')
    expect(frame.get_by_text("The forests report").first).to_be_visible()
    fill_in(page, en__subject="Land and water", en__preheader="What we found", en__note="Dear **readers**,")
    fill_in(page, km__subject="របាយការណ៍ថ្មី")
    expect(frame.locator("strong", has_text="readers")).to_be_visible()
    expect(page.locator('[data-letter="en"] [data-shows="subject"]')).to_have_text("Land and water")
    expect(page.locator('[data-letter="km"] [data-shows="subject"]')).to_have_text("របាយការណ៍ថ្មី")
    assert not (studio.folder / FILE).exists()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_contain_text(FILE)
    assert (studio.folder / FILE).read_text() == (
        "en:\n  subject: Land and water\n  preheader: What we found\n  note: |\n    Dear **readers**,\n"
        "km:\n  subject: របាយការណ៍ថ្មី\n"
    )
    expect(frame.locator("strong", has_text="readers")).to_be_visible()


def test_the_order_is_changed_by_the_keyboard(studio: Studio, page: Page) -> None:
    """The button keeps the focus, the move is said, the letter follows; the file has all in their order."""
    page.goto(f"{studio.url}edition?period=2024-10")
    up = page.get_by_role("button", name="Move up: The land report")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(page.locator("#moved")).to_have_text("The land report is now number 2 of 3")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Move down: The land report")).to_be_focused()
    page.get_by_role("button", name="Move up: Fact sheets").press("Enter")
    said = page.locator("#moved")
    expect(said).to_have_text("Fact sheets is now number 1 of 2")
    frame = page.frame_locator('[data-letter="en"] iframe')
    expect(frame.get_by_role("heading", level=2).first).to_have_text("The land report")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert (studio.folder / FILE).read_text() == "order: [land, forests, water, vote]\n"
    rows = page.locator(".categories > li > ol > li")
    expect(rows).to_have_text([re.compile(each) for each in ("land", "forests", "water", "vote")])


def test_an_order_outlasts_a_problem(studio: Studio, page: Page) -> None:
    """What the list shows when the form comes back is what is saved in the end."""
    page.goto(f"{studio.url}edition?period=2024-10")
    page.get_by_role("button", name="Move up: Fact sheets").press("Enter")
    fill_in(page, en__note="[here](ftp://example.org/a)")
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_be_focused()
    fill_in(page, en__note="")
    followed(page, "button", "Save")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert (studio.folder / FILE).read_text() == "order: [forests, water, land, vote]\n"


def test_an_order_that_nobody_touched_stays_as_it_is_written(studio: Studio) -> None:
    """Also where it names what is not in this edition; the comment stays too."""
    (studio.folder / "editions").mkdir()
    text = "order: [water, land, later]   # as agreed\nen: {subject: Old}\n"
    (studio.folder / FILE).write_text(text)
    answer = studio.ask("edition?period=2024-10", {"seen": seen(studio), "en.subject": "New"})
    assert answer.status == 303
    assert (studio.folder / FILE).read_text() == text.replace("Old", "New")


def test_a_highlight_is_chosen_among_the_entries(studio: Studio, page: Page) -> None:
    """The letter begins with it; one can go back to none, and then the file says nothing."""
    page.goto(f"{studio.url}edition")
    page.get_by_label("Highlight", exact=True).select_option("vote")
    frame = page.frame_locator('[data-letter="en"] iframe')
    expect(frame.get_by_role("heading", level=2).first).to_have_text("The vote report")
    followed(page, "button", "Save")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert (studio.folder / FILE).read_text() == "highlight: vote\n"
    page.get_by_label("Highlight", exact=True).select_option("")
    followed(page, "button", "Save")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert (studio.folder / FILE).read_text() == "{}\n"


def test_what_another_wrote_meanwhile_is_shown_and_not_overwritten(studio: Studio, page: Page) -> None:
    """Both texts are on the page; only who has seen both replaces it."""
    page.goto(f"{studio.url}edition")
    fill_in(page, en__subject="Mine")
    (studio.folder / "editions").mkdir()
    (studio.folder / FILE).write_text("en: {subject: Theirs}\n")
    followed(page, "button", "Save")
    summary = page.locator("#summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("en: {subject: Theirs}")
    expect(page.locator('[name="en.subject"]')).to_have_value("Mine")
    assert "Theirs" in (studio.folder / FILE).read_text()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert (studio.folder / FILE).read_text() == "en: {subject: Mine}\n"


def test_problems_are_shown_at_their_fields(studio: Studio, page: Page) -> None:
    """While somebody types, and when it is sent; nothing is written then."""
    page.goto(f"{studio.url}edition")
    fill_in(page, en__note="[here](ftp://example.org/a)", km__subject="Land and water in Cambodia")
    expect(page.locator('[id="en.note-messages"]')).to_contain_text("Problem")
    expect(page.locator('[id="km.subject-messages"]')).to_contain_text("Please check")
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_contain_text("One thing to fix")
    page.locator("#summary").get_by_role("link", name="Note").click()
    expect(page.locator('[id="en.note"]')).to_be_focused()
    assert not (studio.folder / "editions").exists()


def test_a_letter_that_comes_late_has_the_words_that_were_typed(studio: Studio, page: Page) -> None:
    """Those of the form that came back with problems, not those of the file."""
    page.goto(f"{studio.url}edition")
    fill_in(page, en__note="Dear readers", km__note="[here](ftp://example.org/a)")
    expect(page.locator('[id="km.note-messages"]')).to_contain_text("Problem")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/mail/**", hold)
    with page.expect_response(lambda answer: bool(held) and "edition-check" in answer.url):
        page.get_by_role("button", name="Save").click()
    page.wait_for_timeout(500)  # for what the script makes of the answer
    for route in held:
        route.continue_()
    frame = page.frame_locator('[data-letter="en"] iframe')
    expect(frame.get_by_text("Dear readers")).to_be_visible()


def test_a_file_that_is_no_yaml_stays(studio: Studio) -> None:
    """A form can't change it, and says so."""
    (studio.folder / "editions").mkdir()
    (studio.folder / FILE).write_text("en: {subject\n")
    page = studio.ask("edition?period=2024-10")
    assert (
        "change it in a text editor"
        in studio.ask("edition?period=2024-10", {"seen": seen(studio), "en.subject": "A"}).text
    )
    assert page.status == 200
    assert (studio.folder / FILE).read_text() == "en: {subject\n"


def test_only_a_month_that_has_entries_has_a_page(studio: Studio) -> None:
    """Nothing is written for another one, wherever its name would lead."""
    before = sorted(studio.folder.rglob("*"))
    for period in ("2024-09", "../site", "2024-10/../../x"):
        assert studio.ask(f"edition?period={period}").status == 404
        assert studio.ask(f"edition?period={period}", {"seen": "", "en.subject": "A"}).status == 404
    assert sorted(studio.folder.rglob("*")) == before


def test_nothing_is_written_behind_a_link(tmp_path: Path) -> None:
    """Where the folder of editions is a link, reading passes over it too; the page says so."""
    folder, elsewhere = a_project(tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "2024-10.yaml").write_text("en: {subject: Theirs}\n")
    (folder / "entries").mkdir(exist_ok=True)
    (folder / "entries/land.yaml").write_text(an_entry("land", 10, "fact-sheet"))
    (folder / "editions").symlink_to(elsewhere)
    with a_studio(folder) as studio:
        for sent in (None, {"seen": fingerprint("en: {subject: Theirs}\n"), "en.subject": "Mine"}):
            answer = studio.ask("edition?period=2024-10", sent)
            assert "can’t be opened here" in answer.text.replace("can&#39;t", "can’t")
    assert (elsewhere / "2024-10.yaml").read_text() == "en: {subject: Theirs}\n"


def test_a_file_that_another_deleted_is_told(studio: Studio) -> None:
    """As what another wrote is; saving again makes it anew."""
    (studio.folder / "editions").mkdir()
    (studio.folder / FILE).write_text("en: {subject: Theirs}\n")
    before = seen(studio)
    (studio.folder / FILE).unlink()
    answer = studio.ask("edition?period=2024-10", {"seen": before, "en.subject": "Mine"})
    assert answer.status == 409
    assert "Someone else has written this" in answer.text
    assert "run this again" not in answer.text


@pytest.mark.parametrize("address", ["edition", "edition-check"])
def test_a_form_of_another_site_is_refused(studio: Studio, address: str) -> None:
    """As everywhere in the studio; and nothing is written by looking."""
    sent = {"seen": seen(studio), "en.subject": "Planted"}
    assert studio.ask(address, sent, {"Origin": "https://evil.example"}).status == 403
    assert studio.ask(f"{address}?en.subject=Planted").status in (200, 405)
    assert not (studio.folder / "editions").exists()


def test_an_edition_of_what_waits_is_written_ahead(studio: Studio, page: Page) -> None:
    """Its month has no public entry yet; saving leads back to it."""
    entry = an_entry("rights", 10, "infographic").replace("2024-10-10", "2024-12-10")
    (studio.folder / "entries/rights.yaml").write_text(entry)
    assert studio.ask("edition?period=2024-12").status == 404
    page.goto(f"{studio.url}edition?period=2024-12&waiting=1")
    fill_in(page, en__subject="Human Rights Day")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.get_by_label("Month")).to_have_value("2024-12")
    assert (studio.folder / "editions/2024-12.yaml").read_text() == "en:\n  subject: Human Rights Day\n"
