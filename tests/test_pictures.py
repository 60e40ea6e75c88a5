"""Tests of the sheets of pictures on which an edition is signed off, made with a real Chromium."""

import json
import re
import struct
from base64 import b64encode
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Frame, Page

from browser import a_page
from builds import the_real_project
from cchr_feeds.model.output import Edition
from cchr_feeds.model.values import Picture
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.sign_off_sheet import sheet_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.weaves import weave_png
from commands import DONE, NOT_WRITTEN, run
from factories import a_khmer_entry, a_site, an_edition, an_entry
from full_editions import LOGO, SUPPORTERS, a_full_edition
from photographs import png

VIEWS = [640, 375, 375, 375]
DESKTOP, PHONE, NIGHT, WITHOUT_PICTURES = range(4)


def size_of(picture: Path) -> tuple[int, int]:
    """A PNG's width and height (its header, IHDR)."""
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:])
    return width, height


@pytest.mark.usefixtures("browser")
def test_each_language_gets_a_sheet(tmp_path: Path) -> None:
    """In sign-off/, in a size that can be sent; no picture is in the output, and the result names both."""
    project = the_real_project(tmp_path)
    done = run(project, "newsletter", "2024-10", "--pictures", "--json")
    assert done.returncode == DONE, done.stderr
    sheets = [project / f"sign-off/2024-10-{language}.png" for language in ("en", "km")]
    assert sorted((project / "sign-off").iterdir()) == sheets
    assert [Path(path).name for path in json.loads(done.stdout)["pictures"]] == [
        sheet.name for sheet in sheets
    ]
    for width, height in map(size_of, sheets):
        assert width == 1600
        assert 1200 < height < 6000
    assert list((project / "out/newsletters").rglob("*.png")) == []


def test_nothing_is_pictured_unasked(tmp_path: Path) -> None:
    """Without the option there is no folder, and no browser is looked for."""
    project = the_real_project(tmp_path)
    done = run(project, "newsletter", "2024-10", CHROMIUM="/nowhere/chromium")
    assert done.returncode == DONE
    assert not (project / "sign-off").exists()


BROWSERS = {
    "none-named": (
        {"CHROMIUM": "/nowhere/chromium"},
        "CHROMIUM names /nowhere/chromium, which does not exist",
    ),
    "none-found": ({"PATH": "/nowhere"}, "Chromium is not installed"),
    "none-that-works": ({"CHROMIUM": "/bin/true"}, "/bin/true took no picture"),
}


@pytest.mark.parametrize("name", BROWSERS)
def test_without_chromium_the_newsletter_is_written_all_the_same(tmp_path: Path, name: str) -> None:
    """One message says so, and what to install or to name."""
    variables, said = BROWSERS[name]
    project = the_real_project(tmp_path)
    done = run(project, "newsletter", "2024-10", "--pictures", "--quiet", **variables)
    assert done.returncode == NOT_WRITTEN
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"the newsletter is written, its pictures are not: {said}; install Chromium")
    assert (project / "out/newsletters/2024-10/mail/en.html").is_file()
    assert not list(project.glob("sign-off/*"))


@pytest.mark.usefixtures("browser")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file of that name stands in the way."""
    project = the_real_project(tmp_path)
    (project / "sign-off").write_text("", encoding="utf-8")
    done = run(project, "newsletter", "2024-10", "--pictures", "--quiet")
    assert done.returncode == NOT_WRITTEN
    assert done.stderr.startswith("the pictures could not be written: ")


def a_sheet(edition: Edition) -> str:
    """The edition's sheet, as a page."""
    site = a_site(supporters=SUPPORTERS)
    return sheet_html(Letter(edition, site), Templates(), {})


def frames_of(page: Page) -> list[Frame]:
    """The windows on the sheet, once they are as high as what they show."""
    page.wait_for_function("document.documentElement.dataset.height")
    return page.frames[1:]


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_sheet_shows_the_mail_in_every_way(browser: Browser, language: str) -> None:
    """On a computer, on a phone, by night, without pictures: each whole, at its width, in its colours."""
    # "null": Playwright's own choice of a scheme would hold for each window too
    with browser.new_context(viewport={"width": 1600, "height": 900}, color_scheme="null") as context:
        page = context.new_page()
        page.set_content(a_sheet(a_full_edition(language)))
        frames = frames_of(page)
        assert [frame.evaluate("innerWidth") for frame in frames] == VIEWS
        heights = "innerHeight === document.documentElement.scrollHeight"
        assert all(frame.evaluate(heights) for frame in frames)
        night = "matchMedia('(prefers-color-scheme: dark)').matches"
        assert [frame.evaluate(night) for frame in frames] == [False, False, True, False]
        pictures = "[...document.images].filter(image => image.complete && image.naturalWidth).length"
        assert [frame.evaluate(pictures) for frame in frames][WITHOUT_PICTURES] == 0
        assert min(frame.evaluate(pictures) for frame in frames[:WITHOUT_PICTURES]) > 1
        assert page.evaluate("document.documentElement.scrollWidth") == 1600
        assert page.locator("pre").inner_text().count("https://cchrcambodia.org/") > 3
        assert page.locator(".cut").count() == 0


@pytest.mark.parametrize(
    ("language", "size", "more"), [("en", " kB of 95 kB", " more on the web"), ("km", "kB", "ទៀត")]
)
def test_a_long_mail_is_cut_on_the_sheet(browser: Browser, language: str, size: str, more: str) -> None:
    """A picture of ten thousand pixels is of no use: each window is cut, and says so."""
    make = an_entry if language == "en" else a_khmer_entry
    entries = [make(publication_id=f"number-{index}") for index in range(100)]
    with a_page(browser, a_sheet(an_edition(*entries, language=language)), 1600) as page:
        frames_of(page)
        assert page.locator(".window.cut").count() == 4
        assert page.locator(".text.cut").count() == 1
        assert page.evaluate("document.documentElement.scrollHeight") < 6500
        meter = page.locator("header").inner_text()
        assert size in meter
        assert more in meter
        assert page.locator(".large").count() == 1


def test_the_sheet_shows_the_projects_own_pictures(tmp_path: Path) -> None:
    """A file of the project and the weave of the lead; a picture that lies elsewhere is a grey box."""
    photo, site = tmp_path / "photo.png", a_site(supporters=SUPPORTERS)
    photo.write_bytes(png(width=8, height=4))
    image = Picture(site.address("files/a/photo.png"), "A photo")
    edition = an_edition(an_entry(), an_entry(publication_id="b", image=image))
    sheet = sheet_html(Letter(edition, site), Templates(), {"files/a/photo.png": photo})
    shown = [unquote(unescape(each)) for each in re.findall("data:image/[^&]*", sheet)]
    assert f"data:image/png;base64,{b64encode(photo.read_bytes()).decode()}" in shown
    weave = weave_png("weave check", site.brand.colour)
    assert f"data:image/png;base64,{b64encode(weave).decode()}" in shown
    assert sum(each.startswith("data:image/svg+xml") for each in shown) == 2 * 3


def test_the_sheet_asks_nobody_for_anything(browser: Browser) -> None:
    """No picture of the mail is fetched, and no script in it would run."""
    edition = an_edition(an_entry(title="<script>document.title = 'run'</script>"))
    asked: list[str] = []
    with a_page(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(sheet_html(Letter(edition, a_site(supporters=SUPPORTERS)), Templates(), {}))
        frames_of(page)
        assert page.title().startswith("<script>document.title = 'run'</script>: CCHR newsletter")
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == []
    assert LOGO["en"] not in sheet_html(Letter(edition, a_site()), Templates(), {})
