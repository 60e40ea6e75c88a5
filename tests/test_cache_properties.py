"""Properties of what builds remember: whatever was done before, a build does the same with it and without."""

import os
import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builds import SITE, an_entry_text, tree
from cchr_feeds.build import build
from cchr_feeds.cache import records
from cchr_feeds.errors import CchrFeedsError
from cchr_feeds.model.part import CACHED, Part
from cchr_feeds.model.publication import Listing
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import Resolver
from cchr_feeds.resolve_entry import EntrySource
from cchr_feeds.run import Run
from extent import FULL, examples

pytestmark = pytest.mark.usefixtures("at_length")

NOW = datetime.fromisoformat("2024-06-15T00:00:00+07:00")
PARTS: tuple[tuple[Part, ...], ...] = (
    (Part.PAGES, Part.ARCHIVES, Part.FEEDS, Part.EMBED),
    (Part.FEEDS,),
    (Part.PAGES, Part.EMBED),
)
"""Without newsletters, whose template takes a while; those are in a test of their own."""

LONGER_THAN_A_TICK = 0.03
"""Seconds after which a change of a file shows in its times."""

Act = Callable[[Path, int], object]
"""Does something to a project and its output; the number chooses what and where."""


def _chosen(folder: Path, pattern: str, number: int) -> Path | None:
    found = sorted(path for path in folder.glob(pattern) if path.is_file())
    return found[number % len(found)] if found else None


def _on(pattern: str, act: Callable[[Path, int], object]) -> Act:
    """Does something to one of the files there are."""

    def do(folder: Path, number: int) -> None:
        if path := _chosen(folder, pattern, number):
            act(path, number)

    return do


def _add(folder: Path, number: int) -> None:
    (folder / f"entries/{number}.yaml").write_text(an_entry_text(number, "New"), encoding="utf-8")


def _retitle(path: Path, number: int) -> None:
    path.write_text(path.read_text("utf-8").replace("title: ", f"title: {number} "), encoding="utf-8")


def _with_line(line: str) -> Callable[[Path, int], object]:
    return lambda path, _: path.write_text(path.read_text("utf-8") + line, encoding="utf-8")


def _attach(path: Path, number: int) -> None:
    (path.parent / "report.pdf").write_bytes(b"%PDF-1.7" + b"." * number)
    path.write_text(
        path.read_text("utf-8").replace("en: {", "en: {files: [{file: report.pdf}], ", 1), encoding="utf-8"
    )


def _announce(path: Path, _: int) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace("km: {", "km: {published: 2024-06-20, ", 1), encoding="utf-8")


def _change_template(folder: Path, number: int) -> None:
    place = folder / "templates/pages/entry.html.j2"
    place.parent.mkdir(parents=True, exist_ok=True)
    extended = '{% extends "packaged/pages/entry.html.j2" %}{% block title %}'
    place.write_text(f"{extended}{number}{{% endblock %}}", encoding="utf-8")


def _rename(path: Path, number: int) -> None:
    path.rename(path.with_name(f"renamed-{number}.yaml"))


def _touch(path: Path, number: int) -> None:
    os.utime(path, (number, number))


def _falsify(path: Path, _: int) -> None:
    """Another file of the same length and time."""
    status = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _damage(path: Path, number: int) -> None:
    """One bit is another, or the end is missing."""
    content, place = bytearray(path.read_bytes()), number * 7919 % max(path.stat().st_size, 1)
    if number % 2:
        content[place] ^= 1 << number % 8
    path.write_bytes(content if number % 2 else content[:place])


def _relabel(path: Path, number: int) -> None:
    path.write_text(path.read_text("utf-8").replace("Reports", f"Reports {number}"), encoding="utf-8")


def _reword(folder: Path, number: int) -> None:
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words/km.yaml").write_text(f"read_publication: អាន {number}\n", encoding="utf-8")


