"""Feeds in many scripts and both directions: our rules hold, and independent clients read them right."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from clients import expected, limits
from clients.catalogue import CLIENTS, comparable, fields
from clients.reported import Client
from feed_reading import read_atom, read_json, read_rss
from loopback import Answer, a_server
from outputs import output_of

READERS = {"atom.xml": read_atom, "rss.xml": read_rss, "feed.json": read_json}


def test_no_rule_for_feeds_is_broken(project: Path) -> None:
    """Nor does a feed, an archive or the list of feeds contradict another."""
    assert output_of(project).problems() == []


@pytest.mark.parametrize("name", READERS)
def test_feeds_and_entries_say_their_language(project: Path, name: str) -> None:
    """Each feed its own, each entry the same, and each id ends with it."""
    languages = expected.contents_of(project.name).site.languages
    for language in languages:
        path = f"{language}/{name}"
        feed = READERS[name](path, (project / "out" / path).read_bytes())
        assert feed.language == language
        assert len(feed.entries) >= 4
        assert {entry.language for entry in feed.entries} <= {language, ""}
        assert {entry.id.rpartition("/")[2] for entry in feed.entries} == {language}


def clients(*sources: str) -> Sequence[object]:
    """The clients from there."""
    return [pytest.param(each, id=each.label) for each in CLIENTS if each.source in sources]


@pytest.mark.parametrize("client", clients("Python"))
def test_a_python_library_reports_what_the_entries_say(client: Client, project: Path, tmp_path: Path) -> None:
    """How many, in which order, and every field of each, but for the declared limits."""
    assert_read(client, project, tmp_path)


@pytest.mark.usefixtures("node", "debian")
@pytest.mark.parametrize("client", clients("Node", "Debian"))
def test_a_client_reports_what_the_entries_say(client: Client, project: Path, tmp_path: Path) -> None:
    """The same of libraries in other languages, and of programs."""
    assert_read(client, project, tmp_path)


def assert_read(client: Client, project: Path, folder: Path) -> None:
    """That a client reports every document of a project as it is."""
    documents = expected.documents({project.name: project / "out"})
    given = [document for document in documents if document.format in client.formats]
    readings, right = client.read(given, folder), expected.expectations_of(project.name)
    assert len(given) > 10
    for document in given:
        found, wanted = (comparable(each[document.name], client) for each in (readings, right))
        declared = limits.refusal(client, document.format, wanted)
        assert found.refusal == (declared.message if declared else "")
        for field in fields(document.format) if not declared else ():
            said = limits.said(client, document.format, field, wanted)
            assert found.values(field) == said, f"{field} of {document.name}"


def test_a_feed_opened_in_a_browser_has_its_languages_direction(project: Path, browser: Browser) -> None:
    """Atom and RSS alike: bars and alignment follow."""
    out = project / "out"
    answers = {
        f"/{path.relative_to(out).as_posix()}": Answer(path.read_bytes(), media_type)
        for suffix, media_type in (("xml", "application/xml; charset=utf-8"), ("css", "text/css"))
        for path in out.rglob(f"*.{suffix}")
    }
    with a_server(answers) as server, browser.new_context() as context:
        page = context.new_page()
        for language in expected.contents_of(project.name).site.languages:
            for name in ("atom.xml", "rss.xml"):
                page.goto(f"{server.url}{language}/{name}")
                direction = page.evaluate("getComputedStyle(document.documentElement).direction")
                assert direction == ("rtl" if language in ("ar", "he") else "ltr")
