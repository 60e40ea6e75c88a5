"""Tests of publishing: readers get what was built, what others put there stays, and the lock comes last."""

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from cchr_feeds import lockfile, upload_targets
from cchr_feeds.build import build
from cchr_feeds.errors import NothingToDo, NotReady, OutputFailed, ProblemsFound, Unfinished, WrongUsage
from cchr_feeds.keys import new_key
from cchr_feeds.model.lock import lock_of
from cchr_feeds.publish import propose, publish, publish_if_due, undo
from cchr_feeds.run import Run, Written
from extent import a_few
from project_files import SITE
from publish.places import (
    FOREIGN,
    LAND,
    LATER,
    SOON,
    WATER,
    Folder,
    a_publisher,
    files_of,
    output_of,
    write,
)

WITHDRAWN = "withdrawn: {on: 2024-12-01, reason: {en: A mistake.}}\n"


def lock_text(folder: Path) -> str:
    """The lock; nothing where there is none."""
    path = folder / "published.lock"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_the_place_holds_what_was_built_and_what_others_put_there(place: Folder, tmp_path: Path) -> None:
    """Byte for byte, at the first publishing and after entries changed, came and were withdrawn."""
    place.plant(FOREIGN)
    run = a_publisher(tmp_path / "project", place.setting, land=LAND, water=WATER)
    publish(run)
    assert place.files() == output_of(run) | FOREIGN
    write(run, "land", LAND + WITHDRAWN)
    write(run, "more", LAND.replace("land", "more").replace("Land", "More"))
    publish(run)
    assert place.files() == output_of(run) | FOREIGN
    assert "publications/land/en.html" in place.files()
    assert b"About land" not in b"".join(place.files().values())


def test_nothing_that_waits_is_uploaded_before_its_time(place: Folder, tmp_path: Path) -> None:
    """Not even its name; and when the time has come, --if-due brings it, and nothing before."""
    run = a_publisher(tmp_path / "project", place.setting, land=LAND, later=LATER)
    publish(run)
    assert not any("later" in path for path in place.files())
    assert b"Secret until then" not in b"".join(place.files().values())
    assert publish_if_due(run) is None
    assert publish_if_due(replace(run, now=SOON)) is not None
    assert b"Secret until then" in place.files()["en/atom.xml"]


def test_an_undone_publishing_leaves_the_place_as_it_was(place: Folder, tmp_path: Path) -> None:
    """But for scripts that others may have pinned; the lock still knows what readers got."""
    place.plant(FOREIGN)
    run = a_publisher(tmp_path / "project", place.setting, land=LAND)
    publish(run)
    before = place.files()
    write(run, "water", WATER)
    publish(run)
    assert place.files() != before
    undo(run)
    assert place.files() == before
    assert lock_of(lock_text(run.folder))[0].record("water")
    with pytest.raises(NothingToDo):
        undo(run)
    publish(run)
    assert place.files() == output_of(run) | FOREIGN


def test_publishing_twice_changes_nothing(place: Folder, tmp_path: Path) -> None:
    """Nor does it forget what an undo needs."""
    run = a_publisher(tmp_path / "project", place.setting, land=LAND)
    publish(run)
    before = place.files()
    assert publish(run).outcome.written == Written(0, len(before) - 1, 0)
    assert place.files() == before
    assert "removed" in undo(run)
    assert place.files().keys() <= {each for each in before if each.startswith("embed/cchr-feeds.")}


def test_a_damaged_file_there_is_put_right(place: Folder, tmp_path: Path) -> None:
    """Although the manifest there says that it is as it should be."""
    run = a_publisher(tmp_path / "project", place.setting, land=LAND)
    publish(run)
    place.plant({"index.html": b"broken"})
    publish(run)
    assert place.files() == output_of(run)


def test_files_of_others_in_the_way_are_not_replaced(place: Folder, tmp_path: Path) -> None:
    """An index.html that was there before us is named, and nothing is uploaded or recorded."""
    theirs = {"index.html": b"their own page", "manifest.txt": b""}
    place.plant(theirs)
    run = a_publisher(tmp_path / "project", place.setting, land=LAND)
    with pytest.raises(NotReady, match=r"index\.html"):
        publish(run)
    assert place.files() == theirs
    assert lock_text(run.folder) == ""


