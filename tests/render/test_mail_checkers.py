"""Checkers that others made, on mails and pages: Nu Html Checker, html-validate, axe and caniemail."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import a_page, accessibility_findings, see, views
from clients.node_libraries import FOLDER
from clients.programs import output_of
from full_editions import a_full_mail

SUPPORT = Path(__file__).parent / "mail_support.txt"

Node = Callable[[str, str], str]

KNOWN = {
    r"CSS: “mso-[a-z-]+”: Property “mso-[a-z-]+” doesn't exist\.": "Outlook's own properties",
    r"Element “a” is missing required attribute “href”\.": "Gmail knows no anchor but an empty <a name>",
    r"Bad value “feed:https://[^”]+” for attribute “href” .*": "feed readers are registered for feed:",
}
"""What the Nu Html Checker says of our pages, and why they are so all the same."""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, real_project: Path, nasty_project: Path) -> list[Path]:
    """Editions that show everything, and those of both projects: mails, and their copies on the web."""
    folder = tmp_path_factory.mktemp("editions")
    (folder / "mail").mkdir()
    for language in ("en", "km"):
        (folder / f"mail/{language}.html").write_text(a_full_mail(language), encoding="utf-8")
        (folder / f"{language}.html").write_text(a_full_mail(language, mail=False), encoding="utf-8")
    built = (
        path for project in (real_project, nasty_project) for path in project.glob("out/newsletters/*-*/")
    )
    return sorted(file for place in (folder, *built) for file in place.rglob("*.html"))


@pytest.fixture(scope="module")
def mails(editions: list[Path]) -> list[Path]:
    """Their mails alone."""
    return [path for path in editions if path.parent.name == "mail"]


def validator_says(pages: Sequence[Path]) -> list[str]:
    """What the Nu Html Checker takes for an error in these pages."""
    jar = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
    # Java's second compiler and its collector in threads take as long as they save in so short a run.
    java = ("java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    options = ("--stdout", "--errors-only", "--exit-zero-always", "--format", "gnu")
    said = output_of(*java, "-jar", jar, *options, *pages)
    return [
        re.sub(r'^"file:.*?([^/]+/[^/]+)":([\d.]+)\S* error: ', r"\1:\2 ", line) for line in said.splitlines()
    ]


@pytest.mark.usefixtures("debian", "node")
def test_every_page_and_mail_is_valid_html(
    editions: list[Path], real_project: Path, nasty_project: Path, tmp_path: Path
) -> None:
    """But for what is known, and each of that is still needed; a wrong page among them is found."""
    wrong = tmp_path / "wrong.html"
    wrong.write_text(a_full_mail("en").replace("</h1>", "</h2>"), encoding="utf-8")
    pages = {*editions, *real_project.glob("out/**/*.html"), *nasty_project.glob("out/**/*.html")}
    said = validator_says([*sorted(pages), wrong])
    of_wrong = [line for line in said if f"/{wrong.name}:" in line]
    rest = [line for line in said if line not in of_wrong]
    assert any("End tag “h2” seen" in line for line in of_wrong)
    assert [line for line in rest if not any(re.search(f" {known}$", line) for known in KNOWN)] == []
    assert [known for known in KNOWN if not any(re.search(known, line) for line in rest)] == []


def test_editions_keep_to_our_rules_for_mails(editions: list[Path], node: Node) -> None:
    """html-validate's recommended rules and those for accessibility, without what mail programs need."""
    assert json.loads(node("html_validate.mjs", json.dumps(list(map(str, editions))))) == []


def test_the_rules_find_what_is_wrong(tmp_path: Path, node: Node) -> None:
    """A link without a text, for instance."""
    page = tmp_path / "page.html"
    page.write_text(a_full_mail("en").replace(">View in browser<", "><", 1), encoding="utf-8")
    (found,) = json.loads(node("html_validate.mjs", json.dumps([str(page)])))
    assert "wcag/h30" in found


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("mail", [True, False])
def test_mails_are_accessible(browser: Browser, language: str, mail: bool) -> None:
    """Axe has nothing serious to say, on a phone and on a desktop, by day and by night."""
    with a_page(browser, a_full_mail(language, mail=mail)) as page:
        for view in views(375, 1280):
            see(page, view)
            assert accessibility_findings(page) == [], view


def test_no_mail_program_does_worse_than_before(
    mails: list[Path], node: Node, request: pytest.FixtureRequest
) -> None:
    """What a mail program does not support of our mails is known, and nothing is added unseen.

    `--refresh-golden` writes the list anew.
    """
    found = json.loads(node("caniemail.mjs", json.dumps(list(map(str, mails)))))
    lines = [
        f"{support} {feature}: {' '.join(client for *_, client in group)}"
        for (support, feature), group in groupby(found, key=lambda pair: (pair[0], pair[1]))
    ]
    if request.config.getoption("--refresh-golden"):
        SUPPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == SUPPORT.read_text(encoding="utf-8").splitlines()


def test_the_list_of_support_is_about_our_mails(tmp_path: Path, node: Node) -> None:
    """A feature that mail programs lack is found where a mail uses it."""
    page = tmp_path / "page.html"
    page.write_text('<p style="display:grid">x</p>', encoding="utf-8")
    found = json.loads(node("caniemail.mjs", json.dumps([str(page)])))
    assert ["none", "display:grid", "outlook.windows"] in found
    assert not any("display:grid" in line for line in SUPPORT.read_text(encoding="utf-8").splitlines())