ENTRIES = "entries/*.yaml"
ACTS: Mapping[str, Act] = {
    "add": _add,
    "retitle": _on(ENTRIES, _retitle),
    "remove": _on(ENTRIES, lambda path, _: path.unlink()),
    "rename": _on(ENTRIES, _rename),
    "break": _on(ENTRIES, _with_line("nonsense: 1\n")),
    "draft": _on(ENTRIES, _with_line("draft: true\n")),
    "withdraw": _on(ENTRIES, _with_line("withdrawn: {on: 2024-06-14, reason: An error}\n")),
    "announce a translation": _on(ENTRIES, _announce),
    "attach": _on(ENTRIES, _attach),
    "enlarge": _on("entries/*.pdf", lambda path, _: path.write_bytes(path.read_bytes() + b"more")),
    "touch": _on("entries/*", _touch),
    "relabel": _on("site.yaml", _relabel),
    "change a template": _change_template,
    "reword": _reword,
    "falsify": _on("out/**/*", _falsify),
    "lose": _on("out/**/*", lambda path, _: path.unlink()),
    "damage": _on(f"{CACHED}/*.json", _damage),
    "forget": _on(f"{CACHED}/*.json", lambda path, _: path.unlink()),
}
STEPS = st.tuples(
    st.sampled_from(sorted(ACTS)), st.integers(0, 40), st.sampled_from(PARTS), st.integers(-30, 200)
)


def built(folder: Path, parts: tuple[Part, ...], now: datetime) -> object:
    """What a build says, or why it is refused; then what lies there."""
    run = Run(folder, folder / "out", now, lambda _: None)
    try:
        outcome = build(run, parts)
        said: object = (outcome.entries, outcome.waiting, outcome.changes, outcome.warnings)
    except CchrFeedsError as error:
        said = (type(error), str(error), getattr(error, "problems", ()))
    lock = folder / "published.lock"
    return said, tree(folder / "out"), lock.read_bytes() if lock.exists() else b""


def copied(folder: Path, to: Path) -> Path:
    """A copy without what was remembered."""
    rmtree(to, ignore_errors=True)
    copytree(folder, to, ignore=ignore_patterns(CACHED))
    return to


def started(place: Path) -> Path:
    """A project of a few entries, in whose feeds not all of them have room."""
    folder = place / "project"
    (folder / "entries").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE + "feeds: {limit: 2}\n", encoding="utf-8")
    for number in range(4):
        _add(folder, number)
    return folder


def differs(folder: Path, parts: tuple[Part, ...], now: datetime) -> bool:
    """Whether a build does anything else than one without a cache."""
    copy = copied(folder, folder.parent / "copy")
    return _relative(built(folder, parts, now), folder) != _relative(built(copy, parts, now), copy)


@settings(max_examples=400 if FULL else examples(15))
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_a_build_does_the_same_with_and_without_cache(
    steps: list[tuple[str, int, tuple[Part, ...], int]],
) -> None:
    """Byte by byte, and word by word; also where the cache or the output was tampered with."""
    with TemporaryDirectory() as name:
        folder, now = started(Path(name)), NOW
        built(folder, PARTS[0], now)
        for position, (act, number, parts, hours) in enumerate(steps, start=1):
            ACTS[act](folder, number)
            now += timedelta(hours=hours)
            time.sleep(LONGER_THAN_A_TICK)
            if FULL or position == len(steps):  # what comes before is another example's end
                assert not differs(folder, parts, now)
            else:
                built(folder, parts, now)


def test_what_the_days_change_is_noticed(tmp_path: Path) -> None:
    """Nothing is touched for months: notices expire, editions close and a year ends."""
    folder, entry = started(tmp_path), an_entry_text(7, "Late").replace("2024-08-08", "2024-06-10")
    for number, line in enumerate(
        ("updated: 2024-06-01\n", "withdrawn: {on: 2024-05-20, reason: An error}\n")
    ):
        path = folder / f"entries/{number}.yaml"
        path.write_text(path.read_text("utf-8") + line, encoding="utf-8")
    (folder / "entries/7.yaml").write_text(entry, encoding="utf-8")
    time.sleep(LONGER_THAN_A_TICK)
    for days in range(0, 230, 5 if FULL else 20):
        assert not differs(folder, tuple(Part), NOW + timedelta(days=days))


