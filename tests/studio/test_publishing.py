"""Publishing from the studio: the same as the command does, in a browser without a terminal."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cchr_feeds.critical_section import locked
from extent import a_few
from project_files import SITE, a_project
from publish.places import files_of
from studio.conftest import EMBARGOED, NARROW, OUT, WIDE, Studio, a_studio


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Studio]:
    """The studio of a project that publishes to a folder."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web/theirs.html").write_bytes(b"theirs")
    entries = {"entries/land.yaml": OUT, "entries/day.yaml": EMBARGOED}
    files = {"site.yaml": f"{SITE}publish: {{folder: ../web}}\n", **entries}
    with a_studio(a_project(tmp_path / "project", **files)) as running:
        yield running


def published(studio: Studio) -> dict[str, bytes]:
    """What is in the place."""
    return files_of(studio.folder.parent / "web")


def test_published_corrected_and_undone_in_a_browser(publisher: Studio, page: Page) -> None:
    """With what readers will see change, the result, the link, and nothing that waits."""
    page.goto(f"{publisher.url}changes")
    expect(page.get_by_role("heading", name="New to readers")).to_be_visible()
    expect(page.get_by_text("goes online when a build runs after 2024-12-10 09:00")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("files changed, 0 removed")).to_be_visible(timeout=60_000)
    link = page.get_by_role("link", name="Open what readers see")
    assert link.get_attribute("href") == "https://example.org/feeds/"
    there = published(publisher)
    assert b"A report on land" in there["en/atom.xml"]
    assert not [path for path, content in there.items() if b"Human Rights Day" in content]
    assert (publisher.folder / "published.lock").exists()
    path = publisher.folder / "entries/land.yaml"
    path.write_text(OUT.replace("What we found.", "What we found then."), encoding="utf-8")
    expect(page.get_by_role("heading", name="Corrected without notice")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published: ")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Nothing. Readers have everything")).to_be_visible(timeout=60_000)
    assert b"What we found then." in published(publisher)["en/atom.xml"]
    page.get_by_text("Undo the last publishing").click()
    page.get_by_role("button", name="Put back the files of before").click()
    expect(page.get_by_text("files are as before")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("it was undone: all that published.lock has goes out.")).to_be_visible()
    assert published(publisher) == there


def test_how_it_goes_is_told_in_one_line(publisher: Studio, page: Page) -> None:
    """The page stays meanwhile, or a screen reader would begin anew every second; and the end is heard."""
    page.goto(f"{publisher.url}changes")
    status = page.get_by_role("status")
    with locked(publisher.folder):  # the publishing waits for that
        page.get_by_role("button", name="Publish").click()
        expect(status).to_contain_text("Publishing")
        page.evaluate("document.body.dataset.same = 'yes'")
        for _ in range(3):
            with page.expect_response("**/changes"):
                pass  # it asks how it goes
        assert page.evaluate("document.body.dataset.same") == "yes"
    expect(status).to_contain_text("files changed", timeout=60_000)
    expect(status).to_be_focused()


def test_a_studio_that_ends_while_it_publishes_is_told_of(publisher: Studio, page: Page) -> None:
    """Nobody waits for what can't come any more."""
    page.goto(f"{publisher.url}changes")
    with locked(publisher.folder):
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("status")).to_contain_text("Publishing")
        publisher.process.send_signal(signal.SIGKILL)
        publisher.process.wait()
        expect(page.get_by_role("status")).to_contain_text(
            "Start it again to see how it ended", timeout=60_000
        )


@pytest.mark.parametrize("language", ["en", "km"])
def test_nothing_scrolls_sideways(publisher: Studio, page: Page, language: str) -> None:
    """Before and after publishing, whatever the line for cron is long."""
    page.goto(f"{publisher.url}{language}/changes")
    assert too_narrow(page) == []
    page.locator(".publish button").first.click()
    expect(page.locator(".publish a[target]")).to_be_visible(timeout=60_000)
    page.locator(".publish summary").click()
    assert too_narrow(page) == []


def too_narrow(page: Page) -> list[int]:
    """The widths of a window at which the page scrolls sideways."""
    found = []
    for width in (320, NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(width)
    return found


def test_a_page_that_is_old_publishes_nothing(publisher: Studio, wait: Callable[[Studio], str]) -> None:
    """What was looked at is what goes out; nor does a form without what was seen."""
    publisher.ask("publish", {"seen": ""})
    publisher.ask("publish", {"seen": "0" * 64})
    assert "look again, and publish then" in wait(publisher)
    assert list(published(publisher)) == ["theirs.html"]


@pytest.fixture
def wait() -> Callable[[Studio], str]:
    """The page once nothing is at work any more."""

    def page_of(studio: Studio) -> str:
        while 'http-equiv="refresh"' in (text := studio.ask("changes").text):
            pass
        return text

    return page_of


@pytest.mark.parametrize("address", ["publish", "undo"])
@pytest.mark.parametrize("origin", a_few(["https://evil.example", "null", ""], 1))
def test_no_other_site_publishes_or_undoes(publisher: Studio, address: str, origin: str) -> None:
    """Even if it knew the address (CSRF)."""
    assert publisher.ask(address, {"seen": "x"}, {"Origin": origin}).status == 403
    assert publisher.ask(address).status == 405
    assert list(published(publisher)) == ["theirs.html"]


def test_where_no_place_is_named_the_page_says_what_to_write(tmp_path: Path) -> None:
    """And has no button."""
    with a_studio(a_project(tmp_path, **{"entries/land.yaml": OUT})) as studio:
        page = studio.ask("changes").text
        assert "publish: {rsync:" in page
        assert '<form method="post" action="publish">' not in page
