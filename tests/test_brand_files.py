"""The logo, the icon and supporters' logos as files of the project, copied without what is written there."""

import re
import time
from pathlib import Path

import pytest

from builds import NOW, assert_built, tree
from cchr_feeds.images import ICON, LOGO
from cchr_feeds.source import read_project
from commands import run
from photographs import SECRETS, a_picture, jpeg, opened, png, saved
from project_files import SITE, a_project, an_entry_file, assert_refused

pytestmark = pytest.mark.usefixtures("measured_commands")

BRAND = """\
brand:
  logo: {light: brand/logo.png, dark: brand/on-dark.png}
  icon: {en: brand/icon.png, km: https://example.org/icon.png}
supporters:
- {name: USAID, logo: brand/usaid.jpg}
- {name: GIZ, logo: https://example.org/giz.png}
"""
FILES: dict[str, str | bytes] = {
    "brand/logo.png": png(),
    "brand/on-dark.png": png("RGB"),
    "brand/icon.png": png(width=700, height=700),
    "brand/usaid.jpg": jpeg(6, 300, 200),
    "entries/report.yaml": an_entry_file(),
}
PICTURES = "assets/pictures/brand"


def test_files_of_the_site_are_at_public_addresses(tmp_path: Path) -> None:
    """With their sizes, of which nothing is larger than it is shown; addresses stay as they are."""
    site = read_project(a_project(tmp_path, **(FILES | {"site.yaml": SITE + BRAND}))).site
    assert site.brand.logo
    assert site.brand.icon
    logo, icon = site.brand.logo["km"], site.brand.icon
    assert str(logo) == logo.url == f"https://example.org/feeds/{PICTURES}/logo.png"
    assert (logo.light.width, logo.light.height) == (469, LOGO[1])
    assert logo.dark
    assert logo.dark.url.endswith("/on-dark.png")
    assert (icon["en"].width, icon["en"].height) == ICON
    assert icon["km"].url == "https://example.org/icon.png"
    usaid, giz = (each.logo["en"] for each in site.supporters if each.logo)
    assert (usaid.width, usaid.height, usaid.path) == (300, 200, f"{PICTURES}/usaid.jpg")
    assert (giz.url, giz.width, giz.path) == ("https://example.org/giz.png", None, "")


@pytest.mark.parametrize("logo", ["brand/logo.png", "{en: brand/logo.png, km: brand/logo.png}"])
def test_a_logo_is_one_file_or_one_for_each_language(tmp_path: Path, logo: str) -> None:
    """As every value of site.yaml may be."""
    site = read_project(
        a_project(tmp_path, **(FILES | {"site.yaml": f"{SITE}brand: {{logo: {logo}}}\n"}))
    ).site
    assert site.brand.logo
    assert {site.brand.logo[language].light.path for language in site.languages} == {f"{PICTURES}/logo.png"}


def test_nothing_is_in_them_but_what_they_show(tmp_path: Path) -> None:
    """And what is transparent stays so."""
    assert_built(a_project(tmp_path, **(FILES | {"site.yaml": SITE + BRAND})))
    out = tmp_path / "out"
    made = {path: each for path, each in tree(out).items() if path.startswith(f"{PICTURES}/") and each}
    assert {Path(path).name for path in made} == {"logo.png", "on-dark.png", "icon.png", "usaid.jpg"}
    assert not [word for word in SECRETS for each in made.values() if each and word in each]
    assert opened(out / PICTURES / "logo.png").mode == "RGBA"


def test_another_logo_is_noticed(tmp_path: Path) -> None:
    """Although it lies where no entries and templates do."""
    project = a_project(tmp_path, **(FILES | {"site.yaml": SITE + BRAND}))
    settle()
    assert_built(project)
    said = run(project, "build", "--verbose", "--now", NOW).stderr
    assert "nothing has changed since the last build" in said
    (project / "brand/logo.png").write_bytes(saved(a_picture(90, 90), "PNG"))
    assert_built(project)
    assert opened(project / "out" / PICTURES / "logo.png").size == (90, 90)


