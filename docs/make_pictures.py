"""Makes docs/pictures/ from this project's own entries, with Chromium: `make pictures`."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser

from browser import a_browser
from cchr_feeds import site
from cchr_feeds.cli.pictures import take_pictures
from cchr_feeds.model.parsing import period
from loopback import Answer, a_server

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
EDITION = "2024-10"
WINDOW = (880, 600)


def main() -> None:
    """Builds the project somewhere else, and keeps what a browser shows of it."""
    with tempfile.TemporaryDirectory() as folder, a_browser() as browser:
        run = site.Run(ROOT, Path(folder) / "out", NOW, progress=lambda _: None)
        site.build(run)
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "feed.png").write_bytes(feed(browser, run.out))
        sheets = site.sheets(run, period(EDITION))
        take_pictures({f"newsletter-{name[-2:]}": page for name, page in sheets.items()}, PICTURES)


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


if __name__ == "__main__":
    main()