def test_another_programs_manifest_is_left_alone(folder_place: Folder, tmp_path: Path) -> None:
    """A web app has a manifest.json too."""
    folder_place.plant({"manifest.json": b'{"name": "An app"}'})
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)
    with pytest.raises(NotReady, match="not ours"):
        publish(run)
    assert list(folder_place.files()) == ["manifest.json"]


def test_a_build_alone_leaves_the_lock_alone(folder_place: Folder, tmp_path: Path) -> None:
    """Where site.yaml says where to publish, what was only built was given to nobody; also in its 2nd run."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)
    for _ in range(2):
        assert build(run).changes == {"new": ("land/en",)}
    assert lock_text(run.folder) == ""
    write(run, "land", LAND.replace("id: land", "id: other"))  # no reader has the id, so it may change
    assert build(run).changes == {"new": ("other/en",)}
    publish(run)
    recorded = lock_text(run.folder)
    write(run, "water", WATER)
    build(run)
    assert lock_text(run.folder) == recorded


def test_without_a_place_a_build_writes_the_lock(tmp_path: Path) -> None:
    """As ever; and publish says what is missing."""
    run = a_publisher(tmp_path / "project", "", land=LAND)
    build(run)
    assert "land" in lock_text(run.folder)
    with pytest.raises(WrongUsage, match=r"add publish: \{rsync"):
        publish(run)


def fails(run: Run) -> bool:
    """Whether publishing fails, and says what to do."""
    try:
        publish(run)
    except Unfinished as error:
        return "published.lock is as it was" in error.args[0] or pytest.fail(error.args[0])
    return False


def test_a_failed_upload_leaves_the_lock_and_running_again_completes_it(
    folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stops: after each file that is put in place or removed."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, water=WATER)
    publish(run)
    former, recorded = folder_place.files(), lock_text(run.folder)
    write(run, "water", WATER.replace("Water", "Water again"))
    steps, real = [0], upload_targets._copy

    def failing(file: Path, to: Path) -> None:
        steps[0] -= 1
        if steps[0] < 0 and folder_place.place in to.parents:
            raise OSError(28, "No space left on device")
        real(file, to)

    monkeypatch.setattr(upload_targets, "_copy", failing)
    failures = 0
    while fails(run):
        steps[0], failures = 5, failures + 1
        assert lock_text(run.folder) == recorded
        assert failures < 100
    assert failures > 3
    assert folder_place.files() == output_of(run)
    assert lock_text(run.folder) != recorded
    kept = {path: (run.folder / ".cchr-feeds/undo" / path) for path in former}
    changed = {path for path in former if former[path] != folder_place.files().get(path)}
    assert {path: kept[path].read_bytes() for path in changed} == {path: former[path] for path in changed}


def test_undo_is_refused_where_a_withdrawn_text_would_return(folder_place: Folder, tmp_path: Path) -> None:
    """Whether its withdrawal was published, or is only written."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, water=WATER)
    publish(run)
    write(run, "water", WATER + WITHDRAWN)
    publish(run)
    shown = folder_place.files()
    with pytest.raises(NotReady, match="water/en, water/km"):
        undo(run)
    assert [*files_of(run.folder / ".cchr-feeds/undo")] == ["manifest.json"]  # nor is it kept here
    write(run, "more", LAND.replace("land", "more"))
    publish(run)
    write(run, "land", LAND + WITHDRAWN)
    with pytest.raises(NotReady, match="land/en"):
        undo(run)
    assert folder_place.files() != shown
    assert b"About land" in folder_place.files()["en/atom.xml"]


