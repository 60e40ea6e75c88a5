"""Tests of the look before an edition goes out: our pages as they are online, and where its links lead."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builds import tree
from commands import DONE, PROBLEMS, Ended, run
from delivery.editions import EDITION, NOW, SETTINGS
from loopback import Answer, Server, a_server
from project_files import SITE, a_project

FEEDS = "http://feeds.example.org/feeds/"
REPORT = "http://right.example.org/report"
ENTRY = (
    f"id: report\npublished: 2024-10-10\ncategory: infographic\nen: {{title: A report, url: '{REPORT}'}}\n"
)
COPY = f"newsletters/{EDITION}/en.html"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose edition links to an entry elsewhere, and its output."""
    site = SITE.replace("https://example.org/feeds/", FEEDS).replace(
        "https://example.org/", "http://example.org/"
    )
    folder = a_project(
        tmp_path_factory.mktemp("ready"), **{"site.yaml": site + SETTINGS, "entries/report.yaml": ENTRY}
    )
    assert run(folder, "build", "--now", NOW).returncode == DONE
    assert run(folder, "newsletter", EDITION, "--now", NOW).returncode == DONE
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(made, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def web(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A proxy behind which all of the output is online, and everything that it links to."""
    files = {path: content for path, content in tree(project / "out").items() if content is not None}
    online = {FEEDS + path: Answer(content) for path, content in files.items()}
    others = {address: Answer(b"") for address in ("http://example.org/", REPORT)}
    with a_server({**online, **others}) as server:
        monkeypatch.setenv("http_proxy", server.url)
        monkeypatch.setenv("no_proxy", "")
        yield server


def issue(project: Path, *words: str) -> Ended:
    """`newsletter --issue`."""
    return run(project, "newsletter", EDITION, "--issue", "--now", NOW, *words)


def assert_refused(project: Path, why: str) -> None:
    """That one thing is wrong, and nothing is issued."""
    ended = issue(project)
    assert ended.returncode == PROBLEMS
    assert [line for line in ended.stderr.splitlines() if line.startswith("NOT: ")] == [f"NOT: {why}"]
    assert not (project / "issued").exists()


def test_what_is_right_is_told(project: Path, web: Server) -> None:
    """Who sends it, how much is in it, and that every link was followed."""
    ended = issue(project)
    assert ended.returncode == DONE, ended.stderr
    said = [line for line in ended.stdout.splitlines() if line.startswith("ok: ")]
    assert said[:3] == [
        "ok: Sender: news@example.org",
        "ok: English: 1 entry",
        "ok: ខ្មែរ: 0 entries, and 1 in other languages only",
    ]
    assert "lead where they should" in said[3]
    assert REPORT in web.asked
    assert FEEDS + "en/index.html" in web.asked


def test_without_the_network_nobody_is_asked(project: Path, web: Server) -> None:
    """And it is said that nobody was."""
    ended = issue(project, "--offline")
    assert ended.returncode == DONE
    assert "ok: Links were not followed." in ended.stdout
    assert web.asked == []


def test_a_link_that_leads_nowhere_stops_it(project: Path, web: Server) -> None:
    """By its address."""
    del web.answers[REPORT]
    assert_refused(project, f"{REPORT}: it is gone (404)")


def test_a_page_of_ours_that_is_not_online_stops_it(project: Path, web: Server) -> None:
    """With what to do."""
    del web.answers[f"{FEEDS}en/index.html"]
    assert_refused(project, f"{FEEDS}en/: it is not online yet; upload out/")


def test_a_page_of_ours_of_another_day_stops_it(project: Path, web: Server) -> None:
    """An older build is still online."""
    web.answers[f"{FEEDS}en/index.html"] = Answer(b"<p>the page of yesterday")
    assert_refused(project, f"{FEEDS}en/: online is another version; upload out/")


def test_where_the_program_publishes_that_is_what_to_do(project: Path, web: Server) -> None:
    """Nobody who publishes with it uploads files by hand."""
    with (project / "site.yaml").open("a") as site:
        site.write("publish: {folder: ../web}\n")
    del web.answers[f"{FEEDS}en/index.html"]
    assert_refused(project, f"{FEEDS}en/: it is not online yet; publish first")
    (project / "entries/report.yaml").write_text(ENTRY.replace("A report", "Another report"))
    assert_refused(project, "The web copy is not of these entries; publish them first")


def test_a_page_of_ours_that_cannot_be_read_stops_it(project: Path, web: Server) -> None:
    """With what the server said."""
    web.answers[f"{FEEDS}en/index.html"] = Answer(b"", status=503)
    assert_refused(project, f"{FEEDS}en/: the server answered 503 (Service Unavailable)")


def test_a_page_that_was_never_made_stops_it(project: Path, web: Server) -> None:
    """Something took it out of the list of all files."""
    manifest = project / "out/manifest.json"
    text = manifest.read_text(encoding="utf-8")
    assert '"en/index.html"' in text
    manifest.write_text(text.replace('"en/index.html"', '"en/other.html"'), encoding="utf-8")
    assert_refused(project, f"{FEEDS}en/: the build made no such page")
