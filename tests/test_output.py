"""What the output promises, on a real disk: whole files, no needless touch, nothing foreign removed."""

import hashlib
import json
import os
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builds import traces, tree
from cchr_feeds.errors import OutputFailed
from cchr_feeds.model.output import Artifact
from cchr_feeds.model.part import Part
from cchr_feeds.output import read_manifest, write_output, writing
from cchr_feeds.output.disk import copy, digest_if_same, opened
from cchr_feeds.output.manifest import Manifest, Record
from cchr_feeds.output.writing import Made, Placing
from cchr_feeds.run import Written
from extent import examples

EVERY_PART = tuple(Part)
SITE = {"index.html": b"index", "en/atom.xml": b"<feed/>", "publications/a/en.html": b"page"}
GIBIBYTE = 1024**3


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a test writes; it is not there yet."""
    return tmp_path / "out"


def artifacts(files: Mapping[str, bytes | Path], part: Part = Part.PAGES) -> list[Artifact]:
    """One artifact per path."""
    return [Artifact(path, content, part) for path, content in files.items()]


def made(files: Mapping[str, bytes | Path], part: Part = Part.PAGES) -> Made:
    """These files, made and staged in this process."""
    return staged(artifacts(files, part))


def staged(some: Iterable[Artifact]) -> Made:
    """These artifacts, staged one after the other."""
    return lambda stage: map(stage, some)


def write(out: Path, files: Mapping[str, bytes | Path]) -> Written:
    """A whole build that makes these files."""
    return write_output(out, made(files), EVERY_PART, Manifest())


def files_in(out: Path) -> dict[str, bytes]:
    """What lies in the output, without the manifest and folders."""
    return {
        path: content
        for path, content in tree(out).items()
        if content is not None and path != "manifest.json"
    }


def assert_untouched_by(out: Path, files: Mapping[str, bytes | Path], message: str) -> None:
    """That a build of these files fails with this in its message, and leaves every file as it was."""
    before, seen = tree(out), file_traces(out)
    with pytest.raises(OutputFailed, match=message):
        write(out, files)
    assert tree(out) == before
    assert file_traces(out) == seen
    assert [path.name for path in out.parent.iterdir() if "staging" in path.name] == []


def file_traces(out: Path) -> dict[str, tuple[int, int, int]]:
    """The traces of files alone: a folder's time changes when a file in it is put back."""
    return {path: trace for path, trace in traces(out).items() if not (out / path).is_dir()}


def leave_pending(out: Path, path: str, content: bytes, part: Part = Part.PAGES) -> None:
    """What a build leaves that was killed after it put one file in place."""
    before = read_manifest(out)
    record = Record(hashlib.sha256(content).hexdigest(), part)
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    (out / path).write_bytes(content)
    interrupted = Manifest(before.files, before.entries, {path: record})
    (out / "manifest.json").write_bytes(interrupted.content().read())


