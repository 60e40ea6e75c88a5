"""Two people change the same entry: nothing that either wrote is lost, and both texts are shown."""

import re

from playwright.sync_api import Page, expect

from browser import accessibility_findings
from cchr_feeds.studio.form import merged
from studio.conftest import OUT, Studio, fill_in, followed
from studio.test_form import sent, the_form

ENTRY = "path=entries/land.yaml"


def test_changes_in_different_fields_come_together() -> None:
    """Each stays, also a document that the other added, and one language beside the other."""
    theirs = OUT.replace("A report on land", "Theirs").replace(
        "  files:\n", "  files:\n    - {url: https://example.org/a.pdf}\n"
    )
    form, changed = merged(sent(the_form(), km__title="Ours"), OUT, theirs)
    assert form.text == theirs.replace("របាយការណ៍", "Ours")
    assert changed == [("en", "title"), ("en", "files")]


def test_where_both_changed_a_field_both_are_told() -> None:
    """The form has what was typed; a list of documents counts as one field."""
    theirs = OUT.replace("A report on land", "Theirs").replace("The report", "Their report")
    mine = sent(the_form(), en__title="Ours", en__files__0__title="Our report")
    form, changed = merged(mine, OUT, theirs)
    assert form.text == OUT.replace("A report on land", "Ours").replace("The report", "Our report")
    assert changed == [("en", "title"), ("en", "files")]


def test_an_unknown_beginning_takes_nothing_over_in_silence() -> None:
    """Then everything that the file says is told, as if all of it were new."""
    form, changed = merged(sent(the_form(), en__title="Ours"), "", OUT)
    assert form.values["en", "title"] == "Ours"
    assert ("en", "title") in changed


def test_both_texts_are_shown_and_neither_is_lost(studio: Studio, page: Page) -> None:
    """The second one to save sees what the first wrote; the next save has the changes of both."""
    file = studio.folder / "entries/land.yaml"
    page.goto(f"{studio.url}entry?{ENTRY}")
    fill_in(page, en__title="Ours", km__title="ចំណងជើង")
    theirs = OUT.replace("A report on land", "Theirs").replace("What we found", "What they found")
    file.write_text(theirs)
    followed(page, "button", "Save")
    summary = page.locator("#summary")
    expect(summary).to_contain_text("changed elsewhere")
    assert file.read_text() == theirs
    assert summary.locator("pre").all_inner_texts()[:2] == ["Theirs", "Ours"]
    expect(summary).to_contain_text("What they found")
    expect(page.locator('[name="en.summary"]')).to_have_value(re.compile("What they found"))
    assert accessibility_findings(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".strip.done")).to_contain_text("Saved")
    assert file.read_text() == theirs.replace("Theirs", "Ours").replace("របាយការណ៍", "ចំណងជើង")


def test_a_third_change_is_told_again(studio: Studio) -> None:
    """Also what is written while both texts are looked at."""
    file, address = studio.folder / "entries/land.yaml", f"entry?{ENTRY}"
    pairs = {"id": "land-report", "published": "2024-10-10", "category": "fact-sheet", "en.title": "Ours"}
    seen = re.search(r'name="seen" value="(\w+)"', studio.ask(address).text)
    for title in ("Theirs", "Theirs again"):
        file.write_text(OUT.replace("A report on land", title))
        assert seen
        answer = studio.ask(address, {**pairs, "seen": seen[1]})
        assert answer.status == 409
        assert f">{title}<" in answer.text
        assert title in file.read_text()
        seen = re.search(r'name="seen" value="(\w+)"', answer.text)


def test_a_file_s_text_is_shown_beside_one_s_own(studio: Studio, page: Page) -> None:
    """On the page that shows a file as text."""
    file = studio.folder / "entries/land.yaml"
    page.goto(f"{studio.url}text?{ENTRY}")
    page.locator("#text").fill(OUT.replace("A report on land", "Ours"))
    theirs = OUT.replace("A report on land", "Theirs")
    file.write_text(theirs)
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_contain_text("changed elsewhere")
    expect(page.locator("#now")).to_have_value(theirs)
    assert file.read_text() == theirs
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".strip.done")).to_contain_text("Saved")
    assert "title: Ours" in file.read_text()
