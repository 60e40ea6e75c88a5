"""A real browser for tests: Debian's Chromium, driven by Playwright, offline."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from patience import PATIENCE

MILLISECONDS = PATIENCE * 1000
expect.set_options(timeout=MILLISECONDS)  # Playwright's 5 seconds are short on a busy machine

Scheme = Literal["light", "dark"]

AXE = Path(__file__).parent / "node/node_modules/axe-core/axe.min.js"

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def accessibility_findings(page: Page) -> list[str]:
    """What axe finds on a page that is serious or critical: the rule, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['target']}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        browser.on("context", _be_patient)
        try:
            yield browser
        finally:
            browser.close()


def _be_patient(context: BrowserContext) -> None:
    context.set_default_timeout(MILLISECONDS)


@contextmanager
def a_page(browser: Browser, html: str = "", width: int = 700, scheme: Scheme = "light") -> Iterator[Page]:
    """A page of `width` pixels showing `html`, in light or dark mode, without network."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    try:
        page = context.new_page()
        page.set_content(html)
        yield page
    finally:
        context.close()
