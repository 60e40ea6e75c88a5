"""The feed of a language's editions (`newsletters/{language}/atom.xml`)."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as html_reader

from builds import assert_built
from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import EVERY_PART
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.select import edition_published, next_moment, periods, select
from cchr_feeds.source import read_project
from cchr_feeds.studio.frames import artifact
from factories import a_moment, a_publication, a_site
from feed_reading import SeenFeed, read_atom, read_outlines
from feed_rules import Promised, active_in, addresses_in, feed_faults, is_address
from project_files import a_project, an_entry_file

ADDRESS = "https://example.org/feeds"
ALTERNATE = re.compile(
    r'<link rel="alternate" type="([^"]*)"(?: hreflang="(\w+)")? title="[^"]*" href="(?:\.\./)*([^"]*)">'
)
OCTOBER = """\
id: october
published: 2024-10-10
category: infographic
en: {title: Land & "water", summary: Both are scarce.}
km: {title: ដី និងទឹក, summary: ទាំងពីរខ្វះខាត។, updated: 2024-11-09}
"""
NOTE = """\
en:
  subject: What October brought
  note: |
    Dear <all>, see [the report](https://example.org/report):

    | a | b |
    |---|---|
    | 1 | 2 |
"""


def built(folder: Path, now: str, *options: str, **files: str) -> Path:
    """The output of a project at a moment."""
    project = a_project(folder, **files)
    assert_built(project, *options, "--now", now)
    return project / "out"


def a_small_project(folder: Path, now: str, *options: str) -> Path:
    """One with an entry in October in both languages, and one in November in English."""
    november = an_entry_file(id="november", published="2024-11-03")
    files = {"entries/1.yaml": OCTOBER, "entries/2.yaml": november, "editions/2024-10.yaml": NOTE}
    return built(folder, now, *options, **files)


def feed_in(out: Path, language: str) -> SeenFeed:
    """The feed of a language's editions."""
    path = f"newsletters/{language}/atom.xml"
    return read_atom(path, (out / path).read_bytes())


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project in the middle of November."""
    return a_small_project(tmp_path_factory.mktemp("newsletters"), "2024-11-15T12:00:00+07:00")


def test_it_holds_the_months_that_are_over(out: Path) -> None:
    """Under permanent ids; dated the morning after, and updated when the newest of what they hold was."""
    english, khmer = (feed_in(out, language) for language in ("en", "km"))
    assert english.id == "tag:example.org,2024:newsletters/en"
    assert [entry.id for entry in english.entries] == ["tag:example.org,2024:newsletters/en/2024-10"]
    (entry,), (translated,) = english.entries, khmer.entries
    assert entry.title == "What October brought"
    assert entry.link("alternate") == f"{ADDRESS}/newsletters/2024-10/en.html"
    assert entry.link("related") == f"{ADDRESS}/newsletters/2024-10/km.html"
    assert str(entry.dates["published"]) == str(entry.dates["updated"]) == "2024-11-01 07:00:00+07:00"
    assert translated.id == "tag:example.org,2024:newsletters/km/2024-10"
    assert translated.dates["published"] == entry.dates["published"]
    assert str(translated.dates["updated"]).startswith("2024-11-09")


def test_a_month_comes_with_its_end_and_not_before(tmp_path: Path) -> None:
    """Although nothing else has changed, and the last build is remembered."""
    for now, months in (
        ("2024-11-30T23:59:00+07:00", ["2024-10"]),
        ("2024-12-01T00:00:00+07:00", ["2024-11", "2024-10"]),
    ):
        made = a_small_project(tmp_path, now)
        assert [entry.id[-7:] for entry in feed_in(made, "en").entries] == months


def test_the_end_of_the_month_is_a_moment_that_changes_something() -> None:
    """In the site's time zone; an entry's date may come before."""
    site, now = a_site(), a_moment("2024-10-20T12:00:00")
    assert next_moment([a_publication()], site, select([a_publication()], site, now)) == a_moment(
        "2024-11-01T00:00:00"
    )
    assert edition_published(Period.of_month(2024, 12), site, a_moment("2024-12-31T23:59:59"), None) is None
    assert edition_published(Period(2024, 3), site, a_moment("2026-01-01T00:00:00"), None) is None
    published = edition_published(Period.of_month(2024, 12), site, a_moment("2025-01-01T00:00:00"), None)
    assert published == a_moment("2025-01-01T07:00:00")


def test_every_language_has_one(tmp_path: Path) -> None:
    """Also an empty one, which nothing leads readers to, and which keeps its date."""
    made = built(tmp_path, "2024-10-15T12:00:00+07:00", **{"entries/1.yaml": an_entry_file()})
    for language in ("en", "km"):
        assert feed_in(made, language).entries == []
        assert str(feed_in(made, language).updated) == "2024-01-01 07:00:00+07:00"
    listed = [feed.href for feed, _ in read_outlines((made / "feeds.opml").read_bytes())]
    assert listed
    assert not [address for address in listed if "newsletters" in address]
    assert "newsletters/en/atom.xml" not in (made / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("at_length")
def test_it_holds_twelve(tmp_path: Path) -> None:
    """The newest first."""
    entries = {
        f"entries/{month}.yaml": an_entry_file(id=f"entry-{month}", published=f"2023-{month:02}-10")
        for month in range(1, 13)
    }
    entries["entries/0.yaml"] = an_entry_file(published="2024-01-10")
    found = feed_in(built(tmp_path, "2024-03-15T12:00:00+07:00", **entries), "en").entries
    months = ["2024-01", *(f"2023-{month:02}" for month in range(12, 1, -1))]
    assert [entry.id[-7:] for entry in found] == months


def test_its_content_is_what_the_page_says(out: Path) -> None:
    """Word by word; whole addresses, no styles or scripts, and no tables but those of the editor."""
    for language in ("en", "km"):
        (entry,) = feed_in(out, language).entries
        page = (out / f"newsletters/2024-10/{language}.html").read_text(encoding="utf-8")
        shown = re.sub(r"<!--.*?-->|\u200b", "", page, flags=re.DOTALL)
        (body,) = html_reader.document_fromstring(shown).findall("body")
        read = html_reader.fragment_fromstring(entry.content, create_parent="div")
        assert "".join(map(str, read.itertext())).split() == "".join(map(str, body.itertext())).split()
        assert [*active_in(entry.content)] == []
        assert all(map(is_address, addresses_in(entry.content)))
    assert [len(feed_in(out, each).entries[0].content.split("<table")) for each in ("en", "km")] == [2, 1]


@pytest.mark.parametrize("name", ["real", "nasty"])
def test_it_is_a_right_feed(request: pytest.FixtureRequest, name: str) -> None:
    """By our own rules for feeds, but for the ids of entries and their number."""
    project: Path = request.getfixturevalue(f"{name}_project")
    site = read_project(project).site
    for language in site.languages:
        feed = feed_in(project / "out", language)
        faults = feed_faults(feed, Promised(site, a_moment("2026-11-25T00:00:00")))
        assert [fault for fault in faults if fault[0] not in ("id", "entries")] == []
        dates = [entry.dates["published"] for entry in feed.entries]
        assert all(newer and older and newer > older for newer, older in pairwise(dates))


def test_only_newsletters_writes_it(tmp_path: Path) -> None:
    """It belongs to that part."""
    made = a_small_project(tmp_path, "2024-11-15T12:00:00+07:00", "--only", "newsletters")
    files = json.loads((made / "manifest.json").read_bytes())["files"]
    assert {path for path in files if path.endswith("atom.xml")} == {
        "newsletters/en/atom.xml",
        "newsletters/km/atom.xml",
    }
    assert files["newsletters/en/atom.xml"]["part"] == "newsletters"


def test_pages_lead_to_it(out: Path) -> None:
    """Those of newsletters before all, in their own language first; others to feeds with entries."""
    names = (
        "index.html",
        "newsletters/index.html",
        *(f"newsletters/2024-10/{each}.html" for each in ("en", "km")),
    )
    index, newsletters, english, khmer = ((out / name).read_text(encoding="utf-8") for name in names)
    own = [f"{ADDRESS}/newsletters/en/atom.xml", f"{ADDRESS}/en/atom.xml"]
    other = [each.replace("/en/", "/km/") for each in own]
    newsletters = newsletters.replace('href="../', f'href="{ADDRESS}/')
    assert [address for _, _, address in ALTERNATE.findall(newsletters)] == own + other
    assert ALTERNATE.findall(english) == [
        ("application/atom+xml", language, address)
        for language, address in zip(("en", "en", "km", "km"), own + other, strict=True)
    ]
    assert [address for _, _, address in ALTERNATE.findall(khmer)] == other + own
    assert [address for _, _, address in ALTERNATE.findall(index)] == [
        "en/atom.xml",
        "en/infographic/atom.xml",
        "km/atom.xml",
        "km/infographic/atom.xml",
        "newsletters/en/atom.xml",
        "newsletters/km/atom.xml",
    ]
    follow = (out / "km/follow.html").read_text(encoding="utf-8")
    assert "newsletters/km/atom.xml" in follow


def test_an_editions_page_names_itself_and_its_translations(out: Path) -> None:
    """One canonical address; each language once, its own too."""
    for language in ("en", "km"):
        page = (out / f"newsletters/2024-10/{language}.html").read_text(encoding="utf-8")
        assert re.findall('<link rel="canonical" href="([^"]*)">', page) == [
            f"{ADDRESS}/newsletters/2024-10/{language}.html"
        ]
        found = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', page)
        assert sorted(found) == [
            (each, f"{ADDRESS}/newsletters/2024-10/{each}.html") for each in ("en", "km")
        ]


def test_the_list_of_feeds_has_it(out: Path) -> None:
    """In its language, after the feeds of publications."""
    listed = [feed.href for feed, _ in read_outlines((out / "feeds.opml").read_bytes())]
    assert listed == [
        f"{ADDRESS}/{path}"
        for each in ("en", "km")
        for path in (f"{each}/rss.xml", f"{each}/infographic/rss.xml", f"newsletters/{each}/atom.xml")
    ]


def test_its_address_is_a_promise(out: Path) -> None:
    """The lock has it, with the end of its id."""
    lock = (out.parent / "published.lock").read_text(encoding="utf-8").splitlines()
    for language in ("en", "km"):
        line = {"feed": f"newsletters/{language}/atom.xml", "id": f"newsletters/{language}"}
        assert line in map(json.loads, lock)


def test_the_studio_shows_it_as_a_build_writes_it(out: Path) -> None:
    """Byte by byte."""
    project, path = read_project(out.parent), "newsletters/en/atom.xml"
    selection = select(project.metadata.values(), project.site, a_moment("2024-11-15T12:00:00"))
    contents = assemble(project, selection, periods(selection.listings), EVERY_PART)
    shown = artifact(path, contents, Templates(out.parent))
    assert shown
    assert shown.content == (out / path).read_bytes()
