"""A project is published again and again: its readers are told of what is new, once, and of nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cchr_feeds.build import build
from cchr_feeds.model.part import Part
from cchr_feeds.run import Run
from clients import table
from clients.subscriptions import FOLLOW, FORMATS, Found, Look
from clients.versions import FOLLOWED, VERSIONS, Version
from loopback import Answer, Server, a_server

History = Mapping[tuple[str, str, str], Found]
"""What a client found in feeds of a format (named by its file) at a version."""

SUBSCRIPTIONS = [(client, file) for client, files in FORMATS.items() for file in files]
TYPES = {".xml": "application/xml; charset=utf-8", ".json": "application/feed+json; charset=utf-8"}


@pytest.fixture(scope="module")
def history(debian: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> History:
    """All versions, built one after the other and served at the same place, to the same readers."""
    folder = tmp_path_factory.mktemp("versions")
    found: dict[tuple[str, str, str], Found] = {}
    with a_server({}) as server:
        subscriptions = {
            (client, file): _subscribed(client, file, folder, server) for client, file in SUBSCRIPTIONS
        }
        place = "feeds"
        for version in VERSIONS:
            place = version.place or place
            server.answers = _answers(_built(folder, version), place, server)
            for (client, file), look in subscriptions.items():
                found[client, file, version.what] = look()
    return found


def _subscribed(client: str, file: str, folder: Path, server: Server) -> Look:
    own = folder / f"{client}-{file}"
    own.mkdir()
    return FOLLOW[client](own, [f"{server.url}feeds/{feed}/{file}" for feed in FOLLOWED])


def _built(folder: Path, version: Version) -> Path:
    for path, text in version.files.items():
        file = folder / "project" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
    out = folder / "served"
    run = Run(folder / "project", out, version.now, progress=lambda message: None)
    build(run, (Part.FEEDS, Part.ARCHIVES))
    return out


def _answers(out: Path, place: str, server: Server) -> dict[str, Answer]:
    """Every feed at its place; once there is another, the old one leads there."""
    answers: dict[str, Answer] = {}
    for file in out.rglob("*"):
        if file.suffix in TYPES:
            path = file.relative_to(out).as_posix()
            there = {"Location": f"{server.url}{place}/{path}"}
            answers[f"/feeds/{path}"] = Answer(b"", status=301, headers=there)
            answers[f"/{place}/{path}"] = Answer(file.read_bytes(), TYPES[file.suffix])
    return answers


def _tag(entry: str) -> str:
    return f"tag:example.org,2020:{entry}"


def _new_in_each_feed(version: Version) -> list[tuple[str, str]]:
    return [(feed, _tag(entry)) for feed, entries in version.new.items() for entry in entries]


def _new_to_all_feeds(version: Version) -> list[tuple[str, str]]:
    """Those that no feed had before, each once."""
    before = VERSIONS[: VERSIONS.index(version)]
    known = {tag for earlier in before for _, tag in _new_in_each_feed(earlier)}
    return [("", tag) for tag in {tag for _, tag in _new_in_each_feed(version)} - known]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.what)
@pytest.mark.parametrize(("client", "file"), SUBSCRIPTIONS)
def test_readers_are_told_of_what_is_new_and_nothing_else(
    client: str, file: str, version: Version, history: History
) -> None:
    """Each new entry once in a feed; newsboat takes feeds that hold the same entry for one."""
    new = _new_to_all_feeds(version) if client == "newsboat" else _new_in_each_feed(version)
    assert sorted(history[client, file, version.what].new) == sorted(new)


def _titles_by_then(version: Version) -> dict[str, str]:
    """What the versions up to this one, each in its turn, should have made readers see."""
    titles: dict[str, str] = {}
    for each in VERSIONS[: VERSIONS.index(version) + 1]:
        titles |= {_tag(entry): title for entry, title in each.titles.items()}
    return titles


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.what)
@pytest.mark.parametrize(("client", "file"), [each for each in SUBSCRIPTIONS if each[0] != "rss2email"])
def test_readers_see_what_changed(client: str, file: str, version: Version, history: History) -> None:
    """An entry that they know has its new title; of a withdrawn one the notice is left, for ever."""
    titles = _titles_by_then(version)
    assert titles.items() <= history[client, file, version.what].titles.items()


def test_the_document_lists_what_was_tried(pytestconfig: pytest.Config) -> None:
    """Every version; `make golden` writes its table anew."""
    if pytestconfig.getoption("--refresh-golden"):
        table.write("versions", table.versions())
    assert table.written("versions") == table.versions()