def test_undo_is_refused_where_others_have_published_since(folder_place: Folder, tmp_path: Path) -> None:
    """From another computer, whose publishing nobody wants to lose."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)
    publish(run)
    other = a_publisher(tmp_path / "other", folder_place.setting, land=LAND, water=WATER)
    (other.folder / "published.lock").write_text(lock_text(run.folder), encoding="utf-8")
    publish(other)
    shown = folder_place.files()
    with pytest.raises(NotReady, match="published there since"):
        undo(run)
    assert folder_place.files() == shown


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda run: write(run, "more", LAND.replace("land", "more")), "files have changed"),
        (lambda run: (run.folder / "site.yaml").write_text(f"{SITE}publish: {{folder: ../web}}\n"), "files"),
        (undo, "it was undone"),
        (lambda run: (run.folder / "published.lock").unlink(), "nothing was published yet"),
    ],
)
def test_if_due_refuses_all_but_a_date_that_has_come(
    folder_place: Folder, tmp_path: Path, change: object, why: str
) -> None:
    """What a person has not seen does not go out by itself; while nothing is due, changes trouble nobody."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, later=LATER)
    publish(run)
    change(run)  # type: ignore[operator]
    shown = folder_place.files()
    if why.startswith("files"):
        assert publish_if_due(run) is None
    with pytest.raises(NotReady, match=why):
        publish_if_due(replace(run, now=SOON))
    assert folder_place.files() == shown


def test_if_due_needs_nothing_but_the_project(folder_place: Folder, tmp_path: Path) -> None:
    """In a fresh checkout, with other line ends, nothing is due either; and then what is due goes out."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, later=LATER)
    publish(run)
    fresh = a_publisher(tmp_path / "fresh", folder_place.setting, land="", later=LATER)
    (fresh.folder / "entries/land.yaml").write_bytes(LAND.replace("\n", "\r\n").encode())
    (fresh.folder / "published.lock").write_text(lock_text(run.folder), encoding="utf-8")
    assert publish_if_due(fresh) is None
    assert not fresh.out.exists()
    assert publish_if_due(replace(fresh, now=SOON))
    assert folder_place.files() == output_of(fresh)


def test_what_was_agreed_to_is_what_goes_out(folder_place: Folder, tmp_path: Path) -> None:
    """A file that changes after the question was asked stops it."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, later=LATER)
    proposed = propose(run)
    assert proposed.changes == {"new": ("land/en",)}
    assert proposed.feeds == ("en", "en/infographic")
    assert proposed.next_start == SOON
    write(run, "water", WATER)
    with pytest.raises(NotReady, match="look again"):
        publish(run, seen=proposed.digest)
    assert folder_place.files() == {}
    publish(run, seen=propose(run).digest)
    assert folder_place.files() == output_of(run)


def test_what_a_build_refuses_is_not_published(folder_place: Folder, tmp_path: Path) -> None:
    """Here a published entry whose file is gone; once that is accepted, it goes."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, water=WATER)
    publish(run)
    shown = folder_place.files()
    (run.folder / "entries/water.yaml").unlink()
    for refused in (propose, publish):
        with pytest.raises(ProblemsFound):
            refused(run)
    assert folder_place.files() == shown
    publish(run, frozenset(["water"]))
    assert not any("water" in path for path in folder_place.files())


def test_a_lost_lock_is_noticed_by_what_is_online(folder_place: Folder, tmp_path: Path) -> None:
    """Everything would be new to readers who have it."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)
    publish(run)
    (run.folder / "published.lock").unlink()
    with pytest.raises(NotReady, match="bring it back"):
        publish(run)


