"""A real browser for tests: Debian's Chromium, driven by Playwright, offline."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import cycle, repeat
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from extent import FULL
from patience import PATIENCE

MILLISECONDS = PATIENCE * 1000
expect.set_options(timeout=MILLISECONDS)  # Playwright's 5 seconds are short on a busy machine

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
View = tuple[int, Scheme]
"""How a page is looked at: the width of the window, by day or by night."""

AXE = Path(__file__).parent / "node/node_modules/axe-core/axe.min.js"

SERIOUS = ("serious", "critical")
IMPACTS = ("minor", "moderate", *SERIOUS)
"""How much axe says that a finding matters."""

CHROMIUM = Path("/usr/bin/chromium")
# The same browser without windows of its own: it opens a page in a sixth of the time.
_SHELL = Path("/usr/bin/chromium-headless-shell")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name leads anywhere, at once; where there is a resolver, asking it can take seconds.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def copied(button: Locator) -> str:
    """Presses a button that copies; what it says then, even if it soon says something else again."""
    button.evaluate(
        """(button) => { window.said = new Promise((then) =>
            new MutationObserver(() => then(button.textContent)).observe(button, { childList: true })); }"""
    )
    button.click()
    said: str = button.page.evaluate("said")
    return said


def views(*widths: int) -> Sequence[View]:
    """Every width by day and by night in a full run, else every width once, by day and by night in turn."""
    every = _views(widths)
    return every if FULL else every[: len(widths)]


def views_in_turn(*widths: int) -> Iterator[Sequence[View]]:
    """For one page after another how it is looked at: in every way in a full run, else in the next one.

    So pages of one kind are seen in every width, by day and by night.
    """
    every = _views(widths)
    return repeat(every) if FULL else ([each] for each in cycle(every))


def _views(widths: Sequence[int]) -> list[View]:
    day, night = cycle(SCHEMES), cycle(SCHEMES[::-1])
    return [*zip(widths, day, strict=False), *zip(widths, night, strict=False)]


def see(page: Page, view: View) -> None:
    """Looks at the page that is open in another window, by day or by night."""
    width, scheme = view
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


@cache
def _axe() -> str:
    return f"if (window === top) {{ {AXE.read_text(encoding='utf-8')} }}"


# A frame without axe in it is waited for, half a second each, unless frames are left out.
_JUDGED = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"], iframes: false });
    return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => [id, impact, target]));
}"""


def accessibility_findings(page: Page, impacts: Sequence[str] = SERIOUS) -> list[str]:
    """What axe finds on a page of these impacts: the rule, and where."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_axe())
        page.add_init_script(_axe())  # what is opened in this page next is probably judged as well
    return [f"{rule}: {target}" for rule, impact, target in page.evaluate(_JUDGED) if impact in impacts]


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, until the block ends."""
    with sync_playwright() as playwright:
        program = _SHELL if _SHELL.exists() else CHROMIUM
        browser = playwright.chromium.launch(executable_path=str(program), args=_ARGUMENTS)
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
