"""Makes docs/pictures/ from this project's own entries, with the tests' browser: `make pictures`."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser

from browser import Scheme, a_browser, a_page
from cchr_feeds import site
from loopback import Answer, a_server

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
EDITION = "newsletters/2024-10/mail"
PHONE = (375, 780)
WINDOW = (880, 600)

SHEET = """
<!DOCTYPE html>
<meta charset="utf-8">
<style>
body { display: flex; gap: 16px; width: max-content; margin: 0; padding: 16px; background: #8d99a6; }
img { display: block; width: 375px; height: 780px; border-radius: 12px; }
</style>
"""


def main() -> None:
    """Builds the project somewhere else, and keeps what a browser shows of it."""
    with tempfile.TemporaryDirectory() as folder, a_browser() as browser:
        out = Path(folder) / "out"
        site.build(site.Run(ROOT, out, NOW, progress=lambda _: None))
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "newsletter.png").write_bytes(newsletters(browser, out))
        (PICTURES / "feed.png").write_bytes(feed(browser, out))


def newsletters(browser: Browser, out: Path) -> bytes:
    """Both languages' edition on a phone, by day and by night, side by side."""
    shown = [phone(browser, out, language, scheme) for scheme in SCHEMES for language in ("en", "km")]
    images = "".join(f'<img src="data:image/png;base64,{b64encode(one).decode()}" alt="">' for one in shown)
    with a_page(browser, SHEET + images, width=2000) as page:
        return page.locator("body").screenshot()


SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def phone(browser: Browser, out: Path, language: str, scheme: Scheme) -> bytes:
    """The top of an edition as a phone shows it."""
    html = (out / EDITION / f"{language}.html").read_text(encoding="utf-8")
    with a_page(browser, html, width=PHONE[0], scheme=scheme) as page:
        return page.screenshot(clip={"x": 0, "y": 0, "width": PHONE[0], "height": PHONE[1]})


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