class TestBuild:
    """What a build does with an output that only builds have written."""

    def test_makes_every_file(self, out: Path) -> None:
        """Every artifact becomes a file, in folders made for it."""
        assert write(out, SITE) == Written(3, 0, 0)
        assert files_in(out) == SITE

    def test_makes_missing_folders_above(self, tmp_path: Path) -> None:
        """The output's own folder need not be there."""
        write(tmp_path / "a/b/out", SITE)
        assert files_in(tmp_path / "a/b/out") == SITE

    def test_names_every_file_in_the_manifest(self, out: Path) -> None:
        """The manifest has each file's SHA-256 and part, and the entries as given."""
        write_output(out, made(SITE), EVERY_PART, Manifest(entries=['{"id": "tag:a"}']))
        document = json.loads((out / "manifest.json").read_bytes())
        assert document["files"] == {
            path: {"sha256": hashlib.sha256(content).hexdigest(), "part": "pages"}
            for path, content in SITE.items()
        }
        assert document["entries"] == [{"id": "tag:a"}]
        assert "pending" not in document

    def test_touches_nothing_that_is_the_same(self, out: Path) -> None:
        """The second of two equal builds changes no inode, no time, no mode, of file or folder."""
        write(out, SITE)
        before = traces(out)
        assert write(out, SITE) == Written(0, 3, 0)
        assert traces(out) == before

    def test_touches_only_what_differs(self, out: Path) -> None:
        """One changed page leaves the other files' inodes and times alone."""
        write(out, SITE)
        before = file_traces(out)
        assert write(out, SITE | {"index.html": b"other"}) == Written(1, 2, 0)
        after = file_traces(out)
        assert {path for path in before if before[path] != after[path]} == {"index.html", "manifest.json"}

    def test_writes_the_manifest_when_only_the_entries_differ(self, out: Path) -> None:
        """A date that stands in the manifest alone gets there."""
        write(out, SITE)
        write_output(out, made(SITE), EVERY_PART, Manifest(entries=['{"id": "tag:a"}']))
        assert read_manifest(out).entries == ['{"id": "tag:a"}']

    def test_removes_what_is_no_longer_made(self, out: Path) -> None:
        """A page that is not made any more goes, with the folders it leaves empty."""
        write(out, SITE)
        assert write(out, {"index.html": b"index"}) == Written(0, 1, 2)
        assert set(tree(out)) == {"index.html", "manifest.json"}

    def test_leaves_foreign_files(self, out: Path) -> None:
        """What no build made stays, also beside a page that goes."""
        write(out, SITE)
        (out / "CNAME").write_bytes(b"foreign")
        (out / "publications/a/notes.txt").write_bytes(b"foreign")
        write(out, {"index.html": b"index"})
        assert files_in(out) == {
            "index.html": b"index",
            "CNAME": b"foreign",
            "publications/a/notes.txt": b"foreign",
        }

    def test_lets_everyone_read(self, out: Path) -> None:
        """A web server can read every file and enter every folder, whatever the umask was."""
        before = os.umask(0o077)
        try:
            write(out, SITE)
        finally:
            os.umask(before)
        assert {mode & 0o777 for _, _, mode in traces(out).values()} == {0o755, 0o644}
        assert out.stat().st_mode & 0o777 == 0o755

    def test_puts_back_what_was_damaged(self, out: Path) -> None:
        """A file that was changed or removed is whole again after the next build."""
        write(out, SITE)
        (out / "index.html").write_bytes(b"INDEX")
        (out / "en/atom.xml").unlink()
        assert write(out, SITE) == Written(2, 1, 0)
        assert files_in(out) == SITE

    @pytest.mark.parametrize(
        "path", ["../a", "/a", "a/../b", "a//b", "./a", ".", "", "a\\b", "manifest.json"]
    )
    def test_makes_no_file_elsewhere(self, out: Path, path: str) -> None:
        """A path that leads outside, or is not plain, is a mistake in our own code."""
        with pytest.raises(ValueError, match="no path of the output"):
            write(out, {path: b""})

    def test_makes_no_file_twice(self, out: Path) -> None:
        """Two artifacts of one path are a mistake in our own code."""
        with pytest.raises(ValueError, match="made twice"):
            write_output(out, staged(artifacts({"a": b"1"}) * 2), EVERY_PART, Manifest())


class TestPart:
    """What a build of some parts, or of one edition, leaves alone."""

    def test_leaves_the_other_parts(self, out: Path) -> None:
        """Files of other parts stay, in the manifest too."""
        write(out, SITE)
        write_output(out, made({"km/atom.xml": b"<feed/>"}, Part.FEEDS), [Part.FEEDS], Manifest())
        assert files_in(out) == SITE | {"km/atom.xml": b"<feed/>"}
        assert set(read_manifest(out).files) == set(files_in(out))

    def test_forgets_what_somebody_removed(self, out: Path) -> None:
        """The manifest names no file of another part that is not there."""
        write(out, SITE)
        (out / "index.html").unlink()
        write_output(out, made({"km/atom.xml": b"<feed/>"}, Part.FEEDS), [Part.FEEDS], Manifest())
        assert set(read_manifest(out).files) == {"km/atom.xml", "en/atom.xml", "publications/a/en.html"}

    def test_adding_removes_nothing(self, out: Path) -> None:
        """One edition more leaves every file and the manifest's entries as they are."""
        write_output(out, made(SITE), EVERY_PART, Manifest(entries=['{"id": "tag:a"}']))
        year = made({"newsletters/2024/en.html": b"year"})
        assert write_output(out, year, (), Manifest()) == Written(1, 0, 0)
        assert files_in(out) == SITE | {"newsletters/2024/en.html": b"year"}
        assert read_manifest(out).entries == ['{"id": "tag:a"}']


