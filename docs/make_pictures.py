"""Makes docs/pictures/ from this project's own entries, with Chromium: `make pictures`.

Those of the studio show a copy of the project, in which one entry has been made a draft and another waits for
its date, so that there is something to see.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from shutil import copy, copytree

from playwright.sync_api import Browser, Page

from browser import a_browser
from cchr_feeds.build import build
from cchr_feeds.cli.screenshots import take_pictures
from cchr_feeds.model.dates import period
from cchr_feeds.newsletter import sheets
from cchr_feeds.run import Run
from loopback import Answer, a_server
from published import published, the_output_of
from studio.conftest import a_studio

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
EDITION = "2024"
WINDOW = (880, 600)
STUDIO = (1120, 800)
DRAFT = "entries/upr-4-labour.yaml"
DOCUMENT = "resilience-card-en.pdf"
EMBARGOED = "entries/chea-chantha-statement.yaml"


def main() -> None:
    """Builds the project somewhere else, and keeps what a browser shows of it."""
    with tempfile.TemporaryDirectory() as folder, a_browser() as browser:
        run = Run(ROOT, Path(folder) / "out", NOW, progress=lambda _: None)
        build(run)
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "feed.png").write_bytes(feed(browser, run.out))
        publications(browser, run.out.parent)
        pages = sheets(run, period(EDITION))
        take_pictures({f"newsletter-{name[-2:]}": page for name, page in pages.items()}, PICTURES)
        studio(browser, Path(folder) / "project")


def publications(browser: Browser, project: Path) -> None:
    """The lists of publications in both languages: on a computer, and on a phone by night."""
    made = the_output_of(project)
    with published(browser, made, 1280) as (page, url, _):
        page.set_viewport_size({"width": 1280, "height": 1100})
        page.goto(f"{url}en/index.html")
        page.screenshot(path=PICTURES / "publications-en.png")
    with published(browser, made, 375, "dark") as (page, url, _):
        page.set_viewport_size({"width": 375, "height": 812})
        page.goto(f"{url}km/index.html")
        page.screenshot(path=PICTURES / "publications-km.png")


def feed(browser: Browser, out: Path) -> bytes:
    """The Khmer feed as a browser shows it, from a web server that says what it is."""
    with a_server(answers(out)) as server:
        page = browser.new_page(viewport={"width": WINDOW[0], "height": WINDOW[1]})
        page.goto(f"{server.url}km/atom.xml")
        return page.screenshot()


def answers(out: Path) -> Mapping[str, Answer]:
    """The feed and its style sheet, with the types that `_headers` asks for."""
    return {
        "/km/atom.xml": Answer((out / "km/atom.xml").read_bytes(), "application/xml; charset=utf-8"),
        "/assets/feed.css": Answer((out / "assets/feed.css").read_bytes(), "text/css; charset=utf-8"),
    }


def studio(browser: Browser, project: Path) -> None:
    """Pictures of the studio's pages, of a copy of the project."""
    copytree(ROOT / "entries", project / "entries")
    for name in ("site.yaml", "published.lock"):
        copy(ROOT / name, project)
    (project / "entries" / DOCUMENT).write_bytes(b"%PDF-1.7\n")
    change(project / DRAFT, "category:", "draft: true\ncategory:")
    change(project / EMBARGOED, "category:", "published: 2026-12-10T09:00\ncategory:")
    with a_studio(project, "--now", NOW.isoformat()) as running:
        for name, (address, act) in PAGES.items():
            page = browser.new_page(viewport={"width": STUDIO[0], "height": STUDIO[1]})
            page.goto(running.url + address)
            act(page)
            page.screenshot(path=PICTURES / f"studio-{name}.png")
            page.close()


def change(file: Path, old: str, new: str) -> None:
    """Puts another text in the place of a file's first such text."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def write_with_a_mistake(page: Page) -> None:
    """What the form says of an address that is not whole."""
    page.fill('[name="en.title"]', "Resilience")
    page.fill('[name="km.title"]', "ភាពធន់")
    page.fill('[name="en.url"]', "www.example.org/resilience")
    page.locator('[id="en.url-messages"] li').wait_for()


def show_the_mistake(page: Page) -> None:
    """The same where lines are higher: with the address in the middle of the window."""
    write_with_a_mistake(page)
    centred = "each => each.scrollIntoView({ block: 'center', behavior: 'instant' })"
    page.locator('[name="en.url"]').evaluate(centred)


def add_documents(page: Page) -> None:
    """A file that lies beside the entry, and room for another document."""
    page.fill('[name="en.title"]', "Resilience")
    page.fill('[name="en.files.0.file"]', DOCUMENT)
    page.fill('[name="en.files.0.title"]', "The card")
    page.locator('button[name="more"]').first.click()
    page.locator(".documents").first.evaluate("each => each.scrollIntoView({ behavior: 'instant' })")


def write_a_note(page: Page) -> None:
    """The mail shows what is typed beside it."""
    page.fill('[name="en.note"]', "Dear reader,\n\nthis month we look at **land**.")
    page.frame_locator("iframe").first.get_by_text("this month we look at").wait_for()


def nothing(_: Page) -> None:
    """For a page that shows all there is as it comes."""


PAGES: Mapping[str, tuple[str, Callable[[Page], None]]] = {
    "entries": ("", nothing),
    "form": ("entry", write_with_a_mistake),
    "documents": ("entry", add_documents),
    "form-km": ("km/entry", show_the_mistake),
    "newsletter": (f"newsletter?period={EDITION}&language=km&size=phone", nothing),
    "edition": ("edition?period=2024-10", write_a_note),
}
"""The studio's pages that are shown: the address, and what is done there first."""


if __name__ == "__main__":
    main()
