"""What was withdrawn leaves every byte of the output; its notice stays for ninety days."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import copytree

import feedparser
import pytest

from builds import assert_built, tree
from commands import run
from outputs import output_of
from photographs import jpeg
from project_files import SITE, a_project

MARKS = (
    "markedtitle", "markedsummary", "markedbody", "markedlink", "markedurl", "markedfile", "markedcontent",
    "markeddocument", "markedtopic", "markedauthor", "markeduri", "markedimage", "markedalt",
)  # fmt: skip
"""Words that stand in the entry alone, each in another field."""

BUILT, TAKEN_BACK, LAST_DAY, GONE = (
    f"{day}T12:00:00+07:00" for day in ("2026-11-01", "2026-11-20", "2027-02-18", "2027-02-19")
)
WITHDRAWN = "withdrawn: {on: 2026-11-20, reason: {en: A name was wrong, km: ឈ្មោះខុស}}\n"
SENDER = """\
newsletter:
  from: {name: News, address: news@example.org}
  postal_address: A street
  unsubscribe: https://example.org/leave
"""
TEXTS = """\
  title: markedtitle
  summary: markedsummary
  body: "[markedlink](https://example.org/markedlink) markedbody"
  files: [{file: markedfile.pdf, title: markeddocument}, {url: https://example.org/markedurl.pdf, length: 9}]
  image: {file: markedimage.jpg, alt: markedalt}
"""
MARKED = f"""\
id: marked-id
published: 2024-10-10
category: infographic
topics: [markedtopic]
authors: [{{name: markedauthor, uri: "https://example.org/markeduri"}}]
en:
{TEXTS}km:
{TEXTS}"""


def another(number: int, year: int = 2024) -> str:
    """An entry that stays: one a month, so that the live feeds hold not all of them."""
    return (
        f"id: report-{number}\npublished: {year}-{number:02}-05\ncategory: infographic\n"
        f"en: {{title: Report {number}}}\nkm: {{title: របាយការណ៍ {number}}}\n"
    )


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the marked entry in live feeds, archives, and editions of a month, a quarter, a year."""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + SENDER + "feeds: {limit: 4}\n",
        "entries/marked.yaml": MARKED,
        "entries/markedfile.pdf": b"%PDF-1.7 markedcontent",
        "entries/markedimage.jpg": jpeg(width=40, height=30),
        "editions/2024-Q4.yaml": "highlight: marked-id\nen: {note: A quarter.}\n",
        **{f"entries/{number}.yaml": another(number) for number in range(1, 11)},
        "entries/11.yaml": another(11, 2025),  # so that 2024 is over, and has an archive
    }
    folder = a_project(tmp_path_factory.mktemp("before"), **files)
    assert_built(folder, "--now", BUILT)
    assert run(folder, "newsletter", "2024", "--now", BUILT).returncode == 0
    return folder


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project when the entry was taken back."""
    folder = tmp_path_factory.mktemp("after") / "project"
    copytree(before, folder)
    withdraw(folder)
    return folder


def marks_in(out: Path) -> Iterator[tuple[str, str]]:
    """Which marks stand in which files, in their names too."""
    for path, content in tree(out).items():
        found = f"{path}\n".encode() + (content or b"")
        yield from ((mark, path) for mark in MARKS if mark.encode() in found.lower())


def withdraw(project: Path, now: str = TAKEN_BACK) -> None:
    """Withdraws the entry and builds; the file beside it stays, as it would on an author's disk."""
    (project / "entries/marked.yaml").write_text(WITHDRAWN + MARKED, encoding="utf-8")
    assert_built(project, "--now", now)


def test_before_it_is_everywhere(before: Path) -> None:
    """So that the search below looks for the right words in the right places."""
    found = set(marks_in(before / "out"))
    assert {mark for mark, _ in found} == set(MARKS)
    assert {path for mark, path in found if mark == "markedtitle"} >= {
        f"{start}{language}{end}"
        for language in ("en", "km")
        for start, end in (
            ("", "/atom.xml"),
            ("", "/rss.xml"),
            ("", "/feed.json"),
            ("", "/infographic/feed.json"),
            ("", "/archive/2024.xml"),
            ("publications/marked-id/", ".html"),
            ("embed/", ".html"),
            ("newsletters/2024-10/", ".html"),
            ("newsletters/2024-10/mail/", ".html"),
            ("newsletters/2024-10/mail/", ".txt"),
            ("newsletters/2024-Q4/", ".html"),
            ("newsletters/2024/", ".html"),
        )
    }


def test_nothing_of_it_stays(after: Path) -> None:
    """In no byte of the output, and no name of a file."""
    assert list(marks_in(after / "out")) == []
    assert not (after / "out/files").exists()


def test_a_month_of_its_own_goes_with_it(before: Path, tmp_path: Path) -> None:
    """An edition that held nothing else is there no longer, in any language."""
    project = tmp_path / "project"
    copytree(before, project)
    (project / "entries/10.yaml").unlink()
    assert_built(project, "--now", BUILT, "--accept", "report-10")
    withdraw(project)
    editions = {path.name for path in (project / "out/newsletters").iterdir()}
    assert "2024-10" not in editions
    assert "2024" in editions


def marked_in(project: Path, path: str) -> feedparser.FeedParserDict:
    """The marked entry in one of the feeds."""
    parsed = feedparser.parse((project / "out" / path).read_bytes())
    (entry,) = [each for each in parsed.entries if "marked-id" in each.id]
    return entry


@pytest.mark.parametrize(
    ("language", "reason", "day"),
    [("en", "A name was wrong", "20 November 2026"), ("km", "ឈ្មោះខុស", "ថ្ងៃទី២០ ខែវិច្ឆិកា ឆ្នាំ២០២៦")],
)
@pytest.mark.parametrize("name", ["atom.xml", "rss.xml", "archive/2024.xml"])
def test_the_notice_stands_in_its_place(
    before: Path, after: Path, language: str, name: str, reason: str, day: str
) -> None:
    """The same id and date, a new `updated` where the format has it, the reason and the day."""
    old, new = marked_in(before, f"{language}/{name}"), marked_in(after, f"{language}/{name}")
    assert (new.id, new.published) == (old.id, old.published)
    assert reason in new.summary
    assert day in new.summary
    assert name == "rss.xml" or new.updated.startswith("2026-11-20T0")


def test_a_notice_reaches_those_who_had_the_text_long_ago(before: Path, tmp_path: Path) -> None:
    """However old it is, live feeds hold the notice behind their newest entries, and for as long."""
    project = tmp_path / "project"
    copytree(before, project)
    (project / "entries/1.yaml").write_text(WITHDRAWN + another(1), encoding="utf-8")
    for moment, notices in ((TAKEN_BACK, ["1"]), (GONE, [])):
        assert_built(project, "--now", moment, "--only", "feeds", "--only", "archives")
        for folder in ("en", "km", "en/infographic", "km/infographic"):
            for name in ("atom.xml", "rss.xml", "feed.json"):
                assert [each.rpartition("-")[2] for each in ids_in(project / "out" / folder / name)] == [
                    f"{each}/{folder[:2]}" for each in ("11", "id", "10", "9", *notices)
                ]
        assert output_of(project, datetime.fromisoformat(moment)).problems() == []  # it counts them alike


def ids_in(feed: Path) -> list[str]:
    """The ids of a feed's entries, in their order."""
    if feed.suffix == ".json":
        return [each["id"] for each in json.loads(feed.read_bytes())["items"]]
    return [each.id for each in feedparser.parse(feed.read_bytes()).entries]


def test_the_output_has_no_memory(after: Path, tmp_path: Path) -> None:
    """It is what the same project makes elsewhere, but for the year's edition that was asked for once."""
    assert_built(after, "--now", TAKEN_BACK, "--out", tmp_path / "out")
    kept, made = tree(after / "out"), tree(tmp_path / "out")
    assert {path for path in kept if path not in made} == {path for path in kept if is_of_the_year(path)}
    assert {path for path in made if made[path] != kept[path]} == {
        "manifest.json",
        "newsletters/index.html",
        "sitemap.xml",
    }


def is_of_the_year(path: str) -> bool:
    """Whether it is the edition of 2024, or its folder."""
    return f"{path}/".startswith("newsletters/2024/")


def test_after_ninety_days_the_notice_leaves(after: Path, tmp_path: Path) -> None:
    """On the last day it is there; then not even the id is."""
    for moment, there in ((LAST_DAY, True), (GONE, False)):
        assert_built(after, "--now", moment, "--out", tmp_path / "out")
        holding = [path for path, text in tree(tmp_path / "out").items() if b"marked-id" in (text or b"")]
        assert bool(holding) == there
    assert not (tmp_path / "out/publications/marked-id").exists()


def test_a_tombstone_takes_its_place_where_the_site_wants_it(after: Path, tmp_path: Path) -> None:
    """In the live Atom feeds of its languages and its category, with the day (RFC 6721); nowhere else."""
    project, out = tmp_path / "project", tmp_path / "project/out"
    copytree(after, project)
    site = (project / "site.yaml").read_text(encoding="utf-8")
    (project / "site.yaml").write_text(
        site.replace("limit: 4", "limit: 4, tombstones: true"), encoding="utf-8"
    )
    assert_built(project, "--now", GONE)
    holding = {path for path, content in tree(out).items() if b"marked-id" in (content or b"")}
    assert holding == {"en/atom.xml", "en/infographic/atom.xml", "km/atom.xml", "km/infographic/atom.xml"}
    stone = b'ref="tag:example.org,2024:marked-id/en" when="2026-11-20T'
    assert stone in (out / "en/atom.xml").read_bytes()
    assert list(marks_in(out)) == []