class TestObstacle:
    """What stands in the way is named, and nothing is torn."""

    @pytest.fixture(autouse=True)
    def _built(self, out: Path) -> None:
        write(out, SITE)

    @pytest.mark.parametrize("path", ["zzz", "manifest.json"])
    def test_folder_where_a_file_goes(self, out: Path, path: str) -> None:
        """A folder at a file's path is not ours."""
        (out / path).unlink(missing_ok=True)
        (out / path).mkdir()
        assert_untouched_by(
            out, SITE | {"index.html": b"new", "zzz": b""}, f"{path} should be an ordinary file"
        )

    def test_file_where_a_folder_goes(self, out: Path) -> None:
        """A file at a folder's path is not ours."""
        (out / "zzz").write_bytes(b"foreign")
        assert_untouched_by(out, SITE | {"index.html": b"new", "zzz/a": b""}, "zzz should be a folder")

    def test_file_where_the_output_goes(self, tmp_path: Path) -> None:
        """A file at the output's own path is not ours."""
        (tmp_path / "file").write_bytes(b"foreign")
        with pytest.raises(OutputFailed, match="file exists"):
            write(tmp_path / "file", SITE)
        assert (tmp_path / "file").read_bytes() == b"foreign"

    def test_pipe(self, out: Path) -> None:
        """A pipe is refused, not waited for."""
        os.mkfifo(out / "zzz")
        before = file_traces(out)
        with pytest.raises(OutputFailed, match="zzz should be an ordinary file"):
            write(out, SITE | {"index.html": b"new", "zzz": b""})
        assert file_traces(out) == before

    def test_link_to_a_file(self, tmp_path: Path, out: Path) -> None:
        """A link at a file's path is not followed."""
        (tmp_path / "theirs").write_bytes(b"foreign")
        (out / "zzz").symlink_to(tmp_path / "theirs")
        assert_untouched_by(out, SITE | {"index.html": b"new", "zzz": b""}, "zzz should be an ordinary file")

    def test_link_to_a_folder(self, tmp_path: Path, out: Path) -> None:
        """A link at a folder's path is not followed."""
        (tmp_path / "theirs").mkdir()
        (out / "zzz").symlink_to(tmp_path / "theirs")
        assert_untouched_by(out, SITE | {"index.html": b"new", "zzz/a": b""}, "zzz should be a folder")
        assert list((tmp_path / "theirs").iterdir()) == []

    def test_link_in_the_way_of_a_removal(self, tmp_path: Path, out: Path) -> None:
        """A folder of ours that became a link is left alone, with what is in it, when its page goes."""
        (out / "publications").rename(tmp_path / "theirs")
        (out / "publications").symlink_to(tmp_path / "theirs")
        write(out, {"index.html": b"index"})
        assert (tmp_path / "theirs/a/en.html").read_bytes() == b"page"

    def test_the_output_may_be_a_link(self, tmp_path: Path, out: Path) -> None:
        """Where the output's own folder lies is its owner's choice; what is staged lies beside it there."""
        (tmp_path / "disk").mkdir()
        out.rename(tmp_path / "disk/site")
        out.symlink_to(tmp_path / "disk/site")
        write(out, SITE | {"index.html": b"new"})
        assert (tmp_path / "disk/site/index.html").read_bytes() == b"new"
        assert out.is_symlink()
        assert list((tmp_path / "disk").iterdir()) == [tmp_path / "disk/site"]

    def test_comes_while_files_are_put_in_place(self, out: Path) -> None:
        """When a file can't take its place, those before it are taken back: bytes, inodes and times."""

        def and_then_an_obstacle() -> Iterator[Artifact]:
            yield from artifacts({"index.html": b"new", "new/a": b"new", "zzz": b""})
            before.update(file_traces(out))
            (out / "zzz/theirs").mkdir(parents=True)

        before: dict[str, tuple[int, int, int]] = {}
        with pytest.raises(OutputFailed, match="is a directory"):
            write_output(out, staged(and_then_an_obstacle()), EVERY_PART, Manifest())
        assert file_traces(out) == before
        assert not (out / "new").exists()


def remove_and_then(out: Path, act: Callable[[], None]) -> None:
    """Removes a page and its folder, and acts before the step is final."""
    with writing.staging(out) as new_path, Placing(out, new_path) as placing:
        placing.remove("publications/a/en.html")
        assert not (out / "publications").exists()
        act()


def fail() -> None:
    """Stands for whatever may go wrong."""
    raise ZeroDivisionError


