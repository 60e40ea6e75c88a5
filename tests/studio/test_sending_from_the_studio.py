"""An edition is issued and sent from the studio: by the same steps as with the commands, and once."""

import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from commands import DONE, run
from delivery.editions import EDITION, NOW, Posting, issued_project, posting
from scripted_relay import DROP, END
from studio.conftest import Answer, Studio, a_studio, followed
from studio.test_layout import WIDTHS, found_on

__all__ = ["issued_project", "posting"]

LIST = "news@lists.example.org"
ADDRESS = f"send?period={EDITION}"


def told(studio: Studio, answer: Answer) -> str:
    """What the page says after a step; its address doesn't, because histories keep that."""
    assert answer.status == 303
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert [len(found) for name in ("said", "refused") for found in query.get(name, [])] == [16]
    shown = studio.ask(answer.headers["location"]).text
    found = re.search(r'role="status">(.*?)</p>|<h3>Not done</h3>(.*?)</section>', shown, re.DOTALL)
    assert found
    return unescape(found[1] or found[2])


def reviewed(studio: Studio, **lists: str) -> dict[str, str]:
    """The last form as the page offers it for these lists."""
    query = "".join(f"&to.{language}={quote(to)}" for language, to in lists.items())
    page = studio.ask(f"{ADDRESS}&review=1{query}").text
    form = page.partition('class="step final"')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="([\w.]+)" value="([^"]+)"', form))


@pytest.fixture
def unissued(issued_project: Path, tmp_path: Path) -> Iterator[Studio]:
    """A studio of the organisation's own project, built and not issued yet."""
    folder = tmp_path / "unissued"
    shutil.copytree(issued_project, folder, ignore=shutil.ignore_patterns("out", "published.lock", "issued"))
    assert run(folder, "build", "--now", NOW).returncode == DONE
    with a_studio(folder, "--now", NOW) as studio:
        yield studio


def test_an_edition_is_issued_as_the_command_does_it(
    unissued: Studio, issued_project: Path, page: Page
) -> None:
    """After a list that a director can read; by looking, nothing is issued."""
    page.goto(f"{unissued.url}newsletter?period={EDITION}")
    followed(page, "link", "Issue and send it")
    expect(page.locator(".findings")).to_contain_text("In order: English: 2 entries")
    expect(page.locator("main")).to_contain_text("Issue it first")
    assert not (unissued.folder / "issued").exists()
    page.get_by_role("checkbox", name="Without the network").check()
    page.get_by_role("button", name="Issue it").click()
    expect(page.get_by_role("status")).to_contain_text(f"Issued: issued/{EDITION}/en.eml")
    for language in ("en", "km"):
        path = f"issued/{EDITION}/{language}.eml"
        assert (unissued.folder / path).read_bytes() == (issued_project / path).read_bytes()
    page.reload()
    expect(page.get_by_role("button", name="Issue it anew")).to_be_visible()
    expect(page.locator("main")).to_contain_text("issued on 2026-11-25")
    again = unissued.ask(ADDRESS, {"step": "issue", "offline": "1"})
    assert "has been issued already" in told(unissued, again)


def test_what_is_not_in_order_stops_the_issue(unissued: Studio, page: Page) -> None:
    """Here the copy on the web; the page says so before, and after the button."""
    (unissued.folder / "editions").mkdir()
    (unissued.folder / f"editions/{EDITION}.yaml").write_text("en: {note: Dear readers}\n")
    page.goto(unissued.url + ADDRESS)
    expect(page.locator(".findings .wrong")).to_contain_text("The web copy is not of these entries")
    page.get_by_role("button", name="Issue it").click()
    expect(page.locator(".summary")).to_contain_text("Not done")
    expect(page.locator(".summary")).to_contain_text("NOT: The web copy is not of these entries")
    expect(page.locator("#summary")).to_be_focused()
    assert not (unissued.folder / "issued").exists()


def test_what_was_shown_goes_to_the_lists(posting: Posting, page: Page) -> None:
    """Address, subject, size and digest stand before the last button; then what was issued goes out."""
    post = posting()
    with a_studio(post.folder, "--now", NOW) as studio:
        page.goto(studio.url + ADDRESS)
        page.get_by_label("The list’s address (English)").fill(LIST)
        page.get_by_label("The list’s address (ខ្មែរ)").fill("km@lists.example.org")
        followed(page, "button", "See what would be sent")
        final = page.locator(".final")
        expect(final).to_contain_text("en: 1 message, ")
        expect(final).to_contain_text("bytes, “Outcomes of Cambodia’s Fourth Universal Periodic Review")
        expect(final).to_contain_text(re.compile(r"digest [0-9a-f]{64}"))
        assert post.relay.received == []
        page.get_by_role("button", name="Send 2 messages now").click()
        expect(page.get_by_role("status")).to_contain_text(f"{EDITION} has gone to {LIST} (en)")
        expect(page.locator("main")).to_contain_text(f"sent to {LIST}")
        page.reload()
        expect(page.get_by_role("button", name="Issue it anew")).to_have_count(0)
        expect(page.get_by_label("The list’s address (English)")).to_have_value(LIST)
    assert post.relay.recipients() == [LIST, "km@lists.example.org"]
    for language, (_, content) in zip(("en", "km"), post.relay.received, strict=True):
        issued = (post.folder / f"issued/{EDITION}/{language}.eml").read_bytes()
        assert content.partition(b"\r\n\r\n")[2] == issued.partition(b"\r\n\r\n")[2]


