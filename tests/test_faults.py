"""Killed, interrupted, out of space, without permission, two at once: what a build leaves for readers."""

import errno
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from builds import (
    NOW,
    a_large_project,
    an_entry_text,
    assert_built,
    build_command,
    environment,
    python_of_nobody_special,
    run_build,
    traces,
    tree,
)
from cchr_feeds.build import build
from cchr_feeds.errors import OutputFailed
from cchr_feeds.newsletter import newsletter
from cchr_feeds.output import writing
from cchr_feeds.output.disk import digest_if_same
from cchr_feeds.output.writing import Placing
from cchr_feeds.run import Run
from extent import FULL
from memory import MEMORY

pytestmark = pytest.mark.usefixtures("at_length")

Tree = Mapping[str, bytes | None]

KILLS = 200 if FULL else 16
ENTRIES = 150 if FULL else 80
PARTS = () if FULL else ("--only", "pages", "--only", "feeds")
"""What is built of them. A full run makes newsletters too, which takes longer, and no other way."""
PAUSE = 0.01 if FULL else 0.05
"""Seconds in which a reader rests after it has read everything."""
SAVES = 30 if FULL else 5
MANY, KILOBYTES_EACH = 100_000 if FULL else 4_000, 4
SEED = 20261125

CALM = "the output could not be written: "
STILL_THERE = "; what was published before is still there\n"


@dataclass(frozen=True, slots=True)
class Versions:
    """A project that changes between two versions, and what a build from nothing makes of each."""

    old: Path
    new: Path
    old_tree: Tree
    new_tree: Tree


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Two versions of a project that differ in almost every file; each has pages that the other has not."""
    folder = tmp_path_factory.mktemp("versions")
    old = a_large_project(folder / "old", range(ENTRIES), "An old report")
    new = a_large_project(
        folder / "new", range(20, ENTRIES + 20), "A new report that is longer than the old one"
    )
    for project in (old, new):
        assert_built(project, *PARTS)
    return Versions(old, new, tree(old / "out"), tree(new / "out"))


@pytest.fixture
def out(tmp_path: Path, versions: Versions) -> Path:
    """An output that the old version was built into."""
    shutil.copytree(versions.old / "out", tmp_path / "out")
    return tmp_path / "out"


def file_traces(out: Path) -> dict[str, tuple[int, int, int]]:
    """Traces of files; folders' times may change when something is taken back."""
    return {path: trace for path, trace in traces(out).items() if not (out / path).is_dir()}


def assert_nothing_left(out: Path) -> None:
    """That no staged file lies in the output or beside it."""
    assert [path for place in (out, out.parent) for path in place.iterdir() if "staging" in path.name] == []


def assert_failed_calmly(done: subprocess.CompletedProcess[str], reason: str) -> None:
    """Exit 3 and one sentence that says why, on stderr."""
    *_, message = done.stderr.splitlines(keepends=True)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr
    assert message.startswith(CALM + reason)
    assert message.endswith(STILL_THERE)


