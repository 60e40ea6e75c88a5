"""Tests of what builds remember: they are quick where little has changed, and never different for it."""

import errno
import json
import os
import re
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from mmap import mmap
from pathlib import Path
from shutil import copytree, rmtree
from typing import BinaryIO

import pytest

from builds import NOW, SOURCE, build_command, finished, python_of_nobody_special, run_build, tree
from cchr_feeds import steps
from cchr_feeds.build import build
from cchr_feeds.cache.build_cache import LAST_BUILD, Cache
from cchr_feeds.cache.records import Records
from cchr_feeds.errors import OutputFailed, ProblemsFound
from cchr_feeds.file_state import stamp, states
from cchr_feeds.i18n import translate
from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import CACHED, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.output.disk import digest_if_same
from cchr_feeds.run import Run, Written
from cchr_feeds.select import Selection
from cchr_feeds.source import read_project
from cchr_feeds.source.problems import ParsedFile
from cchr_feeds.source.project_reader import ProjectReader, ScannedFile, ScanOfSite
from cchr_feeds.store import Store
from commands import NOT_WRITTEN
from extent import a_few
from project_files import SITE, a_project, an_entry_file

FEEDS = ("--only", "feeds")
"""Quicker than everything."""

MOMENT = datetime.fromisoformat(NOW)
LONGER_THAN_A_TICK = 0.03
"""Seconds after which another change of a file shows in its times."""