def test_pinned_scripts_and_pictures_of_issued_mails_stay(folder_place: Folder, tmp_path: Path) -> None:
    """Unless the entry of the picture is withdrawn: then it goes."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, water=WATER)
    publish(run)
    pinned, pictures = "embed/cchr-feeds.0123456789ab.js", ["files/land/a.png", "files/water/b.png"]
    manifest = json.loads(folder_place.files()["manifest.json"])
    for path in (pinned, *pictures, "en/old.html"):
        folder_place.plant({path: b"old"})
        manifest["files"][path] = {"sha256": "0" * 64, "part": "pages"}
    folder_place.plant({"manifest.json": json.dumps(manifest, indent=1).encode()})
    (run.folder / "issued/2024-10").mkdir(parents=True)
    mail = "".join(f'<img src="https://example.org/feeds/{path}">' for path in pictures)
    (run.folder / "issued/2024-10/en.eml").write_text(f"Content-Type: text/html\n\n{mail}\n")
    publish(run)
    assert folder_place.files().keys() == {*output_of(run), pinned, *pictures}
    write(run, "water", WATER + WITHDRAWN)
    publish(run)
    assert folder_place.files().keys() == {*output_of(run), pinned, pictures[0]}


@pytest.mark.parametrize(
    "folder", a_few([".", "out", "out/web", "..", "entries", "issued/web", ".cchr-feeds/web"], 3)
)
def test_a_project_is_not_published_into_itself(tmp_path: Path, folder: str) -> None:
    """Nor into its output, or among what it is made of; that is said where site.yaml is read."""
    run = a_publisher(tmp_path / "project", f"{{folder: {folder}}}", land=LAND)
    with pytest.raises(ProblemsFound) as refused:
        publish(run)
    assert [each.code for each in refused.value.problems if each.severity == "error"] == ["publish"]


def test_a_drive_that_is_not_connected_is_not_made(tmp_path: Path) -> None:
    """A folder in its place would hide that."""
    run = a_publisher(tmp_path / "project", "{folder: ../drive}", land=LAND)
    with pytest.raises(Unfinished, match="connect the drive"):
        publish(run)
    assert not (tmp_path / "drive").exists()


def test_no_link_is_followed(folder_place: Folder, tmp_path: Path) -> None:
    """What others put there could lead anywhere."""
    (tmp_path / "elsewhere").mkdir()
    (folder_place.place / "en").symlink_to(tmp_path / "elsewhere")
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)
    with pytest.raises(Exception, match="should be a folder"):
        publish(run)
    assert not any((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    "setting",
    [
        "{rsync: '-e sh:/srv/x'}",
        "{rsync: 'host:-x'}",
        "{rsync: 'host:/srv/../etc'}",
        "{rsync: 'host:/srv/$(id)'}",
        "{rsync: 'host::module/x'}",
        "{rsync: 'rsync://host/module'}",
        "{rsync: '-oProxyCommand=id@host:/srv'}",
        "{git: {remote: '--upload-pack=id', branch: pages}}",
        "{git: {remote: 'ext::sh -c id', branch: pages}}",
        "{git: {remote: 'https://name:password@example.org/x', branch: pages}}",
        "{git: {remote: 'ssh://-oProxyCommand=id/x', branch: pages}}",
        "{git: {remote: 'git@example.org:x', branch: --force}}",
        "{git: {remote: 'git@example.org:x', branch: 'a..b'}}",
        "{git: {remote: 'git@example.org:x'}}",
        "{folder: web, rsync: 'host:/srv/x'}",
        "{}",
    ],
)
def test_what_could_be_an_option_is_refused(tmp_path: Path, setting: str) -> None:
    """Where site.yaml is read, with its line; and so is what names no place, or two."""
    run = a_publisher(tmp_path, setting, land=LAND)
    with pytest.raises(ProblemsFound) as refused:
        propose(run)
    assert {each.path for each in refused.value.problems} == {"site.yaml"}


def test_what_two_people_published_is_known_to_nobody(folder_place: Folder, tmp_path: Path) -> None:
    """After a merge both lines stand in the lock, and --if-due waits for a person."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)
    publish(run)
    text = lock_text(run.folder)
    lock, wrong = lock_of(text)
    assert (lock.text(), wrong) == (text, [])
    assert lock.delivered
    other = text.replace(lock.delivered[0], "0" * 64).split("\n")[1]
    merged, wrong = lock_of(text.replace("\n", f"\n<<<<<<< ours\n{other}\n=======\n", 1))
    assert (merged.delivered, wrong) == (None, [])
    assert merged.lines == lock.lines


