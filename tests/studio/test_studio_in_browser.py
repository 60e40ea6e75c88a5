"""The studio in a real browser, as a communications officer uses it."""

import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser import accessibility_findings, views
from cchr_feeds.build import build
from cchr_feeds.run import Run
from cchr_feeds.source import read_project
from cchr_feeds.studio.pages import Share
from conftest import NOW as LATER
from project_files import a_project
from studio.conftest import EMBARGOED, NARROW, OUT, WIDE, Studio, a_studio, fill_in, followed

PAGES = (
    "", "entry", "entry?path=entries/land.yaml", "text?path=entries/land.yaml",
    "look?path=entries/land.yaml", "feeds", "newsletter", "newsletter?shows=text", "edition", "send", "embed",
    "changes", "overview",
)  # fmt: skip


def test_from_an_empty_form_to_a_finished_edition(studio: Studio, page: Page) -> None:
    """Two mistakes made and fixed, both languages, the newsletter looked at, and built."""
    page.goto(studio.url)
    followed(page, "link", "Write a new entry")
    fill_in(page, en__title="Evictions in 2024", en__summary="What we saw.\n\nWhat we ask for.")
    expect(page.locator("#id")).to_have_value("evictions-in-2024")
    fill_in(page, km__title="ភាពធន់", en__url="www.example.org/evictions", published="12/11/2024")
    expect(page.locator('[id="en.url-messages"]')).to_contain_text("write it in full")
    expect(page.locator("#published-messages")).to_contain_text("write the year first")
    page.get_by_role("checkbox", name="Fact sheets").check()
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("2 things to fix")
    page.locator("#summary").get_by_role("link", name="Address (English)").click()
    expect(page.locator('[id="en.url"]')).to_be_focused()
    fill_in(page, en__url="https://example.org/evictions", published="2024-11-12")
    expect(page.locator("#published-messages")).to_be_empty()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    followed(page, "link", "Newsletter")
    page.get_by_label("Month").select_option("2024-11")
    mail = page.frame_locator("iframe")
    expect(mail.get_by_role("heading", name="Evictions in 2024")).to_be_visible()
    assert (studio.folder / "entries/evictions-in-2024.yaml").read_text() == (
        "id: evictions-in-2024\npublished: 2024-11-12\ncategory: fact-sheet\n"
        "en:\n  title: Evictions in 2024\n  summary: >-\n    What we saw.\n\n    What we ask for.\n"
        "  url: https://example.org/evictions\nkm:\n  title: ភាពធន់\n"
    )
    build(Run(studio.folder, studio.folder / "out", LATER, progress=lambda message: None))
    assert "Evictions in 2024" in (studio.folder / "out/newsletters/2024-11/mail/en.html").read_text()


def test_an_id_follows_the_title_until_somebody_writes_one(studio: Studio, page: Page) -> None:
    """Also when the form comes back with something to fix; that of a file stays whatever its title."""
    page.goto(f"{studio.url}entry")
    title, publication_id = page.locator('[name="en.title"]'), page.locator("#id")
    title.fill("Land")
    title.fill("Land and law")
    expect(publication_id).to_have_value("land-and-law")
    publication_id.fill("our-own")
    title.fill("Land and law, again")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#summary")).to_contain_text("there is no category")
    title.fill("Another title")
    expect(publication_id).to_have_value("our-own")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    title.fill("Another title")
    expect(publication_id).to_have_value("land-report")


def test_an_id_is_proposed_where_the_title_gives_none(studio: Studio, page: Page) -> None:
    """As `new` does it: of the category and the day, or of another title, and never one that is taken."""
    page.goto(f"{studio.url}entry")
    publication_id = page.locator("#id")
    page.locator('[name="km.title"]').fill("ភាពធន់")
    page.locator('[name="category"][value="fact-sheet"]').check()
    expect(publication_id).to_have_value("fact-sheet-2024-12-01")
    expect(page.locator("#id-messages")).to_be_empty()
    page.locator('[name="en.title"]').fill("Land report")
    expect(publication_id).to_have_value("land-report-2")