Change = Callable[[Path], object]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a draft, an announced entry, a file beside an entry and a warning, built once."""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE.replace(", km: ព័ត៌មានពិត", ""),
        "entries/report.yaml": an_entry_file(en="{title: A report, files: [{file: report.pdf}]}"),
        "entries/report.pdf": b"%PDF-1.7 one",
        "entries/soon.yaml": an_entry_file(id="soon", published="2026-12-01"),
        "entries/never.yaml": an_entry_file(id="never", draft="true"),
    }
    folder = a_project(tmp_path / "project", **files)
    time.sleep(LONGER_THAN_A_TICK)
    assert run_build(folder, *FEEDS).returncode == 0
    assert last_build(folder).exists()
    return folder


def last_build(project: Path) -> Path:
    """Where the last build is remembered."""
    return project / CACHED / LAST_BUILD


def result(project: Path, *options: str) -> dict[str, object]:
    """What a build says to other programs."""
    done = run_build(project, "--json", *FEEDS, *options)
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_it_says_what_a_whole_build_says(project: Path) -> None:
    """Counts, editions and warnings are the same, and so are all files."""
    before, remembered = tree(project / "out"), result(project)
    rmtree(project / CACHED)
    assert result(project) == remembered
    assert tree(project / "out") == before


@pytest.mark.parametrize("kept", ["the last build", "entries and documents"])
def test_a_warning_is_said_in_the_language_that_is_asked_for(project: Path, kept: str) -> None:
    """Although it was kept by a build that spoke another one, or the same."""
    one = "url: https://example.org/one"
    _add(
        project,
        "entries/one.yaml",
        an_entry_file(id="one", en=f"{{title: One, {one}}}", km=f"{{title: មួយ, {one}}}"),
    )
    time.sleep(LONGER_THAN_A_TICK)
    assert "entries/one.yaml" in str(result(project)["warnings"])
    if kept != "the last build":
        last_build(project).unlink()
    remembered = result(project, "--ui", "km")["warnings"]
    rmtree(project / CACHED)
    assert result(project, "--ui", "km")["warnings"] == remembered
    assert "ព" in str(remembered)


def test_what_is_kept_comes_back_as_it_was(project: Path) -> None:
    """All that is known of a file but its texts; a warning can still be said in either language."""
    one = "url: https://example.org/one"
    text = an_entry_file(
        id="one",
        en=f"{{title: One 1, {one}, files: [{{file: report.pdf}}]}}",
        km=f"{{title: មួយ, {one}, edition: 2024-11, updated: 2024-10-11T09:00+07:00}}",
    )
    _add(project, "entries/one.yaml", text)
    found = ProjectReader(project)._scanned("entries/one.yaml")
    assert found.meta
    assert found.problems
    again = kept_and_read(project, replace(found, publication=None))
    assert isinstance(again, ScannedFile)
    assert again == replace(found, publication=None)
    for kept, problem in zip(again.problems, found.problems, strict=True):
        assert translate(kept.message, "km") == translate(problem.message, "km") != problem.message
        assert (kept.arguments, kept.replacement) == ({}, None)


@dataclass(frozen=True)
class Record:
    """Fields of kinds that a record of ours may have one day."""

    months: tuple[Period | None, ...]
    by_name: Mapping[str, Period | None]
    moment: datetime | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """A field whose kind nothing reads."""

    months: Sequence[Period]


def test_a_field_is_read_by_its_kind(tmp_path: Path) -> None:
    """Also where it holds nothing; one of a kind that nothing reads is refused, not guessed."""
    folder, month = a_project(tmp_path), Period.of_month(2024, 10)
    for value in (
        Record((month, None), {"one": month, "none": None}, MOMENT, ("a",)),
        Record((), {}),
    ):
        assert kept_and_read(folder, value) == value
    with pytest.raises(TypeError, match="Sequence"):
        kept_and_read(folder, Unreadable([month]))


def kept_and_read(folder: Path, value: object) -> object:
    """What the next command finds of what one has kept."""
    records = Records(Store(folder), "test.json", "key", type(value))
    records.keep("name", {}, value)
    records.save()
    return Records(Store(folder), "test.json", "key", type(value)).known("name", str)


def test_it_reads_nothing(project: Path) -> None:
    """What no one may read is not needed: only times and sizes are looked at."""
    spy = "import builtins, os, sys; real = os.open; opened = []"
    script = (
        f"{spy}; os.open = lambda path, *rest, **more: "
        "(opened.append(str(path)), real(path, *rest, **more))[1]; "
        "from cchr_feeds.cli.commands import run; code = run(sys.argv[1:]); "
        "print([path for path in opened if 'entries' in path], code)"
    )
    done = run_build(project, "--quiet", *FEEDS, python=_python_with(script))
    assert done.stdout.splitlines()[-1] == "[] 0"


def _python_with(script: str) -> tuple[str, ...]:
    """A Python that runs the script, whatever module is asked for."""
    return (sys.executable, "-c", f"import sys; sys.argv[1:3] = []; {script}")


def _edit(path: str, old: bytes, new: bytes) -> Change:
    def change(project: Path) -> None:
        file = project / path
        status = file.stat()
        file.write_bytes(file.read_bytes().replace(old, new))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))  # as if nothing had been written

    return change


def _add(project: Path, path: str, text: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")


CHANGES: dict[str, Change] = {
    "an entry": _edit("entries/report.yaml", b"2024-10-10", b"2024-10-11"),
    "a file beside an entry": _edit("entries/report.pdf", b"one", b"two"),
    "the site": _edit("site.yaml", b"The Organisation", b"Another Name ..."),
    "a file of the output": _edit("out/en/rss.xml", b"The Organisation", b"Somebody else ..."),
    "a file of the output is gone": lambda project: (project / "out/km/atom.xml").unlink(),
    "the lock": lambda project: (project / "published.lock").unlink(),
    "a new entry": lambda project: _add(project, "entries/new.yaml", an_entry_file(id="new")),
    "an edition file": lambda project: _add(project, "editions/2024-10.yaml", "en: {subject: Read this}\n"),
    "a word of our own": lambda project: _add(project, "words/km.yaml", "site_title: ការបោះពុម្ព {short}\n"),
    "a template": lambda project: _add(project, "templates/newsletter/words.txt", "ours"),
}


@pytest.mark.parametrize("name", list(CHANGES))
def test_every_change_is_noticed(project: Path, name: str) -> None:
    """Whatever changes, what is there afterwards is what a build without cache makes."""
    CHANGES[name](project)
    with_cache = result(project)
    after = tree(project / "out")
    rmtree(project / CACHED)
    assert result(project)["entries"] == with_cache["entries"]
    assert tree(project / "out") == after
    assert b"Somebody else" not in b"".join(filter(None, after.values()))


def test_a_date_that_comes_is_noticed(project: Path) -> None:
    """An announced entry appears with the first build after its date, and leaves if the clock goes back."""
    later = run_build(project, "--now", "2026-12-02T00:00:00+07:00", "--json", *FEEDS)
    assert json.loads(later.stdout)["entries"]["en"] == 2
    assert result(project)["entries"] == {"en": 1, "km": 0}


@pytest.mark.parametrize(
    "content", a_few([b"", b"[]", b"{", b"\xff", b'{"state": 1}', b'{"since": "x"}', b"[" * 99999], 3)
)
def test_a_damaged_cache_is_passed_over(project: Path, content: bytes) -> None:
    """Whatever stands there, the build does its work."""
    expected = result(project)
    last_build(project).write_bytes(content)
    assert result(project) == expected


def test_nothing_of_what_waits_is_remembered(project: Path) -> None:
    """Neither the name nor a word of a draft or an announced entry is in the cache."""
    kept = {path.name: path.read_bytes() for path in (project / CACHED).glob("*.json")}
    assert kept.keys() == {"last-build.json", "entries.json", "documents.json"}
    assert not re.search(rb"never|soon", b"".join(kept.values()))


def test_there_may_be_nothing_to_remember(tmp_path: Path) -> None:
    """Before the first entry, and when the last one is gone or waits."""
    folder = a_project(tmp_path / "project", **{"entries/soon.yaml": an_entry_file(published="2026-12-01")})
    run = Run(folder, folder / "out", MOMENT, lambda _: None)
    time.sleep(LONGER_THAN_A_TICK)
    assert build(run, (Part.FEEDS,)).waiting == 1
    _add(folder, "entries/one.yaml", an_entry_file(id="one"))
    time.sleep(LONGER_THAN_A_TICK)
    assert build(run, (Part.FEEDS,)).entries["en"] == 1


def test_no_text_is_remembered(project: Path) -> None:
    """What an entry says is in its file alone, but for what a warning quotes."""
    kept = b"".join(path.read_bytes() for path in (project / CACHED).iterdir())
    assert b"A report" not in kept
    assert b"report" in kept


@pytest.mark.skipif(os.name != "posix", reason="permissions are others elsewhere")
def test_nobody_else_may_read_it(project: Path) -> None:
    """It may tell more than the output, and less than the entries."""
    assert {path.stat().st_mode & 0o777 for path in (project / CACHED).iterdir()} == {0o600}


def _counted(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """The files that are read as entries from now on, and the files of the output that are made."""
    read: list[str] = []
    made: list[str] = []
    understood, staged = ProjectReader.understood, digest_if_same

    def reading(self: ProjectReader, path: str) -> tuple[Publication | None, ParsedFile]:
        read.append(path)
        return understood(self, path)

    def staging(content: BinaryIO, path: Path) -> str | None:
        made.append(path.name)
        return staged(content, path)

    monkeypatch.setattr(ProjectReader, "understood", reading)
    monkeypatch.setattr("cchr_feeds.output.disk.digest_if_same", staging)
    return read, made


def test_after_one_change_one_file_is_read_and_what_holds_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other language's feeds, and those of other categories, are left as they are."""
    entries = {
        f"entries/{name}.yaml": an_entry_file(id=name, category=term, published=f"202{number}-01-01")
        for number, (name, term) in enumerate(zip("abcd", ["infographic", "fact-sheet"] * 2, strict=True))
    }
    folder = a_project(tmp_path / "project", **entries)
    time.sleep(LONGER_THAN_A_TICK)
    run = Run(folder, folder / "out", MOMENT, lambda _: None)
    build(run, (Part.FEEDS,))
    text = an_entry_file(id="a", category="infographic", published="2020-01-01")
    _add(folder, "entries/a.yaml", text.replace("title: ", "title: New "))
    time.sleep(LONGER_THAN_A_TICK)
    read, made = _counted(monkeypatch)
    build(run, (Part.FEEDS,))
    assert sorted(set(read)) == ["entries/a.yaml", "entries/b.yaml", "entries/c.yaml", "entries/d.yaml"]
    assert read.count("entries/a.yaml") == 1
    assert sorted(made) == sorted(["atom.xml", "rss.xml", "feed.json"] * 2 + ["feeds.opml"])