def test_the_signature_goes_with_the_manifest(
    folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is of what is there, and goes back with it."""
    public = new_key(tmp_path / "key", tmp_path / "project")
    monkeypatch.setenv("CCHR_FEEDS_SIGNING_KEY_FILE", str(tmp_path / "key"))
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)
    publish(run)
    before = folder_place.files()
    write(run, "water", WATER)
    publish(run)
    for _ in range(2):
        there = folder_place.files()
        assert public.has_signed(there["manifest.json"], there["manifest.json.sig"].decode())
        if there != before:
            undo(run)
    assert folder_place.files() == before


def another_checkout(run: Run, place: Folder, **entries: str) -> Run:
    """The same project on another computer, as version control has it now."""
    other = a_publisher(run.folder.parent / "other", place.setting, **entries)
    (other.folder / "published.lock").write_text(lock_text(run.folder), encoding="utf-8")
    return other


def test_an_old_checkout_brings_nothing_back_and_takes_nothing_away(
    folder_place: Folder, tmp_path: Path
) -> None:
    """Who has not fetched what others published since is told; until then readers keep what they have."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, water=WATER)
    publish(run)
    other = another_checkout(run, folder_place, land=LAND, water=WATER)
    write(run, "water", WATER + WITHDRAWN)
    publish(run)
    with pytest.raises(NotReady, match=r"water/en, water/km.*newest state"):
        publish(other)
    write(run, "more", LAND.replace("land", "more"))
    publish(run)
    (other.folder / "entries/water.yaml").write_text(WATER + WITHDRAWN, encoding="utf-8")
    with pytest.raises(NotReady, match=r"more/en.*newest state"):
        publish(other)
    assert folder_place.files() == output_of(run)
    assert "publications/more/en.html" in folder_place.files()


def test_another_projects_output_is_not_replaced(folder_place: Folder, tmp_path: Path) -> None:
    """Although its manifest is one of ours: a line copied from another site.yaml would empty that site."""
    publish(a_publisher(tmp_path / "theirs", folder_place.setting, water=WATER))
    shown = folder_place.files()
    run = a_publisher(tmp_path / "project", "", land=LAND)
    build(run)
    (run.folder / "site.yaml").write_text(f"{SITE}publish: {folder_place.setting}\n", encoding="utf-8")
    with pytest.raises(NotReady, match="water/en"):
        publish(run)
    assert folder_place.files() == shown


def test_a_first_publishing_that_was_not_recorded_can_be_completed(
    folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it stopped between the last file and the lock, as with a full disk here."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(lockfile, "write_lock", full)
        with pytest.raises(OutputFailed):
            publish(run)
    assert (folder_place.files(), lock_text(run.folder)) == (output_of(run), "")
    publish(run)
    assert "land" in lock_text(run.folder)
    undo(run)
    assert not any(path.endswith(".html") for path in folder_place.files())


def test_if_due_looks_again_when_its_turn_comes(
    folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is changed while it waits for another command is not published by it."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, later=LATER)
    publish(run)
    shown = folder_place.files()

    def waiting(*arguments: object) -> object:
        write(run, "more", LAND.replace("land", "more"))
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("cchr_feeds.publish.build", waiting)
    with pytest.raises(NotReady, match="files have changed"):
        publish_if_due(replace(run, now=SOON))
    assert folder_place.files() == shown


def test_an_unfinished_release_of_a_draft_is_not_undone_into_the_open(
    folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that was made a draft again, and whose removal stopped half-way, does not come back."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, water=WATER)
    publish(run)
    write(run, "water", "draft: true\n" + WATER)

    def failing(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(upload_targets.Folder, "remove", failing)
        with pytest.raises(Unfinished):
            publish(run, frozenset(["water"]))
    with pytest.raises(NotReady, match="water/en, water/km"):
        undo(run)
    publish(run, frozenset(["water"]))
    assert not any("water" in path for path in folder_place.files())


@pytest.mark.debian
@pytest.mark.more
def test_links_of_others_stay_as_they_are(rsync_place: Folder, tmp_path: Path) -> None:
    """One in the way of a page, of a folder, and of a folder with a page of the same name in it."""
    place = rsync_place
    place.plant({"../elsewhere/atom.xml": b"theirs"})
    run = a_publisher(tmp_path / "project", place.setting, land=LAND)
    for name, to in (("index.html", "notes.txt"), ("publications", "../elsewhere"), ("en", "../elsewhere")):
        link = place.place / name
        link.symlink_to(to)
        with pytest.raises(NotReady, match=name.replace(".", r"\.")):
            publish(run)
        assert (link.is_symlink(), files_of(tmp_path / "elsewhere")) == (True, {"atom.xml": b"theirs"})
        link.unlink()
    publish(run)
    assert place.files() == output_of(run)


def test_attributes_of_others_change_no_byte(git_place: Folder, tmp_path: Path) -> None:
    """Many repositories normalise line ends; digests in the manifest would no longer be true."""
    git_place.plant({".gitattributes": b"* text=auto eol=lf\n", "theirs.txt": b"one\n"})
    entry = LAND.replace("summary: About land.", "files: [{file: rows.csv}]")
    run = a_publisher(tmp_path / "project", git_place.setting, land=entry)
    (run.folder / "entries/rows.csv").write_bytes(b"one,two\r\n")
    publish(run)
    assert output_of(run).items() <= git_place.files().items()


def test_a_hook_of_another_repository_may_publish(
    git_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There git tells its commands by the environment which repository is meant."""
    run = a_publisher(tmp_path / "project", git_place.setting, land=LAND)
    with monkeypatch.context() as patched:
        patched.setenv("GIT_DIR", str(tmp_path / "their.git"))
        publish(run)
    assert not (tmp_path / "their.git").exists()
    assert git_place.files() == output_of(run)


class CarelessOfCapitals(upload_targets.Folder):
    """A folder that takes capitals for small letters, as network drives and macOS do."""

    def _as_there(self, paths: Collection[str]) -> dict[str, str]:
        there = {path.casefold(): path for path in files_of(self.place)}
        return {path: there.get(path.casefold(), path) for path in paths}

    def fetch(self, paths: Collection[str], into: Path) -> None:
        """Finds a file under any spelling."""
        for path, name in self._as_there(paths).items():
            if (self.place / name).is_file():
                (into / path).parent.mkdir(parents=True, exist_ok=True)
                (into / path).write_bytes((self.place / name).read_bytes())

    def put(self, source: Path, paths: Collection[str]) -> None:
        """Leaves a file its spelling."""
        for path, name in self._as_there(paths).items():
            (self.place / name).parent.mkdir(parents=True, exist_ok=True)
            (self.place / name).write_bytes((source / path).read_bytes())

    def remove(self, paths: Collection[str]) -> None:
        """Removes a file under any spelling."""
        super().remove(list(self._as_there(paths).values()))


def test_a_file_may_change_its_capitals(
    folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where both spellings are one file, the removal of the former does not take the new one away."""
    monkeypatch.setattr(upload_targets, "Folder", CarelessOfCapitals)
    entry = LAND.replace("summary: About land.", "files: [{file: Land.pdf}]")
    run = a_publisher(tmp_path / "project", folder_place.setting, land=entry)
    (run.folder / "entries/Land.pdf").write_bytes(b"%PDF-1.4 one\n")
    publish(run)
    (run.folder / "entries/Land.pdf").unlink()
    (run.folder / "entries/land.pdf").write_bytes(b"%PDF-1.4 two\n")
    write(run, "land", entry.replace("Land.pdf", "land.pdf"))
    publish(run)
    assert folder_place.files()["files/land/land.pdf"] == b"%PDF-1.4 two\n"
    undo(run)
    assert folder_place.files()["files/land/Land.pdf"] == b"%PDF-1.4 one\n"


def test_an_unfinished_publishing_brings_nothing_back_that_others_withdrew(
    folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where it is done again after theirs, nor where it is undone."""
    run = a_publisher(tmp_path / "project", folder_place.setting, land=LAND, water=WATER)
    publish(run)
    other = another_checkout(run, folder_place, land=LAND, water=WATER + WITHDRAWN)
    write(run, "more", LAND.replace("land", "more"))
    puts, real = [0], upload_targets.Folder.put

    def failing(self: upload_targets.Folder, source: Path, paths: Collection[str]) -> None:
        puts[0] += 1
        if puts[0] == 3:
            raise OSError(5, "Input/output error")
        real(self, source, paths)

    with monkeypatch.context() as patched:
        patched.setattr(upload_targets.Folder, "put", failing)
        with pytest.raises(Unfinished):
            publish(run)
    publish(other)
    shown = folder_place.files()
    for again in (publish, undo):
        with pytest.raises(NotReady, match="water/en, water/km"):
            again(run)
    assert folder_place.files() == shown
    assert "ទឹក".encode() not in b"".join(shown.values())
