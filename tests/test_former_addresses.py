"""A category that was renamed: its old addresses go on, and say where they lead now."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from builds import SITE, a_large_project, assert_built, tree
from cchr_feeds.model.output import PublicationList
from cchr_feeds.render.pages.list_page import ListPage, former_paths
from cchr_feeds.verify.differences import compare
from factories import a_site
from host_rules import redirects_of
from loopback import Answer, a_server

RENAMED = SITE.replace("statement: {", "statement: {former: [press-release, news], ")
HUB = "feeds: {hub: https://hub.example.org/}\n"
FILES = ("{}/atom.xml", "{}/rss.xml", "{}/feed.json", "embed/{}.html", "embed/{}.json")
MOVED = {
    file.format(f"{language}/{old}"): file.format(f"{language}/statement")
    for language in ("en", "km")
    for old in ("press-release", "news")
    for file in FILES
}


def files_of(project: Path, site: str, *options: str) -> Mapping[str, bytes | None]:
    """The output of a project with this site.yaml."""
    (project / "site.yaml").write_text(site, encoding="utf-8")
    assert_built(project, *options)
    return tree(project / "out")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of five entries, of which two name the category by a former term."""
    folder = a_large_project(tmp_path_factory.mktemp("renamed"), range(5), "Entry")
    path = folder / "entries/1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("statement", "press-release"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def out(project: Path) -> Mapping[str, bytes | None]:
    """Its files, by path."""
    return files_of(project, RENAMED + HUB)


def test_every_old_address_has_what_the_new_one_has(out: Mapping[str, bytes | None]) -> None:
    """To the byte, so that each feed and list tells the new address as its own."""
    for old, new in MOVED.items():
        assert out[old], old
        assert out[old] == out[new], old
    atom = etree.fromstring(out["en/news/atom.xml"] or b"")
    (own,) = (each.get("href") for each in atom.iterfind("{*}link") if each.get("rel") == "self")
    assert own == "https://example.org/feeds/en/statement/atom.xml"
    for path, name in (("en/news/feed.json", "en/statement/feed.json"), ("embed/km/news.json",) * 2):
        told = json.loads(out[path] or b"")["feed_url"]
        assert told == f"https://example.org/feeds/{name.replace('news', 'statement')}"


def test_the_feed_is_the_one_that_it_was(out: Mapping[str, bytes | None]) -> None:
    """Its id is that of its oldest term, and the entries that name a former one are in it."""
    atom = etree.fromstring(out["en/statement/atom.xml"] or b"")
    assert atom.findtext("{*}id") == "tag:example.org,2020:feeds/en/press-release"
    assert len(atom.findall("{*}entry")) == 2
    assert {each.get("term") for each in atom.iterfind("{*}entry/{*}category")} == {"statement"}


def test_the_manifest_has_the_copies(out: Mapping[str, bytes | None]) -> None:
    """Each belongs to the part of what it is a copy of."""
    parts = {path: file["part"] for path, file in json.loads(out["manifest.json"] or b"")["files"].items()}
    assert {path: parts[path] for path in MOVED} == {old: parts[new] for old, new in MOVED.items()}
    assert parts["_redirects"] == parts["_headers"]


@pytest.mark.parametrize("path", ["feeds.opml", "index.html", "publications/entry-1/en.html"])
def test_only_current_addresses_are_announced(out: Mapping[str, bytes | None], path: str) -> None:
    """In the list of feeds, on the page of feeds with its builder, and to browsers."""
    text = (out[path] or b"").decode()
    assert "statement" in text
    assert "press-release" not in text
    assert "/news/" not in text


def test_redirects_name_every_old_address_and_its_new_one(out: Mapping[str, bytes | None]) -> None:
    """Permanently; and nothing else."""
    rules = redirects_of((out["_redirects"] or b"").decode())
    lists = {
        f"/{language}/{old}/{page}": (f"/{language}/statement/{page}", 301)
        for language in ("en", "km")
        for old in ("press-release", "news")
        for page in ("", "index.html")
    }
    assert rules == {f"/{old}": (f"/{new}", 301) for old, new in MOVED.items()} | lists


def test_the_old_page_leads_to_the_new_one(out: Mapping[str, bytes | None]) -> None:
    """Where the host knows no redirects; search engines are told which is meant."""
    page = (out["km/news/index.html"] or b"").decode()
    assert '<meta http-equiv="refresh" content="0; url=../../km/statement/index.html">' in page
    assert '<link rel="canonical" href="https://example.org/feeds/km/statement/">' in page
    assert out["km/statement/index.html"]


def test_headers_of_the_copies_name_the_hub_and_the_new_address(out: Mapping[str, bytes | None]) -> None:
    """As what stands in them does."""
    headers = (out["_headers"] or b"").decode()
    link = '<https://example.org/feeds/km/statement/rss.xml>; rel="self"'
    assert f'\n/km/news/rss.xml\n  Link: <https://hub.example.org/>; rel="hub", {link}\n' in headers


