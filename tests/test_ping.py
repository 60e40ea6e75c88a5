"""`ping`: which feeds hubs are told of, what is remembered, and how the command ends.

A site's hub has a name and no port, so a hub on loopback stands where a proxy would.
"""

import json
import logging
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copytree, rmtree

import feedparser
import pytest

from builds import tree
from cchr_feeds.errors import NothingToDo, ProblemsFound, Unfinished
from cchr_feeds.ping import NAME, Pinged, ping
from cchr_feeds.store import Store, key_of
from commands import DONE, NOT_WRITTEN, NOTHING, NOW, PROBLEMS, Ended, run
from loopback_hub import Hub, Said, a_hub
from project_files import SITE, a_project, an_entry_file

HUB, OTHER = "http://hub.example.org/", "http://hub.example.net/"
FEEDS = "https://example.org/feeds/"
FILES: Mapping[str, str] = {
    "site.yaml": f"{SITE}feeds: {{hub: {HUB}}}\n",
    "entries/a.yaml": an_entry_file(id="a", km="{title: ក}"),
    "entries/b.yaml": an_entry_file(id="b", category="fact-sheet"),
}
MEMORY = ".cchr-feeds/pinged.json"


def remembered(project: Path) -> dict[str, str]:
    """What hubs were told of."""
    return Store(project).load(NAME, key_of(project, NAME))


def formats(*folders: str) -> set[str]:
    """The addresses of these feeds in every format."""
    return {f"{FEEDS}{folder}/{name}" for folder in folders for name in ("atom.xml", "rss.xml", "feed.json")}


WITH_ENTRIES = formats("en", "en/infographic", "en/fact-sheet", "km", "km/infographic")
EVERY_FEED = WITH_ENTRIES | formats("km/fact-sheet")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two languages and two categories, one of them empty in Khmer, and its output."""
    folder = a_project(tmp_path_factory.mktemp("built"), **FILES)
    assert run(folder, "build", "--only", "feeds", "--now", NOW).returncode == DONE
    rmtree(folder / ".cchr-feeds", ignore_errors=True)  # what a build remembers lies there too
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the project, whose hub has never been told of anything."""
    return copytree(built, tmp_path / "project")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """All hubs there are, whatever their address."""
    with a_hub() as hub:
        monkeypatch.setenv("http_proxy", hub.url)
        monkeypatch.setenv("no_proxy", "")
        yield hub


def pinged(project: Path, everything: bool = False) -> Pinged:
    """What telling hubs of the output of a project comes to."""
    return ping(project, project / "out", everything, progress=lambda message: None)


def rebuilt(project: Path, *options: str, **files: str) -> Path:
    """The project with these files changed, built again."""
    a_project(project, **{**FILES, **files})
    ended = run(project, "build", "--only", "feeds", "--now", NOW, *options)
    assert ended.returncode == DONE, ended.stderr
    return project


def test_the_first_time_every_feed_with_entries_is_told_of(project: Path, hub: Hub) -> None:
    """In each of its formats, once; an empty feed has no readers who missed anything."""
    assert pinged(project) == Pinged({HUB: sorted(WITH_ENTRIES)}, len(EVERY_FEED))
    assert sorted(hub.topics()) == sorted(WITH_ENTRIES)


def test_the_feed_of_newsletters_is_told_of_once_it_has_an_edition(project: Path, hub: Hub) -> None:
    """Whose month is over; an empty one has no readers."""
    newsletters = {f"{FEEDS}newsletters/{language}/atom.xml" for language in ("en", "km")}
    for now, told in (
        ("2024-10-15T12:00:00+07:00", WITH_ENTRIES),
        ("2024-11-01T00:00:00+07:00", newsletters),
    ):
        options = ("--only", "feeds", "--only", "newsletters", "--now", now)
        assert run(project, "build", *options).returncode == DONE
        assert set(pinged(project).told.get(HUB, ())) == told


def test_a_feed_is_named_as_it_names_itself(project: Path, hub: Hub) -> None:
    """Hubs and subscribers know it by its own address and no other."""
    pinged(project)
    out = project / "out"
    own = {json.loads(path.read_bytes())["feed_url"] for path in out.glob("*/**/feed.json")}
    for path in (*out.glob("*/**/atom.xml"), *out.glob("*/**/rss.xml")):
        links = feedparser.parse(path.read_bytes()).feed.links
        own |= {link["href"] for link in links if link["rel"] == "self"}
    assert own == EVERY_FEED
    assert set(hub.topics()) <= own


def test_a_former_address_is_told_of_beside_the_new_one(project: Path, hub: Hub) -> None:
    """Who subscribed before the change, did so at the old one, and is told until the subscription ends."""
    site = FILES["site.yaml"].replace("infographic: {", "infographic: {former: [infographic, poster], ")
    told = pinged(rebuilt(project, **{"site.yaml": site})).told[HUB]
    assert set(told) == WITH_ENTRIES | formats("en/poster", "km/poster")


