"""How pages and letters look: pictures of them, for a person's eyes; the tests hold what a program can see.

`CCHR_FEEDS_PICTURES=folder` keeps the pictures there: of both languages, on a phone and on a computer, by day
and by night; pages and letters with and without pictures, letters of 1, 2, 12 and 40 entries. Without it, a
few are taken.
"""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import Scheme
from builds import REPOSITORY, assert_built
from extent import FULL
from loopback import Server, a_server
from photographs import jpeg
from published import answers, the_output_of

ALL = FULL or "CCHR_FEEDS_PICTURES" in os.environ
FORMS = [(count, has) for count in (1, 2, 12, 40) for has in (False, True)]
"""How many entries a letter has, and whether they have pictures."""

LOOKS = [(width, scheme) for scheme in ("light", "dark") for width in (1280, 375)]
MADE_FROM = "https://cchrcambodia.org/feeds/"
PAGES: Mapping[str, str] = {
    "home": "{language}/index.html",
    "category": "{language}/{category}/index.html",
    "publication": "publications/{entry}/{language}.html",
    "follow": "{language}/follow.html",
}
PLACES = {
    "en": {"category": "joint-submission", "entry": "upr-4-outcomes-0"},
    "km": {"category": "joint-statement", "entry": "chea-chantha-statement-0"},
}


def in_october(text: str, turn: int, *, pictures: bool) -> str:
    """An entry's file as another entry of October's letter, in which its texts stand once more."""
    without = re.sub(r"(?m)^edition:.*\n", "", text).rstrip("\n")
    image = "\n  image: {file: photo.jpg, alt: A street in the morning}" if pictures else ""
    return re.sub(r"(?m)^id: (.*)$", rf"id: \1-{turn}\nedition: 2024-10", without) + f"{image}\n"


def a_project_of(folder: Path, count: int, *, pictures: bool) -> Path:
    """As many entries in each language as a month's letter is to have, made of this repository's own."""
    (folder / "entries").mkdir(parents=True)
    (folder / "site.yaml").write_bytes((REPOSITORY / "site.yaml").read_bytes())
    if pictures:
        (folder / "entries/photo.jpg").write_bytes(jpeg())
    texts = [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "entries").glob("*.yaml"))]
    for language in ("en", "km"):
        own = sorted(
            (text for text in texts if f"\n{language}:" in text), key=lambda text: "\npublished:" not in text
        )
        for number, text in enumerate(islice(cycle(own), count)):
            content = in_october(text, number // len(own), pictures=pictures)
            (folder / f"entries/{language}-{number}.yaml").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures are kept."""
    folder = Path(os.environ.get("CCHR_FEEDS_PICTURES") or tmp_path_factory.mktemp("screens"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module", params=FORMS if ALL else [(1, False), (12, True), (40, False)], ids=str)
def host(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str]]:
    """Such a project online, and what its pictures are called."""
    count, pictures = request.param
    project = a_project_of(tmp_path_factory.mktemp("project") / "project", count, pictures=pictures)
    assert_built(project)
    with a_server({}) as server:
        made = the_output_of(project).items()
        server.answers |= answers(
            {path: each.replace(MADE_FROM.encode(), server.url.encode()) for path, each in made}
        )
        yield server, f"{count}{'-pictures' if pictures else ''}"


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize(("width", "scheme"), LOOKS if ALL else LOOKS[::3])
def test_nothing_runs_out_of_a_screen(
    browser: Browser, host: tuple[Server, str], folder: Path, language: str, width: int, scheme: Scheme
) -> None:
    """Of a letter of any length and, where there is a dozen entries, of each kind of page."""
    server, name = host
    shown = {"newsletter": f"newsletters/2024-10/mail/{language}.html"}
    if name.startswith("12"):
        shown |= {kind: path.format(language=language, **PLACES[language]) for kind, path in PAGES.items()}
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for kind, path in shown.items():
        page.goto(server.url + path, wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if name.endswith("pictures") and kind in ("newsletter", "home", "publication"):
            page.locator("img").first.evaluate("each => each.decode()")
        file = folder / f"{kind}-{name}-{language}-{width}-{scheme}.png"
        page.screenshot(path=file, full_page=True)
        assert file.stat().st_size > 10_000
    context.close()
