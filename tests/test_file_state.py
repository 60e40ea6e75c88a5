"""Tests of what stands for the state of many files."""

from pathlib import Path

from cchr_feeds.cache.file_state import stamp, states


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
