"""`--verbose`: what is logged on standard error, and what is never logged."""

import json
from pathlib import Path
from time import sleep

import pytest

from cchr_feeds import __version__
from commands import DONE, NOT_WRITTEN, NOW, on_a_terminal, run
from importing.sources import rss
from loopback import Answer, a_server
from project_files import SITE, a_project, an_entry_file

HUB = "http://hub.example.org/"
WAITING = {
    "entries/a-secret-draft.yaml": an_entry_file(id="secret-draft", draft="true"),
    "entries/a-secret-report.yaml": an_entry_file(id="secret-report", published="2099-01-01"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an entry that readers may see, a draft, and one of a later day."""
    site = {"site.yaml": f"{SITE}feeds: {{hub: {HUB}}}\n"}
    return a_project(tmp_path / "project", **site, **WAITING, **{"entries/a.yaml": an_entry_file(id="a")})


def test_a_log_begins_with_the_version(project: Path) -> None:
    """On standard error alone: what is for programs stays as it is."""
    ended = run(project, "build", "--only", "feeds", "--json", "--verbose", "--now", NOW)
    assert ended.returncode == DONE
    assert ended.stderr.startswith(f"INFO cchr_feeds: cchr-feeds {__version__}, Python ")
    assert json.loads(ended.stdout)["ok"]


def test_without_the_option_nothing_is_logged(project: Path) -> None:
    """Not even where something is asked of the network and does not answer."""
    run(project, "build", "--only", "feeds", "--now", NOW)
    for words in (["build", "--only", "feeds"], ["ping"]):
        ended = run(project, *words, "--now", NOW, http_proxy="http://127.0.0.1:9", no_proxy="")
        assert "INFO" not in ended.stderr


def _builds_without_a_change(project: Path) -> bool:
    """Whether a build says so; files that were written in the 20 ms before it are not trusted yet."""
    sleep(0.03)
    return (
        "nothing has changed since the last build" in run(project, "build", "--verbose", "--now", NOW).stderr
    )


def test_a_build_logs_what_it_reads_and_makes(project: Path) -> None:
    """Each file with the reason why it was read, and each document; what is as it was is not mentioned."""
    first = run(project, "build", "--verbose", "--now", NOW).stderr
    assert "INFO cchr_feeds.cache.build_cache: read entries/a.yaml: it is new" in first
    assert "INFO cchr_feeds.render: rendered en/atom.xml, en/rss.xml, en/feed.json" in first
    assert any(_builds_without_a_change(project) for _ in range(50))
    (project / "entries/a.yaml").write_text(an_entry_file(id="a", en="{title: Corrected}"), encoding="utf-8")
    corrected = run(project, "build", "--verbose", "--now", NOW).stderr
    assert "read entries/a.yaml: it is not as before" in corrected
    assert "rendered en/atom.xml" in corrected
    assert "rendered km/atom.xml" not in corrected


@pytest.mark.parametrize("command", ["build", "newsletter"])
def test_no_entry_that_waits_is_named(project: Path, command: str) -> None:
    """Neither by its file nor by its id: a build's log may be public. Also not when it is built again."""
    for _ in range(2):
        assert "secret" not in run(project, command, "--verbose", "--now", NOW).stderr


def test_what_the_network_answers_is_logged(project: Path, tmp_path: Path) -> None:
    """By ping, verify and import, each with the address that was asked, but for what may be secret in it."""
    run(project, "build", "--only", "feeds", "--now", NOW)
    silent = {"http_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    pinged = run(project, "ping", "--verbose", **silent)
    assert pinged.returncode == NOT_WRITTEN
    assert f"INFO cchr_feeds.ping: told {HUB} of https://example.org/" in pinged.stderr
    feed = rss("<guid>a</guid><title>A report</title><link>/a</link>").encode()
    with a_server({"/feed": Answer(feed, "text/xml"), "/feed?key=word": Answer(feed, "text/xml")}) as server:
        verified = run(project, "verify", server.url, "--verbose")
        imported = run(project, "import", f"{server.url}feed?key=word", "--verbose")
        assert f"INFO cchr_feeds.verify.locations: {server.url}manifest.json: 404" in verified.stderr
        assert f"INFO cchr_feeds.importing.raw_source: {server.url}feed: 200" in imported.stderr
    logged = [line for line in imported.stderr.splitlines() if line.startswith("INFO")]
    assert not any("word" in line for line in logged)


def test_addresses_of_entries_are_not_logged(project: Path) -> None:
    """An address may be that of an entry that waits."""
    url = "http://secret.example.org/"
    a_project(
        project, **{"entries/b.yaml": an_entry_file(id="b", draft="true", en=f"{{title: B, url: '{url}'}}")}
    )
    ended = run(
        project, "check", "--links", "--verbose", "--now", NOW, http_proxy="http://127.0.0.1:9", no_proxy=""
    )
    logged = [line for line in ended.stderr.splitlines() if line.startswith(("INFO", "DEBUG"))]
    assert any("1 addresses" in line for line in logged)
    assert not any("secret.example.org" in line for line in logged)


def test_a_log_takes_the_place_of_progress(project: Path) -> None:
    """On a terminal, where a line that is replaced again and again would hide it."""
    shown = on_a_terminal(project, "build", "--only", "feeds", "--verbose", "--now", NOW)
    assert "reading the entries" not in shown
    assert "\x1b[K" not in shown


def test_a_log_does_nothing_to_a_terminal(project: Path) -> None:
    """Control characters from elsewhere are shown by their codes."""
    run(project, "build", "--only", "feeds", "--now", NOW)
    with a_server({"/manifest.json": Answer(b"", status=302, headers={"Location": "/a\x1b[2Jb"})}) as server:
        ended = run(project, "verify", server.url, "--verbose")
    assert "302" in ended.stderr
    assert "\x1b" not in ended.stderr