def test_a_document_beside_an_entry_is_opened_only_if_it_is_another(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report may have a hundred megabytes; one as long and as old as before is still noticed."""
    run = Run(project, project / "out", MOMENT, lambda _: None)
    build(run, (Part.PAGES,))
    _, made = _counted(monkeypatch)
    _edit("entries/report.yaml", b"2024-10-10", b"2024-10-11")(project)
    time.sleep(LONGER_THAN_A_TICK)
    build(run, (Part.PAGES,))
    assert "index.html" in made
    assert "report.pdf" not in made
    CHANGES["a file beside an entry"](project)
    time.sleep(LONGER_THAN_A_TICK)
    build(run, (Part.PAGES,))
    assert "report.pdf" in made
    assert (project / "out/files/report/report.pdf").read_bytes() == b"%PDF-1.7 two"


def test_a_file_that_changes_while_it_is_needed_again_is_told(tmp_path: Path) -> None:
    """What was chosen by one text is never shown with another."""
    folder = a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})
    time.sleep(LONGER_THAN_A_TICK)
    build(Run(folder, folder / "out", MOMENT, lambda _: None), (Part.FEEDS,))
    cache = Cache(Store(folder), folder / "out", (Part.FEEDS,))
    project = read_project(folder, cache.each_entry)
    _add(folder, "entries/report.yaml", an_entry_file(id="report", published="2024-10-11"))
    with pytest.raises(ProblemsFound) as found:
        project.publications["report"]
    assert [problem.path for problem in found.value.problems] == ["entries/report.yaml"]


def test_a_trial_into_another_folder_leaves_no_cache(project: Path, tmp_path: Path) -> None:
    """Only what readers get is remembered."""
    rmtree(project / CACHED)
    assert run_build(project, *FEEDS, "--out", tmp_path / "trial").returncode == 0
    assert not last_build(project).exists()


# --- the rules of the site's time zone ----------------------------------------------------------------


def zones(folder: Path, hours: int) -> str:
    """A database of time zones, in which it is so many hours later in Phnom Penh than in London."""
    place = folder / "Asia/Phnom_Penh"
    place.parent.mkdir(parents=True, exist_ok=True)
    header = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    place.write_bytes(
        (header + struct.pack(">lbb", hours * 3600, 0, 0) + b"+XX\0") * 2 + f"\n<+XX>-{hours}\n".encode()
    )
    return str(folder)


def in_zones(project: Path, **variables: str) -> str:
    """Builds with these variables, so much later than any change that it is remembered; the English feed."""
    time.sleep(LONGER_THAN_A_TICK)
    finished(build_command(project, *FEEDS), variables=variables)
    return (project / "out/en/atom.xml").read_text("utf-8")


@pytest.mark.usefixtures("at_length")
def test_other_rules_of_the_time_zone_are_noticed(project: Path, tmp_path: Path) -> None:
    """Those of another folder, an update of that, and again those of the system."""
    usual, place = in_zones(project), tmp_path / "zones"
    assert "+07:00</updated>" in usual
    for hours in (8, 9):
        assert f"+{hours:02}:00</updated>" in in_zones(project, PYTHONTZPATH=zones(place, hours))
    assert in_zones(project) == usual


def test_rules_that_change_during_a_build_are_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build went by the old ones, so nothing that it made counts as made by the new ones."""
    folder = a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})
    place, read = tmp_path / "zones", steps.read
    monkeypatch.setattr("zoneinfo.TZPATH", (zones(place, 7),))

    def read_before(run: Run, each_of_site: ScanOfSite) -> tuple[Project, Selection]:
        found = read(run, each_of_site)
        zones(place, 8)
        return found

    monkeypatch.setattr(steps, "read", read_before)
    time.sleep(LONGER_THAN_A_TICK)
    build(Run(folder, folder / "out", MOMENT, lambda _: None), (Part.FEEDS,))
    assert not last_build(folder).exists()
    assert not (folder / CACHED / "documents.json").exists()