_source = Resolver._source


def _without_digest(self: Resolver, listing: Listing) -> EntrySource:
    return _source(self, listing)._replace(digest="")


def _without_files(self: Resolver, listing: Listing) -> EntrySource:
    return _source(self, listing)._replace(files=())


OMISSIONS: Mapping[str, tuple[object, str, object, tuple[str, ...]]] = {
    "the entry's text": (Resolver, "_source", _without_digest, ("retitle",)),
    "the files beside it": (Resolver, "_source", _without_files, ("attach", "enlarge")),
    "the templates": (Templates, "made_from", (), ("change a template",)),
    "the output": (records, "_are_same", lambda *_: True, ("falsify",)),
}
"""What the cache might leave out of account, and what shows it.

The languages of an entry's source are not among them: what they leave out is in no entry either.
"""


@pytest.mark.parametrize("omission", OMISSIONS)
def test_the_property_finds_an_omission(
    omission: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each that is planted shows, so that the property can fail."""
    owner, name, planted, acts = OMISSIONS[omission]
    monkeypatch.setattr(owner, name, planted)
    folder, found = started(tmp_path), []
    for act in ("touch", *acts):
        ACTS[act](folder, 1)
        time.sleep(LONGER_THAN_A_TICK)
        found.append(differs(folder, PARTS[0], NOW))
    assert found[-1]


def _relative(result: object, folder: Path) -> str:
    return repr(result).replace(str(folder), "")


def test_newsletters_are_the_same_with_and_without_cache(tmp_path: Path) -> None:
    """Also for an editor's words, a template of one's own, and an entry in one language only."""
    folder = tmp_path / "project"
    (folder / "entries").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    changes: Mapping[str, str] = {
        "entries/1.yaml": an_entry_text(1, "Another"),
        "editions/2024-02.yaml": "en: {note: A word}\n",
        "entries/30.yaml": an_entry_text(30, "New").partition("km:")[0],
        "templates/newsletter/edition.html.j2": (
            '{% extends "packaged/newsletter/edition.html.j2" %}{% block footer %}<p>Ours</p>{% endblock %}'
        ),
    }
    for number in range(6):
        _add(folder, number)
    parts = (Part.NEWSLETTERS,)
    for path, text in {"entries/0.yaml": an_entry_text(0, "First"), **changes}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
        time.sleep(LONGER_THAN_A_TICK)
        without = built(copied(folder, tmp_path / "copy"), parts, NOW)
        assert _relative(built(folder, parts, NOW), folder) == _relative(without, tmp_path / "copy")


def test_any_bit_of_the_cache_may_be_wrong(tmp_path: Path) -> None:
    """A file with one wrong bit is passed over as a whole."""
    folder = tmp_path / "project"
    (folder / "entries").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    for number in range(3):
        _add(folder, number)
    time.sleep(LONGER_THAN_A_TICK)
    expected = built(folder, PARTS[0], NOW)
    chance = random.Random(20261126)
    kept = {path: path.read_bytes() for path in sorted((folder / CACHED).glob("*.json"))}
    for path, whole in kept.items():
        for _ in range(200 if FULL else examples(12)):
            content = bytearray(whole)
            content[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            path.write_bytes(content)
            _retitle_to(folder / "entries/1.yaml", chance.choice(["New", "Old"]))
            assert built(folder, PARTS[0], NOW)[0][0] == expected[0][0]  # type: ignore[index]
            path.write_bytes(whole)


def _retitle_to(path: Path, title: str) -> None:
    path.write_text(an_entry_text(1, title), encoding="utf-8")
