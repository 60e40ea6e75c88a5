"""The site map: every page for people, and no other file."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from builds import SITE, a_large_project, assert_built

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
NOT_FOR_PEOPLE = re.compile(r"newsletters/[^/]+/(mail|post)/.*|embed/.*")


def pages_in(out: Path) -> Mapping[str, str]:
    """The pages of an output that do not only lead on, by path."""
    pages = {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.html")
    }
    return {
        path: html
        for path, html in pages.items()
        if not NOT_FOR_PEOPLE.fullmatch(path) and 'http-equiv="refresh"' not in html
    }


def entries_of(out: Path) -> Mapping[str, Mapping[str, str]]:
    """The addresses of a site map, each with those of its translations by language."""
    root = etree.parse(out / "sitemap.xml").getroot()
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    found: dict[str, dict[str, str]] = {}
    for url in root.iterfind("s:url", NAMES):
        links = url.findall("x:link[@rel='alternate']", NAMES)
        found[url.findtext("s:loc", "", NAMES)] = {
            each.get("hreflang", ""): each.get("href", "") for each in links
        }
    assert len(found) == len(root)
    return found


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a project with a renamed category."""
    project = a_large_project(tmp_path_factory.mktemp("moved"), range(5), "Entry")
    (project / "site.yaml").write_text(
        SITE.replace("statement: {", "statement: {former: news, "), encoding="utf-8"
    )
    assert_built(project)
    return project / "out"


def test_it_names_every_page_for_people(real_project: Path, nasty_project: Path, moved: Path) -> None:
    """By its address, as pages call themselves; mails, frames and what only leads on are not among them."""
    for out in (real_project / "out", nasty_project / "out", moved):
        pages = pages_in(out)
        home = next(address for address in entries_of(out)).removesuffix("en/")
        expected = {home + path.removesuffix("index.html") for path in pages}
        assert set(entries_of(out)) == expected


def test_translations_name_each_other(nasty_project: Path) -> None:
    """Each names all, itself among them (Google's rule for hreflang)."""
    entries = entries_of(nasty_project / "out")
    assert any(others.keys() >= {"en", "km"} for others in entries.values())
    for address, others in entries.items():
        if others:
            assert address in others.values()
            assert all(entries[other] == others for other in others.values())


def test_each_page_has_its_canonical_address(real_project: Path) -> None:
    """The one that the site map has."""
    out = real_project / "out"
    addresses = set()
    for path, html in pages_in(out).items():
        found = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
        assert len(found) == 1, path
        addresses.update(found)
    assert addresses == set(entries_of(out))