# --- an output that is reached by a link ------------------------------------------------------------

WITHDRAWN = "{on: 2026-11-20, reason: It was wrong.}"


@pytest.fixture(params=["out", "a folder above it"])
def linked(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A project whose output lies on another disk, its entry withdrawn; and that disk as it was before.

    The output is a link there, or leads through one that is.
    """
    folder = a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})
    web = tmp_path / "web"
    (web / "site").mkdir(parents=True)
    (tmp_path / "www").symlink_to(web)
    (folder / "out").symlink_to((web if request.param == "out" else tmp_path / "www") / "site")
    assert run_build(folder, *FEEDS).returncode == 0
    copytree(web, tmp_path / "before")
    _add(folder, "entries/report.yaml", an_entry_file(withdrawn=WITHDRAWN))
    time.sleep(LONGER_THAN_A_TICK)
    result(folder)
    written = result(folder)["written"]
    assert isinstance(written, dict)
    assert written["written"] == 0
    return folder, tmp_path / "before"


def is_told(project: Path) -> bool:
    """Whether the feeds that readers load say what was withdrawn."""
    return b"A report" in b"".join(filter(None, tree(project / "out").values()))


def test_an_output_behind_a_link_is_looked_at(linked: tuple[Path, Path]) -> None:
    """A web disk that was restored from a copy tells what was withdrawn, until the next build."""
    project, before = linked
    place = (project / "out").resolve()
    rmtree(place)
    copytree(before / "site", place)
    assert is_told(project)
    result(project)
    assert not is_told(project)


def test_a_link_that_leads_elsewhere_is_noticed(linked: tuple[Path, Path], tmp_path: Path) -> None:
    """Another disk took the place of the first."""
    project, before = linked
    link, there = project / "out", before / "site"
    if link.readlink() == tmp_path / "www/site":
        link, there = tmp_path / "www", before
    link.unlink()
    link.symlink_to(there)
    assert is_told(project)
    result(project)
    assert not is_told(project)


def test_a_link_that_is_moved_during_a_build_is_followed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that the build looks at and writes lies in one place; the next one makes the other place whole."""
    folder = a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})
    out, one, two = folder / "out", tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    out.symlink_to(one)
    run, read = Run(folder, out, MOMENT, lambda _: None), steps.read

    def read_late(run: Run, each_of_site: ScanOfSite) -> tuple[Project, Selection]:
        out.unlink()
        out.symlink_to(two)
        return read(run, each_of_site)

    time.sleep(LONGER_THAN_A_TICK)
    with monkeypatch.context() as patched:
        patched.setattr(steps, "read", read_late)
        build(run, (Part.FEEDS,))
    assert tree(two) == {}
    build(run, (Part.FEEDS,))
    assert tree(two) == tree(one) != {}