def test_the_whole_path_by_keyboard(studio: Studio, page: Page) -> None:
    """Nothing needs a mouse: from the list to a saved entry, and to the mail on a phone by night."""

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"the Tab key does not reach {selector}")

    def say(selector: str, text: str) -> None:
        tab_to(selector)
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)

    page.goto(studio.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to('a.button[href="entry"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/entry")
    say('[name="en.title"]', "By keyboard")
    say('[name="km.title"]', "ភាពធន់")
    say('[name="published"]', "2024-11-20")
    tab_to('[name="category"][value="fact-sheet"]')
    page.keyboard.press("Space")
    tab_to("form.entry button")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=1")
    tab_to('nav a[href="newsletter"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/newsletter")
    tab_to('[name="size"]')
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**size=phone**")
    expect(page.locator('[name="size"][value="phone"]')).to_be_focused()
    tab_to('[name="light"]')
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**light=dark**")
    expect(page.frame_locator("iframe").get_by_role("heading", name="By keyboard")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), views(WIDE, NARROW))
def test_everybody_can_use_every_page(studio: Studio, browser: Browser, width: int, scheme: str) -> None:
    """Axe finds nothing, and no page is wider than the window."""
    (studio.folder / "entries/wrong.yaml").write_text("id: Wrong\nen:\n  title: A\n")
    colours = "dark" if scheme == "dark" else "light"
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for address in PAGES:
        answer = page.goto(studio.url + address)
        assert answer
        assert answer.ok, address
        found += [f"{address}: {each}" for each in accessibility_findings(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
    assert found == []


def test_what_waits_stands_under_a_banner(studio: Studio, page: Page) -> None:
    """And in nothing that readers get, unless it is asked for."""
    page.goto(studio.url)
    group = page.get_by_role("region", name="Entries that readers don’t see yet")
    expect(group).to_contain_text("Readers don’t see these yet")
    expect(group).to_contain_text("A statement for Human Rights Day")
    expect(group).to_contain_text("Not for readers yet <script>")
    page.goto(f"{studio.url}feeds")
    reader = page.frame_locator("iframe")
    expect(reader.get_by_role("heading", name="A report on land")).to_be_visible()
    expect(reader.get_by_text("Not for readers yet")).to_have_count(0)
    page.get_by_label("With the 2 entries that wait").check()
    expect(page.get_by_role("note")).to_contain_text("Not as readers see it")
    expect(reader.get_by_role("heading", name="Not for readers yet <script>")).to_be_visible()
    assert page.title() != "run"


@pytest.mark.parametrize("document", ["atom.xml", "rss.xml", "feed.json"])
def test_a_feed_is_shown_as_a_reader_shows_it(studio: Studio, page: Page, document: str) -> None:
    """From what the document says, in each format."""
    page.goto(f"{studio.url}feeds?feed=km&format={document}")
    expect(page.frame_locator("iframe").get_by_role("heading", name="របាយការណ៍")).to_be_visible()


def test_the_embed_works(studio: Studio, page: Page) -> None:
    """The component runs in its frame and fetches its feed, and so does the page for an iframe."""
    page.goto(f"{studio.url}embed")
    expect(page.frame_locator("iframe").get_by_text("A report on land")).to_be_visible()
    expect(page.get_by_role("region", name="What to paste there")).to_contain_text("<cchr-feed src=")
    page.get_by_text("Frame", exact=True).click()
    page.wait_for_url("**way=frame**")
    expect(page.frame_locator("iframe").get_by_text("A report on land")).to_be_visible()


def test_a_mail_by_night(studio: Studio, browser: Browser) -> None:
    """The frame decides, whatever the computer is set to."""
    context = browser.new_context(color_scheme="null")
    page = context.new_page()
    grounds = []
    for light in ("light", "dark"):
        page.goto(f"{studio.url}newsletter?light={light}")
        style = "getComputedStyle(document.querySelector('h1')).color"
        frame = page.locator("iframe").element_handle().content_frame()
        assert frame
        frame.wait_for_selector("h1")
        grounds.append(frame.evaluate(style))
    context.close()
    assert grounds[0] != grounds[1]


def test_scripts_in_frames_do_not_reach_the_studio(studio: Studio, page: Page) -> None:
    """A page that may run scripts is of no origin: it reads nothing here, and knows no address of it."""
    page.goto(f"{studio.url}embed")
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_selector("cchr-feed")
    secret = studio.url.split("/")[3]
    assert frame.evaluate("origin") == "null"
    assert secret not in frame.evaluate("document.referrer + location.href")
    assert frame.evaluate("(() => { try { return parent.document.title } catch { return '' } })()") == ""
    reached = "url => fetch(url).then(() => true, () => false)"
    assert frame.evaluate(reached, studio.url) is False


def test_an_edit_shows_by_itself(browser: Browser, tmp_path: Path) -> None:
    """With 1,000 entries, from an editor's save to the new title: in the list, and as readers see it."""
    entries = {
        f"entries/e{number:03}.yaml": f"id: e{number:03}\npublished: 2024-10-{number % 28 + 1:02}\n"
        f"category: infographic\nen:\n  title: Report {number}\n  summary: What we found.\n"
        "km:\n  title: ភាពធន់\n"
        for number in range(1000)
    }
    with a_studio(a_project(tmp_path, **entries)) as studio:
        page = browser.new_page()
        file = tmp_path / "entries/e027.yaml"
        for address, title in (("?words=e027", "Mended"), ("look?path=entries/e027.yaml", "Mended again")):
            page.goto(studio.url + address)
            file.write_text(entries["entries/e027.yaml"].replace("Report 27", title))
            shown = page.frame_locator("iframe").first if address.startswith("look") else page
            shown.get_by_text(title, exact=True).first.wait_for()
        page.close()


def test_a_question_given_up_in_the_middle_of_its_answer_is_asked_again(studio: Studio, page: Page) -> None:
    """What a page asks about changes ends where nobody looks, also while the answer's text is being read."""
    page.add_init_script(
        """const plain = fetch;
        fetch = (address, options) => {
            if (!address.startsWith("revision")) return plain(address, options);
            console.info("asked");
            const text = () => new Promise((_, fails) => {
                options.signal.addEventListener("abort", () => fails(options.signal.reason));
            });
            return Promise.resolve({ok: true, text});
        };
        looked = (isHidden) => {
            Object.defineProperty(document, "hidden", {value: isHidden, configurable: true});
            document.dispatchEvent(new Event("visibilitychange"));
        };"""
    )
    with page.expect_console_message(lambda said: said.text == "asked"):
        page.goto(studio.url)
    page.evaluate("looked(true)")
    page.evaluate("() => new Promise((then) => setTimeout(then))")
    with page.expect_console_message(lambda said: said.text == "asked"):
        page.evaluate("looked(false)")


def test_a_change_on_the_way_to_another_page_calls_nothing_off(studio: Studio, page: Page) -> None:
    """A file that changes while the next page is on its way does not load this one again instead."""
    page.goto(f"{studio.url}feeds")
    seen = page.locator('meta[name="revision"]').get_attribute("content")

    def change_first(route: Route) -> None:
        file = studio.folder / "entries/land.yaml"
        file.write_text(file.read_text().replace("A report on land", "Written there"))
        studio.ask(f"revision?seen={seen}")
        page.wait_for_timeout(500)  # a page that was still asking has its answer, too
        route.continue_()

    page.route("**/newsletter", change_first)
    followed(page, "link", "Newsletter")
    expect(page).to_have_url(f"{studio.url}newsletter")


def test_what_is_being_written_is_not_lost(studio: Studio, page: Page) -> None:
    """A save from an editor meanwhile takes nothing away, and is not overwritten."""
    file = studio.folder / "entries/land.yaml"
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    fill_in(page, en__title="Written here")
    file.write_text(file.read_text().replace("A report on land", "Written there"))
    page.wait_for_timeout(1500)
    expect(page.locator('[name="en.title"]')).to_have_value("Written here")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#summary")).to_contain_text("changed elsewhere")
    expect(page.locator('[name="en.title"]')).to_have_value("Written here")
    assert "Written there" in file.read_text()


def changed_elsewhere(studio: Studio, page: Page) -> None:
    """Another file of the project changes, and a page that is to load again because of it has done so."""
    seen = page.locator('meta[name="revision"]').get_attribute("content")
    file = studio.folder / "entries/draft.yaml"
    file.write_text(file.read_text().replace("Not for readers yet", "Not yet"))
    studio.ask(f"revision?seen={seen}")
    page.wait_for_timeout(500)


def test_what_came_back_with_problems_is_not_lost(studio: Studio, page: Page) -> None:
    """It is saved nowhere, so a change elsewhere does not load the page again, nor send it a second time."""
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    fill_in(page, en__title="Written here", en__url="www.example.org")
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_be_focused()
    loaded: list[str] = []
    page.on(
        "request", lambda request: loaded.append(request.url) if request.is_navigation_request() else None
    )
    changed_elsewhere(studio, page)
    assert loaded == []
    expect(page.locator('[name="en.title"]')).to_have_value("Written here")
    assert "Written here" not in (studio.folder / "entries/land.yaml").read_text()


def test_what_was_written_before_the_script_came_is_not_lost(studio: Studio, page: Page) -> None:
    """On a slow machine somebody types as soon as the fields are there."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/studio.js", hold)
    page.goto(f"{studio.url}entry?path=entries/land.yaml", wait_until="commit")
    fill_in(page, en__title="Written here")
    with page.expect_request("**/revision?*"):
        held.pop().continue_()
    changed_elsewhere(studio, page)
    expect(page.locator('[name="en.title"]')).to_have_value("Written here")


def test_a_studio_that_was_closed_takes_nothing_away(tmp_path: Path, page: Page) -> None:
    """Who saves then is told, and still has the text."""
    with a_studio(a_project(tmp_path, **{"entries/land.yaml": OUT})) as studio:
        page.goto(f"{studio.url}entry?path=entries/land.yaml")
        fill_in(page, en__title="Written here")
        studio.process.send_signal(signal.SIGINT)
        studio.process.wait()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("The studio does not answer")
        expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
        expect(page.locator('[name="en.title"]')).to_have_value("Written here")


def test_what_can_not_be_saved_now_stays_in_the_form(studio: Studio, page: Page) -> None:
    """A site.yaml that can't be read, or an entry that has another name by now, would take the text away."""
    land, site = studio.folder / "entries/land.yaml", studio.folder / "site.yaml"
    page.goto(f"{studio.url}entry?path=entries/land.yaml")
    fill_in(page, en__title="Written here")
    right = site.read_text(encoding="utf-8")
    site.write_text("languages: [", encoding="utf-8")
    page.get_by_role("button", name="Save").click()
    alert = page.get_by_role("alert")
    expect(alert).to_have_text("Nothing was saved, and your text is still here: Fix site.yaml first")
    site.write_text(right, encoding="utf-8")
    land.rename(land.with_name("soil.yaml"))
    page.get_by_role("button", name="Save").click()
    expect(alert).to_contain_text("your text is still here: There is nothing here")
    expect(page.locator('[name="en.title"]')).to_have_value("Written here")
    land.with_name("soil.yaml").rename(land)
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    assert "Written here" in land.read_text(encoding="utf-8")


def test_two_clicks_save_once(studio: Studio, page: Page) -> None:
    """The second one would find the entry there, and say that nothing was saved."""
    page.goto(f"{studio.url}entry")
    fill_in(page, en__title="A second report", published="2024-10-10")
    page.get_by_role("checkbox", name="Fact sheets").check()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.is_navigation_request() else None)
    with page.expect_navigation():
        page.get_by_role("button", name="Save").dblclick()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    assert [urlsplit(url).path.rpartition("/")[2] for url in sent][:2] == ["entry", "look"]


def test_words_of_another_form_are_not_lost(studio: Studio, page: Page) -> None:
    """What is searched for stays when a file changes meanwhile."""
    page.goto(studio.url)
    page.get_by_role("searchbox").fill("land")
    changed_elsewhere(studio, page)
    expect(page.get_by_role("searchbox")).to_have_value("land")


def test_a_file_that_no_form_can_show_is_mended_as_text(studio: Studio, page: Page) -> None:
    """With the problem and what to type beside it."""
    file = studio.folder / "entries/colon.yaml"
    file.write_text("id: colon\npublished: 2024-10-01\ncategory: fact-sheet\nen:\n  title: Land: a report\n")
    page.goto(studio.url)
    followed(page, "link", "colon.yaml")
    expect(page.get_by_text('put the whole value in quotes: title: "Land: a report"')).to_be_visible()
    text = page.get_by_label("The file’s text")
    text.fill(text.input_value().replace("Land: a report", '"Land: a report"'))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    assert read_project(studio.folder).publications["colon"].translations["en"].title == "Land: a report"


def test_a_file_that_is_no_text_is_explained(studio: Studio, page: Page) -> None:
    """Where it was saved in another encoding, neither the form nor its text can be shown."""
    (studio.folder / "entries/land.yaml").write_text("id: land-report\n", encoding="utf-16")
    for address in ("entry", "text"):
        page.goto(f"{studio.url}{address}?path=entries/land.yaml")
        expect(page.get_by_role("heading", name="entries/land.yaml can’t be opened here")).to_be_visible()
        expect(page.get_by_text("save it again as UTF-8")).to_be_visible()


def test_it_works_without_scripts(studio: Studio, browser: Browser) -> None:
    """A form is saved, and its problems are told, by the server alone."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{studio.url}entry")
    fill_in(page, en__title="Plain", id="Plain One")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id-messages")).to_contain_text("is not an id")
    fill_in(page, id="plain-one")
    page.get_by_role("checkbox", name="Fact sheets").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    context.close()


def test_what_readers_will_see_change(studio: Studio, page: Page) -> None:
    """Held against what they were given: something new, something corrected, and what a build refuses."""
    page.goto(f"{studio.url}changes")
    expect(page.get_by_role("heading", name="New to readers")).to_contain_text("2")
    run = Run(studio.folder, studio.folder / "out", LATER, progress=lambda message: None)
    build(run)
    land = studio.folder / "entries/land.yaml"
    land.write_text(land.read_text().replace("What comes next.", "What came next."))
    expect(page.get_by_role("heading", name="Corrected without notice")).to_be_visible()
    land.write_text(land.read_text() + "draft: true\n")
    expect(page.get_by_role("heading", name="A build would refuse this")).to_be_visible()


def test_it_is_told_whether_readers_have_it(studio: Studio, page: Page) -> None:
    """Before the build, after it, and after a change."""
    page.goto(f"{studio.url}?words=land")
    row = page.get_by_role("row", name="A report on land")
    expect(row).to_contain_text("Published by the next build")
    build(Run(studio.folder, studio.folder / "out", LATER, progress=lambda message: None))
    expect(row).to_contain_text("Public")
    land = studio.folder / "entries/land.yaml"
    land.write_text(land.read_text().replace("What comes next.", "What came next."))
    expect(row).to_contain_text("Published by the next build")


def test_where_nothing_is_it_is_said(tmp_path: Path) -> None:
    """A project without an entry has all pages."""
    says = {
        "": "There are no entries yet",
        "feeds": "Nothing is in this feed yet",
        "newsletter": "there is no newsletter",
        "embed": "Nothing is in this language yet",
        "changes": "Readers have everything",
        "overview": "Nothing with a known month is published yet",
    }
    with a_studio(a_project(tmp_path)) as studio:
        answers = {address: studio.ask(address) for address in says}
    assert {address for address, answer in answers.items() if answer.status != 200} == set()
    assert [address for address, text in says.items() if text not in answers[address].text] == []


def test_a_form_says_that_its_publication_was_taken_back(studio: Studio) -> None:
    """So that authors do not correct what no reader sees."""
    land = studio.folder / "entries/land.yaml"
    land.write_text(land.read_text() + "withdrawn: {on: 2024-11-01, reason: A source asked us.}\n")
    assert "This publication was withdrawn" in studio.ask("entry?path=entries/land.yaml").text


def test_a_newsletter_of_what_waits_can_be_seen(browser: Browser, tmp_path: Path) -> None:
    """Also before anything is out."""
    with a_studio(a_project(tmp_path, **{"entries/embargoed.yaml": EMBARGOED})) as studio:
        page = browser.new_page()
        page.goto(f"{studio.url}newsletter")
        expect(page.get_by_text("there is no newsletter")).to_be_visible()
        page.get_by_label("With the entry that waits").check()
        mail = page.frame_locator("iframe")
        expect(mail.get_by_role("heading", name="A statement for Human Rights Day")).to_be_visible()
        page.close()


def test_problems_are_told_in_khmer(browser: Browser, tmp_path: Path) -> None:
    """Where the command is asked to: in the list, at the field, and marked as Khmer for who listens to it."""
    with a_studio(a_project(tmp_path, **{"entries/land.yaml": OUT}), "--ui", "km") as studio:
        page = browser.new_page()
        page.goto(f"{studio.url}entry?path=entries/land.yaml")
        page.fill('[name="published"]', "10/10/2024")
        message = page.locator("#published-messages span").first
        expect(message).to_have_text("'10/10/2024' មិនមែនជាកាលបរិច្ឆេទក្នុងទម្រង់ត្រឹមត្រូវទេ")
        expect(message).to_have_attribute("lang", "km")
        file = tmp_path / "entries/land.yaml"
        file.write_text(OUT.replace("2024-10-10", "10/10/2024"))
        page.once("dialog", lambda dialog: dialog.accept())
        page.goto(studio.url)
        expect(page.locator('.problems [lang="km"]').first).to_contain_text("មិនមែនជាកាលបរិច្ឆេទ")
        page.close()


def test_a_day_that_is_not_when_it_came_out_is_marked(studio: Studio, page: Page) -> None:
    """And only such a day; notes on other files say on which."""
    entry = OUT.replace("id: land-report", "id: old").replace("published: 2024-10-10 ", "added: 2024-11-24 ")
    (studio.folder / "entries/old.yaml").write_text(entry, encoding="utf-8")
    site = studio.folder / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace(", km: ព័ត៌មានក្រាហ្វិក", ""), encoding="utf-8")
    page.goto(studio.url)
    days = [" ".join(text.split()) for text in page.locator("td.date").all_inner_texts()]
    assert "2024-11-24 added; publication date unknown" in days
    assert "2024-10-10" in days
    expect(page.locator("details.folded summary")).to_have_text("1 note on site.yaml")


@pytest.mark.parametrize(("count", "percent"), [(13, 87), (15, 100), (0, 0), (14, 93)])
def test_a_share_is_rounded(count: int, percent: int) -> None:
    """To the nearest hundredth."""
    assert Share("English", count, 15).percent == percent


def test_all_of_it_is_nothing_less_than_all() -> None:
    """However little is missing; and of nothing there is no share."""
    assert (Share("English", 999, 1000).percent, Share("English", 0, 0).percent) == (99, 0)


def test_figures_are_told_in_words_too(studio: Studio, page: Page) -> None:
    """Every bar has its number in a table."""
    page.goto(f"{studio.url}overview")
    row = page.get_by_role("row", name="English")
    expect(row).to_contain_text("1 of 1")
    expect(page.get_by_role("row", name="2024-10")).to_have_text("2024-10011")


def test_a_draft_is_released_on_the_day_it_is_saved(studio: Studio, page: Page) -> None:
    """Then feeds show it as new, though its date is of last month."""
    page.goto(f"{studio.url}entry?path=entries/draft.yaml")
    page.get_by_role("checkbox", name="Draft").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    text = (studio.folder / "entries/draft.yaml").read_text()
    assert "published: 2024-11-02\nadded: 2024-12-01\n" in text
    assert "draft:" not in text