def test_the_second_time_there_is_nothing_to_tell(project: Path, hub: Hub) -> None:
    """No request is made."""
    pinged(project)
    hub.asked.clear()
    assert pinged(project) == Pinged({}, len(EVERY_FEED))
    assert hub.asked == []


def test_only_feeds_that_changed_are_told_of(project: Path, hub: Hub) -> None:
    """A correction in English is news for the feeds that hold the entry in English."""
    pinged(project)
    hub.asked.clear()
    rebuilt(project, **{"entries/b.yaml": an_entry_file(id="b", category="fact-sheet", en="{title: Better}")})
    pinged(project)
    assert set(hub.topics()) == formats("en", "en/fact-sheet")


def test_a_feed_is_told_of_when_it_gets_its_first_entry(project: Path, hub: Hub) -> None:
    """And when it has lost its last one."""
    pinged(project)
    hub.asked.clear()
    khmer = an_entry_file(id="b", category="fact-sheet", km="{title: ខ}")
    pinged(rebuilt(project, **{"entries/b.yaml": khmer}))
    assert formats("km/fact-sheet") <= set(hub.topics())
    moved = an_entry_file(id="b", category="infographic", km="{title: ខ}")
    pinged(rebuilt(project, **{"entries/b.yaml": moved}))
    assert formats("km/fact-sheet") <= set(hub.topics())


def test_all_feeds_can_be_told_of(project: Path, hub: Hub) -> None:
    """Changed or not, with entries or without."""
    pinged(project)
    hub.asked.clear()
    assert pinged(project, everything=True).told == {HUB: sorted(EVERY_FEED)}
    assert sorted(hub.topics()) == sorted(EVERY_FEED)


def test_a_language_may_have_a_hub_of_its_own(project: Path, hub: Hub) -> None:
    """Each is told of its language."""
    a_project(project, **{"site.yaml": f"{SITE}feeds: {{hub: {{en: {HUB}, km: {OTHER}}}}}\n"})
    pinged(project)
    told = {(asked.address, asked.topic.removeprefix(FEEDS)[:2]) for asked in hub.asked}
    assert told == {(HUB, "en"), (OTHER, "km")}


def test_another_hub_is_told_of_everything(project: Path, hub: Hub) -> None:
    """What the one before was told counts no more."""
    pinged(project)
    hub.asked.clear()
    a_project(project, **{"site.yaml": f"{SITE}feeds: {{hub: {OTHER}}}\n"})
    pinged(project)
    assert {asked.address for asked in hub.asked} == {OTHER}
    assert set(hub.topics()) == WITH_ENTRIES


def test_what_a_hub_did_not_accept_is_told_again(project: Path, hub: Hub) -> None:
    """Only that; the rest is remembered."""
    refused = f"{FEEDS}km/rss.xml"
    hub.answers[refused] = Said(400, b"not now")
    with pytest.raises(Unfinished) as failed:
        pinged(project)
    assert str(failed.value).splitlines() == [
        f"{HUB} did not accept {refused}: it answered 400 (not now)",
        "Run ping again later; it continues from here.",
    ]
    assert set(hub.topics()) == WITH_ENTRIES
    hub.answers.clear()
    assert pinged(project).told == {HUB: [refused]}
    assert hub.topics() == [refused]


def test_one_answer_to_many_feeds_is_told_once(project: Path, hub: Hub) -> None:
    """With how many they are, and one of them."""
    hub.answers |= {each: Said(403, b"not here") for each in WITH_ENTRIES}
    with pytest.raises(Unfinished) as failed:
        pinged(project)
    first, count = min(WITH_ENTRIES), len(WITH_ENTRIES)
    assert str(failed.value).splitlines() == [
        f"{HUB} did not accept {count} feeds, such as {first}: it answered 403 (not here)",
        "Run ping again later; it continues from here.",
    ]


def test_a_hub_in_trouble_is_asked_once(project: Path, hub: Hub) -> None:
    """What it accepted before is remembered, and it is told of the rest the next time."""
    first, second, *rest = sorted(WITH_ENTRIES)
    hub.answers[second] = Said(503, b"busy")
    with pytest.raises(
        Unfinished, match=f"could not be notified: it answered 503 .busy.; {len(rest) + 1} feeds are waiting"
    ):
        pinged(project)
    assert hub.topics() == [first, second]
    hub.answers.clear()
    pinged(project)
    assert hub.topics() == [second, *rest]


