"""Readers take `feeds.opml`, the list of all feeds, and follow every feed that has entries."""

import json
import re
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import listparser
import pytest

from clients import expected
from clients.newsboat import Newsboat
from clients.programs import output_of
from clients.rss2email import Rss2email

Follows = list[tuple[str, str]]
"""Address and title of each feed; no title where the reader makes up its own."""


def _by_listparser(file: Path) -> Follows:
    return [(feed.url, feed.title) for feed in listparser.parse(file.read_bytes()).feeds]


def _by_feedsmith(file: Path, node: Callable[[str, str], str]) -> Follows:
    found: Sequence[tuple[str, str]] = json.loads(node("read_opml.mjs", file.read_text(encoding="utf-8")))
    return [(address, title) for address, title in found]


def _by_sfeed(file: Path, folder: Path) -> Follows:
    lines = output_of("sfeed_opml_import", given=file.read_bytes()).splitlines()
    words = (shlex.split(line) for line in lines if line.startswith("\tfeed "))
    return [(address, title) for _, title, address in words]


def _by_newsboat(file: Path, folder: Path) -> Follows:
    newsboat = Newsboat(folder / "newsboat")
    newsboat.run("--import-from-opml", file)
    return [(address, "") for address in newsboat.followed()]


def _by_rss2email(file: Path, folder: Path) -> Follows:
    rss2email = Rss2email(folder / "rss2email")
    rss2email.run("opmlimport", file)
    return [(address, "") for address in re.findall(r"\((\S+) -> ", rss2email.run("list"))]


@pytest.mark.parametrize("project", expected.PROJECTS)
def test_listparser_follows_every_feed_with_entries(project: str, outputs: dict[str, Path]) -> None:
    """In RSS, by language and category, then the newsletters, under the feed's title."""
    assert _by_listparser(outputs[project] / "feeds.opml") == _right(project)


@pytest.mark.parametrize("project", expected.PROJECTS)
def test_feedsmith_follows_every_feed_with_entries(
    project: str, outputs: dict[str, Path], node: Callable[[str, str], str]
) -> None:
    """The same in JavaScript."""
    assert _by_feedsmith(outputs[project] / "feeds.opml", node) == _right(project)


@pytest.mark.usefixtures("debian")
@pytest.mark.parametrize("project", expected.PROJECTS)
@pytest.mark.parametrize(
    ("reader", "takes_titles"), [(_by_sfeed, True), (_by_newsboat, False), (_by_rss2email, False)]
)
def test_a_program_follows_every_feed_with_entries(
    project: str,
    reader: Callable[[Path, Path], Follows],
    takes_titles: bool,
    outputs: dict[str, Path],
    tmp_path: Path,
) -> None:
    """Some make up titles of their own."""
    right = [(address, title if takes_titles else "") for address, title in _right(project)]
    assert reader(outputs[project] / "feeds.opml", tmp_path) == right


def _right(project: str) -> Follows:
    made = expected.contents_of(project)
    feeds = [(feed, "rss.xml") for feed in made.feeds] + [(feed, "atom.xml") for feed in made.newsletters]
    return [
        (made.site.address(feed.path(name)), feed.title)
        for language in made.site.languages
        for feed, name in feeds
        if feed.language == language and feed.entries
    ]
