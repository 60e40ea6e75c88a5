"""Tests of exchanging two files, moment by moment: what others put there meanwhile stays."""

from pathlib import Path

import pytest

from cchr_feeds.source import save
from cchr_feeds.source.save import replaced_unchanged

BEFORE, AFTER, THEIRS = b"before", b"after", b"theirs"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that was read, beside a copy with what is to take its place."""
    (tmp_path / "copy").write_bytes(AFTER)
    (tmp_path / "entry.yaml").write_bytes(BEFORE)
    return tmp_path / "entry.yaml"


def replaced(path: Path) -> bool:
    """Puts the copy in the file's place."""
    return replaced_unchanged(path.with_name("copy"), path, BEFORE, AFTER)


def test_the_copy_takes_the_place_of_the_file(path: Path) -> None:
    """And the file that of the copy."""
    assert replaced(path)
    assert (path.read_bytes(), path.with_name("copy").read_bytes()) == (AFTER, BEFORE)


def test_what_another_wrote_meanwhile_goes_back(path: Path) -> None:
    """After the look beforehand."""
    path.write_bytes(THEIRS)
    assert not replaced(path)
    assert (path.read_bytes(), path.with_name("copy").read_bytes()) == (THEIRS, AFTER)


def test_what_is_written_while_theirs_goes_back_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that saves again in between has the last word."""
    path.write_bytes(b"theirs, at first")
    moments = iter([lambda: path.write_bytes(THEIRS)])
    monkeypatch.setattr(save, "_wait_for_writers", lambda _: next(moments, lambda: 0)())
    assert not replaced(path)
    assert path.read_bytes() == THEIRS


def test_what_is_deleted_while_theirs_goes_back_is_not_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had come out is put there again."""
    path.write_bytes(THEIRS)
    monkeypatch.setattr(save, "_wait_for_writers", lambda _: path.unlink())
    assert not replaced(path)
    assert path.read_bytes() == THEIRS


def test_a_file_that_a_program_goes_on_writing_goes_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for, but not for ever."""
    monkeypatch.setattr(save, "_PATIENCE", 0.02)
    with path.open("r+b") as writing:
        assert not replaced(path)
        writing.write(THEIRS)
    assert path.read_bytes() == THEIRS


def test_a_system_that_exchanges_no_files_replaces_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look beforehand has to do there."""

    class Library:
        """A C library of a system that has no such call."""

    monkeypatch.setattr("ctypes.CDLL", lambda name, use_errno: Library())
    assert replaced(path)
    assert path.read_bytes() == AFTER
    assert [each.name for each in path.parent.iterdir()] == ["entry.yaml"]


def test_a_file_that_has_gone_is_not_made_again(path: Path) -> None:
    """With the system's reason."""
    path.unlink()
    with pytest.raises(FileNotFoundError):
        replaced(path)
    assert not path.exists()
