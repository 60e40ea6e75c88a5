"""Tests of the command `publish`: what it asks and says, its exit codes, and what a kill leaves."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builds import environment
from cchr_feeds.keys import new_key
from commands import (
    DONE,
    INTERRUPTED,
    NOT_WRITTEN,
    NOTHING,
    PROBLEMS,
    USAGE,
    command,
    conversation,
    interrupted,
    run,
)
from extent import examples
from publish.places import FOREIGN, LAND, LATER, WATER, Folder, a_publisher, files_of, output_of, write

pytestmark = pytest.mark.usefixtures("at_length")

AT = ("--now", "2024-12-01T12:00:00+07:00")
THEN = ("--now", "2024-12-10T09:00:00+07:00")


@pytest.fixture
def project(folder_place: Folder, tmp_path: Path) -> Path:
    """A project that publishes to a folder."""
    return a_publisher(tmp_path / "project", folder_place.setting, land=LAND, later=LATER).folder


def test_it_shows_what_changes_asks_and_ends_with_the_address(project: Path, folder_place: Folder) -> None:
    """What comes by its date is told to a person, with the line for cron; the link stands apart, last."""
    code, shown = conversation(project, [("Publish now?", "y")], "publish", *AT)
    assert code == DONE
    assert "New to readers: land (en)." in shown
    assert "Feeds and pages that change: en, en/infographic." in shown
    assert "goes online when a build runs after 2024-12-10 09:00" in shown
    assert f"cd {project} && {sys.executable} -m cchr_feeds publish --if-due" in shown
    assert shown.endswith("files changed, 0 removed.\n\nhttps://example.org/feeds/\n")
    assert "en/atom.xml" in folder_place.files()


def test_who_says_no_publishes_nothing(project: Path, folder_place: Folder) -> None:
    """Nor builds."""
    code, shown = conversation(project, [("Publish now?", "n")], "publish", *AT)
    assert (code, folder_place.files()) == (INTERRUPTED, {})
    assert "nothing was written" in shown
    assert not (project / "out").exists()


def test_what_was_undone_is_told_before_it_goes_out_again(project: Path) -> None:
    """No entry has changed for readers by the lock, but the place shows what was there before."""
    assert "it was undone" not in run(project, "publish", "--yes", *AT).stdout
    assert "it was undone" not in run(project, "publish", "--yes", *AT).stdout
    assert run(project, "publish", "--undo", "--yes", *AT).returncode == DONE
    assert (
        "it was undone: all that published.lock has goes out." in run(project, "publish", "--yes", *AT).stdout
    )
    assert "it was undone" not in run(project, "publish", "--yes", *AT).stdout


def test_exit_codes(project: Path, folder_place: Folder) -> None:
    """As the reference has them."""
    assert run(project, "publish", *AT).returncode == USAGE
    assert run(project, "publish", "--if-due", *AT).returncode == PROBLEMS
    assert run(project, "publish", "--undo", "--yes", *AT).returncode == NOTHING
    assert run(project, "publish", "--yes", "--out", "elsewhere", *AT).returncode == USAGE
    published = run(project, "publish", "--yes", "--json", *AT)
    assert published.returncode == DONE
    assert json.loads(published.stdout)["written"]["removed"] == 0
    due = run(project, "publish", "--if-due", *AT)
    assert (due.returncode, due.stdout) == (DONE, "Nothing is due.\n")
    assert run(project, "publish", "--if-due", "--quiet", *THEN).stdout == ""
    assert "publications/later/en.html" in folder_place.files()
    folder_place.place.rename(folder_place.place.with_name("away"))
    failed = run(project, "publish", "--yes", *THEN)
    assert failed.returncode == NOT_WRITTEN
    assert "connect the drive" in failed.stderr
    assert "published.lock is as it was" in failed.stderr


def test_a_log_has_no_date_of_what_waits(project: Path) -> None:
    """It may be public."""
    published = run(project, "publish", "--yes", *AT)
    assert "2024-12-10" not in published.stdout + published.stderr
    assert "later" not in published.stdout + published.stderr


def test_ctrl_c_says_what_is_left(project: Path, folder_place: Folder) -> None:
    """And running it again completes it."""
    lock = project / "published.lock"
    stopped = interrupted(project, lambda: any(folder_place.place.iterdir()), "publish", "--yes", *AT)
    if stopped.returncode != DONE:
        assert stopped.returncode == INTERRUPTED
        is_uploaded = folder_place.files() == files_of(project / "out")  # and is being recorded
        assert is_uploaded or "run it again to complete it" in stopped.stderr
        assert is_uploaded or not lock.exists()
    assert run(project, "publish", "--yes", *AT).returncode == DONE
    assert folder_place.files() == files_of(project / "out")


def killed(project: Path, seconds: float) -> int:
    """The exit code of a publishing that is killed after so long; negative if it was."""
    with subprocess.Popen(
        command("publish", "--yes", *AT),
        cwd=project,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait()


def test_killed_at_any_moment_running_again_completes_it(place: Folder, tmp_path: Path) -> None:
    """What others put there stays, what was withdrawn in between is nowhere, and the undo is of before."""
    place.plant(FOREIGN)
    publisher = a_publisher(tmp_path / "project", place.setting, land=LAND)
    project = publisher.folder
    assert run(project, "publish", "--yes", *AT).returncode == DONE
    before = place.files()
    write(publisher, "water", WATER)
    took = time.monotonic()
    run(project, "check", *AT)
    took = time.monotonic() - took
    for number in range(examples(4)):
        killed(project, 0.3 + took * number)
        killed(project, 0.3 + took * (number + 0.5))
    assert run(project, "publish", "--yes", *AT).returncode == DONE
    assert place.files() == output_of(publisher) | FOREIGN
    assert run(project, "publish", "--undo", "--yes", *AT).returncode == DONE
    assert place.files() == before


def test_two_runs_wait_for_each_other(project: Path, folder_place: Folder) -> None:
    """Both end well, and the second finds nothing to change."""
    started = [
        subprocess.Popen(
            command("publish", "--yes", *AT),
            cwd=project,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    ended = [(process.communicate(), process.returncode) for process in started]
    assert {code for _, code in ended} <= {DONE, PROBLEMS}  # the second may have to look again
    assert DONE in {code for _, code in ended}
    assert folder_place.files() == files_of(project / "out")


def test_a_signature_that_no_longer_fits_is_told(
    project: Path, folder_place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a build tells it: partners who check would think that the site was altered."""
    new_key(tmp_path / "key", project)
    with monkeypatch.context() as patched:
        patched.setenv("CCHR_FEEDS_SIGNING_KEY_FILE", str(tmp_path / "key"))
        signed = run(project, "publish", "--yes", *AT)
    assert (signed.returncode, "earlier build" in signed.stderr) == (DONE, False)
    assert "manifest.json.sig" in folder_place.files()
    (project / "entries/water.yaml").write_text(WATER, encoding="utf-8")
    assert "manifest.json.sig belongs to an earlier build" in run(project, "publish", "--yes", *AT).stderr