def test_a_site_that_redirects_is_as_it_was_built(project: Path, out: Mapping[str, bytes | None]) -> None:
    """`verify` finds the new file behind the old address, and does not ask for what only the host reads."""
    served = {
        f"/{path}": Answer(content, "text/plain") for path, content in out.items() if content is not None
    }
    for path in ("_headers", "_redirects"):
        del served[f"/{path}"]
    with a_server(served) as server:
        for old, new in MOVED.items():
            server.answers[f"/{old}"] = Answer(b"", status=301, headers={"Location": f"{server.url}{new}"})
        assert compare(server.url, project / "out", None, lambda message: None) == len(served)


def test_what_was_merged_keeps_the_id_of_what_survives(tmp_path: Path) -> None:
    """Its own term comes first, and is no former address."""
    project = a_large_project(tmp_path, range(4), "Entry")
    merged = SITE.replace("report: {", "report: {former: [report, statement], ")
    files = files_of(project, merged[: merged.index("  statement: {")])
    assert files["en/report/rss.xml"] == files["en/statement/rss.xml"]
    atom = etree.fromstring(files["en/statement/atom.xml"] or b"")
    assert atom.findtext("{*}id") == "tag:example.org,2020:feeds/en/report"
    assert len(atom.findall("{*}entry")) == 4
    sources = redirects_of((files["_redirects"] or b"").decode())
    assert {source.split("/")[-2] for source in sources if not source.startswith("/embed")} == {"statement"}


def test_renaming_a_category_ends_no_address(tmp_path: Path) -> None:
    """Nothing has to be accepted, and every feed and list of before is there, with its id."""
    project = a_large_project(tmp_path, range(4), "Entry")
    before = files_of(project, SITE)
    assert "_redirects" not in before
    after = files_of(project, SITE.replace("statement: {", "announcement: {former: statement, "))
    assert {path for path in before if not path.startswith(("assets", ".cchr"))} <= after.keys()
    ids = [
        etree.fromstring(each["km/statement/atom.xml"] or b"").findtext("{*}id") for each in (before, after)
    ]
    assert ids[0] == ids[1]


def test_what_was_made_for_a_former_term_goes_with_it(tmp_path: Path) -> None:
    """Once that is accepted; the cache brings none of it back."""
    project = a_large_project(tmp_path, range(2), "Entry")
    assert "en/news/atom.xml" in files_of(project, RENAMED)
    accepted = [f"--accept={name}" for name in ("feeds/press-release", "feeds/news", "feeds/statement")]
    left = files_of(project, SITE, *accepted)
    assert not {"_redirects", "en/news", "en/news/atom.xml", "embed/en/news.json"} & left.keys()


@pytest.mark.usefixtures("at_length")
def test_the_page_of_a_year_leads_to_the_list_when_the_year_is_empty(tmp_path: Path) -> None:
    """Its address may be in somebody's bookmarks."""
    project = a_large_project(tmp_path, range(201), "Entry")
    assert_built(project)
    assert b"<ol>" in (project / "out/en/2023/index.html").read_bytes()
    for entry in (project / "entries").iterdir():
        entry.write_text(entry.read_text(encoding="utf-8").replace(": 2023-", ": 2022-"), encoding="utf-8")
    for _ in range(2):  # a later build knows it from the one before
        assert_built(project)
        page = (project / "out/en/2023/index.html").read_text(encoding="utf-8")
        assert '<meta http-equiv="refresh" content="0; url=../../en/index.html">' in page
        assert '<link rel="canonical" href="https://example.org/feeds/en/">' in page
        assert "noindex" in page
    assert "en/2023/" not in (project / "out/sitemap.xml").read_text(encoding="utf-8")


def test_pages_of_years_lead_on_from_a_list_that_got_short_or_another_term() -> None:
    """To the page of the same year where there is one, else to the list."""
    category = a_site().category("fact-sheet", "en")
    listed = PublicationList("en", category, "en/fact-sheet", 300, (), (), (), former=("en/sheet",))
    paths = ("en/2023/index.html", "en/fact-sheet/2023/index.html", "en/sheet/2023/index.html")
    whole, of_year = ListPage(listed, ()), ListPage(listed, (), (2023,), 2023)
    now = "en/fact-sheet/index.html"
    assert former_paths(listed, [whole], paths) == {
        "en/fact-sheet/2023/index.html": now,
        "en/sheet/index.html": now,
        "en/sheet/2023/index.html": now,
    }
    assert former_paths(listed, [whole, of_year], paths) == {
        "en/sheet/index.html": now,
        "en/sheet/2023/index.html": "en/fact-sheet/2023/index.html",
    }
    assert former_paths(replace(listed, former=()), [whole, of_year], paths) == {}