# --- a staging folder that could not be removed -------------------------------------------------------


@pytest.fixture
def refuses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What names are in this list can't be removed: a disk or another program holds them."""
    held: list[str] = []
    remove = os.unlink

    def unlink(path: str | Path, *, dir_fd: int | None = None) -> None:
        if held and dir_fd is not None:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        remove(path, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", unlink)
    return held


def is_staged(folder: Path, word: bytes) -> bool:
    """Whether a word stands in a file outside the entries."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "entries"]
    return any(word in path.read_bytes() for path in files)


def test_a_withdrawn_text_does_not_stay_where_it_was_staged(tmp_path: Path, refuses: list[str]) -> None:
    """A build says so as often as that can't be removed, and removes it as soon as it can."""
    folder = a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})
    run = Run(folder, folder / "out", MOMENT, lambda _: None)
    build(run, (Part.FEEDS,))
    _add(folder, "entries/report.yaml", an_entry_file(withdrawn=WITHDRAWN))
    time.sleep(LONGER_THAN_A_TICK)
    refuses.append("everything")
    for _ in range(2):
        with pytest.raises(OutputFailed, match=r"staging.* could not be removed: permission denied"):
            build(run, (Part.FEEDS,))
        assert is_staged(folder, b"A report")
    refuses.clear()
    assert build(run, (Part.FEEDS,)).written == Written(0, 19, 0)
    assert not is_staged(folder, b"A report")


def test_without_a_cache_a_build_compares_every_byte(project: Path) -> None:
    """Also of a file that was changed through a mapping in memory, which may show in none of its times."""
    feed = project / "out/en/rss.xml"
    before = feed.read_bytes()
    with feed.open("r+b") as file, mmap(file.fileno(), 0) as mapped:
        mapped[-3:-1] = mapped[-3:-1]  # from here on the page is one that this process writes to
        time.sleep(LONGER_THAN_A_TICK)
        result(project)
        mapped[:] = before.replace(b"The Organisation", b"Somebody else ..")
    rmtree(project / CACHED)
    result(project)
    assert feed.read_bytes() == before


# --- what can't be read or written --------------------------------------------------------------------