def slowly(step: str, _recipient: str, _number: int) -> str | None:
    """A mail server that takes its time over a message."""
    if step == END:
        time.sleep(1)
    return None


@pytest.mark.usefixtures("at_length")
def test_two_clicks_send_once(posting: Posting) -> None:
    """The second waits for the first, and then there is nothing left to send."""
    post = posting(slowly)
    with a_studio(post.folder, "--now", NOW) as studio:
        form = reviewed(studio, en=LIST)
        with ThreadPoolExecutor(2) as both:
            answers = [*both.map(lambda _: told(studio, studio.ask(ADDRESS, form)), range(2))]
        assert sorted("has gone to these lists already" in each for each in answers) == [False, True]
    assert post.relay.recipients() == [LIST]


STOPPED = """addEventListener("submit", () => setTimeout(() => {
    window.wasDisabled = document.querySelector(".final button").disabled;
    window.stop();
}, 300), { once: true }); window.wasDisabled = false"""
"""Makes a page stop its way to the next one, as Esc does, soon after a form is sent."""


def test_a_button_works_again_where_its_page_was_stopped(posting: Posting, page: Page) -> None:
    """By Esc, which stops no sending: pressed again, it finds that the edition has gone out."""
    post = posting(slowly)
    with a_studio(post.folder, "--now", NOW) as studio:
        page.goto(f"{studio.url}{ADDRESS}&review=1&to.en={LIST}&to.km=")
        button = page.get_by_role("button", name="Send 1 message now")
        page.evaluate(STOPPED)
        button.click(no_wait_after=True)
        page.wait_for_function("wasDisabled")
        expect(button).to_be_enabled()
        button.click()
        expect(page.locator("#summary")).to_contain_text("has gone to these lists already")
    assert post.relay.recipients() == [LIST]


@pytest.mark.usefixtures("at_length")
def test_the_command_and_the_studio_at_once_send_once(posting: Posting) -> None:
    """Which of them comes second is told that it may be on its way, and sends nothing."""
    post = posting(slowly)
    with a_studio(post.folder, "--now", NOW) as studio, ThreadPoolExecutor(1) as beside:
        form = reviewed(studio, en=LIST)
        command = beside.submit(post.send, "--to", f"en={LIST}")
        answer = told(studio, studio.ask(ADDRESS, form))
        ended = command.result()
    assert post.relay.recipients() == [LIST]
    assert f"has gone to {LIST}" in answer or ended.returncode == DONE


def test_looking_sends_nothing(posting: Posting) -> None:
    """Whatever the address says."""
    post = posting()
    lock = (post.folder / "published.lock").read_bytes()
    with a_studio(post.folder, "--now", NOW) as studio:
        form = reviewed(studio, en=LIST)
        query = "".join(f"&{name}={quote(value)}" for name, value in form.items())
        assert studio.ask(f"{ADDRESS}&step=send{query}&review=1").status == 200
        assert studio.ask(ADDRESS, form, {"Origin": "https://evil.example"}).status == 403
    assert post.relay.received == []
    assert (post.folder / "published.lock").read_bytes() == lock


def test_only_what_was_shown_is_sent(posting: Posting) -> None:
    """Not an edition that was issued anew since, and nothing to an address that is none."""
    post = posting()
    with a_studio(post.folder, "--now", NOW) as studio:
        form = reviewed(studio, en=LIST)
        assert "issued anew" in told(studio, studio.ask(ADDRESS, form | {"digest.en": "0" * 64}))
        assert "is not an e-mail address" in told(studio, studio.ask(ADDRESS, form | {"to.en": "news"}))
        assert "write a list's address" in told(studio, studio.ask(ADDRESS, form | {"to.en": ""}))
        assert "is not an e-mail address" in studio.ask(f"{ADDRESS}&review=1&to.en=news").text
    assert post.relay.received == []