def test_each_answer_is_logged_once(project: Path, hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever it is; with `--verbose` people read it."""
    first, second, third, *_ = sorted(WITH_ENTRIES)
    hub.answers |= {second: Said(400, b"not now"), third: Said(429)}
    with caplog.at_level(logging.INFO, "cchr_feeds.ping"), pytest.raises(Unfinished):
        pinged(project)
    assert [record.getMessage() for record in caplog.records if record.name == "cchr_feeds.ping"] == [
        f"told {HUB} of {first}: accepted",
        f"told {HUB} of {second}: it answered 400 (not now)",
        f"told {HUB} of {third}: it answered 429",
    ]


def test_the_trouble_of_one_hub_is_not_that_of_another(project: Path, hub: Hub) -> None:
    """The other is told, and what it accepted is remembered."""
    a_project(project, **{"site.yaml": f"{SITE}feeds: {{hub: {{en: {HUB}, km: {OTHER}}}}}\n"})
    hub.answers = {topic: Said(500) for topic in WITH_ENTRIES if topic.startswith(f"{FEEDS}en/")}
    with pytest.raises(Unfinished):
        pinged(project)
    assert [asked.address for asked in hub.asked] == [HUB, *[OTHER] * 6]
    assert set(remembered(project)) == {f"{OTHER} {each}" for each in formats("km", "km/infographic")}


def test_a_hub_that_is_away_is_told_of_everything_later(project: Path, hub: Hub) -> None:
    """Nothing is written down."""
    hub.usual = Said(500)
    with pytest.raises(Unfinished):
        pinged(project)
    assert len(hub.topics()) == 1
    assert not (project / ".cchr-feeds").exists()


@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b"",
        lambda _: b"nonsense",
        lambda kept: kept.replace(b"atom.xml", b"atom.xmm", 1),
        lambda kept: kept[:-1],
        lambda kept: b"[" * 100_000 + kept,
    ],
    ids=["empty", "foreign", "changed", "cut", "deep"],
)
def test_a_memory_that_somebody_has_changed_is_none(
    project: Path, hub: Hub, damaged: Callable[[bytes], bytes]
) -> None:
    """Hubs are told again, and it is written anew."""
    pinged(project)
    (project / MEMORY).write_bytes(damaged((project / MEMORY).read_bytes()))
    assert set(pinged(project).told[HUB]) == WITH_ENTRIES
    assert pinged(project).told == {}


def test_what_a_project_brings_with_it_counts_for_nothing(project: Path, hub: Hub, tmp_path: Path) -> None:
    """Whoever sends it has no installation like this one, and no folder of this name for that."""
    pinged(project)
    rows = remembered(project)
    assert pinged(project).told == {}
    assert set(pinged(copytree(project, tmp_path / "sent")).told[HUB]) == WITH_ENTRIES
    Store(project).write("pinged.json", NAME, rows)
    assert set(pinged(project).told[HUB]) == WITH_ENTRIES


def test_an_odd_row_is_passed_over(project: Path, hub: Hub) -> None:
    """Nobody has told that hub of anything, then."""
    Store(project).write("pinged.json", key_of(project, NAME), {HUB: "1", "": "", f"{HUB} {FEEDS}": "1"})
    assert set(pinged(project).told[HUB]) == WITH_ENTRIES


def test_the_memory_holds_the_feeds_there_are(project: Path, hub: Hub) -> None:
    """What is gone from the site is forgotten."""
    pinged(project)
    one_less = SITE.replace("  fact-sheet: {en: Fact sheets, km: ព័ត៌មានពិត}\n", "")
    hub_line = f"feeds: {{hub: {HUB}}}\n"
    changed = {"site.yaml": one_less + hub_line, "entries/b.yaml": an_entry_file(id="b")}
    pinged(rebuilt(project, "--accept", "feeds/fact-sheet", **changed))
    kept = formats("en", "en/infographic", "km", "km/infographic")
    assert set(remembered(project)) == {f"{HUB} {address}" for address in kept}


def test_version_control_passes_the_memory_over(project: Path, hub: Hub) -> None:
    """Its folder says so itself, whatever the project ignores."""
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    pinged(project)
    command = ["git", "-C", str(project), "status", "--porcelain", "--untracked-files=all"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "entries/a.yaml" in shown
    assert "cchr-feeds" not in shown


def test_the_output_is_left_as_it_is(project: Path, hub: Hub) -> None:
    """And so is everything else but the memory."""
    before = tree(project)
    pinged(project)
    after = tree(project)
    assert {path for path in after if path not in before} == {
        ".cchr-feeds",
        ".cchr-feeds/.gitignore",
        MEMORY,
    }
    assert {path: after[path] for path in before} == before


def test_without_a_memory_hubs_are_told_all_the_same(project: Path, hub: Hub) -> None:
    """Where it can't be written, the command says so, and tells the same the next time."""
    a_project(project, **{**FILES, ".cchr-feeds": "a file where the folder should be"})
    done = pinged(project)
    assert done.told == {HUB: sorted(WITH_ENTRIES)}
    assert done.forgotten == (
        "What was sent can't be recorded here (file exists), so the next ping sends it again."
    )
    assert pinged(project).told == done.told


@pytest.mark.parametrize(("more", "place"), [("", (1, 1)), ("feeds: {limit: 30}\n", (12, 8))])
def test_a_site_without_a_hub_is_told_what_to_write(
    project: Path, hub: Hub, more: str, place: tuple[int, int]
) -> None:
    """Where it belongs."""
    a_project(project, **{"site.yaml": SITE + more})
    with pytest.raises(ProblemsFound) as found:
        pinged(project)
    (problem,) = found.value.problems
    assert (problem.path, problem.line, problem.column) == ("site.yaml", *place)
    assert problem.fix.endswith("such as hub: https://hub.example.org/")
    assert hub.asked == []


def test_without_an_output_there_is_nothing_to_tell_of(project: Path, hub: Hub) -> None:
    """The message asks for a build."""
    rmtree(project / "out")
    with pytest.raises(NothingToDo, match=r"there are no feeds in .*out; run cchr-feeds build first"):
        pinged(project)


def test_a_json_feed_that_is_spoilt_is_no_reason_to_be_silent(project: Path, hub: Hub) -> None:
    """A feed that may or may not be empty is told of."""
    (project / "out/km/fact-sheet/feed.json").write_text("spoilt", encoding="utf-8")
    pinged(project)
    assert set(hub.topics()) == EVERY_FEED


# --- the command ----------------------------------------------------------------------------------


def pings(project: Path, hub: Hub, *words: str) -> Ended:
    """The command, with a hub on loopback."""
    return run(project, "ping", *words, http_proxy=hub.url, no_proxy="")


def test_the_command_says_whom_it_told(project: Path, hub: Hub) -> None:
    """And, the second time, that there was nothing to tell."""
    told = pings(project, hub)
    assert (told.returncode, told.stderr) == (DONE, "")
    assert told.stdout == f"{HUB} was notified of 15 of 18 feeds.\n"
    again = pings(project, hub)
    assert (again.returncode, again.stderr) == (DONE, "")
    assert (
        again.stdout
        == "None of the 18 feeds has changed since the hub was last notified; nothing was sent.\n"
    )


def test_the_command_tells_programs(project: Path, hub: Hub) -> None:
    """Which feeds, by hub."""
    result = json.loads(pings(project, hub, "--json", "--all").stdout)
    assert result == {
        "ok": True,
        "exit_code": DONE,
        "told": {HUB: sorted(EVERY_FEED)},
        "feeds": 18,
        "forgotten": "",
    }


def test_the_quiet_command_says_nothing(project: Path, hub: Hub) -> None:
    """As long as all is well."""
    ended = pings(project, hub, "--quiet")
    assert (ended.returncode, ended.stdout, ended.stderr) == (DONE, "", "")


def test_the_output_may_be_elsewhere(project: Path, hub: Hub, tmp_path: Path) -> None:
    """It is named as for a build."""
    (project / "out").rename(tmp_path / "public")
    assert pings(project, hub, "--out", str(tmp_path / "public")).returncode == DONE
    assert set(hub.topics()) == WITH_ENTRIES


def test_a_hub_that_fails_ends_with_3(project: Path, hub: Hub) -> None:
    """In two calm lines."""
    hub.usual = Said(500, b"<h1>Oops</h1>")
    ended = pings(project, hub)
    assert (ended.returncode, ended.stdout) == (NOT_WRITTEN, "")
    assert ended.stderr.splitlines() == [
        f"{HUB} could not be notified: it answered 500 (<h1>Oops</h1>); 15 feeds are waiting",
        "Run ping again later; it continues from here.",
    ]


def test_a_hub_that_nobody_answers_for_ends_with_3(project: Path, hub: Hub) -> None:
    """The proxy's port is closed."""
    with a_hub() as closed:
        address = closed.url
    ended = run(project, "ping", http_proxy=address, no_proxy="")
    assert ended.returncode == NOT_WRITTEN
    assert "Connection refused" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_no_hub_ends_with_1_and_no_output_with_4(project: Path, hub: Hub) -> None:
    """Each with its reason."""
    rmtree(project / "out")
    nothing = pings(project, hub)
    a_project(project, **{"site.yaml": SITE})
    no_hub = pings(project, hub)
    assert (nothing.returncode, no_hub.returncode) == (NOTHING, PROBLEMS)
    assert "run cchr-feeds build first" in nothing.stderr
    assert "site.yaml:1:1: error: site.yaml names no hub" in no_hub.stderr