def as_nobody_special(project: Path) -> subprocess.CompletedProcess[str]:
    """A build by a user whom permissions bind."""
    time.sleep(LONGER_THAN_A_TICK)
    return run_build(project, *FEEDS, python=python_of_nobody_special())


@pytest.mark.usefixtures("at_length")
def test_a_folder_that_can_not_be_listed_is_not_taken_for_unchanged(project: Path) -> None:
    """A file in it can still be reached by its name, so a build would write it, and says that it can't."""
    (project / "out/en").chmod(0o311)
    assert as_nobody_special(project).returncode == 0
    (project / "out/en/atom.xml").write_bytes(b"Somebody else")
    done = as_nobody_special(project)
    assert (done.returncode, "permission denied" in done.stderr) == (NOT_WRITTEN, True)


def test_a_file_that_can_not_be_read_is_replaced(project: Path) -> None:
    """As a build without a cache does it; root may have brought it back from a copy."""
    feed = project / "out/en/atom.xml"
    before = feed.read_bytes()
    feed.chmod(0)
    assert as_nobody_special(project).returncode == 0
    assert feed.read_bytes() == before
    assert feed.stat().st_mode & 0o444 == 0o444


def test_what_can_not_be_saved_leaves_nothing_older(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk, say: an entry that is a draft by now stands in none of the files."""
    assert b"entries/report.yaml" in (project / CACHED / "entries.json").read_bytes()
    _add(project, "entries/report.yaml", an_entry_file(draft="true"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("cchr_feeds.store._replace", full)
    run = Run(project, project / "out", MOMENT, lambda _: None)
    build(run, (Part.FEEDS,), frozenset({"report"}))
    kept = b"".join(path.read_bytes() for path in (project / CACHED).iterdir())
    assert b"report" not in kept


def test_the_last_build_goes_when_the_next_begins(project: Path) -> None:
    """It quotes what is warned of; the entry may wait by now, and there may be no next one to be kept."""
    (project / "published.lock").unlink()
    result(project)
    assert not last_build(project).exists()


def test_a_template_may_not_be_a_hidden_file(project: Path) -> None:
    """Nobody looks whether that has changed, so no link leads to it."""
    _add(project, "templates/pages/.words.txt", "Hidden")
    _add(project, "templates/pages/index.html.j2", "{% include 'pages/words.txt' %}")
    (project / "templates/pages/words.txt").symlink_to(".words.txt")
    assert "templates/pages/index.html.j2" in run_build(project, "--only", "pages").stderr


# --- the state of the program's own files ---------------------------------------------------------


def stamp_of_code(folder: Path) -> str:
    """What stands for a program's own files."""
    return stamp(states([folder], hidden=(".", "__pycache__")))


def test_what_is_passed_over_changes_nothing(tmp_path: Path) -> None:
    """Python may keep what it has compiled at any moment; the program stays the same."""
    folder = tmp_path / "program/part"
    folder.mkdir(parents=True)
    (folder / "module.py").write_bytes(b"")
    before = stamp_of_code(tmp_path / "program")
    for place in (tmp_path / "program", folder):
        (place / "__pycache__").mkdir()
        (place / "__pycache__/module.pyc").write_bytes(b"")
    assert stamp_of_code(tmp_path / "program") == before
    (folder / "another.py").write_bytes(b"")
    assert stamp_of_code(tmp_path / "program") != before


def installation_of(*places: Path) -> str:
    """What stands for the installation of a program that is found there."""
    program = "from cchr_feeds.store import installation; print(installation())"
    path = ":".join(map(str, places))
    return finished([sys.executable, "-P", "-c", program], variables={"PYTHONPATH": path}).stdout


def test_a_program_behind_a_link_is_looked_at(tmp_path: Path) -> None:
    """As where a checkout is linked into the folder of packages."""
    copytree(SOURCE / "cchr_feeds", tmp_path / "checkout/src/cchr_feeds")
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages/cchr_feeds").symlink_to(tmp_path / "checkout/src/cchr_feeds")
    before = installation_of(tmp_path / "packages")
    assert installation_of(tmp_path / "packages") == before
    (tmp_path / "checkout/src/cchr_feeds/select.py").write_bytes(b"")
    assert installation_of(tmp_path / "packages") != before