def test_a_language_that_was_not_issued_has_no_list(posting: Posting) -> None:
    """It may have got its first entry of the month since."""
    post = posting()
    lock = post.folder / "published.lock"
    kept = [line for line in lock.read_text().splitlines() if not re.match('.*"edition".*"km"', line)]
    lock.write_text("".join(f"{line}\n" for line in kept))
    with a_studio(post.folder, "--now", NOW) as studio:
        answer = studio.ask(f"{ADDRESS}&review=1&to.en={LIST}&to.km=km@lists.example.org")
        assert answer.status == 200
        assert 'id="to.en"' in answer.text
        assert "to.km" not in answer.text.partition("<main")[2]


def test_what_nobody_knows_is_told_and_not_sent_again(posting: Posting) -> None:
    """The connection ends after the message and before the answer."""
    post = posting(lambda step, _to, _number: DROP if step == END else None)
    with a_studio(post.folder, "--now", NOW) as studio:
        form = reviewed(studio, en=LIST)
        assert "nobody knows whether en reached the list" in told(studio, studio.ask(ADDRESS, form))
        assert "nobody knows whether en reached the list" in told(studio, studio.ask(ADDRESS, form))
        assert f"on its way to {LIST}, or lost there" in studio.ask(ADDRESS).text
    assert post.relay.recipients() == [LIST]


@pytest.mark.usefixtures("at_length")
def test_however_much_is_refused_it_is_told(unissued: Studio) -> None:
    """As with hundreds of dead links, or of entries with a problem: each with its place, and no warning."""
    for number in range(300):
        text = (
            f"id: wrong-{number}\npublished: 2024-10-10\ncategory: {'a' * 200}-{number}\nen: {{title: A}}\n"
        )
        (unissued.folder / f"entries/wrong-{number}.yaml").write_text(text)
    answer = unissued.ask(ADDRESS, {"step": "test", "to": "me@example.org"})
    lines = told(unissued, answer).splitlines()
    assert len([line for line in lines if re.search(r"entries/wrong-\d+\.yaml:3: 'aaa.*; ", line)]) == 300
    assert "there is no 'km' here" not in "".join(lines)


def test_a_test_goes_to_one_address_and_issues_nothing(posting: Posting, page: Page) -> None:
    """In every language."""
    post = posting()
    lock = (post.folder / "published.lock").read_bytes()
    with a_studio(post.folder, "--now", NOW) as studio:
        page.goto(studio.url + ADDRESS)
        page.get_by_label("Your address").fill("me@example.org")
        page.get_by_role("button", name="Send a test").click()
        expect(page.get_by_role("status")).to_contain_text("2 tests were sent.")
    assert post.relay.recipients() == ["me@example.org", "me@example.org"]
    assert (post.folder / "published.lock").read_bytes() == lock


def test_what_is_missing_to_send_is_told_with_what_to_do(posting: Posting) -> None:
    """A mail server, its password; and a withdrawn entry, which has to leave the mail first."""
    post = posting()
    site = post.folder / "site.yaml"
    with_relay = site.read_text()
    with a_studio(post.folder, "--now", NOW) as studio:
        site.write_text(with_relay.replace("security: none", "security: none, user: news"))
        assert "put it into CCHR_FEEDS_RELAY_PASSWORD" in studio.ask(ADDRESS).text
        assert "in a terminal:" in studio.ask(ADDRESS).text
        site.write_text(re.sub(r"relay:.*\n", "", with_relay))
        assert "write, for instance, relay: {host:" in studio.ask(ADDRESS).text
        site.write_text(with_relay)
        assert (
            run(
                post.folder, "withdraw", "forced-evictions-2024", "--reason", "A mistake", "--now", NOW
            ).returncode
            == DONE
        )
        assert "withdrawn since it was issued: forced-evictions-2024" in studio.ask(ADDRESS).text


def test_a_trial_output_issues_nothing(unissued: Studio, tmp_path: Path) -> None:
    """What readers get is out/ of the project."""
    with a_studio(unissued.folder, "--now", NOW, "--out", str(tmp_path / "elsewhere")) as studio:
        assert "leave out --out" in told(studio, studio.ask(ADDRESS, {"step": "issue", "offline": "1"}))
    assert not (unissued.folder / "issued").exists()


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_last_step_fits_every_width(posting: Posting, page: Page, language: str) -> None:
    """With two lists, what was refused, and all that is shown before the last button."""
    lists = f"&review=1&to.en={LIST}&to.km=a-list-with-a-long-name@lists.example.org"
    with a_studio(posting().folder, "--now", NOW) as studio:
        page.goto(f"{studio.url}{language}/{ADDRESS}{lists}")
        expect(page.locator(".final")).to_be_visible()
        assert [*found_on(page, WIDTHS)] == []