@contextmanager
def building(project: Path, out: Path) -> Iterator[subprocess.Popen[str]]:
    """A build that is under way; whatever happens, it has ended afterwards."""
    process = subprocess.Popen(
        build_command(project, *PARTS, "--out", out),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def started(out: Path) -> bool:
    """Whether the build has begun, as it always has."""
    return True


def staging(out: Path) -> bool:
    """Whether the build has staged a file."""
    return (out.parent / f".{out.name}.cchr-feeds-staging").exists()


def placing(out: Path) -> bool:
    """Whether the build is putting files in place."""
    return b'"pending"' in (out / "manifest.json").read_bytes()


Moment = tuple[Callable[[Path], bool], float]

MOMENTS: tuple[Moment, ...] = ((started, 0.6), (staging, 0.2), (placing, 0.005), (placing, 0.02))
"""What a fault waits for, and at most how many seconds it waits then."""


def wait_for(moment: Moment, out: Path, process: subprocess.Popen[str], chance: random.Random) -> None:
    """Waits until a moment has come, and a while that chance decides."""
    has_come, longest = moment
    while process.poll() is None and not has_come(out):
        time.sleep(0.0005)
    time.sleep(chance.uniform(0, longest))


@dataclass(slots=True)
class Reader:
    """Reads every file of an output again and again; what is no version's whole file is torn."""

    out: Path
    versions: Versions
    reads: int = 0
    torn: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Until told to stop."""
        while not self.stop.wait(PAUSE):
            for folder, _, names in os.walk(self.out):
                for name in names:
                    self._read(Path(folder, name))

    def _read(self, path: Path) -> None:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # removed since it was listed
            return
        self.reads += 1
        if not self._is_whole(path.relative_to(self.out).as_posix(), content):
            self.torn.append(f"{path}: {content[:200]!r}")

    def _is_whole(self, path: str, content: bytes) -> bool:
        if path == "manifest.json":
            return is_json(content)
        return content in (self.versions.old_tree.get(path), self.versions.new_tree.get(path))


def is_json(content: bytes) -> bool:
    """Whether this is a whole JSON document."""
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


@contextmanager
def reading(out: Path, versions: Versions) -> Iterator[Reader]:
    """A reader at work."""
    reader = Reader(out, versions)
    thread = threading.Thread(target=reader.run)
    thread.start()
    try:
        yield reader
    finally:
        reader.stop.set()
        thread.join()


def assert_manifest_holds(out: Path) -> None:
    """That every file the manifest names is there, and every file there is named, be it as unfinished."""
    manifest = json.loads((out / "manifest.json").read_bytes())
    there = {path for path, content in tree(out).items() if content is not None}
    assert manifest["files"].keys() <= there
    assert there <= {"manifest.json", *manifest["files"], *manifest.get("pending", {})}


def test_killed(out: Path, versions: Versions) -> None:
    """Kill -9 at any moment, also twice in a row: no reader sees half a file; the next build repairs it."""
    chance = random.Random(SEED)
    killed = unfinished = 0
    with reading(out, versions) as reader:
        for number in range(KILLS):
            project = (versions.new, versions.old)[number % 2]
            with building(project, out) as process:
                wait_for(MOMENTS[number % len(MOMENTS)], out, process, chance)
                process.kill()
                killed += process.wait() == -signal.SIGKILL
            unfinished += placing(out)
            assert_manifest_holds(out)
            if number % 4 == 3 or number == KILLS - 1:
                assert_mended(out, versions, chance)
    assert reader.torn == []
    assert reader.reads > len(versions.old_tree) * 10
    # On a busy machine a build may be at its end before it is killed; but not each time.
    assert killed > KILLS // 4
    assert unfinished > KILLS // 16


def assert_mended(out: Path, versions: Versions, chance: random.Random) -> None:
    """That the next build, of either version, makes what a build from nothing makes."""
    project, wanted = chance.choice([(versions.old, versions.old_tree), (versions.new, versions.new_tree)])
    assert_built(project, *PARTS, "--out", out)
    assert tree(out) == wanted
    assert_nothing_left(out)


@pytest.mark.parametrize("moment", MOMENTS[1:4])
def test_interrupted(out: Path, versions: Versions, moment: Moment) -> None:
    """Ctrl-C brings the old output back, bytes and inodes, and ends with 130; unless all was done already."""
    before = file_traces(out)
    with reading(out, versions) as reader, building(versions.new, out) as process:
        wait_for(moment, out, process, random.Random(SEED))
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert reader.torn == []
    assert "Traceback" not in said
    if tree(out) != versions.new_tree:
        assert file_traces(out) == before
        assert tree(out) == versions.old_tree
        assert process.returncode == 130
        assert said.endswith("stopped; no file is half written\n")
    assert_nothing_left(out)
    assert_mended(out, versions, random.Random(SEED))


def test_interrupted_again_while_all_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many press Ctrl-C twice: nothing is half taken back, and nothing stays beside the output."""
    out, take_back, remove_tree = tmp_path / "out", Placing._take_back, shutil.rmtree
    out.mkdir()
    (out / "a.txt").write_bytes(b"old")

    def take_back_late(self: Placing, path: str, kept: Path | None) -> None:
        signal.raise_signal(signal.SIGINT)
        take_back(self, path, kept)

    def remove_late(folder: Path, ignore_errors: bool) -> None:
        signal.raise_signal(signal.SIGINT)
        remove_tree(folder, ignore_errors)

    monkeypatch.setattr(Placing, "_take_back", take_back_late)
    monkeypatch.setattr(shutil, "rmtree", remove_late)
    with pytest.raises(KeyboardInterrupt):
        place_and_stop(out)
    assert tree(out) == {"a.txt": b"old"}
    assert_nothing_left(out)


def place_and_stop(out: Path) -> None:
    """Puts two files in place, and then Ctrl-C is pressed."""
    with writing.staging(out) as new_path, Placing(out, new_path) as placing:
        for name in ("a.txt", "b.txt"):
            staged = new_path()
            staged.write_bytes(b"new")
            placing.put(staged, name)
        raise KeyboardInterrupt


def test_two_at_once(out: Path, versions: Versions) -> None:
    """The second build waits for the first, and each ends well."""
    with (
        reading(out, versions) as reader,
        building(versions.new, out) as one,
        building(versions.new, out) as two,
    ):
        assert [one.wait(), two.wait()] == [0, 0]
    assert reader.torn == []
    assert tree(out) == versions.new_tree
    assert_nothing_left(out)


def test_two_at_once_from_nothing(tmp_path: Path, versions: Versions) -> None:
    """So they do where the output's folder is not there yet."""
    out = tmp_path / "out"
    with building(versions.new, out) as one, building(versions.new, out) as two:
        assert [one.wait(), two.wait()] == [0, 0]
    assert tree(out) == versions.new_tree


def a_template(code: str) -> Callable[[Path], None]:
    """A template of the page of feeds, which is made last, with something in it that fails."""

    def put(project: Path) -> None:
        (project / "templates/pages").mkdir(parents=True)
        (project / "templates/pages/index.html.j2").write_text(code, encoding="utf-8")

    return put


def broken_entry(project: Path) -> None:
    """An entry with a category that there is not."""
    text = (project / "entries/30.yaml").read_text(encoding="utf-8")
    (project / "entries/30.yaml").write_text(
        text.replace("category: report", "category: repot"), encoding="utf-8"
    )


MISTAKES = {
    "an entry": broken_entry,
    "a template that fails": a_template("{{ 1 / 0 }}"),
    "a template that calls itself": a_template("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
    "a template that includes itself": a_template("{% include 'pages/index.html.j2' %}"),
    "a template that counts for ever": a_template("{% for _ in range(10 ** 9) %}{% endfor %}"),
    "a template that fills the memory": a_template("{{ 'a' * 10 ** 15 }}"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_mistakes(tmp_path: Path, out: Path, versions: Versions, mistake: Callable[[Path], None]) -> None:
    """A user's mistake ends with 1 and leaves every byte, inode and time of files and folders."""
    project = a_large_project(tmp_path / "project", range(20, ENTRIES + 20), "A new report")
    mistake(project)
    before = traces(out)
    done = run_build(project, *PARTS, "--out", out)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert traces(out) == before
    assert tree(out) == versions.old_tree
    assert_nothing_left(out)


def test_a_template_without_end(tmp_path: Path, out: Path, versions: Versions) -> None:
    """A template without end can be stopped, and all is as it was."""
    project = a_large_project(tmp_path / "project", range(20), "A new report")
    loops = "{% for _ in range(99999) %}" * 3 + "{% endfor %}" * 3
    a_template(loops)(project)
    before = traces(out)
    with building(project, out) as process:
        wait_for((staging, 0.1), out, process, random.Random(SEED))
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, "Traceback" in said) == (130, False)
    assert traces(out) == before
    assert_nothing_left(out)


class Author(threading.Thread):
    """Saves one entry again and again, as an editor does: the file is emptied, then written."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.stop = threading.Event()

    def run(self) -> None:
        """Until told to stop; the text is another one each time, and of another length."""
        for number in itertools.cycle(range(1, 50)):
            self.path.write_text(an_entry_text(30, said_by(number)), encoding="utf-8")
            if self.stop.wait(0.0005):
                return


def said_by(number: int) -> str:
    """A title that tells by its length whether it is whole."""
    return f"{number} {'x' * 5 * number} {number}"


def test_an_entry_is_saved_while_it_is_read(tmp_path: Path) -> None:
    """A build has the text as it was at one moment, or finds the file empty and says so; never a part."""
    project = a_large_project(tmp_path / "project", range(30, 33), "A report")
    author = Author(project / "entries/30.yaml")
    author.start()
    ends = [run_build(project, "--only", "feeds") for _ in range(SAVES)]
    author.stop.set()
    author.join()
    for done in ends:
        assert done.returncode == 0 or "entries/30.yaml:1:1: error: " in done.stderr
        assert "Traceback" not in done.stderr
    assert_built(project, "--only", "feeds")
    feed = json.loads((project / "out/en/feed.json").read_bytes())
    (title,) = [item["title"] for item in feed["items"] if item["id"].endswith(":entry-30/en")]
    assert title == f"{said_by(int(title.split()[0]))} 30"


def test_memory_is_bounded(tmp_path: Path) -> None:
    """The feeds of many entries take a few kilobytes of memory for each, also where all are remembered."""
    project = a_large_project(tmp_path / "project", range(MANY), "A report")
    for title in ("A report", "Another"):
        (project / "entries/1.yaml").write_text(an_entry_text(1, title), encoding="utf-8")
        assert megabytes_of_a_build(project, tmp_path / "note") < 60 + MANY * KILOBYTES_EACH / 1024


def megabytes_of_a_build(project: Path, note: Path) -> float:
    """The most memory that building a project's feeds takes at once."""
    command = build_command(project, "--only", "feeds")
    words = [sys.executable, str(MEMORY), str(note), *command[command.index("build") :]]
    subprocess.run(words, env=environment(), check=True, capture_output=True)
    return float(note.read_text())


def test_files_may_not_grow(out: Path, versions: Versions) -> None:
    """A limit on the size of files acts like a full disk: exit 3, a calm word, and nothing is changed."""
    before = traces(out)
    limited = ("sh", "-c", 'ulimit -f 40; exec "$@"', "sh", sys.executable)
    done = run_build(versions.new, *PARTS, "--out", out, python=limited)
    assert_failed_calmly(done, "file too large")
    assert traces(out) == before
    assert_nothing_left(out)


class TestWithoutPermission:
    """Folders that may be read but not written, by a user who is not root."""

    @pytest.fixture(autouse=True)
    def _locked_up(self, out: Path) -> Iterator[None]:
        folders = [path for path in (out, *out.rglob("*")) if path.is_dir()]
        for folder in folders:
            folder.chmod(0o555)
        yield
        for folder in folders:
            folder.chmod(0o755)

    def test_a_changed_build(self, out: Path, versions: Versions) -> None:
        """It fails calmly; what had its turn before the first refusal is taken back."""
        before = file_traces(out)
        done = as_nobody_special(versions.new, out)
        assert_failed_calmly(done, "permission denied")
        assert file_traces(out) == before
        assert_nothing_left(out)

    def test_one_folder(self, out: Path, versions: Versions) -> None:
        """One locked folder among others is enough: nothing is torn."""
        for folder in (out, out / "publications", *(out / "publications").iterdir(), out / "en"):
            folder.chmod(0o755)
        before = file_traces(out)
        done = as_nobody_special(versions.new, out)
        assert_failed_calmly(done, "permission denied")
        assert file_traces(out) == before
        assert_nothing_left(out)

    def test_an_unchanged_build(self, out: Path, versions: Versions) -> None:
        """It has nothing to write, and ends well."""
        before = traces(out)
        assert as_nobody_special(versions.old, out).returncode == 0
        assert traces(out) == before


def as_nobody_special(project: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """A build by a user whom permissions bind."""
    return run_build(project, *PARTS, "--out", out, python=python_of_nobody_special())


COMMANDS: Mapping[str, Callable[[Run], object]] = {
    "build": build,
    "newsletter": partial(newsletter, wanted=None),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_a_disk_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Callable[[Run], object]
) -> None:
    """In words, also where it fails before anything is written."""

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error", "/a/disk")

    monkeypatch.setattr("cchr_feeds.steps.read", broken)
    with pytest.raises(OutputFailed, match=r"could not be written: input/output error \(/a/disk\)"):
        command(Run(tmp_path, tmp_path / "out", datetime.fromisoformat(NOW), lambda message: None))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_a_disk_no_longer_gives_is_another() -> None:
    """So that it is replaced; Linux has one that gives nothing."""
    assert digest_if_same(BytesIO(b"a"), Path("/proc/self/mem")) is None


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system of its own in memory, whose size can be changed."""

    folder: Path

    def remount(self, options: str) -> None:
        """Changes its options."""
        subprocess.run(["mount", "-o", f"remount,{options}", self.folder], check=True, capture_output=True)

    def used(self) -> tuple[int, int]:
        """Bytes and inodes in use."""
        stat = os.statvfs(self.folder)
        return (stat.f_blocks - stat.f_bfree) * stat.f_frsize, stat.f_files - stat.f_ffree


def mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    """A mounted folder, until the test is over; or the reason why there is none."""
    folder.mkdir()
    done = subprocess.run(["mount", *arguments, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    for folder in mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64m", "none"):
        yield Disk(folder)


@pytest.fixture(params=["", "out"], ids=["the disk itself", "a folder on it"])
def disk_out(request: pytest.FixtureRequest, disk: Disk, versions: Versions) -> Path:
    """An output on the small disk: its root, where staging lies inside, or a folder, where it lies beside."""
    out = disk.folder / str(request.param)
    shutil.copytree(versions.old / "out", out, dirs_exist_ok=True)
    return out


class TestDisk:
    """A disk of its own that is full, read-only, or mounted under the output."""

    def test_is_no_hindrance(self, disk_out: Path, versions: Versions) -> None:
        """Another disk under the output changes nothing."""
        assert_built(versions.new, *PARTS, "--out", disk_out)
        assert tree(disk_out) == versions.new_tree

    def test_killed(self, disk_out: Path, versions: Versions) -> None:
        """What a killed build staged on the disk goes with the next one."""
        with building(versions.new, disk_out) as process:
            wait_for((placing, 0.01), disk_out, process, random.Random(SEED))
        assert_mended(disk_out, versions, random.Random(SEED))

    @pytest.mark.parametrize("room", [0, 300_000, 700_000])
    def test_is_full(self, disk: Disk, disk_out: Path, versions: Versions, room: int) -> None:
        """No space left: exit 3, a calm word, and every file with its bytes, inode and times."""
        disk.remount(f"size={disk.used()[0] + room}")
        before = file_traces(disk_out)
        done = run_build(versions.new, *PARTS, "--out", disk_out)
        assert_failed_calmly(done, "no space left on device")
        assert file_traces(disk_out) == before
        assert tree(disk_out) == versions.old_tree

    def test_is_full_half_way(self, disk: Disk, disk_out: Path, versions: Versions) -> None:
        """Room for all staged files, but not for all new folders: what is in place already is taken back."""
        new, old = versions.new_tree, versions.old_tree
        changed = [path for path, content in new.items() if content is not None and old.get(path) != content]
        disk.remount(f"nr_inodes={disk.used()[1] + len(changed) + 8}")
        before = file_traces(disk_out)
        done = run_build(versions.new, *PARTS, "--out", disk_out)
        assert_failed_calmly(done, "no space left on device")
        assert file_traces(disk_out) == before
        assert tree(disk_out) == versions.old_tree

    def test_is_read_only(self, disk: Disk, disk_out: Path, versions: Versions) -> None:
        """An unchanged build has nothing to write and ends well; a changed one says why it can't."""
        disk.remount("ro")
        before = traces(disk_out)
        assert run_build(versions.old, *PARTS, "--out", disk_out).returncode == 0
        assert_failed_calmly(run_build(versions.new, *PARTS, "--out", disk_out), "read-only file system")
        assert traces(disk_out) == before

    def test_is_bound(self, tmp_path: Path, disk: Disk, versions: Versions) -> None:
        """A folder of the same disk that is mounted again, as containers do: files can't be moved across."""
        shutil.copytree(versions.old / "out", tmp_path / "elsewhere")
        for out in mounted(tmp_path / "bound", "--bind", str(tmp_path / "elsewhere")):
            assert_built(versions.new, *PARTS, "--out", out)
            assert tree(out) == versions.new_tree
            assert_nothing_left(out)
