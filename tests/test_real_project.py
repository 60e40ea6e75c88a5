"""The organisation's own twelve publications, built: what the contract promises is there."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from builds import REPOSITORY, the_real_project
from cchr_feeds.build import build
from cchr_feeds.model.dates import Period
from cchr_feeds.newsletter import newsletter
from cchr_feeds.run import Run

NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
CATEGORIES = ("infographic", "fact-sheet", "information-card", "joint-statement", "joint-submission")
WITHOUT_DATE = 9


def items(project: Path, folder: str) -> list[dict[str, str]]:
    """The items of a JSON feed."""
    found: list[dict[str, str]] = json.loads((project / "out" / folder / "feed.json").read_text())["items"]
    return found


def test_feeds_say_whose_they_are(real_project: Path) -> None:
    """With the article that the name has in a sentence."""
    feed = json.loads((real_project / "out/en/feed.json").read_text())
    assert feed["description"] == "Publications of the Cambodian Center for Human Rights"


def test_no_line_ends_within_a_name(real_project: Path) -> None:
    """Of a person, a province, or an association, in the statement that names them."""
    page = (real_project / "out/publications/chea-chantha-statement/km.html").read_text()
    kept = re.findall('<span style="white-space:nowrap">([^<]*)</span>', page)
    assert set(kept) == {"ជា ចាន់ថា", "ស្វាយរៀង", "ប្រជាធិបតេយ្យ", "សេចក្ដីថ្លែងការណ៍រួម"}


def test_categories_divide_the_publications(real_project: Path) -> None:
    """Each stands in exactly one category of its language."""
    counts = {
        term: (len(items(real_project, f"en/{term}")), len(items(real_project, f"km/{term}")))
        for term in CATEGORIES
    }
    assert counts == {
        "infographic": (1, 0),
        "fact-sheet": (1, 0),
        "information-card": (0, 1),
        "joint-statement": (1, 1),
        "joint-submission": (7, 0),
    }


def test_every_publication_has_a_page(real_project: Path) -> None:
    """None has an address of its own, so each is given one."""
    pages = sorted((real_project / "out/publications").glob("*/*.html"))
    addresses = {item["url"] for language in ("en", "km") for item in items(real_project, language)}
    assert {
        f"https://cchrcambodia.org/feeds/publications/{page.parent.name}/{page.name}" for page in pages
    } == addresses


@pytest.mark.parametrize("month", ["2024-08", "2024-10"])
@pytest.mark.parametrize("language", ["en", "km"])
def test_both_months_have_both_editions(real_project: Path, month: str, language: str) -> None:
    """To read in the browser and to mail; no ready message as long as the site names no sender."""
    folder = real_project / "out/newsletters" / month
    assert (folder / f"{language}.html").is_file()
    assert sorted(path.suffix for path in (folder / "mail").glob(f"{language}.*")) == [".html", ".txt"]


def test_no_other_month_has_an_edition(real_project: Path) -> None:
    """The day a publication was added to the catalogue makes no newsletter."""
    assert sorted(path.name for path in (real_project / "out/newsletters").iterdir()) == [
        "2024-08",
        "2024-10",
        "en",
        "index.html",
        "km",
    ]


def test_undated_publications_keep_the_order_of_the_listing(real_project: Path) -> None:
    """Their times in the catalogue go down the organisation's own list."""
    assert [item["id"].split(":")[-1] for item in items(real_project, "en")][:-3] == [
        "upr-4-land-natural-resources/en",
        "upr-4-khmer-krom/en",
        "upr-4-labour/en",
        "upr-4-gender-responsive-budget/en",
        "upr-4-sogiesc-srhr/en",
        "upr-4-access-to-information/en",
        "upr-4-gender-based-violence/en",
    ]


def test_no_date_is_shown_where_none_is_known(real_project: Path) -> None:
    """A page of a publication without a date names no day of the catalogue."""
    pages = [path.read_text() for path in (real_project / "out/publications").glob("*/*.html")]
    undated = [page for page in pages if "<time" not in page]
    assert len(undated) == WITHOUT_DATE
    assert not any(re.search("2026|២០២៦", page) for page in undated)


def test_organisation_is_spelt_right_in_khmer(real_project: Path) -> None:
    """The source's mis-ordered cluster and doubled word are corrected in every output."""
    khmer = [
        path.read_text()
        for path in (real_project / "out").rglob("*")
        if path.suffix in (".html", ".xml", ".txt", ".json")
    ]
    assert not any("សិទិ្ធ" in text or "មនុស្សមនុស្ស" in text for text in khmer)


def test_a_newsletter_alone_links_to_what_is_there(real_project: Path, tmp_path: Path) -> None:
    """Into an empty folder, its list names no other edition, and the manifest knows every entry."""
    out = tmp_path / "out"
    newsletter(Run(real_project, out, NOW, progress=lambda _: None), Period.of_month(2024, 8))
    listed = (out / "newsletters/index.html").read_text()
    assert "2024-08/en.html" in listed
    assert "2024-10" not in listed
    assert len(json.loads((out / "manifest.json").read_text())["entries"]) == 12


def test_nothing_that_readers_have_is_lost(tmp_path: Path) -> None:
    """What `published.lock` says was published is there, by the same ids: a build refuses nothing."""
    project = the_real_project(tmp_path)
    (project / "published.lock").write_bytes((REPOSITORY / "published.lock").read_bytes())
    outcome = build(Run(project, project / "out", NOW, progress=lambda _: None))
    assert "new" not in outcome.changes