def settle() -> None:
    """Lets a while pass, so that the times of files tell a change from none."""
    time.sleep(0.03)


SVG = "many mail programs don't show SVG pictures such as 'logo.svg'"
NEITHER = "is neither an address nor a file of this project"


@pytest.mark.parametrize(
    ("marked", "message", "fix"),
    [
        ("{logo: ▶brand/logo.svg}", SVG, "export it as PNG"),
        (
            "{icon: ▶brand/none.png}",
            "there is no file 'brand/none.png' in this project",
            "put the file there",
        ),
        ("{logo: {light: brand/logo.png, dark: ▶brand/none.png}}", "there is no file 'brand/none.png'", ""),
        ("{icon: {en: brand/logo.png, km: ▶brand/none.png}}", "there is no file 'brand/none.png'", ""),
        ("{logo: ▶../logo.png}", "'../logo.png' is not a full address", "write it in full"),
        ("{logo: ▶brand/../../logo.png}", NEITHER, "such as brand/logo.png"),
        ("{logo: ▶/etc/logo.png}", "is not a full address", "write it in full"),
        ("{logo: ▶out/logo.png}", NEITHER, "such as brand/logo.png"),
        ("{logo: ▶.git/logo.png}", "is not a full address", ""),
        ("{logo: ▶'brand\\logo.png'}", NEITHER, "such as brand/logo.png"),
        ("{logo: ▶www.example.org/logo.png}", "is not a full address", "https://www.example.org/logo.png"),
        ("{logo: ▶link/logo.png}", "a link leads to this file", "put the file itself here"),
        ("{logo: ▶brand/link.png}", "is a folder or a link, not a file", "put the file itself here"),
        ("{logo: ▶{dark: brand/logo.png}}", "'light' is missing here", ""),
    ],
)
def test_what_is_no_picture_of_the_project_is_refused(
    tmp_path: Path, marked: str, message: str, fix: str
) -> None:
    """At its place, with what to do."""
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand/logo.svg").write_text("<svg/>")
    (tmp_path / "link").symlink_to("brand")
    (tmp_path / "brand/link.png").symlink_to("logo.png")
    a_project(tmp_path, **FILES)
    assert_refused(tmp_path, "site.yaml", f"{SITE}brand: {marked}\n", message, fix)


def test_pages_keep_room_for_pictures_and_know_the_dark(tmp_path: Path) -> None:
    """Nothing moves while a logo loads, the one for the ground; a letter's row has the small copy."""
    newsletter = (
        "newsletter: {from: {address: a@example.org}, postal_address: A, unsubscribe: mailto:a@example.org}\n"
    )
    image = "{title: A, summary: B, image: {file: a.jpg, alt: A map}}"
    files: dict[str, str | bytes] = {
        **FILES,
        "site.yaml": SITE + newsletter + BRAND,
        "entries/a.jpg": jpeg(),
        "entries/first.yaml": an_entry_file(id="first", en="{title: A, summary: B}", published="2024-10-12"),
        "entries/report.yaml": an_entry_file(en=image),
    }
    assert_built(a_project(tmp_path, **files))
    page = (tmp_path / "out/publications/report/en.html").read_text()
    assert '/brand/on-dark.png" media="(prefers-color-scheme: dark)">' in page
    pictures = re.findall(r"<img [^>]*>", page)
    assert len(pictures) == 4
    assert all(" alt=" in each for each in pictures)
    assert [each for each in pictures if " width=" not in each] == [
        each for each in pictures if "giz.png" in each
    ]
    assert [each for each in pictures if "lazy" in each] == pictures[2:]
    letter = (tmp_path / "out/newsletters/2024-10/mail/en.html").read_text()
    (row,) = re.findall(r"<img [^>]*/small/[^>]*>", letter)
    assert 'width="176" height="99" alt="A map"' in row