def test_a_failure_takes_back_removals(tmp_path: Path) -> None:
    """A file that was removed, with its folder, comes back as it was."""
    out = tmp_path / "out"
    write(out, SITE)
    before = file_traces(out)
    with pytest.raises(ZeroDivisionError):
        remove_and_then(out, fail)
    assert file_traces(out) == before


def test_a_failure_that_cannot_be_taken_back_says_so(tmp_path: Path) -> None:
    """Where something stands in the way back too, the message asks for another build."""
    out = tmp_path / "out"
    write(out, SITE)

    def fail_with_an_obstacle() -> None:
        (out / "publications").write_bytes(b"foreign")
        fail()

    with pytest.raises(OutputFailed, match="the old one could not be restored completely; build again"):
        remove_and_then(out, fail_with_an_obstacle)


def test_a_renderer_that_fails_leaves_everything(out: Path) -> None:
    """Whatever stops the making of an artifact, the output keeps every byte, inode and time."""

    def failing() -> Iterator[Artifact]:
        yield from artifacts({"index.html": b"new", "new/a": b"new"})
        raise ZeroDivisionError

    write(out, SITE)
    before = traces(out)
    with pytest.raises(ZeroDivisionError):
        write_output(out, staged(failing()), EVERY_PART, Manifest())
    assert traces(out) == before


def read_and_then_write(path: Path) -> None:
    """Lets a file grow before its reader is done."""
    with opened(path) as content:
        content.read()
        path.write_bytes(b"%PDF and more")


class TestLocalFile:
    """Files that lie beside an entry and are copied."""

    @pytest.fixture
    def report(self, tmp_path: Path) -> Path:
        """A PDF beside its entry."""
        path = tmp_path / "report.pdf"
        path.write_bytes(b"%PDF")
        return path

    def test_is_copied_and_then_left(self, out: Path, report: Path) -> None:
        """The copy is whole, readable by all, and not touched by the next build."""
        report.chmod(0o600)
        assert write(out, {"files/a/report.pdf": report}) == Written(1, 0, 0)
        assert write(out, {"files/a/report.pdf": report}) == Written(0, 1, 0)
        assert (out / "files/a/report.pdf").read_bytes() == b"%PDF"
        assert (out / "files/a/report.pdf").stat().st_mode & 0o777 == 0o644

    def test_is_gone(self, out: Path, report: Path) -> None:
        """A file that vanished after the reading is named, and nothing is written."""
        write(out, SITE | {"files/a/report.pdf": report})
        report.unlink()
        changed: dict[str, bytes | Path] = {**SITE, "index.html": b"new", "files/a/report.pdf": report}
        assert_untouched_by(out, changed, r"report.pdf can no longer be read \(no such file or directory\)")

    def test_became_a_link(self, tmp_path: Path, out: Path, report: Path) -> None:
        """A link that took the file's place after the reading is not followed."""
        write(out, SITE)
        report.unlink()
        report.symlink_to("/etc/passwd")
        assert_untouched_by(out, SITE | {"files/a/report.pdf": report}, "report.pdf can no longer be read")

    def test_became_a_pipe(self, tmp_path: Path, out: Path, report: Path) -> None:
        """A pipe that took the file's place is not waited for."""
        write(out, SITE)
        report.unlink()
        os.mkfifo(report)
        assert_untouched_by(out, SITE | {"files/a/report.pdf": report}, "no longer an ordinary file")

    def test_changes_while_it_is_copied(self, report: Path) -> None:
        """A file that grows under our eyes is refused."""
        with pytest.raises(OutputFailed, match="changed while it was being copied"):
            read_and_then_write(report)

    def test_is_never_in_memory_whole(self, tmp_path: Path) -> None:
        """A film is copied, hashed and compared in pieces."""
        large = tmp_path / "large.mp4"
        with large.open("wb") as file:
            file.truncate(GIBIBYTE // 8)
        tracemalloc.start()
        try:
            with opened(large) as content:
                digest = copy(content, tmp_path / "copy")
                content.seek(0)
                assert digest_if_same(content, tmp_path / "copy") == digest
            assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
        finally:
            tracemalloc.stop()


class TestInterrupted:
    """What the next build makes of the traces of one that was killed."""

    def test_unwanted_new_files_go(self, out: Path) -> None:
        """A page that the killed build brought, and that is not wanted any more, is removed."""
        write(out, SITE)
        leave_pending(out, "publications/b/en.html", b"never announced")
        assert write(out, SITE) == Written(0, 3, 1)
        assert files_in(out) == SITE

    def test_empty_folders_go(self, out: Path) -> None:
        """So are the folders of a page that it had not brought yet."""
        write(out, SITE)
        leave_pending(out, "publications/b/en.html", b"never announced")
        (out / "publications/b/en.html").unlink()
        write(out, SITE)
        assert not (out / "publications/b").exists()
        leave_pending(out, "new/b/en.html", b"never announced")
        (out / "new/b/en.html").unlink()
        (out / "new/b").rmdir()
        write(out, SITE)
        assert not (out / "new").exists()

    def test_pending_is_settled_when_nothing_else_differs(self, out: Path) -> None:
        """A build that was killed just before its manifest is brought to its end."""
        write(out, SITE)
        leave_pending(out, "index.html", b"index")
        assert write(out, SITE) == Written(0, 3, 0)
        assert "pending" not in json.loads((out / "manifest.json").read_bytes())

    def test_another_part_is_left_with_its_true_digest(self, out: Path) -> None:
        """A build of one part keeps what a killed one did to the others, and names it as it is."""
        write(out, SITE)
        leave_pending(out, "index.html", b"changed, but not in the manifest")
        write_output(out, made({}), [Part.FEEDS], Manifest())
        digest = hashlib.sha256(b"changed, but not in the manifest").hexdigest()
        assert read_manifest(out).files["index.html"] == Record(digest, Part.PAGES)

    @pytest.mark.parametrize("place", [".out.cchr-feeds-staging", "out/.cchr-feeds-staging"])
    def test_staging_goes(self, tmp_path: Path, out: Path, place: str) -> None:
        """What was staged goes, wherever it lay."""
        write(out, SITE)
        (tmp_path / place).mkdir()
        (tmp_path / place / "1").write_bytes(b"half a f")
        write(out, SITE)
        assert not (tmp_path / place).exists()

    def test_a_link_named_like_staging_is_not_followed(self, tmp_path: Path, out: Path) -> None:
        """Only the link itself goes."""
        write(out, SITE)
        (tmp_path / "theirs").mkdir()
        (tmp_path / "theirs/file").write_bytes(b"foreign")
        (tmp_path / ".out.cchr-feeds-staging").symlink_to(tmp_path / "theirs")
        write(out, SITE | {"index.html": b"new"})
        assert (tmp_path / "theirs/file").read_bytes() == b"foreign"


def test_a_name_in_other_capitals_is_kept_where_it_is_the_same_file(out: Path) -> None:
    """On a disk without capitals, the old name of a file leads to the new one; a hard link does so here."""
    write(out, {"files/a/Report.pdf": b"%PDF"})
    os.link(out / "files/a/Report.pdf", out / "files/a/report.pdf")
    write(out, {"files/a/report.pdf": b"%PDF"})
    assert (out / "files/a/Report.pdf").exists()
    assert set(read_manifest(out).files) == {"files/a/report.pdf"}


def test_a_name_in_other_capitals_goes_where_it_is_another_file(out: Path) -> None:
    """On a disk with capitals it is removed as any file that is wanted no more."""
    write(out, {"files/a/Report.pdf": b"%PDF"})
    write(out, {"files/a/report.pdf": b"%PDF"})
    assert files_in(out) == {"files/a/report.pdf": b"%PDF"}


RECORD = {"sha256": "0" * 64, "part": "pages"}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
PATHS = st.sampled_from(
    ["../foreign", "index.html", "/etc/x", "own", "own/file", "a\0b", "link/foreign", "\ud800"]
)
RECORDS = st.dictionaries(PATHS | st.text(max_size=300), st.just(RECORD) | JSON, max_size=5) | JSON


class TestHostileManifest:
    """A forged manifest leads nowhere."""

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xff\xfe",
            b"[]",
            b"null",
            b"7",
            b'{"files": [], "entries": {}, "pending": "x"}',
            b'{"files": {"index.html": 7, "en/atom.xml": {"sha256": 1, "part": []}}}',
            b'{"files": {}, "entries": [NaN]}',
            b'{"files": {}, "entries": [{"id": "\\ud800"}]}',
            b'{"files": {}, "entries": ["text"]}',
            b"[" * 200_000,
            b'{"a":' * 200_000,
            b"9" * 10_000,
        ],
        ids=lambda content: repr(content[:40]),
    )
    def test_is_replaced(self, out: Path, content: bytes) -> None:
        """Whatever it holds, the next build ends well and writes the right one."""
        write(out, SITE)
        right = (out / "manifest.json").read_bytes()
        (out / "manifest.json").write_bytes(content)
        assert write(out, SITE) == Written(0, 3, 0)
        assert (out / "manifest.json").read_bytes() == right

    @pytest.mark.parametrize("name", ["files", "pending"])
    @pytest.mark.parametrize(
        "path", ["../foreign", "{tmp}/foreign", "en/../../foreign", "link/foreign", "..", "\0", "x" * 5000]
    )
    def test_removes_nothing_outside(self, tmp_path: Path, out: Path, name: str, path: str) -> None:
        """A path that leads out of the output is not one of ours."""
        write(out, SITE)
        (tmp_path / "foreign").write_bytes(b"foreign")
        (out / "link").symlink_to(tmp_path)
        document = json.loads((out / "manifest.json").read_bytes())
        document[name] = {**document["files"], path.format(tmp=tmp_path): RECORD}
        (out / "manifest.json").write_text(json.dumps(document), encoding="utf-8")
        write(out, SITE)
        assert (tmp_path / "foreign").read_bytes() == b"foreign"
        assert files_in(out) == SITE

    @pytest.mark.parametrize("path", ["en//atom.xml", "./en/atom.xml", "en/./atom.xml", "en/atom.xml/"])
    def test_knows_a_file_by_one_name(self, out: Path, path: str) -> None:
        """Another spelling of a path does not remove the file that has just been made."""
        write(out, SITE)
        (out / "manifest.json").write_text(json.dumps({"files": {path: RECORD}}), encoding="utf-8")
        write(out, SITE)
        assert files_in(out) == SITE

    def test_removes_no_folder(self, out: Path) -> None:
        """A foreign folder with the name of one of our files stays."""
        write(out, SITE)
        (out / "photos").mkdir()
        (out / "photos/1.jpg").write_bytes(b"foreign")
        (out / "manifest.json").write_text(json.dumps({"files": {"photos": RECORD}}), encoding="utf-8")
        write(out, SITE)
        assert (out / "photos/1.jpg").read_bytes() == b"foreign"

    @pytest.mark.parametrize("target", ["/dev/zero", "manifest.json", "nowhere"])
    def test_is_no_link(self, out: Path, target: str) -> None:
        """A link in its place is neither read nor replaced."""
        write(out, SITE)
        (out / "manifest.json").unlink()
        (out / "manifest.json").symlink_to(target)
        assert read_manifest(out) == Manifest()
        with pytest.raises(OutputFailed, match=r"manifest\.json should be an ordinary file"):
            write(out, SITE)

    def test_is_not_endless(self, out: Path) -> None:
        """One of a gibibyte is not read."""
        write(out, SITE)
        with (out / "manifest.json").open("wb") as file:
            file.truncate(GIBIBYTE)
        assert write(out, SITE) == Written(0, 3, 0)
        assert set(read_manifest(out).files) == set(SITE)

    @given(files=RECORDS, pending=RECORDS, entries=JSON)
    @settings(
        max_examples=examples(150),
        deadline=None,
    )
    def test_of_any_kind(self, tmp_path: Path, files: object, pending: object, entries: object) -> None:
        """No JSON at all makes a build fail, write something else, or harm what is not ours."""
        out = tmp_path / "out"
        write(out, SITE)
        (tmp_path / "foreign").write_bytes(b"foreign")
        document = {"files": files, "pending": pending, "entries": entries}
        (out / "manifest.json").write_text(json.dumps(document), encoding="utf-8")
        write_output(out, made(SITE), (), Manifest())
        write(out, SITE)
        assert files_in(out) == SITE
        assert (tmp_path / "foreign").read_bytes() == b"foreign"
        assert set(read_manifest(out).files) == set(SITE)


def test_a_pinned_script_stays_when_a_newer_one_comes(tmp_path: Path) -> None:
    """Other sites name it with its digest; without it they would show nothing."""
    old, new = "embed/cchr-feeds.0123456789ab.js", "embed/cchr-feeds.ba9876543210.js"
    for path in (old, new):
        write_output(tmp_path, made({path: path.encode()}, Part.EMBED), tuple(Part), Manifest())
    assert {old, new} <= set(read_manifest(tmp_path).files)
    assert (tmp_path / old).read_text() == old
